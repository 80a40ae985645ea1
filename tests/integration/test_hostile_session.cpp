// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions against hostile devices on loopback: every attack ends, every limit of a scan is
// reached and said.
#include "app/board/hostile_host.h"
#include "core/coap/codec.h"
#include "tests/integration/net_bench.h"
#include "tests/support/test_registry.h"

#include <QNetworkDatagram>
#include <QNetworkInterface>
#include <QTest>
#include <QUdpSocket>

using namespace copper;
using namespace copper::test;

namespace {

SocketAddress loopbackAddress()
{
    SocketAddress local;
    local.family = SocketAddress::Family::IPv4;
    local.ip = {127, 0, 0, 1};
    return local;
}

// A hostile board in this process; in the group of its own port when asked.
struct HostileBoard
{
    explicit HostileBoard(HostileConfig device = {}, bool inGroup = false)
        : host({device, {}, false}, random)
    {
        if (!host.listen(loopbackAddress()))
            qFatal("cannot bind a loopback address");
        if (!inGroup)
            return;
        const auto address = parseAddressAndPort(group(), 5683);
        for (const MulticastInterface &entry : multicastInterfaces()) {
            if (entry.loopback && !host.joinGroup(*address, entry.index, entry.ipv4.front()))
                qFatal("cannot join the group on loopback");
        }
    }
    QString group() const { return QStringLiteral("224.0.1.187:%1").arg(host.address().port); }
    QString uri(const QString &path) const
    {
        return QStringLiteral("coap://") + QString::fromStdString(toText(host.address())) + path;
    }
    SystemRandom random;
    HostileHost host;
};

// Answers each multicast request by what the test wants, from sockets of its own.
class GroupPeer
{
public:
    using Answer = std::function<void(GroupPeer &peer, const Token &token)>;

