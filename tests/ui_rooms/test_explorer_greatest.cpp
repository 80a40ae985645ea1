// SPDX-License-Identifier: GPL-3.0-or-later
// "Which is the greatest of all temperatures?", many charts and images at once; by clicks and keys.
#include "core/domain/dashboard.h"
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/explorer_desk.h"
#include "ui/dashboard/dashboard_room.h"

#include <QLineEdit>
#include <QPaintEvent>
#include <QPushButton>

using namespace copper;
using namespace copper::test;

namespace {

struct Desk : ExplorerDesk
{
    // Forty boards on a network; none was read.
    void addBoards()
    {
        for (int i = 0; i < 40; ++i)
            take({foundDevice(
                qPrintable(QStringLiteral("10.0.0.%1").arg(i + 1)),
                QStringLiteral("board-%1").arg(i),
                {linkTo(QStringLiteral("/room/temp"), true, QStringLiteral("temperature")),
                 linkTo(QStringLiteral("/lamp"))},
                timeAt(0), QStringLiteral("eth0"))});
    }
    void answerAll()
    {
        std::vector<SessionEvent> events;
        for (const auto &[job, spec] : session.requests) {
            const QString last =
                spec.uri.section(QLatin1Char('.'), 3).section(QLatin1Char('/'), 0, 0);
            const int value = last.toInt() * 7 % 41;
            events.emplace_back(
                contentResponse(job, spec.uri, qPrintable(QString::number(value)), 0, timeAt(2)));
        }
        take(std::move(events));
        settle();
    }
    void settle()
    {
        auto *model = static_cast<DeviceTreeModel *>(dock.view()->model());
        do {
            QCoreApplication::processEvents();
        } while (model->isFilterPending());
    }
    void press(const char *name) { QTest::mouseClick(&widget<QPushButton>(name), Qt::LeftButton); }
};

} // namespace

