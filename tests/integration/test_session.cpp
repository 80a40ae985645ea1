// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/interfaces.h"
#include "tests/integration/net_bench.h"
#include "tests/support/test_registry.h"

using namespace copper;
using namespace copper::test;

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void get_data() { addBackends(); }
    void get()
    {
        LoopbackBoard board("greenhouse-1", {"greenhouse"}, currentBackend());
        SessionBench bench(currentBackend());
        RequestSpec spec;
        spec.uri = board.uri(QStringLiteral("/sensors/temp"));
        bench.session().request(spec);
        QVERIFY(bench.waitFor<ResponseArrived>());
        const ResponseArrived response = bench.all<ResponseArrived>().front();
        QCOMPARE(response.code.raw, code::kContent.raw);
        QVERIFY(response.payload && !response.payload->empty());
        QVERIFY(response.peer == board.address());
        QVERIFY(bench.waitForEnd());
        QCOMPARE(bench.records().size(), std::size_t{2});
        QVERIFY(bench.records()[0].direction == MessageRecord::Direction::Sent);
        QVERIFY(bench.records()[0].local.ip == board.address().ip); // loopback to loopback
        QVERIFY(bench.records()[1].at >= bench.records()[0].at);
    }

    void separateResponse_data() { addBackends(); }
    void separateResponse()
    {
        LoopbackBoard board("flaky-1", {}, currentBackend());
        DeviceResource slow;
        slow.path = "/slow";
        slow.responseDelay = seconds(0.4);
        slow.handle = [](const DeviceRequest &) {
            return std::optional<Response>(Response{});
        };
        board.device().addResource(slow);
        SessionBench bench(currentBackend());
        RequestSpec spec;
        spec.uri = board.uri(QStringLiteral("/slow"));
        bench.session().request(spec);
        QVERIFY(bench.waitFor<ResponseArrived>());
        QVERIFY(bench.all<ResponseArrived>().front().type == MessageType::Confirmable);
        QVERIFY(bench.waitForEnd());
        QCOMPARE(bench.records().size(), std::size_t{4});
    }

    // ICMP makes it quick where the system tells us.
    void nothingListens()
    {
        if (UdpSocket::defaultBackend() != UdpSocket::Backend::Posix)
            QSKIP("needs the error queue");
        QString uri;
        {
            LoopbackBoard board("gone", {}, UdpSocket::Backend::Posix);
            uri = board.uri();
        }
        SessionBench bench(UdpSocket::Backend::Posix);
        RequestSpec spec;
        spec.uri = uri;
        bench.session().request(spec);
        QVERIFY(bench.waitFor<JobFailed>(1, 1500));
        QVERIFY(bench.all<JobFailed>().front().kind == FailureKind::Unreachable);
    }

    void badTargets_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<int>("kind");
        QTest::newRow("scheme") << QStringLiteral("http://127.0.0.1/")
                                << static_cast<int>(FailureKind::UnsupportedScheme);
        QTest::newRow("port") << QStringLiteral("coap://127.0.0.1:99999/")
                              << static_cast<int>(FailureKind::InvalidUri);
        QTest::newRow("fragment") << QStringLiteral("coap://127.0.0.1/a#b")
                                  << static_cast<int>(FailureKind::InvalidUri);
        QTest::newRow("no host") << QStringLiteral("coap:///a")
                                 << static_cast<int>(FailureKind::InvalidUri);
        QTest::newRow("secure, without a key")
            << QStringLiteral("coaps://127.0.0.1/a") << static_cast<int>(FailureKind::NoCredential);
        QTest::newRow("stream") << QStringLiteral("coap+tcp://127.0.0.1/a")
                                << static_cast<int>(FailureKind::NotSupported);
        QTest::newRow("link-local without a zone")
            << QStringLiteral("coap://[fe80::1]/") << static_cast<int>(FailureKind::NoInterface);
        QTest::newRow("unknown zone") << QStringLiteral("coap://[fe80::1%25nosuchif0]/")
                                      << static_cast<int>(FailureKind::NoInterface);
    }
    void badTargets()
    {
        QFETCH(QString, uri);
        QFETCH(int, kind);
        SessionBench bench(UdpSocket::defaultBackend());
        RequestSpec spec;
        spec.uri = uri;
        bench.session().request(spec);
        QVERIFY(bench.waitFor<JobFailed>());
        QCOMPARE(static_cast<int>(bench.all<JobFailed>().front().kind), kind);
        QVERIFY(bench.waitForEnd());
    }

    void observeAndDeregister_data() { addBackends(); }
    void observeAndDeregister()
    {
        LoopbackBoard board("lamp-1", {"lamp"}, currentBackend());
        SessionBench bench(currentBackend());
        RequestSpec spec;
        spec.uri = board.uri(QStringLiteral("/light/level"));
        const JobId job = bench.session().observe(spec);
        QVERIFY(bench.waitFor<ResponseArrived>());
        RequestSpec put;
        put.uri = spec.uri;
        put.method = code::kPut;
        put.payload = std::make_shared<const Bytes>(toOwned(asBytes("33")));
        bench.session().request(put);
        QVERIFY(spinUntil(
            [&] {
                for (const auto &r : bench.all<ResponseArrived>()) {
                    if (r.observeSequence && r.notificationIndex == 1 &&
                        asText(*r.payload) == "33 %")
                        return true;
                }
                return false;
            },
            5000));
        QCOMPARE(board.driver().endpoint().observerCount("/light/level"), std::size_t{1});
        bench.session().cancel(job);
        QVERIFY(bench.waitForEnd());
        QCOMPARE(board.driver().endpoint().observerCount("/light/level"), std::size_t{0});
        QVERIFY(bench.all<ObservationStatus>().back().state == ObservationStatus::State::Ended);
    }

    void discoverOnLoopback_data() { addBackends(); }
    void discoverOnLoopback()
    {
        const UdpSocket::Backend backend = currentBackend();
        LoopbackBoard first("greenhouse-1", {"greenhouse"}, backend, 31);
        LoopbackBoard second("board-2", {"board"}, backend, 32);
        // A port of its own: another fleet on this machine is not our business.
        const QString group = QStringLiteral("224.0.1.187:%1").arg(first.address().port);
        first.join(group);
        second.join(group);
        SessionBench bench(backend);
        DiscoverySpec spec;
        spec.interfaces = QStringList{QStringLiteral("lo")};
        spec.groups = QStringList{group};
        spec.collectFor = seconds(1);
        bench.session().discover(spec);
        QVERIFY(bench.waitFor<DiscoveryFinished>());
        QCOMPARE(bench.all<DiscoveryFinished>().front().devices, 2U);
        QStringList names;
        for (const DeviceFound &device : bench.all<DeviceFound>()) {
            names << device.name;
            QVERIFY(device.links.size() > 3);
            QCOMPARE(device.networkName, QStringLiteral("lo"));
        }
        names.sort();
        QCOMPARE(names, (QStringList{QStringLiteral("board-2"), QStringLiteral("greenhouse-1")}));

        bench.events().clear();
        spec.filters = QStringList{QStringLiteral("rt=firmware*")};
        bench.session().discover(spec);
        QVERIFY(bench.waitFor<DiscoveryFinished>());
        QCOMPARE(bench.all<DeviceFound>().size(), std::size_t{1});
        const DeviceFound only = bench.all<DeviceFound>().front();
        for (const ResourceLink &link : only.links)
            QVERIFY(link.rt.startsWith(QLatin1String("firmware")));
    }

    // A list longer than a block is fetched on by unicast.
    void longLinkList()
    {
        LoopbackBoard board("many", {}, UdpSocket::defaultBackend(), 33);
        for (int i = 0; i < 200; ++i) {
            DeviceResource resource;
            resource.path = "/a/rather/long/path/number/" + std::to_string(i);
            resource.handle = [](const DeviceRequest &) {
                return std::optional<Response>(Response{});
            };
            board.device().addResource(resource);
        }
        const QString group = QStringLiteral("224.0.1.187:%1").arg(board.address().port);
        board.join(group);
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec;
        spec.interfaces = QStringList{QStringLiteral("lo")};
        spec.groups = QStringList{group};
        spec.collectFor = seconds(1);
        bench.session().discover(spec);
        QVERIFY(bench.waitFor<DiscoveryFinished>());
        QCOMPARE(bench.all<DeviceFound>().size(), std::size_t{1});
        QVERIFY(bench.all<DeviceFound>().front().links.size() >= 202);
        QVERIFY(!bench.all<DeviceFound>().front().linksCut);

        bench.events().clear();
        DiscoverySpec unicast;
        unicast.uri = board.uri();
        bench.session().discover(unicast);
        QVERIFY(bench.waitFor<DiscoveryFinished>());
        QVERIFY(bench.all<DeviceFound>().front().links.size() >= 202);
    }

    void unknownInterface()
    {
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec;
        spec.interfaces = QStringList{QStringLiteral("nosuchif0")};
        bench.session().discover(spec);
        QVERIFY(bench.waitFor<JobFailed>());
        QVERIFY(bench.all<JobFailed>().front().kind == FailureKind::NoInterface);
        QCOMPARE(bench.all<JobFailed>().front().detail, QStringLiteral("nosuchif0"));
    }

    void outputThatCannotBeWritten()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        SessionBench bench(UdpSocket::defaultBackend());
        RequestSpec spec;
        spec.uri = board.uri(QStringLiteral("/firmware"));
        spec.outputFile = QStringLiteral("/nosuchfolder/file");
        bench.session().request(spec);
        QVERIFY(bench.waitFor<JobFailed>());
        QVERIFY(bench.all<JobFailed>().front().kind == FailureKind::OutputUnwritable);
        spec.outputFile = QStringLiteral("/dev/full"); // the disk is full at the first byte
        bench.session().request(spec);
        QVERIFY(bench.waitFor<JobFailed>(2));
        QVERIFY(bench.all<JobFailed>().at(1).kind == FailureKind::OutputUnwritable);
        QVERIFY(!QFileInfo(QStringLiteral("/dev/full")).isFile());
    }

    void anOldFileSurvivesAnError()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        QTemporaryDir folder;
        const QString path = writeFile(folder, QStringLiteral("keep"), "precious");
        SessionBench bench(UdpSocket::defaultBackend());
        RequestSpec spec;
        spec.uri = board.uri(QStringLiteral("/nope"));
        spec.outputFile = path;
        bench.session().request(spec);
        QVERIFY(bench.waitForEnd());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("precious"));
        spec.uri = board.uri(QStringLiteral("/firmware"));
        bench.session().request(spec);
        QVERIFY(bench.waitForEnd());
        QCOMPARE(QFileInfo(path).size(), qint64{48 * 1024});
    }

    void cancelWhileWaiting()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        board.setSilent(true);
        SessionBench bench(UdpSocket::defaultBackend());
        RequestSpec spec;
        spec.uri = board.uri();
        const JobId job = bench.session().request(spec);
        QVERIFY(spinUntil([&] { return bench.records().size() == 1; }, 2000));
        bench.session().cancel(job);
        QVERIFY(bench.waitForEnd());
        QCOMPARE(bench.all<JobFailed>().size(), std::size_t{1});
        QVERIFY(bench.all<JobFailed>().front().kind == FailureKind::Cancelled);
    }

    void timeLimit()
    {
        LoopbackBoard board("board-1", {"board"}, UdpSocket::defaultBackend());
        board.setSilent(true);
        SessionBench bench(UdpSocket::defaultBackend());
        RequestSpec spec;
        spec.uri = board.uri();
        spec.timeout = seconds(0.2);
        bench.session().request(spec);
        QVERIFY(bench.waitFor<JobFailed>(1, 2000));
        QVERIFY(bench.all<JobFailed>().front().kind == FailureKind::Timeout);
    }

    void ping_data() { addBackends(); }
    void ping()
    {
        LoopbackBoard board("board-1", {"board"}, currentBackend());
        SessionBench bench(currentBackend());
        RequestSpec spec;
        spec.uri = board.uri();
        bench.session().ping(spec, 30);
        QVERIFY(bench.waitFor<PongArrived>(30));
        QVERIFY(bench.all<PongArrived>().back().last);
        QVERIFY(bench.waitForEnd());
    }
};

COPPER_TEST(TestSession);
#include "test_session.moc"
