// SPDX-License-Identifier: GPL-3.0-or-later
// The pages in each theme, as large as on a desk and as small as the window gets: no label or
// button is cut. With COPPER_PICTURES=FOLDER they are kept for looking at; QT_SCALE_FACTOR=2 for
// a screen of 200 %.
#include "tests/support/test_registry.h"
#include "tests/ui/scene.h"
#include "ui/batch/batch_page.h"
#include "ui/discovery/discovery_page.h"
#include "ui/explorer/explorer_dock.h"
#include "ui/explorer/explorer_view.h"
#include "ui/models/batch_model.h"
#include "ui/models/observation_model.h"
#include "ui/observations/observations_page.h"
#include "ui/widgets/segmented_control.h"

#include <QAbstractButton>
#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace copper;
using namespace copper::test;

namespace {

struct Look
{
    const char *name;
    ThemeChoice theme;
    QSize size;
};

constexpr std::array kLooks{
    Look{"light", ThemeChoice::Light, {1440, 900}},
    Look{"dark", ThemeChoice::Dark, {1440, 900}},
    Look{"contrast", ThemeChoice::Contrast, {1440, 900}},
    Look{"light-small", ThemeChoice::Light, {1024, 640}},
    Look{"contrast-small", ThemeChoice::Contrast, {1024, 640}},
};

// Words that do not fit where they stand, and buttons that stand outside of what shows them.
QStringList cutIn(const QWidget &window)
{
    QStringList cut;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        QString text;
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            text = button->text();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            text = label->wordWrap() ? QString() : label->text();
        if (text.isEmpty())
            continue;
        // A label that may be elided says so by a smaller least width.
        const int least =
            qobject_cast<const QLabel *>(widget) != nullptr
                ? widget->minimumSizeHint().width()
                : widget->fontMetrics().horizontalAdvance(text.remove(QLatin1Char('&')));
        if (widget->width() < least)
            cut << QStringLiteral("%1 \"%2\" has %3 of %4 px")
                       .arg(widget->objectName(), text)
                       .arg(widget->width())
                       .arg(least);
        // In a scroll area it is reached by scrolling down; never to the side.
        const QPoint right = widget->mapTo(&window, QPoint(widget->width() - 1, 0));
        if (right.x() >= window.width())
            cut << QStringLiteral("%1 \"%2\" ends at %3")
                       .arg(widget->objectName(), text)
                       .arg(right.x());
    }
    for (const QScrollArea *area : window.findChildren<QScrollArea *>()) {
        if (area->isVisible() && area->widget() != nullptr &&
            area->widget()->width() > area->viewport()->width())
            cut << QStringLiteral("%1 is wider than its place").arg(area->objectName());
    }
    return cut;
}

struct Pages : Scene
{
    Pages()
    {
        dock = new ExplorerDock(theme, workspace, navigator);
        window->setExplorer(dock);
        batch = new BatchPage(theme, workspace, navigator);
        openBatch = window->addPage(QStringLiteral("batch"), QStringLiteral("send"), batch);
        observations = new ObservationsPage(theme, workspace, navigator);
        openObservations = window->addPage(QStringLiteral("observations"),
                                           QStringLiteral("observe"), observations);
        show();
        sixBoards();
        InterfacesChanged interfaces;
        interfaces.all = {interfaceNamed("lo"), interfaceNamed("eth0")};
        take({interfaces});
        for (const char *uri : {"coap://127.0.0.11/sensors/temp", "coap://127.0.0.11/sensors/hum",
                                "coap://127.0.0.12/light/power", "coap://127.0.0.13/power"}) {
            Q_EMIT navigator.chartRequested(QLatin1String(uri), ValuePath{});
            for (int i = 0; i < 6; ++i)
                notify(QLatin1String(uri), 20 + i);
        }
        pass(3);
    }
    // In every look; what is cut in one is said with it.
    void see(const char *page, const std::function<void()> &open)
    {
        for (const Look &look : kLooks) {
            theme.setChoice(look.theme);
            window->resize(look.size);
            open();
            QCoreApplication::processEvents();
            QCoreApplication::processEvents();
            shoot(qPrintable(
                QStringLiteral("page-%1-%2").arg(QLatin1String(page), QLatin1String(look.name))));
            const QStringList cut = cutIn(*window);
            QVERIFY2(cut.isEmpty(),
                     qPrintable(QStringLiteral("%1 %2: %3")
                                    .arg(QLatin1String(page), QLatin1String(look.name),
                                         cut.join(QStringLiteral("; ")))));
        }
    }
    ExplorerDock *dock;
    BatchPage *batch;
    ObservationsPage *observations;
    QAction *openBatch;
    QAction *openObservations;
};

} // namespace