    GroupPeer(int sockets, Answer answer) : m_answer(std::move(answer))
    {
        const QHostAddress group(QStringLiteral("224.0.1.187"));
        for (int i = 0; i < sockets; ++i) {
            m_sockets.push_back(std::make_unique<QUdpSocket>());
            if (!m_sockets.back()->bind(QHostAddress(QHostAddress::LocalHost), 0))
                qFatal("no free port");
        }
        m_port = m_sockets.front()->localPort();
        if (!m_listener.bind(group, m_port, QUdpSocket::ShareAddress) ||
            !m_listener.joinMulticastGroup(
                group, QNetworkInterface::interfaceFromName(QStringLiteral("lo"))))
            qFatal("cannot join the group on loopback");
        QObject::connect(&m_listener, &QUdpSocket::readyRead, &m_listener, [this] { heard(); });
    }
    QString group() const { return QStringLiteral("224.0.1.187:%1").arg(m_port); }
    void send(std::size_t socket, const Token &token, const std::string &list)
    {
        Options options;
        options.addUint(OptionNumber::ContentFormat, 40);
        const Bytes bytes =
            encode({MessageType::NonConfirmable, code::kContent, MessageId{m_mid++}, token},
                   options, asBytes(list));
        m_sockets[socket]->writeDatagram(reinterpret_cast<const char *>(bytes.data()),
                                         static_cast<qint64>(bytes.size()), m_from, m_fromPort);
    }
    std::size_t socketCount() const { return m_sockets.size(); }

private:
    void heard()
    {
        const QNetworkDatagram datagram = m_listener.receiveDatagram();
        const QByteArray bytes = datagram.data();
        const auto request = decode({reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                                     static_cast<std::size_t>(bytes.size())});
        if (!request)
            return;
        m_from = datagram.senderAddress();
        m_fromPort = static_cast<quint16>(datagram.senderPort());
        m_answer(*this, request->token);
    }
    Answer m_answer;
    QUdpSocket m_listener;
    std::vector<std::unique_ptr<QUdpSocket>> m_sockets;
    quint16 m_port = 0;
    QHostAddress m_from;
    quint16 m_fromPort = 0;
    std::uint16_t m_mid = 1;
};

DiscoverySpec scanOf(const QString &group)
{
    DiscoverySpec spec;
    spec.interfaces = QStringList{QStringLiteral("lo")};
    spec.groups = QStringList{group};
    spec.collectFor = seconds(1);
    return spec;
}

DiscoveryFinished finishedScan(SessionBench &bench, const DiscoverySpec &spec)
{
    bench.session().discover(spec);
    [&] {
        QVERIFY(bench.waitFor<DiscoveryFinished>(1, 20'000));
    }();
    const auto all = bench.all<DiscoveryFinished>();
    return all.empty() ? DiscoveryFinished{} : all.front();
}

// Short times, so that silence is soon over.
TransmissionParameters impatient()
{
    TransmissionParameters parameters;
    parameters.ackTimeout = seconds(0.05);
    parameters.maxRetransmit = 1;
    return parameters;
}

} // namespace

class TestHostileSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyAttackEnds_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("failure"); // -1: delivered
        const auto row = [](const char *path, std::optional<FailureKind> kind) {
            QTest::newRow(path) << QString::fromLatin1(path)
                                << (kind ? static_cast<int>(*kind) : -1);
        };
        row("/endless", FailureKind::TooLarge);
        row("/stuck", FailureKind::Malformed);
        row("/empty-blocks", FailureKind::Malformed);
        row("/etag-changes", FailureKind::BodyChanged);
        row("/separate-never", FailureKind::Timeout);
        row("/wrong-token", FailureKind::Timeout);
        row("/wrong-source", FailureKind::Timeout);
        row("/unknown-critical", FailureKind::Malformed);
        for (const char *path : {"/claims", "/cbor-claims", "/nesting/cbor", "/nesting/json",
                                 "/links", "/markup", "/reset-late", "/ack-twice", "/duplicates"})
            row(path, std::nullopt);
    }
    void everyAttackEnds()
    {
        QFETCH(QString, path);
        QFETCH(int, failure);
        const HostileBoard board;
        SessionBench bench(UdpSocket::defaultBackend());
        RequestSpec spec;
        spec.uri = board.uri(path);
        spec.maxBody = 8U << 20U;
        spec.parameters = impatient();
        if (path == QLatin1String("/separate-never"))
            spec.timeout = seconds(0.5); // else EXCHANGE_LIFETIME
        bench.session().request(spec);
        QVERIFY(bench.waitForEnd(30'000));
        QCOMPARE(bench.all<ResponseArrived>().size(), std::size_t{failure < 0 ? 1U : 0U});
        QCOMPARE(bench.all<JobFailed>().size(), std::size_t{failure < 0 ? 0U : 1U});
        if (failure >= 0)
            QCOMPARE(static_cast<int>(bench.all<JobFailed>().front().kind), failure);
    }

    void stormIsObservedAndLeft()
    {
        HostileConfig device;
        device.stormPerSecond = 5000;
        const HostileBoard board(device);
        SessionBench bench(UdpSocket::defaultBackend());
        RequestSpec spec;
        spec.uri = board.uri(QStringLiteral("/storm"));
        const JobId job = bench.session().observe(spec);
        QVERIFY(bench.waitFor<ResponseArrived>(500));
        bench.session().cancel(job);
        QVERIFY(bench.waitForEnd());
        QVERIFY(bench.all<ObservationStatus>().back().state == ObservationStatus::State::Ended);
    }

    void linkListIsCutAndSaid()
    {
        const HostileBoard board;
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec;
        spec.uri = board.uri(QStringLiteral("/links"));
        bench.session().discover(spec);
        QVERIFY(bench.waitForEnd(30'000));
        const auto cut = bench.all<DeviceFound>();
        QCOMPARE(cut.size(), std::size_t{1});
        QVERIFY(cut[0].linksCut && cut[0].linksAtLimit && cut[0].linkError.isEmpty());
        QCOMPARE(cut[0].links.size(), spec.limits.maxLinks);
        QVERIFY(cut[0].linkText->size() <= spec.limits.maxListBytes);

        // Raised, the whole list comes.
        bench.events().clear();
        spec.limits.maxLinks = 100'000;
        spec.limits.maxListBytes = 16U << 20U;
        bench.session().discover(spec);
        QVERIFY(bench.waitForEnd(30'000));
        QCOMPARE(bench.all<DeviceFound>().front().links.size(), std::size_t{60'000});
        QVERIFY(!bench.all<DeviceFound>().front().linksCut);
    }

    void devicesOfOneScan()
    {
        HostileConfig device;
        device.floodAnswers = 500;
        const HostileBoard board(device, true);
        SessionBench bench(UdpSocket::Backend::Posix);
        DiscoverySpec spec = scanOf(board.group());
        spec.limits.maxDevices = 100;
        const DiscoveryFinished finished = finishedScan(bench, spec);
        QCOMPARE(finished.devices, 100U);
        QCOMPARE(finished.cuts.beyondDevices + finished.cuts.lostInKernel, std::uint64_t{401});
    }

    void bytesOfOneScan()
    {
        HostileConfig device;
        device.floodAnswers = 500;
        const HostileBoard board(device, true);
        SessionBench bench(UdpSocket::Backend::Posix);
        DiscoverySpec spec = scanOf(board.group());
        spec.limits.maxBytes = 5'000;
        const DiscoveryFinished finished = finishedScan(bench, spec);
        QVERIFY(finished.devices > 20 && finished.devices < 100);
        QVERIFY(finished.cuts.beyondBytes > 300);
    }

    void answersOfOneSource()
    {
        GroupPeer peer(1, [](GroupPeer &self, const Token &token) {
            for (int i = 0; i < 50; ++i)
                self.send(0, token, "</>;ep=chatter,</a>");
        });
        SessionBench bench(UdpSocket::defaultBackend());
        const DiscoveryFinished finished = finishedScan(bench, scanOf(peer.group()));
        QCOMPARE(finished.devices, 1U);
        QCOMPARE(finished.cuts.beyondAnswers, std::uint64_t{42}); // 8 are borne
    }

    // One name from many addresses is one device, but not one with any number of addresses.
    void addressesOfOneName()
    {
        GroupPeer peer(20, [](GroupPeer &self, const Token &token) {
            for (std::size_t i = 0; i < self.socketCount(); ++i)
                self.send(i, token, "</>;ep=everywhere,</a>");
        });
        SessionBench bench(UdpSocket::defaultBackend());
        const DiscoveryFinished finished = finishedScan(bench, scanOf(peer.group()));
        QCOMPARE(finished.devices, 1U);
        QCOMPARE(bench.all<DeviceFound>().size(), std::size_t{8});
        QCOMPARE(bench.all<DeviceFound>().back().addresses.size(), std::size_t{8});
        QCOMPARE(finished.cuts.beyondAnswers, std::uint64_t{12});
    }

    // More at once than any buffer holds: what the kernel dropped is counted and said.
    void answersLostInTheKernel()
    {
        if (UdpSocket::defaultBackend() != UdpSocket::Backend::Posix)
            QSKIP("only this backend can ask the kernel");
        GroupPeer peer(1, [](GroupPeer &self, const Token &token) {
            const std::string list = "</>;title=\"" + std::string(1000, 'x') + '"';
            for (int i = 0; i < 30'000; ++i)
                self.send(0, token, list);
        });
        SessionBench bench(UdpSocket::Backend::Posix);
        DiscoverySpec spec = scanOf(peer.group());
        spec.collectFor = seconds(4); // what is still unread when a scan ends was not lost
        const DiscoveryFinished finished = finishedScan(bench, spec);
        QCOMPARE(finished.devices, 1U);
        QVERIFY(finished.cuts.lostInKernel > 1000);
        // Those behind the last one that was read are counted too: 8 answers are borne.
        QCOMPARE(finished.cuts.total(), std::uint64_t{30'000 - 8});
        QVERIFY(bench.session().counters().kernelDrops == finished.cuts.lostInKernel);
    }

    void staysOnLoopback()
    {
        SystemRandom random;
        SocketAddress everywhere = loopbackAddress();
        everywhere.ip = {};
        HostileHost careful({{}, {}, false}, random);
        QVERIFY(!careful.listen(everywhere));
        HostileHost told({{}, {}, true}, random);
        QVERIFY(told.listen(everywhere));
    }
};

COPPER_TEST(TestHostileSession);
#include "test_hostile_session.moc"