class TestExplorerGreatest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Typed, read, sorted: three actions.
    void greatestOfAllTemperatures()
    {
        Desk desk;
        desk.addBoards();
        desk.workspace.tick(timeAt(1));
        QTest::keyClicks(desk.dock.filterField(), QStringLiteral("rt:temperature"));
        desk.settle();
        // One of the demo network too.
        QCOMPARE(desk.widget<QLabel>("explorerFoundText").text(),
                 QStringLiteral("41 found, 41 never read"));
        desk.press("explorerReadFound");
        QTRY_COMPARE(desk.session.requests.size(), std::size_t(41));
        desk.answerAll();
        desk.press("explorerGreatest");
        desk.settle();
        QCOMPARE(desk.widget<QLabel>("explorerFoundText").text(), QStringLiteral("41 found"));
        const QModelIndex top = desk.dock.view()->model()->index(0, 0);
        QVERIFY(desk.dock.view()->isExpanded(top));
        const QModelIndex first = desk.dock.view()->model()->index(0, 0, top);
        // 7 * 35 mod 41 is 40.
        QCOMPARE(first.data(DeviceTreeModel::UriRole).toString(),
                 QStringLiteral("coap://10.0.0.35/room/temp"));
        QVERIFY(desk.dock.view()->visualRect(first).isValid());
        QVERIFY(desk.dock.view()->viewport()->rect().contains(
            desk.dock.view()->visualRect(first).center()));
        desk.theme.setChoice(ThemeChoice::Light);
        desk.picture(desk.window, QStringLiteral("explorer-greatest"));
        // A click on it opens it like any other.
        QTest::mouseClick(desk.dock.view()->viewport(), Qt::LeftButton, {},
                          desk.dock.view()->visualRect(first).center());
        QCOMPARE(desk.dock.selectedUris(),
                 QStringList(QStringLiteral("coap://10.0.0.35/room/temp")));
        // Back to the devices, by the same button.
        desk.press("explorerGreatest");
        QVERIFY(desk.dock.view()->model()->index(0, 0).data(DeviceTreeModel::KindRole).toInt() !=
                static_cast<int>(DeviceTreeModel::Kind::Ranking));
        desk.dock.filterField()->clear();
        QVERIFY(!desk.widget<QWidget>("explorerFound").isVisible());
    }
    void theSameByKeyboard()
    {
        Desk desk;
        desk.addBoards();
        desk.dock.filterField()->setFocus();
        QTest::keyClicks(desk.dock.filterField(), QStringLiteral("rt:temperature "));
        desk.settle();
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
        QApplication::setActiveWindow(&desk.window);
        const auto tabTo = [&desk](const char *name) {
            for (int i = 0; i < 12; ++i) {
                QWidget *now = QApplication::focusWidget();
                if (now != nullptr && now->objectName() == QLatin1String(name))
                    return true;
                QTest::keyClick(now == nullptr ? &desk.window : now, Qt::Key_Tab);
            }
            return false;
        };
        QVERIFY(tabTo("explorerReadFound"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_COMPARE(desk.session.requests.size(), std::size_t(41));
        desk.answerAll();
        QVERIFY(tabTo("explorerGreatest"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        desk.settle();
        QVERIFY(tabTo("deviceTree"));
        QTest::keyClick(desk.dock.view(), Qt::Key_Home);
        QTest::keyClick(desk.dock.view(), Qt::Key_Down);
        QCOMPARE(desk.dock.selectedUris(),
                 QStringList(QStringLiteral("coap://10.0.0.35/room/temp")));
    }
    // Ctrl+A over the ranking and the devices names each resource once.
    void eachOnceWhenAllAreSelected()
    {
        Desk desk;
        desk.addBoards();
        desk.dock.filterField()->setText(QStringLiteral("rt:temperature"));
        desk.settle();
        desk.press("explorerReadFound");
        QTRY_COMPARE(desk.session.requests.size(), std::size_t(41));
        desk.answerAll();
        desk.press("explorerGreatest");
        desk.settle();
        desk.dock.view()->setFocus();
        QTest::keyClick(desk.dock.view(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(desk.dock.selectedUris().size(), 41);
    }
    // A value that changes lights up in every row of its resource, and goes out in each.
    void everyRowOfAResourceBlinks()
    {
        Desk desk;
        desk.dock.filterField()->setText(QStringLiteral("rt:temperature"));
        desk.settle();
        const QString uri = QStringLiteral("coap://127.0.0.11/sensors/temp");
        desk.say(uri, QStringLiteral("20"), 1);
        desk.settle();
        desk.press("explorerGreatest");
        desk.settle();
        const QAbstractItemModel &model = *desk.dock.view()->model();
        const QModelIndex ranked = model.index(0, 0, model.index(0, 0));
        const QModelIndex inTree = static_cast<const DeviceTreeModel &>(model).indexOfUri(uri);
        QVERIFY(ranked != inTree && inTree.isValid());
        QTRY_COMPARE_WITH_TIMEOUT(desk.dock.view()->changeTint(ranked), 0.0, 5000);
        const auto picture = [&desk](const QModelIndex &index) {
            return desk.dock.view()
                ->viewport()
                ->grab(desk.dock.view()->visualRect(index))
                .toImage();
        };
        desk.say(uri, QStringLiteral("21"), 2);
        const QImage litRanked = picture(ranked);
        const QImage litInTree = picture(inTree);
        // What the view repaints by itself as it fades, not what a grab would draw.
        QCoreApplication::processEvents();
        QSet<int> painted;
        struct Watch : QObject
        {
            explicit Watch(std::function<void(const QRegion &)> f) : heard(std::move(f)) {}
            bool eventFilter(QObject *, QEvent *event) override
            {
                if (event->type() == QEvent::Paint)
                    heard(static_cast<QPaintEvent *>(event)->region());
                return false;
            }
            std::function<void(const QRegion &)> heard;
        };
        Watch watch([&](const QRegion &region) {
            if (region.intersects(desk.dock.view()->visualRect(ranked)))
                painted.insert(0);
            if (region.intersects(desk.dock.view()->visualRect(inTree)))
                painted.insert(1);
        });
        desk.dock.view()->viewport()->installEventFilter(&watch);
        QTRY_COMPARE_WITH_TIMEOUT(painted.size(), 2, 3000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.dock.view()->changeTint(inTree), 0.0, 5000);
        QVERIFY(picture(ranked) != litRanked);
        QVERIFY(picture(inTree) != litInTree);
        desk.dock.view()->viewport()->removeEventFilter(&watch);
    }
    // More than are kept are not read, and that is said.
    void readingHasALimit()
    {
        Desk desk;
        std::vector<ResourceLink> links;
        const int most = static_cast<int>(ObservationBook::kMaxResources);
        for (int i = 0; i < most + 100; ++i)
            links.push_back(linkTo(QStringLiteral("/r/%1").arg(i), false, QStringLiteral("x")));
        desk.take({foundDevice("10.0.0.1", QStringLiteral("many"), links, timeAt(0))});
        desk.dock.filterField()->setText(QStringLiteral("rt:x"));
        desk.settle();
        desk.press("explorerReadFound");
        QTRY_COMPARE_WITH_TIMEOUT(desk.session.requests.size(), std::size_t(most), 30000);
        QVERIFY2(desk.status().contains(QLatin1String("100 not: values of")),
                 qPrintable(desk.status()));
    }
    // As many targets as one run takes; the rest is said.
    void aRunHasALimit()
    {
        Desk desk;
        BulkRun run(desk.workspace, nullptr, 0);
        QString line;
        connect(&run, &BulkRun::said, this, [&line](const QString &said) { line = said; });
        QStringList targets;
        for (qsizetype i = 0; i < BulkRun::kMaxTargets + 7; ++i)
            targets << QStringLiteral("coap://10.0.0.1/%1").arg(i);
        run.start(BulkRun::What::Ping, targets);
        QTRY_VERIFY_WITH_TIMEOUT(!run.isRunning(), 60000);
        QCOMPARE(desk.session.pings.size(), std::size_t(BulkRun::kMaxTargets));
        QVERIFY2(line.contains(QLatin1String("7 not")), qPrintable(line));
    }
    // Charts and images come in turns too, and stop where there is no room.
    void chartsAndImagesArePaced()
    {
        Desk desk;
        desk.addBoards();
        DashboardRoom dashboard(desk.theme, desk.workspace, desk.navigator);
        desk.dock.filterField()->setText(QStringLiteral("rt:temperature net:eth0"));
        desk.settle();
        desk.dock.view()->setFocus();
        QTest::keyClick(desk.dock.view(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(desk.dock.selectedUris().size(), 40);
        QCOMPARE(desk.dock.selectedDevices().size(), 40);
        desk.action("actionAddToDashboard")->trigger();
        const auto charted = [&dashboard] {
            std::size_t count = 0;
            for (const DashboardPanel &panel : dashboard.dashboard().panels)
                count += panel.series.size();
            return count;
        };
        QCOMPARE(charted(), std::size_t(BulkRun::kEachTurn));
        QTRY_COMPARE(charted(), std::size_t(40));
        QTRY_COMPARE(desk.status(), QStringLiteral("40 charted"));
        int images = 0;
        connect(&desk.navigator, &Navigator::firmwareRequested, this, [&images] { ++images; });
        desk.action("actionFirmware")->trigger();
        QCOMPARE(images, BulkRun::kEachTurn);
        QTRY_COMPARE(images, 40);
        // A dashboard that is full.
        Dashboard full;
        for (std::size_t i = 0; i < Dashboard::kMaxPanels; ++i) {
            DashboardPanel panel;
            for (std::size_t k = 0; k < Dashboard::kMaxSeriesPerPanel; ++k)
                panel.series.push_back({QStringLiteral("coap://x/%1/%2").arg(i).arg(k), {}, {}, 0});
            full.panels.push_back(panel);
        }
        desk.workspace.setSection(QStringLiteral("dashboard"), full.toJson());
        QCOMPARE(dashboard.dashboard().panels.size(), Dashboard::kMaxPanels);
        desk.action("actionAddToDashboard")->trigger();
        QTRY_VERIFY2(desk.status().contains(QLatin1String("40 not: the dashboard is full")),
                     qPrintable(desk.status()));
    }
};

COPPER_TEST(TestExplorerGreatest);
#include "test_explorer_greatest.moc"
