// SPDX-License-Identifier: GPL-3.0-or-later
// The models of the discovery page while interfaces, sweeps and answers come and go.
#include "core/domain/workspace.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/interface_model.h"
#include "ui/models/sweep_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <random>

using namespace copper;
using namespace copper::test;

namespace {

struct Desk
{
    FakeSession session;
    FakeClock clock;
    Workspace workspace{session, QString(), clock.asFunction()};
    std::mt19937 random;

    explicit Desk(unsigned seed) : random(seed) {}
    int pick(int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); }
    void take(SessionEvent event) { workspace.feed().take(batchOf({std::move(event)})); }

    void changeInterfaces()
    {
        InterfacesChanged event;
        for (int i = pick(6); i > 0; --i) {
            InterfaceInfo each = interfaceNamed(i == 1 ? "lo" : "eth0");
            each.name = i == 1 ? QStringLiteral("lo") : QStringLiteral("eth%1").arg(pick(6));
            each.up = pick(4) != 0;
            each.multicast = pick(4) != 0;
            if (pick(5) == 0)
                each.addresses.clear();
            event.all.push_back(each);
        }
        take(event);
    }
    std::vector<ScanInterface> counted()
    {
        std::vector<ScanInterface> list;
        for (int i = pick(4); i > 0; --i) {
            ScanInterface each;
            each.name = QStringLiteral("eth%1").arg(pick(6));
            each.groups = QStringList(QStringLiteral("224.0.1.187:5683"));
            each.answers = each.devices = static_cast<std::uint32_t>(pick(9));
            if (pick(5) == 0)
                each.refused = each.groups;
            list.push_back(each);
        }
        return list;
    }
    void sweepStep()
    {
        const Sweep *running = workspace.sweeps().running();
        const JobId job = running == nullptr ? JobId{} : running->job;
        switch (running == nullptr ? 0 : pick(6)) {
        case 0:
            workspace.discover(DiscoverySpec());
            break;
        case 1: {
            DiscoveryProgress progress;
            progress.job = job;
            progress.counts.answers = static_cast<std::uint32_t>(pick(100));
            progress.interfaces = counted();
            take(progress);
            break;
        }
        case 2:
        case 3: {
            std::vector<ResourceLink> links;
            for (int i = pick(4); i > 0; --i)
                links.push_back(linkTo(QStringLiteral("/r/%1").arg(pick(5))));
            DeviceFound found =
                foundDevice(qPrintable(QStringLiteral("10.0.0.%1").arg(pick(40) + 1)),
                            QStringLiteral("b%1").arg(pick(20)), links, clock.now());
            found.job = job;
            take(found);
            break;
        }
        case 4: {
            DiscoveryFinished finished;
            finished.job = job;
            finished.perInterface = counted();
            finished.cuts.lostInKernel = static_cast<std::uint64_t>(pick(3));
            if (pick(3) == 0)
                finished.reasons.push_back(
                    {ScanFinding::FirewallLikely, QStringLiteral("eth0"), {}});
            finished.at = clock.now();
            take(finished);
            break;
        }
        default: {
            JobFailed failed;
            failed.job = job;
            failed.kind = FailureKind::NoInterface;
            failed.at = clock.now();
            take(failed);
            break;
        }
        }
    }
};

void seeds()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 3; ++seed)
        QTest::newRow(qPrintable(QStringLiteral("seed %1").arg(seed))) << seed;
}

} // namespace

class TestDiscoveryModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void interfaces_data() { seeds(); }
    void interfaces()
    {
        QFETCH(unsigned, seed);
        Desk desk(seed);
        InterfaceModel model(desk.workspace.discoveryChoice(), desk.workspace.sweeps());
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int step = 0; step < 1000; ++step) {
            switch (desk.pick(4)) {
            case 0:
                desk.changeInterfaces();
                break;
            case 1:
                if (model.rowCount() > 0)
                    model.setData(model.index(desk.pick(model.rowCount()), 0),
                                  desk.pick(2) == 0 ? Qt::Checked : Qt::Unchecked,
                                  Qt::CheckStateRole);
                break;
            default:
                desk.sweepStep();
                break;
            }
            desk.clock.advance(0.5);
            const auto &all = desk.workspace.discoveryChoice().interfaces();
            QCOMPARE(model.rowCount(), static_cast<int>(all.size()));
        }
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.index(row, InterfaceModel::NameColumn).data().toString(),
                     desk.workspace.discoveryChoice().interfaces()[std::size_t(row)].name);
    }
    void sweeps_data() { seeds(); }
    // More of them than are kept.
    void sweeps()
    {
        QFETCH(unsigned, seed);
        Desk desk(seed);
        SweepModel model(desk.workspace.sweeps());
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        SweepDetailModel detail(desk.workspace.sweeps());
        QAbstractItemModelTester detailTester(
            &detail, QAbstractItemModelTester::FailureReportingMode::QtTest);
        int most = 0;
        for (int step = 0; step < 1000; ++step) {
            desk.sweepStep();
            desk.clock.advance(0.5);
            const auto &all = desk.workspace.sweeps().sweeps();
            QCOMPARE(model.rowCount(), static_cast<int>(all.size()));
            most = std::max(most, model.rowCount());
            // The newest on top.
            if (!all.empty())
                QCOMPARE(model.index(0, 0).data(SweepModel::SweepIdRole).toULongLong(),
                         qulonglong(all.back().id));
            if (desk.pick(3) == 0)
                detail.show(all.empty() || desk.pick(8) == 0
                                ? nullptr
                                : model.sweep(model.index(desk.pick(model.rowCount()), 0)),
                            desk.workspace.limits());
        }
        QCOMPARE(most, static_cast<int>(SweepBook::kMaxSweeps));
    }
};

COPPER_TEST(TestDiscoveryModels);
#include "test_discovery_models.moc"
