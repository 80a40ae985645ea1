// SPDX-License-Identifier: GPL-3.0-or-later
// Discovery that is steered, by mouse and by keyboard.
#include "tests/support/test_registry.h"
#include "tests/ui/scene.h"
#include "ui/models/sweep_model.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

void openByKeys(Scene &scene)
{
    QTest::keyClick(scene.window.get(), Qt::Key_D, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(scene.find("discoveryPage")->isVisible());
}

void type(Scene &scene, const char *field, const QString &text)
{
    auto *edit = scene.find<QLineEdit>(field);
    QTest::mouseClick(edit, Qt::LeftButton);
    QTest::keyClicks(edit, text);
}

DiscoveryFinished endOf(Scene &scene, std::uint32_t devices = 0)
{
    DiscoveryFinished finished;
    finished.job = scene.session.lastJob();
    finished.devices = devices;
    finished.at = plusSeconds(scene.clock.now(), 2.4);
    finished.counts.devices = devices;
    finished.counts.answers = devices;
    finished.perInterface = {
        {QStringLiteral("lo"), {QStringLiteral("224.0.1.187:5683")}, {}, devices, devices}};
    return finished;
}

DeviceFound found(Scene &scene, const char *ip, const char *name, std::size_t links = 2)
{
    std::vector<ResourceLink> list;
    for (std::size_t i = 0; i < links; ++i)
        list.push_back(linkTo(QStringLiteral("/r/%1").arg(i)));
    DeviceFound device =
        foundDevice(ip, QString::fromLatin1(name), std::move(list), scene.clock.now());
    device.job = scene.session.lastJob();
    return device;
}

QStringList details(Scene &scene)
{
    const QAbstractItemModel *model = scene.find<QListView>("sweepDetail")->model();
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model->columnCount(); ++column)
            cells << model->index(row, column).data().toString();
        rows << cells.join(QLatin1Char('|'));
    }
    return rows;
}

QString cell(Scene &scene, int row, int column)
{
    return scene.find<QTableView>("sweepTable")->model()->index(row, column).data().toString();
}

} // namespace

class TestDiscoveryPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyChoiceIsInTheQuestion()
    {
        Scene scene;
        scene.show();
        scene.take({InterfacesChanged{{interfaceNamed("lo"), interfaceNamed("eth0")}}});
        openByKeys(scene);
        auto *interfaces = scene.find<QTableView>("discoveryInterfaces");
        QCOMPARE(interfaces->model()->rowCount(), 2);
        // The check mark of lo.
        const QRect cellOfLo = interfaces->visualRect(interfaces->model()->index(0, 0));
        QTest::mouseClick(interfaces->viewport(), Qt::LeftButton, {},
                          cellOfLo.topLeft() + QPoint(12, cellOfLo.height() / 2));
        scene.find<QCheckBox>("groupSiteLocal")->click();
        type(scene, "filterRt", QStringLiteral("temperature*"));
        type(scene, "filterCt", QStringLiteral("112"));
        type(scene, "ownGroups", QStringLiteral("239.1.2.3:5700"));
        type(scene, "discoveryRange", QStringLiteral("192.168.20.0/24"));
        QVERIFY(scene.find<QLabel>("rangeNote")->text().contains(QLatin1String("254")));
        type(scene, "discoveryHosts", QStringLiteral("meter.local, 10.0.0.7"));
        scene.find<QSpinBox>("discoveryWait")->setValue(9);
        scene.find<QSpinBox>("discoveryRate")->setValue(120);
        scene.shoot("discovery-form-light");
        scene.click("discoveryRun");
        QCOMPARE(scene.session.discoveries.size(), std::size_t{1});
        const DiscoverySpec spec = scene.session.discoveries[0].second;
        QCOMPARE(spec.interfaces, QStringList{QStringLiteral("eth0")});
        QCOMPARE(spec.filters,
                 (QStringList{QStringLiteral("rt=temperature*"), QStringLiteral("ct=112")}));
        QCOMPARE(spec.groups,
                 (QStringList{QStringLiteral("224.0.1.187"), QStringLiteral("239.1.2.3:5700"),
                              QStringLiteral("[ff02::fd]")}));
        QCOMPARE(spec.range, QStringLiteral("192.168.20.0/24"));
        QCOMPARE(spec.rangeRate, 120.0);
        QCOMPARE(spec.hosts,
                 (QStringList{QStringLiteral("meter.local"), QStringLiteral("10.0.0.7")}));
        QVERIFY(spec.collectFor == seconds(9));
        QVERIFY(spec.multicast && spec.explain);
        scene.click("discoveryRun"); // it is Stop now
        QCOMPARE(scene.session.cancelled.size(), std::size_t{1});
    }

    void whatIsWrongIsSaidBesideIt()
    {
        Scene scene;
        scene.show();
        openByKeys(scene);
        type(scene, "discoveryRange", QStringLiteral("10.0.0.0/8"));
        QVERIFY(scene.find<QLabel>("rangeNote")->text().contains(QStringLiteral("65")));
        QVERIFY(!scene.find<QAbstractButton>("discoveryRun")->isEnabled());
        scene.find<QLineEdit>("discoveryRange")->clear();
        type(scene, "ownGroups", QStringLiteral("192.168.1.1"));
        QVERIFY(scene.find<QLabel>("groupProblem")
                    ->text()
                    .contains(QLatin1String("192.168.1.1 is no group")));
        scene.find<QLineEdit>("ownGroups")->clear();
        type(scene, "discoveryHosts", QStringLiteral("http://example.org"));
        QVERIFY(scene.find<QLabel>("hostProblem")->isVisible());
        scene.find<QLineEdit>("discoveryHosts")->clear();
        QVERIFY(scene.find<QAbstractButton>("discoveryRun")->isEnabled());
    }

    void sweepsShowWhatCameChangedAndWent()
    {
        Scene scene;
        scene.show();
        openByKeys(scene);
        scene.click("discoveryRun");
        scene.take({found(scene, "127.0.0.11", "greenhouse-1"),
                    found(scene, "127.0.0.12", "lamp-2"), endOf(scene, 2)});
        QCOMPARE(cell(scene, 0, SweepModel::AppearedColumn), QStringLiteral("2"));
        QCOMPARE(cell(scene, 0, SweepModel::TookColumn), QStringLiteral("2.4 s"));
        scene.pass(10);
        scene.click("discoveryRun");
        DiscoveryProgress progress;
        progress.job = scene.session.lastJob();
        progress.counts.answers = 1;
        scene.take({found(scene, "127.0.0.11", "greenhouse-1", 3), progress});
        QTRY_VERIFY(
            scene.find<QLabel>("discoveryLive")->text().contains(QLatin1String("1 answers")));
        scene.take({endOf(scene, 1)});
        QCOMPARE(scene.find<QTableView>("sweepTable")->model()->rowCount(), 2);
        QCOMPARE(cell(scene, 0, SweepModel::AppearedColumn), QStringLiteral("–"));
        QCOMPARE(cell(scene, 0, SweepModel::ChangedColumn), QStringLiteral("1"));
        QCOMPARE(cell(scene, 0, SweepModel::WentColumn), QStringLiteral("1"));
        const QString all = details(scene).join(QLatin1Char('\n'));
        QVERIFY2(all.contains(QLatin1String("greenhouse-1|127.0.0.11|list of resources changed "
                                            "(2 → 3)")) ||
                     all.contains(QString::fromUtf8("(2 → 3)")),
                 qPrintable(all));
        QVERIFY2(all.contains(QLatin1String("lamp-2|127.0.0.12|did not answer")), qPrintable(all));
        scene.shoot("discovery-sweeps-light");
        // The third time nothing is new about it.
        scene.click("discoveryRun");
        scene.take({found(scene, "127.0.0.11", "greenhouse-1", 3), endOf(scene, 1)});
        QCOMPARE(cell(scene, 0, SweepModel::WentColumn), QStringLiteral("–"));
        // And it comes back.
        scene.click("discoveryRun");
        scene.take({found(scene, "127.0.0.11", "greenhouse-1", 3),
                    found(scene, "127.0.0.12", "lamp-2"), endOf(scene, 2)});
        QVERIFY(details(scene).join(QLatin1Char('\n')).contains(QLatin1String("answers again")));
    }

    void theDeviceOfARowIsOpenedByKeys()
    {
        Scene scene;
        scene.show();
        openByKeys(scene);
        scene.click("discoveryRun");
        scene.take({found(scene, "127.0.0.11", "greenhouse-1"), endOf(scene, 1)});
        auto *list = scene.find<QListView>("sweepDetail");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_End);
        QString opened;
        QObject::connect(&scene.navigator, &Navigator::resourceRequested, list,
                         [&](const QString &uri) { opened = uri; });
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(opened, QStringLiteral("coap://127.0.0.11/"));
    }

    void whyNothingWasFoundInOrder()
    {
        Scene scene(QString(), ThemeChoice::Dark);
        scene.show();
        openByKeys(scene);
        scene.click("discoveryRun");
        DiscoveryFinished finished = endOf(scene);
        finished.reasons = {
            {ScanFinding::NoRoute, QStringLiteral("eth0"), QStringLiteral("ff02::fd: unreachable")},
            {ScanFinding::FirewallLikely, QStringLiteral("eth0"), QStringLiteral("224.0.1.187")}};
        finished.cuts.lostInKernel = 212;
        scene.take({finished});
        const QStringList rows = details(scene);
        QVERIFY2(rows.value(0).contains(QLatin1String("No route")),
                 qPrintable(rows.join(QLatin1Char('\n'))));
        QVERIFY2(rows.value(1).contains(QLatin1String("firewall")),
                 qPrintable(rows.join(QLatin1Char('\n'))));
        QVERIFY2(rows.value(2).contains(QLatin1String("212 answers lost in the receive buffer")),
                 qPrintable(rows.join(QLatin1Char('\n'))));
        QVERIFY(scene.find<QLabel>("noticeText")->text().contains(QLatin1String("No route")));
        scene.shoot("discovery-reasons-dark");
    }

    void noInterfaceIsTheFirstReason()
    {
        Scene scene;
        scene.show();
        openByKeys(scene);
        scene.click("discoveryRun");
        JobFailed failed;
        failed.job = scene.session.lastJob();
        failed.kind = FailureKind::NoInterface;
        scene.take({failed});
        QVERIFY(details(scene).value(0).contains(QLatin1String("No interface can ask")));
    }

    void everySoManySeconds()
    {
        Scene scene;
        scene.show();
        openByKeys(scene);
        scene.find<QSpinBox>("discoveryEvery")->setValue(30);
        QTest::keyClick(scene.find<QCheckBox>("discoveryRepeat"), Qt::Key_Space);
        QCOMPARE(scene.session.discoveries.size(), std::size_t{1});
        scene.take({endOf(scene)});
        scene.pass(29);
        QCOMPARE(scene.session.discoveries.size(), std::size_t{1});
        scene.pass(2);
        QCOMPARE(scene.session.discoveries.size(), std::size_t{2});
        scene.take({endOf(scene)});
        QTest::keyClick(scene.find<QCheckBox>("discoveryRepeat"), Qt::Key_Space);
        scene.pass(40);
        QCOMPARE(scene.session.discoveries.size(), std::size_t{2});
    }

    void theChoiceIsKept()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("workspace.json"));
        {
            Scene scene(path);
            scene.show();
            openByKeys(scene);
            type(scene, "filterRt", QStringLiteral("light"));
            type(scene, "discoveryRange", QStringLiteral("10.0.0.1-9"));
            QVERIFY(scene.workspace.save());
        }
        Scene scene(path);
        scene.show();
        openByKeys(scene);
        QCOMPARE(scene.find<QLineEdit>("filterRt")->text(), QStringLiteral("light"));
        QCOMPARE(scene.find<QLineEdit>("discoveryRange")->text(), QStringLiteral("10.0.0.1-9"));
    }

    void narrow()
    {
        Scene scene;
        scene.show();
        scene.window->resize(1024, 640);
        scene.take({InterfacesChanged{{interfaceNamed("lo"), interfaceNamed("eth0")}}});
        openByKeys(scene);
        scene.click("discoveryRun");
        scene.take({found(scene, "127.0.0.11", "greenhouse-1"), endOf(scene, 1)});
        scene.shoot("discovery-1024");
        QVERIFY(scene.find<QTableView>("sweepTable")->width() >= 250);
    }
};

COPPER_TEST(TestDiscoveryPage);
#include "test_discovery_page.moc"
