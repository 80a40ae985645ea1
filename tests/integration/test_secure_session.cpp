// SPDX-License-Identifier: GPL-3.0-or-later
// coaps over real sockets: our session against our secure board.
#include "core/capture/dtls_record.h"
#include "tests/integration/secure_board.h"
#include "tests/support/test_registry.h"

#include <QNetworkDatagram>
#include <QUdpSocket>

#include <algorithm>

using namespace copper;
using namespace copper::test;

namespace {

SocketAddress loopback(quint16 port)
{
    SocketAddress address = *parseIpLiteral("127.0.0.1");
    address.port = port;
    return address;
}

// An address of the board: what comes there goes to it, and back. Gone, the board is elsewhere.
class Address
{
public:
    explicit Address(std::uint16_t board)
    {
        QVERIFY(m_front.bind(QHostAddress(QHostAddress::LocalHost), 0) &&
                m_back.bind(QHostAddress(QHostAddress::LocalHost), 0));
        QObject::connect(&m_front, &QUdpSocket::readyRead, &m_front, [this, board] {
            while (m_front.hasPendingDatagrams()) {
                const QNetworkDatagram datagram = m_front.receiveDatagram();
                m_client = static_cast<quint16>(datagram.senderPort());
                m_back.writeDatagram(datagram.data(), QHostAddress(QHostAddress::LocalHost), board);
            }
        });
        QObject::connect(&m_back, &QUdpSocket::readyRead, &m_back, [this] {
            while (m_back.hasPendingDatagrams())
                m_front.writeDatagram(m_back.receiveDatagram().data(),
                                      QHostAddress(QHostAddress::LocalHost), m_client);
        });
    }
    SocketAddress address() const { return loopback(m_front.localPort()); }
    QString uri() const
    {
        return QStringLiteral("coaps://127.0.0.1:%1/firmware/version").arg(m_front.localPort());
    }

private:
    QUdpSocket m_front, m_back;
    quint16 m_client = 0;
};

} // namespace

class TestSecureSession : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionBench> bench(CredentialSnapshotPtr keys, UdpSocket::Backend backend,
                                        const QString &folder = {})
    {
        SessionConfig config;
        config.backend = backend;
        config.handshakeTimeout = seconds(2);
        auto client = std::make_unique<SessionBench>(std::move(config), folder);
        client->session().setCredentials(std::move(keys));
        return client;
    }

