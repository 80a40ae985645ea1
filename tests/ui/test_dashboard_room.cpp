// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/scene.h"
#include "ui/dashboard/chart_panel.h"
#include "ui/dashboard/health_model.h"
#include "ui/widgets/segmented_control.h"

#include <QAbstractItemModelTester>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <cmath>
#include <random>

using namespace copper;
using namespace copper::test;

namespace {
const QString kTemp = QStringLiteral("coap://127.0.0.11/sensors/temp");
const QString kHum = QStringLiteral("coap://127.0.0.11/sensors/hum");
const QString kPower = QStringLiteral("coap://127.0.0.13/power");
} // namespace

class TestDashboardRoom : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void emptyRoomSaysWhatToDo()
    {
        Scene scene;
        scene.show();
        scene.sixBoards();
        scene.window->showRoom(RoomId::Dashboard);
        QVERIFY(scene.find("dashboardEmpty"));
        scene.shoot("dashboard-empty-light");
        scene.click("dashboardFind");
        QCOMPARE(scene.find<QLineEdit>("paletteInput")->text(), QStringLiteral(">Chart "));
    }
    // A device that moved takes its charts along, with what they show.
    void chartsFollowADeviceThatMoved()
    {
        Scene scene;
        fill(scene, 20);
        const auto found = [](const char *ip, double at) {
            DeviceFound device = foundDevice(ip, QStringLiteral("wanderer"),
                                             {linkTo(QStringLiteral("/t"), true)}, timeAt(at));
            device.endpointName = QStringLiteral("node-7");
            return device;
        };
        const QString before = QStringLiteral("coap://127.0.0.71/t");
        const QString after = QStringLiteral("coap://127.0.0.72/t");
        scene.take({found("127.0.0.71", 20)});
        Q_EMIT scene.navigator.chartRequested(before, ValuePath{});
        for (int i = 0; i < 10; ++i) {
            scene.notify(before, i);
            scene.pass(1);
        }
        scene.pass(400);
        scene.take({found("127.0.0.72", 431)});
        const auto charted = [&scene](const QString &uri) {
            return scene.dashboard->dashboard().holds(uri);
        };
        QVERIFY(charted(after) && !charted(before));
        QVERIFY(charted(kTemp)); // another's stays
        const auto id = scene.workspace.samples().find(after, ValuePath{});
        QVERIFY(id && scene.workspace.samples().series(*id)->size() >= 10);
        QVERIFY(scene.workspace.observations().isObserved(after));
        // Kept: over a restart too.
        QVERIFY(
            Dashboard::fromJson(scene.workspace.section(QStringLiteral("dashboard"))).holds(after));
        const auto *table = scene.find<QTableView>("healthTable");
        QCOMPARE(table->model()->rowCount(), 4);
    }
    void healthModelUnderRandomChanges_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 3; ++seed)
            QTest::newRow(qPrintable(QStringLiteral("seed %1").arg(seed))) << seed;
    }
    void healthModelUnderRandomChanges()
    {
        QFETCH(unsigned, seed);
        Scene scene;
        scene.show();
        scene.sixBoards();
        HealthModel model(scene.workspace);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::mt19937 random(seed);
        const auto pick = [&random](unsigned below) {
            return static_cast<int>(random() % below);
        };
        const QStringList uris{kTemp, kHum, kPower, QStringLiteral("coap://127.0.0.12/light/on"),
                               QStringLiteral("coap://10.9.9.9/nobody")};
        std::size_t shown = 0;
        for (int step = 0; step < 1000; ++step) {
            const QString uri = uris.at(pick(5));
            switch (pick(7)) {
            case 0: {
                std::vector<DashboardSeries> series;
                for (int i = pick(6); i > 0; --i)
                    series.push_back({uris.at(pick(5)), {}, QStringLiteral("s%1").arg(i), i % 8});
                shown = series.size();
                model.setSeries(std::move(series));
                break;
            }
            case 1:
                scene.workspace.observe(uri);
                break;
            case 2:
                scene.workspace.stopObserving(uri);
                break;
            case 3:
                scene.workspace.samples().removeResource(uri);
                break;
            case 4:
                if (scene.workspace.observations().isObserved(uri))
                    scene.notify(uri, step);
                break;
            case 5:
                scene.pass(1);
                break;
            default:
                model.refresh();
                break;
            }
            QCOMPARE(model.rowCount(), static_cast<int>(shown));
        }
    }
    void chartingObservesAndDraws()
    {
        Scene scene;
        fill(scene, 300);
        QCOMPARE(scene.session.observations.size(), 3U);
        const Dashboard &dashboard = scene.dashboard->dashboard();
        QCOMPARE(dashboard.panels.size(), 2U); // a third unit gets a panel of its own
        ChartPlot &plot = panel(scene)->plot();
        QTRY_VERIFY(plot.pointCount() > 100);
        QCOMPARE(plot.lines().size(), 2U);
        QVERIFY(!plot.lines()[0].second);
        QVERIFY(plot.lines()[1].second); // another unit: the right axis
        QVERIFY(plot.frame().right);
        QVERIFY(plot.lines()[0].colour != plot.lines()[1].colour);
    }
    void atMostTwoPointsAPixel()
    {
        Scene scene;
        scene.show();
        scene.sixBoards();
        scene.window->showRoom(RoomId::Dashboard);
        Q_EMIT scene.navigator.chartRequested(kTemp, ValuePath{});
        const auto id = scene.workspace.samples().find(kTemp, ValuePath{});
        QVERIFY(id);
        for (int i = 0; i < 200'000; ++i)
            scene.workspace.samples().append(
                *id, {plusSeconds(scene.clock.now(), -290 + i * 0.0014), std::sin(i * 0.7)});
        scene.workspace.samples().commit();
        ChartPlot &plot = panel(scene)->plot();
        QTRY_VERIFY(plot.pointCount() > 200);
        // One sample before and one behind the window come along.
        QVERIFY(static_cast<double>(plot.pointCount()) <= 2 * plot.frame().plot.width() + 4);
    }
    void pauseStopsTheChartsNotTheData()
    {
        Scene scene;
        fill(scene, 60);
        scene.click("pauseCharts");
        QVERIFY(scene.dashboard->timeWindow().isPaused());
        const TimeSpan before = panel(scene)->plot().frame().span;
        scene.pass(10);
        scene.notify(kTemp, 99);
        QTest::qWait(DashboardRoom::kTick_ms * 3);
        QVERIFY(panel(scene)->plot().frame().span.to == before.to);
        const auto id = scene.workspace.samples().find(kTemp, ValuePath{});
        QCOMPARE(scene.workspace.samples().series(*id)->last().value, 99.0);
        QVERIFY(scene.find<QLabel>("liveText")->text().startsWith(QLatin1String("Paused")));
        scene.click("pauseCharts");
        QVERIFY(scene.dashboard->timeWindow().isLive());
        QVERIFY(panel(scene)->plot().frame().span.to > before.to);
    }
    void rubberBandAndWheelZoomWhileDataArrives()
    {
        Scene scene;
        fill(scene, 200);
        ChartPlot &plot = panel(scene)->plot();
        const QRectF area = plot.frame().plot;
        const TimeSpan all = plot.frame().span;
        const QPoint from(qRound(area.left() + area.width() * 0.5), qRound(area.center().y()));
        const QPoint to(qRound(area.left() + area.width() * 0.75), qRound(area.center().y()));
        QTest::mousePress(plot.viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(plot.viewport(), to);
        scene.notify(kTemp, 23);
        QTest::mouseRelease(plot.viewport(), Qt::LeftButton, {}, to);
        QVERIFY(scene.dashboard->timeWindow().isZoomed());
        const TimeSpan zoomed = plot.frame().span;
        QVERIFY(std::abs(zoomed.length_s() - all.length_s() / 4) < all.length_s() * 0.02);
        scene.pass(5);
        scene.notify(kTemp, 24);
        QTest::qWait(DashboardRoom::kTick_ms * 3);
        QVERIFY(plot.frame().span.from == zoomed.from);
        wheel(plot, area.center(), 120);
        QVERIFY(plot.frame().span.length_s() < zoomed.length_s());
        scene.click("backToLive");
        QVERIFY(scene.dashboard->timeWindow().isLive());
        wheel(plot, area.center(), -120);
        QVERIFY(scene.dashboard->timeWindow().isLive());
        QVERIFY(plot.frame().span.length_s() > 300);
    }
    void cursorShowsValuesWhileDataArrives()
    {
        Scene scene;
        fill(scene, 200);
        ChartPlot &plot = panel(scene)->plot();
        const QPoint middle = plot.frame().plot.center().toPoint();
        QTest::mouseMove(plot.viewport(), middle);
        QTRY_VERIFY(plot.cursorTime().has_value());
        const QImage with = plot.grab().toImage();
        scene.click("cursorToggle");
        QVERIFY(!plot.cursorTime());
        QVERIFY(plot.grab().toImage() != with);
        scene.click("cursorToggle");
        plot.setFocus();
        QTest::keyClick(&plot, Qt::Key_Left);
        QVERIFY(plot.cursorTime().has_value());
        const WallTime at = *plot.cursorTime();
        QTest::keyClick(&plot, Qt::Key_Left);
        QVERIFY(*plot.cursorTime() < at);
        scene.shoot("dashboard-cursor-light");
    }
    void keysPauseZoomAndReturn()
    {
        Scene scene;
        fill(scene, 60);
        ChartPlot &plot = panel(scene)->plot();
        plot.setFocus();
        QTest::keyClick(&plot, Qt::Key_Space);
        QVERIFY(scene.dashboard->timeWindow().isPaused());
        QTest::keyClick(&plot, Qt::Key_Plus);
        QVERIFY(scene.dashboard->timeWindow().isZoomed());
        QTest::keyClick(&plot, Qt::Key_Escape);
        QVERIFY(scene.dashboard->timeWindow().isLive());
    }
    void rangesByClick()
    {
        Scene scene;
        fill(scene, 30);
        auto *ranges = scene.find<SegmentedControl>("ranges");
        QTest::mouseClick(ranges, Qt::LeftButton, {}, ranges->tabRect(2).center());
        QCOMPARE(scene.dashboard->timeWindow().range_s(), 3600.0);
        QTest::mouseClick(ranges, Qt::LeftButton, {}, ranges->tabRect(0).center());
        QCOMPARE(scene.dashboard->timeWindow().range_s(), 60.0);
    }
    void gapBreaksTheLine()
    {
        Scene scene;
        fill(scene, 60);
        scene.workspace.samples().markGap(kTemp);
        scene.pass(10);
        scene.notify(kTemp, 23);
        scene.notify(kTemp, 23.5);
        QTRY_COMPARE(panel(scene)->plot().lines()[0].segments.size(), 2U);
        QCOMPARE(panel(scene)->plot().lines()[1].segments.size(), 1U);
    }
    void staleIsSaidInLegendAndHealth()
    {
        Scene scene;
        fill(scene, 60);
        ObservationStatus status;
        status.job = scene.workspace.observations().find(kPower)->job;
        status.uri = kPower;
        status.state = ObservationStatus::State::Stale;
        status.gaps = 1;
        status.lastNotification = scene.clock.now();
        scene.pass(70);
        scene.take({status});
        scene.pass(1);
        QTRY_VERIFY(panel(scene, 1)->plot().lines()[0].stale);
        auto *table = scene.find<QTableView>("healthTable");
        const QAbstractItemModelTester tester(table->model());
        QCOMPARE(table->model()->rowCount(), 3);
        QVERIFY(table->model()
                    ->index(2, HealthModel::State)
                    .data()
                    .toString()
                    .startsWith(QLatin1String("stale")));
        scene.shoot("dashboard-light");
        scene.theme.setChoice(ThemeChoice::Dark);
        scene.shoot("dashboard-dark");
        scene.theme.setChoice(ThemeChoice::Contrast);
        scene.shoot("dashboard-contrast");
        const std::size_t before = scene.session.observations.size();
        scene.click("registerAgain");
        QCOMPARE(scene.session.observations.size(), before + 1);
        QCOMPARE(scene.session.observations.back().second.uri, kPower);
    }
    void narrowHealthKeepsWhatMatters()
    {
        Scene scene;
        fill(scene, 60);
        auto *table = scene.find<QTableView>("healthTable");
        QVERIFY(!table->isColumnHidden(HealthModel::Registered));
        scene.window->resize(1024, 640);
        QTRY_VERIFY(table->isColumnHidden(HealthModel::Registered));
        QVERIFY(!table->isColumnHidden(HealthModel::State));
        QTRY_COMPARE(table->horizontalScrollBar()->maximum(), 0);
        scene.window->resize(1440, 900);
        QTRY_VERIFY(!table->isColumnHidden(HealthModel::Registered));
    }
    void droppedResourcesAreCharted()
    {
        Scene scene;
        scene.show();
        scene.sixBoards();
        scene.window->showRoom(RoomId::Dashboard);
        const std::unique_ptr<QMimeData> data(mimeOf({{kTemp, {}}, {kHum, {}}}));
        drop(scene.dashboard, data.get());
        QCOMPARE(scene.dashboard->dashboard().panels.size(), 1U);
        QCOMPARE(scene.dashboard->dashboard().panels[0].series.size(), 2U);
        drop(panel(scene), data.get()); // already there
        QCOMPARE(scene.dashboard->dashboard().panels[0].series.size(), 2U);
    }
    void chartOfAWholeResourceTakesItsFirstNumber()
    {
        Scene scene;
        scene.show();
        scene.sixBoards();
        scene.window->showRoom(RoomId::Dashboard);
        Q_EMIT scene.navigator.chartRequested(kTemp, ValuePath{});
        const JobId job = scene.workspace.observations().find(kTemp)->job;
        scene.take({contentResponse(job, kTemp, "{\"t\": 21.5}", 50, scene.clock.now())});
        QTRY_COMPARE(scene.dashboard->dashboard().panels[0].series[0].path.text, std::string("/t"));
    }
    void panelsAndSeriesAreBounded()
    {
        Scene scene;
        scene.show();
        scene.sixBoards();
        scene.window->showRoom(RoomId::Dashboard);
        for (std::size_t i = 0; i < Dashboard::kMaxSeriesPerPanel; ++i)
            QCOMPARE(scene.dashboard->addSeries(
                         kTemp, ValuePath{QStringLiteral("/%1").arg(i).toStdString()}),
                     DashboardRoom::AddResult::Added);
        QCOMPARE(scene.dashboard->addSeriesTo(0, kTemp, ValuePath{"/more"}),
                 DashboardRoom::AddResult::NoRoom);
        QVERIFY(!scene.find<QLabel>("dashboardMessage")->text().isEmpty());
        while (scene.dashboard->dashboard().panels.size() < Dashboard::kMaxPanels)
            scene.click("addPanel");
        scene.click("addPanel");
        QCOMPARE(scene.dashboard->dashboard().panels.size(), Dashboard::kMaxPanels);
    }
    void dashboardIsKeptOverARestart()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("workspace.json"));
        {
            Scene scene(path);
            fill(scene, 20);
            QVERIFY(scene.workspace.save());
        }
        Scene again(path);
        QCOMPARE(again.dashboard->dashboard().panels.size(), 2U);
        QCOMPARE(again.dashboard->dashboard().panels[0].series[1].uri, kHum);
    }
    void exportsPictureAndValues()
    {
        QTemporaryDir folder;
        Scene scene;
        fill(scene, 30);
        const QString png = folder.filePath(QStringLiteral("d.png"));
        QVERIFY(scene.dashboard->exportPicture(png));
        QVERIFY(QImage(png).width() > 600);
        const QString csv = folder.filePath(QStringLiteral("d.csv"));
        QVERIFY(scene.dashboard->exportValues(csv));
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count("\r\n"), 1 + 3 * 30);
        const auto refused =
            scene.dashboard->exportValues(folder.filePath(QStringLiteral("no/such/x.csv")));
        QVERIFY(!refused);
        QVERIFY(!refused.error().isEmpty());
    }

