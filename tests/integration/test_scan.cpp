// SPDX-License-Identifier: GPL-3.0-or-later
// Discovery that is steered: ranges, hosts, filters, counts, and why nothing was found.
#include "tests/integration/net_bench.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>

using namespace copper;
using namespace copper::test;

namespace {

QString groupOf(const LoopbackBoard &board)
{
    return QStringLiteral("224.0.1.187:%1").arg(board.address().port);
}

DiscoverySpec onLoopback(const QString &group)
{
    DiscoverySpec spec;
    spec.interfaces = QStringList{QStringLiteral("lo")};
    spec.groups = QStringList{group};
    spec.collectFor = seconds(0.5);
    spec.explain = true;
    return spec;
}

DiscoveryFinished finished(SessionBench &bench, const DiscoverySpec &spec)
{
    bench.events().clear();
    bench.session().discover(spec);
    if (!bench.waitFor<DiscoveryFinished>(1, 20'000))
        return {};
    return bench.all<DiscoveryFinished>().front();
}

bool says(const DiscoveryFinished &scan, ScanFinding finding)
{
    for (const ScanReason &reason : scan.reasons) {
        if (reason.finding == finding)
            return true;
    }
    return false;
}

} // namespace

class TestScan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Twenty addresses, one of which is a board; not faster than asked for.
    void range()
    {
        LoopbackBoard board("greenhouse-1", {"greenhouse"}, UdpSocket::defaultBackend());
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec;
        spec.multicast = false;
        spec.range = QStringLiteral("127.0.0.1-20:%1").arg(board.address().port);
        spec.rangeRate = 40;
        spec.collectFor = seconds(1);
        QElapsedTimer clock;
        clock.start();
        const DiscoveryFinished scan = finished(bench, spec);
        QCOMPARE(scan.devices, 1U);
        QCOMPARE(scan.counts.asked, 20U);
        QCOMPARE(scan.counts.toAsk, 20U);
        QCOMPARE(scan.counts.answers, 1U);
        QVERIFY(scan.counts.listBytes > 50);
        QVERIFY2(clock.elapsed() >= 400, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(bench.all<DeviceFound>().front().networkName, QStringLiteral("lo"));
        QVERIFY(!bench.all<DiscoveryProgress>().empty());
        QVERIFY(bench.waitForEnd());
    }

    // A server without a list of resources is one all the same.
    void rangeFindsAServerWithoutList()
    {
        LoopbackBoard board("bare", {}, UdpSocket::defaultBackend());
        DeviceResource none;
        none.path = "/.well-known/core";
        none.handle = [](const DeviceRequest &) {
            Response response;
            response.code = code::kNotFound;
            return std::optional<Response>(response);
        };
        board.device().addResource(none);
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec;
        spec.multicast = false;
        spec.range = QStringLiteral("127.0.0.1:%1").arg(board.address().port);
        QCOMPARE(finished(bench, spec).devices, 1U);
    }

    void hosts()
    {
        LoopbackBoard board("greenhouse-1", {"greenhouse"}, UdpSocket::defaultBackend());
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec;
        spec.multicast = false;
        spec.hosts = QStringList{QStringLiteral("127.0.0.1:%1").arg(board.address().port),
                                 QStringLiteral("no such host")};
        const DiscoveryFinished scan = finished(bench, spec);
        QCOMPARE(scan.devices, 1U);
        QCOMPARE(scan.counts.asked, 2U);
        QCOMPARE(scan.reasons.size(), std::size_t{1});
        QVERIFY(scan.reasons.front().finding == ScanFinding::HostNotFound);
        QCOMPARE(scan.reasons.front().detail, QStringLiteral("no such host"));
    }

    // RFC 6690 has one filter in a request: the second one is held here.
    void twoFilters()
    {
        LoopbackBoard board("greenhouse-1", {"greenhouse"}, UdpSocket::defaultBackend());
        board.join(groupOf(board));
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec = onLoopback(groupOf(board));
        spec.filters = QStringList{QStringLiteral("href=/sensors*")};
        const DiscoveryFinished all = finished(bench, spec);
        QCOMPARE(all.devices, 1U);
        const DeviceFound wide = bench.all<DeviceFound>().front();
        QVERIFY(wide.filtered);
        QVERIFY(wide.links.size() > 1);
        spec.filters << QStringLiteral("href=/sensors/temp");
        QCOMPARE(finished(bench, spec).devices, 1U);
        QCOMPARE(bench.all<DeviceFound>().front().links.size(), std::size_t{1});
    }

    void outsideFilter()
    {
        LoopbackBoard board("greenhouse-1", {"greenhouse"}, UdpSocket::defaultBackend());
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec;
        spec.multicast = false;
        spec.hosts = QStringList{QStringLiteral("127.0.0.1:%1").arg(board.address().port)};
        spec.filters = QStringList{QStringLiteral("rt=submarine")};
        const DiscoveryFinished scan = finished(bench, spec);
        QCOMPARE(scan.devices, 0U);
        QCOMPARE(scan.counts.answers, 1U);
        QCOMPARE(scan.counts.outsideFilter, 1U);
        QVERIFY(says(scan, ScanFinding::OutsideFilter));
        QVERIFY(!says(scan, ScanFinding::NobodyThere));
    }

    // On this computer all is well: our own datagram came back.
    void nobodyThere()
    {
        SessionBench bench(UdpSocket::defaultBackend());
        const DiscoveryFinished scan = finished(bench, onLoopback(QStringLiteral("224.0.1.187:9")));
        QCOMPARE(scan.devices, 0U);
        QCOMPARE(scan.reasons.size(), std::size_t{1});
        QVERIFY(says(scan, ScanFinding::NobodyThere));
        QCOMPARE(scan.perInterface.size(), std::size_t{1});
        QCOMPARE(scan.perInterface.front().name, QStringLiteral("lo"));
        QCOMPARE(scan.perInterface.front().groups, QStringList{QStringLiteral("224.0.1.187:9")});
        QVERIFY(scan.perInterface.front().refused.isEmpty());
        QVERIFY(bench.waitForEnd());
    }

    void countsByInterface()
    {
        LoopbackBoard first("greenhouse-1", {"greenhouse"}, UdpSocket::defaultBackend(), 31);
        LoopbackBoard second("board-2", {"board"}, UdpSocket::defaultBackend(), 32);
        first.join(groupOf(first));
        second.join(groupOf(first));
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec = onLoopback(groupOf(first));
        spec.collectFor = seconds(1);
        const DiscoveryFinished scan = finished(bench, spec);
        QCOMPARE(scan.counts.devices, 2U);
        QCOMPARE(scan.perInterface.front().answers, 2U);
        QCOMPARE(scan.perInterface.front().devices, 2U);
        QVERIFY(scan.reasons.empty());
    }

    void cancelInTheMiddleOfARange()
    {
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec;
        spec.multicast = false;
        spec.range = QStringLiteral("127.0.0.0/16:9");
        spec.rangeRate = 10;
        const JobId job = bench.session().discover(spec);
        QVERIFY(bench.waitFor<DiscoveryProgress>());
        bench.session().cancel(job);
        QVERIFY(bench.waitFor<JobFailed>());
        QVERIFY(bench.all<JobFailed>().front().kind == FailureKind::Cancelled);
        QVERIFY(bench.waitForEnd());
    }

    // One request to a group: an answer of each that has the resource, a long one to its end.
    void requestToAGroup()
    {
        LoopbackBoard first("greenhouse-1", {"greenhouse"}, UdpSocket::defaultBackend(), 31);
        LoopbackBoard second("greenhouse-2", {"greenhouse"}, UdpSocket::defaultBackend(), 32);
        LoopbackBoard third("board-3", {"board"}, UdpSocket::defaultBackend(), 33);
        for (LoopbackBoard *board : {&first, &second, &third})
            board->join(groupOf(first));
        SessionBench bench(UdpSocket::defaultBackend());
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://%1/sensors/temp").arg(groupOf(first));
        spec.interfaceName = QStringLiteral("lo");
        spec.timeout = seconds(1);
        bench.session().request(spec);
        QVERIFY(bench.waitFor<GroupAnswered>());
        QCOMPARE(bench.all<GroupAnswered>().front().answers, 2U);
        QStringList uris;
        for (const ResponseArrived &each : bench.all<ResponseArrived>()) {
            uris << each.uri;
            QVERIFY(each.payload && !each.payload->empty());
        }
        QVERIFY(uris.contains(first.uri(QStringLiteral("/sensors/temp"))));
        QVERIFY(uris.contains(second.uri(QStringLiteral("/sensors/temp"))));
        QVERIFY(bench.waitForEnd());
    }

    void longAnswerToAGroup()
    {
        LoopbackBoard board("many", {}, UdpSocket::defaultBackend(), 33);
        DeviceResource resource;
        resource.path = "/long";
        resource.handle = [](const DeviceRequest &) {
            Response response;
            response.code = code::kContent;
            response.body = std::make_shared<MemorySource>(Bytes(5000, 0x61));
            return std::optional<Response>(response);
        };
        board.device().addResource(resource);
        board.join(groupOf(board));
        SessionBench bench(UdpSocket::defaultBackend());
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://%1/long").arg(groupOf(board));
        spec.interfaceName = QStringLiteral("lo");
        spec.timeout = seconds(1);
        bench.session().request(spec);
        QVERIFY(bench.waitFor<GroupAnswered>());
        QCOMPARE(bench.all<ResponseArrived>().size(), std::size_t{1});
        QVERIFY(*bench.all<ResponseArrived>().front().payload == Bytes(5000, 0x61));
        QVERIFY(bench.waitForEnd());
    }

    void groupRequestIsCancelled()
    {
        SessionBench bench(UdpSocket::defaultBackend());
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://224.0.1.187:9/x");
        spec.interfaceName = QStringLiteral("lo");
        const JobId job = bench.session().request(spec);
        QVERIFY(spinUntil([&] { return !bench.records().empty(); }, 3000));
        bench.session().cancel(job);
        QVERIFY(bench.waitFor<JobFailed>());
        QVERIFY(bench.all<JobFailed>().front().kind == FailureKind::Cancelled);
        QVERIFY(bench.waitForEnd());
    }

    void badRange()
    {
        SessionBench bench(UdpSocket::defaultBackend());
        DiscoverySpec spec;
        spec.multicast = false;
        spec.range = QStringLiteral("everything");
        bench.session().discover(spec);
        QVERIFY(bench.waitFor<JobFailed>());
        QVERIFY(bench.all<JobFailed>().front().kind == FailureKind::InvalidUri);
    }
};

COPPER_TEST(TestScan);
#include "test_scan.moc"