class TestPagePictures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void discovery()
    {
        Pages scene;
        scene.workspace.discover();
        const JobId job = scene.session.lastJob();
        DiscoveryFinished finished;
        finished.job = job;
        finished.devices = finished.counts.devices = finished.counts.answers = 6;
        finished.cuts.lostInKernel = 212;
        finished.perInterface = {
            {QStringLiteral("lo"), {QStringLiteral("224.0.1.187:5683")}, {}, 6, 6}};
        scene.take({finished});
        scene.see("discovery", [&scene] {
            QTest::keyClick(scene.window.get(), Qt::Key_D, Qt::ControlModifier | Qt::AltModifier);
        });
    }
    // Where both do not fit beside each other there is one of them, whole.
    void discoveryInASmallWindow()
    {
        Pages scene;
        QTest::keyClick(scene.window.get(), Qt::Key_D, Qt::ControlModifier | Qt::AltModifier);
        auto *form = scene.find<QScrollArea>("discoveryForm");
        auto *table = scene.find<QTableView>("sweepTable"); // both
        scene.window->resize(1024, 640);
        QCoreApplication::processEvents();
        auto *which = scene.find<SegmentedControl>("discoveryWhich");
        QVERIFY(form->isVisible() && !table->isVisible());
        QTest::mouseClick(which, Qt::LeftButton, {}, which->tabRect(1).center());
        QVERIFY(!form->isVisible() && table->isVisible());
        QCoreApplication::processEvents();
        QVERIFY(table->horizontalHeader()->length() <= table->viewport()->width());
        scene.shoot("page-discovery-sweeps-small");
        QTest::keyClick(which, Qt::Key_Left);
        QVERIFY(form->isVisible() && !table->isVisible());
        // What is started is seen.
        scene.click("discoveryRun");
        QVERIFY(table->isVisible());
        QCoreApplication::processEvents();
        const QStringList cut = cutIn(*scene.window);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char(';'))));
        scene.window->resize(1440, 900);
        QCoreApplication::processEvents();
        QVERIFY(form->isVisible() && table->isVisible());
        QVERIFY(!which->isVisible());
        QVERIFY(table->horizontalHeader()->length() <= table->viewport()->width());
    }
    void observationsList()
    {
        Pages scene;
        scene.see("observations", [&scene] { scene.openObservations->trigger(); });
        // The last look was small: columns gave way, none is cut; the tip has them all.
        const QTreeView &table = *scene.find<QTreeView>("observationsTable");
        QVERIFY(table.header()->length() <= table.viewport()->width());
        QVERIFY(table.isColumnHidden(ObservationModel::TypeColumn));
        QVERIFY(!table.isColumnHidden(ObservationModel::RateColumn));
        const QString tip = table.model()->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QLatin1String("Reordered: 0")), qPrintable(tip));
        scene.window->resize(1440, 900);
        QCoreApplication::processEvents();
        QVERIFY(!table.isColumnHidden(ObservationModel::TypeColumn));
        QVERIFY(table.header()->length() <= table.viewport()->width());
    }
    void manyAtOnce()
    {
        Pages scene;
        scene.openBatch->trigger();
        auto *path = scene.find<QLineEdit>("batchPath");
        QTest::keyClicks(path, QStringLiteral("/config"));
        QTest::keyClick(path, Qt::Key_Return);
        QTRY_COMPARE(scene.session.requests.size(), std::size_t{6});
        std::vector<SessionEvent> answers;
        for (std::size_t i = 0; i < 6; ++i) {
            const auto &[job, spec] = scene.session.requests[i];
            answers.emplace_back(contentResponse(
                job, spec.uri, i == 3 ? "mode=manual" : "mode=automatic", 0, scene.clock.now()));
        }
        scene.take(std::move(answers));
        scene.see("batch", [&scene] { scene.openBatch->trigger(); });
        const QTreeView &table = *scene.find<QTreeView>("batchTable");
        QCOMPARE(table.model()->rowCount(), 6);
        QVERIFY2(table.header()->length() <= table.viewport()->width(),
                 qPrintable(QString::number(table.header()->length())));
        // The answer is whole; what gave way is in the tip.
        QVERIFY(table.columnWidth(BatchModel::AnswerColumn) >= 200);
        QVERIFY(table.isColumnHidden(BatchModel::ResourceColumn));
        const QString tip = table.model()->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QLatin1String("/config")) && tip.contains(QLatin1String("14 bytes")),
                 qPrintable(tip));
    }
    void dashboardRoom()
    {
        Pages scene;
        scene.see("dashboard", [&scene] { scene.window->showRoom(RoomId::Dashboard); });
    }
    void explorerWithColumns()
    {
        Pages scene;
        scene.dock->view()->setColumnHidden(DeviceTreeModel::BytesColumn, false);
        scene.dock->view()->setHeaderHidden(false);
        scene.workspace.devices().unanswered(scene.workspace.devices().devices()[1].id,
                                             scene.clock.now());
        scene.dock->filterField()->setText(QStringLiteral("127"));
        scene.see("explorer", [&scene] { scene.window->showRoom(RoomId::Dashboard); });
        // A header on chrome is chrome, in each theme.
        for (const ThemeChoice choice :
             {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Contrast}) {
            scene.theme.setChoice(choice);
            QCoreApplication::processEvents();
            const QImage header = scene.dock->view()->header()->grab().toImage();
            QCOMPARE(header.pixelColor(header.width() - 4, 4), scene.theme.color(Tone::Chrome));
        }
    }
    void interfaceHeaderIsChrome()
    {
        Pages scene;
        QTest::keyClick(scene.window.get(), Qt::Key_D, Qt::ControlModifier | Qt::AltModifier);
        auto *table = scene.find<QTableView>("discoveryInterfaces");
        for (const ThemeChoice choice :
             {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Contrast}) {
            scene.theme.setChoice(choice);
            QCoreApplication::processEvents();
            const QImage header = table->horizontalHeader()->grab().toImage();
            const QImage body = table->viewport()->grab().toImage();
            QCOMPARE(header.pixelColor(header.width() - 3, 3), scene.theme.color(Tone::Chrome));
            QCOMPARE(body.pixelColor(body.width() - 3, body.height() - 1),
                     scene.theme.color(Tone::Chrome));
        }
    }
};

COPPER_TEST(TestPagePictures);
#include "test_page_pictures.moc"