private:
    static ChartPanel *panel(const Scene &scene, int index = 0)
    {
        QList<ChartPanel *> shown;
        for (ChartPanel *candidate : scene.dashboard->findChildren<ChartPanel *>()) {
            if (candidate->isVisible())
                shown.append(candidate);
        }
        return shown.value(index);
    }
    static void drop(QWidget *on, const QMimeData *data)
    {
        // Qt delivers a drop only to what took the drag before.
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(on, &enter);
        QDropEvent event(QPointF(50, 50), Qt::CopyAction, data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(on, &event);
    }
    static void wheel(ChartPlot &plot, QPointF at, int delta)
    {
        QWheelEvent event(at, plot.viewport()->mapToGlobal(at), {}, QPoint(0, delta), Qt::NoButton,
                          {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(plot.viewport(), &event);
    }
    // Three values with three units, one sample a second.
    static void fill(Scene &scene, int seconds)
    {
        scene.show();
        scene.sixBoards();
        scene.window->showRoom(RoomId::Dashboard);
        const auto unit = [&](const QString &uri, const char *name) {
            scene.workspace.samples().open(uri, ValuePath{}, QString(), QLatin1String(name));
            Q_EMIT scene.navigator.chartRequested(uri, ValuePath{});
        };
        unit(kTemp, "Cel");
        unit(kHum, "%RH");
        unit(kPower, "W");
        for (int i = 0; i < seconds; ++i) {
            scene.notify(kTemp, 23 + 2 * std::sin(i * 0.05) + 0.3 * std::sin(i * 0.9));
            scene.notify(kHum, 60 + 8 * std::cos(i * 0.03));
            scene.notify(kPower, i % 120 < 60 ? 140 : 420);
            scene.pass(1);
        }
        QTest::qWait(DashboardRoom::kTick_ms * 2);
    }
};

COPPER_TEST(TestDashboardRoom);
#include "test_dashboard_room.moc"