private Q_SLOTS:
    void everythingInOneSession_data() { addBackends(); }
    void everythingInOneSession()
    {
        SecureBoard board;
        QTemporaryDir folder;
        const auto client =
            bench(everywhere("password", "sesame"), currentBackend(), folder.path());
        // Two at once wait for the same handshake.
        client->session().request(getRequest(board.uri(QStringLiteral("/firmware/version"))));
        const JobId observed =
            client->session().observe(getRequest(board.uri(QStringLiteral("/sys/temp"))));
        QVERIFY(spinUntil([&] { return client->all<ResponseArrived>().size() >= 4; }, 10'000));
        client->session().cancel(observed);
        QVERIFY(client->waitForEnd());
        const QByteArray image = patternBytes(200'000);
        UploadSpec upload;
        upload.uri = board.uri(QStringLiteral("/firmware"));
        upload.imagePath = writeFile(folder, QStringLiteral("image"), image);
        upload.verifyPath = QStringLiteral("/firmware");
        client->session().upload(upload);
        QVERIFY(client->waitFor<UploadFinished>());
        QVERIFY(client->all<UploadFinished>().front().verified == true);
        QVERIFY(client->all<JobFailed>().empty());
        QCOMPARE(board.sessions().size(), std::size_t{1});
        // What was on the wire says nothing of it.
        std::size_t hidden = 0;
        for (const MessageRecord &record : client->records()) {
            QVERIFY(record.layer == MessageRecord::Layer::Record);
            QVERIFY(looksLikeDtls(record.datagram));
            QVERIFY(asText(record.datagram).find("version") == std::string_view::npos);
            // All that went or came in a session is told with what it held.
            const bool data =
                record.datagram[0] == static_cast<std::uint8_t>(DtlsContentType::ApplicationData);
            QCOMPARE(record.opened.size(), data ? std::size_t{1} : std::size_t{0});
            for (const MessageRecord::Opened &opened : record.opened)
                hidden += asText(opened.message).find("version") != std::string_view::npos;
        }
        QVERIFY(hidden > 0);
    }

    // The conformance tests have sessions of their own; their trace tells as much.
    void testsTellWhatWasInTheirRecords()
    {
        SecureBoard board({"plugtest"});
        SessionBench client(UdpSocket::defaultBackend());
        PlugtestSpec spec;
        spec.uri = board.uri({});
        spec.only = {QStringLiteral("DTLS_01")};
        client.session().plugtest(spec);
        QVERIFY(client.waitFor<PlugtestEnded>());
        QCOMPARE(client.all<PlugtestEnded>().front().passed, 1U);
        std::size_t opened = 0;
        for (const MessageRecord &record : client.records()) {
            QVERIFY(record.layer == MessageRecord::Layer::Record);
            const bool data =
                record.datagram[0] == static_cast<std::uint8_t>(DtlsContentType::ApplicationData);
            QCOMPARE(record.opened.size(), data ? std::size_t{1} : std::size_t{0});
            opened += record.opened.size();
        }
        QCOMPARE(opened, std::size_t{2}); // the request and its answer
    }

    void inTheClearOnlyTheLinkList()
    {
        SecureBoard board;
        SessionBench client(UdpSocket::defaultBackend());
        client.session().request(getRequest(board.clearUri(QStringLiteral("/firmware/version"))));
        client.session().request(getRequest(board.clearUri(QStringLiteral("/.well-known/core"))));
        QVERIFY(client.waitFor<ResponseArrived>(2));
        auto answers = client.all<ResponseArrived>();
        std::sort(answers.begin(), answers.end(),
                  [](const auto &a, const auto &b) { return a.uri < b.uri; });
        QCOMPARE(answers[0].code.raw, code::kContent.raw);
        const std::string links(asText(*answers[0].payload));
        QVERIFY(links.find("<" + board.uri(QStringLiteral("/firmware")).toStdString() + ">") !=
                std::string::npos);
        QVERIFY(links.find("</") == std::string::npos);
        QCOMPARE(answers[1].code.raw, code::kUnauthorized.raw);
        // Not even the first block of an image.
        QTemporaryDir folder;
        UploadSpec upload;
        upload.uri = board.clearUri(QStringLiteral("/firmware"));
        upload.imagePath = writeFile(folder, QStringLiteral("image"), patternBytes(5000));
        client.session().upload(upload);
        QVERIFY(client.waitFor<JobFailed>());
        QCOMPARE(client.all<JobFailed>().front().code.raw, code::kUnauthorized.raw);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("identity");
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("failure");
        QTest::newRow("wrong key") << QStringLiteral("password") << QStringLiteral("wrong")
                                   << static_cast<int>(DtlsFailure::KeyWrong);
        QTest::newRow("unknown identity") << QStringLiteral("nobody") << QStringLiteral("sesame")
                                          << static_cast<int>(DtlsFailure::UnknownIdentity);
    }
    void refused()
    {
        QFETCH(QString, identity);
        QFETCH(QString, key);
        QFETCH(int, failure);
        SecureBoard board;
        const auto client =
            bench(everywhere(qPrintable(identity), qPrintable(key)), UdpSocket::defaultBackend());
        client->session().request(getRequest(board.uri(QStringLiteral("/firmware/version"))));
        QVERIFY(client->waitFor<JobFailed>());
        const JobFailed failed = client->all<JobFailed>().front();
        QVERIFY(failed.kind == FailureKind::HandshakeFailed);
        QCOMPARE(static_cast<int>(failed.handshake->failure), failure);
        QCOMPARE(board.sessions().size(), std::size_t{0});
    }

    void nobodyListens_data() { addBackends(); }
    void nobodyListens()
    {
        const auto client = bench(everywhere("password", "sesame"), currentBackend());
        client->session().request(getRequest(QStringLiteral("coaps://127.0.0.1:9/x")));
        QVERIFY(client->waitFor<JobFailed>());
        const JobFailed failed = client->all<JobFailed>().front();
        QVERIFY(failed.kind == FailureKind::HandshakeFailed);
        // QUdpSocket does not tell of ICMP.
        QVERIFY(failed.handshake->failure == (currentBackend() == UdpSocket::Backend::Posix
                                                  ? DtlsFailure::Unreachable
                                                  : DtlsFailure::NoAnswer));
    }

    // Never in the clear instead.
    void withoutAKey()
    {
        SecureBoard board;
        SessionBench client(UdpSocket::defaultBackend());
        client.session().request(getRequest(board.uri(QStringLiteral("/firmware/version"))));
        QVERIFY(client.waitFor<JobFailed>());
        QVERIFY(client.all<JobFailed>().front().kind == FailureKind::NoCredential);
        QVERIFY(client.records().empty());
    }

    // The board has lost its sessions: the first request that times out makes a new one, and the
    // observation goes on in it.
    void boardReboots_data() { addBackends(); }
    void boardReboots()
    {
        SecureBoard board;
        const auto client = bench(everywhere("password", "sesame"), currentBackend());
        client->session().observe(hasty(getRequest(board.uri(QStringLiteral("/sys/temp")))));
        QVERIFY(client->waitFor<ResponseArrived>());
        RequestSpec reboot = getRequest(board.uri(QStringLiteral("/reboot")));
        reboot.method = code::kPost;
        client->session().request(reboot);
        QVERIFY(client->waitFor<ResponseArrived>(2));
        QVERIFY(spinUntil([&] { return board.sessions().size() == 0; }, 10'000));
        client->events().clear();
        const QString version = board.uri(QStringLiteral("/firmware/version"));
        client->session().request(hasty(getRequest(version)));
        const auto from = [&](const QString &uri) {
            const auto all = client->all<ResponseArrived>();
            return std::count_if(all.begin(), all.end(),
                                 [&](const ResponseArrived &one) { return one.uri == uri; });
        };
        QVERIFY(spinUntil([&] { return from(version) == 1; }, 10'000));
        QVERIFY(
            spinUntil([&] { return from(board.uri(QStringLiteral("/sys/temp"))) >= 2; }, 10'000));
        QVERIFY(client->all<JobFailed>().empty());
        QCOMPARE(board.sessions().size(), std::size_t{1});
    }

    // The board is away when its session is missed, and comes back later: an observation waits for
    // it as it does in the clear.
    void boardIsAwayForAWhile_data() { addBackends(); }
    void boardIsAwayForAWhile()
    {
        // Its /obs is old after 5 s.
        auto board = std::make_unique<SecureBoard>(std::vector<std::string>{"plugtest"});
        SessionConfig config;
        config.backend = currentBackend();
        config.handshakeTimeout = seconds(2);
        config.endpoint.reregisterDelayMin = seconds(0.2);
        const auto client = std::make_unique<SessionBench>(std::move(config));
        client->session().setCredentials(everywhere("password", "sesame"));
        client->session().observe(hasty(getRequest(board->uri(QStringLiteral("/obs")))));
        QVERIFY(client->waitFor<ResponseArrived>());
        const auto port = static_cast<std::uint16_t>(board->address().port - 1);
        board.reset();
        // Once by the engine, then by handshakes that nobody answers.
        const auto waits = [&] {
            const auto all = client->all<ObservationStatus>();
            return std::count_if(all.begin(), all.end(), [](const ObservationStatus &status) {
                       return status.state == ObservationStatus::State::Retrying;
                   }) >= 3;
        };
        QVERIFY(spinUntil(waits, 30'000));
        QVERIFY(client->all<JobFailed>().empty());
        client->events().clear();
        board = std::make_unique<SecureBoard>(std::vector<std::string>{"plugtest"}, port);
        QVERIFY(client->waitFor<ResponseArrived>(1, 20'000));
        QVERIFY(client->all<JobFailed>().empty());
        QCOMPARE(board->sessions().size(), std::size_t{1});
    }

    // At its new address it takes up the session it had: nobody else could.
    void aBoardThatMovedIsKnown()
    {
        SecureBoard board;
        auto before = std::make_unique<Address>(board.address().port);
        const Address after(board.address().port);
        const auto client = bench(everywhere("password", "sesame"), UdpSocket::defaultBackend());
        client->session().request(getRequest(before->uri()));
        QVERIFY(client->waitFor<ResponseArrived>());
        QVERIFY(client->all<SecureSessionMoved>().empty());
        const SocketAddress old = before->address();
        client->session().endSecureSession(old);
        QVERIFY(spinUntil([&] { return board.sessions().size() == 0; }, 10'000));
        before.reset();
        client->session().request(getRequest(after.uri()));
        QVERIFY(client->waitFor<ResponseArrived>(2));
        const auto moved = client->all<SecureSessionMoved>();
        QCOMPARE(moved.size(), std::size_t{1});
        QVERIFY(moved.front().before == old && moved.front().peer == after.address());
    }

    // A POST may have been done: it is not sent again in another session.
    void postIsNotRepeated()
    {
        SecureBoard board;
        const auto client = bench(everywhere("password", "sesame"), UdpSocket::defaultBackend());
        RequestSpec reboot = getRequest(board.uri(QStringLiteral("/reboot")));
        reboot.method = code::kPost;
        client->session().request(reboot);
        QVERIFY(client->waitFor<ResponseArrived>());
        QVERIFY(spinUntil([&] { return board.sessions().size() == 0; }, 10'000));
        client->session().request(hasty(reboot));
        QVERIFY(client->waitFor<JobFailed>());
        QVERIFY(client->all<JobFailed>().front().kind == FailureKind::Timeout);
        QCOMPARE(client->all<ResponseArrived>().size(), std::size_t{1});
    }
};

COPPER_TEST(TestSecureSession);

#include "test_secure_session.moc"
