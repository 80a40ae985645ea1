// SPDX-License-Identifier: GPL-3.0-or-later
// Projects opened, added and saved from the explorer; steps that are set in other rooms, and what a
// forgotten device comes back with.
#include "core/domain/dashboard.h"
#include "core/domain/shared_project.h"
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/explorer_desk.h"
#include "ui/dashboard/dashboard_room.h"
#include "ui/resource/resource_room.h"

#include <QFile>
#include <QFileDialog>
#include <QPushButton>
#include <QTemporaryDir>

using namespace copper;
using namespace copper::test;

namespace {

struct Desk : ExplorerDesk
{
    QTemporaryDir folder;
    QString path(const char *name) const { return folder.filePath(QLatin1String(name)); }
    // Another user's: one device that is not here, a request and a chart.
    void writeOther(const char *name)
    {
        FakeSession other;
        Workspace theirs(other, QString(), clock.asFunction());
        theirs.feed().take(batchOf({foundDevice("10.1.1.1", QStringLiteral("other"),
                                                {linkTo(QStringLiteral("/t"), true)}, timeAt(0))}));
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://10.1.1.1/t");
        theirs.history().saveAs(QStringLiteral("theirs"), spec);
        Dashboard dashboard;
        dashboard.panels.push_back(
            {QStringLiteral("Roof"), {{spec.uri, {}, QStringLiteral("t"), 0}}});
        theirs.setSection(QStringLiteral("dashboard"), dashboard.toJson());
        QVERIFY(saveProject(theirs, path(name)));
    }
    void press(const char *name) { QTest::mouseClick(&widget<QPushButton>(name), Qt::LeftButton); }
    QByteArray bytes(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
};

} // namespace

class TestExplorerProjects : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void openedInThePlaceOfWhatIsHere()
    {
        Desk desk;
        DashboardRoom dashboard(desk.theme, desk.workspace, desk.navigator);
        dashboard.addSeries(QStringLiteral("coap://127.0.0.11/sensors/temp"), {});
        desk.writeOther("other.copperfield");
        RequestSpec mine;
        mine.uri = QStringLiteral("coap://127.0.0.11/x");
        desk.workspace.history().saveAs(QStringLiteral("mine"), mine);
        // By the menu and its dialog.
        auto *menu =
            desk.dock.findChild<QWidget *>(QStringLiteral("explorerMore"))->findChild<QMenu *>();
        Q_EMIT menu->aboutToShow();
        menu->findChild<QAction *>(QStringLiteral("actionOpenProject"))->trigger();
        auto *dialog = desk.dock.findChild<QFileDialog *>(QStringLiteral("projectDialog"));
        QVERIFY(dialog != nullptr && dialog->isVisible());
        Q_EMIT dialog->fileSelected(desk.path("other.copperfield"));
        dialog->close();
        // It asks; nothing is done yet.
        QVERIFY(desk.has("greenhouse-1") && !desk.has("other"));
        const QString question = desk.widget<QLabel>("explorerAskText").text();
        QVERIFY2(question.contains(QLatin1String("devices: 5, saved requests: 1, charts: 1")),
                 qPrintable(question));
        desk.picture(desk.window, QStringLiteral("explorer-open-project"));
        QApplication::setActiveWindow(&desk.window); // the dialog was it
        desk.press("projectNot");
        QVERIFY(desk.has("greenhouse-1") && !desk.has("other"));
        desk.dock.openProject(desk.path("other.copperfield"));
        desk.press("projectOpen");
        QVERIFY(!desk.has("greenhouse-1") && desk.has("other"));
        QCOMPARE(desk.workspace.history().named().size(), std::size_t(1));
        QCOMPARE(desk.workspace.history().named().front().name, QStringLiteral("theirs"));
        QCOMPARE(dashboard.dashboard().panels.size(), std::size_t(1));
        QCOMPARE(dashboard.dashboard().panels.front().title, QStringLiteral("Roof"));
        QVERIFY2(desk.status().contains(QLatin1String("Ctrl+Z")), qPrintable(desk.status()));
        desk.undo();
        QVERIFY(desk.has("greenhouse-1") && !desk.has("other"));
        QCOMPARE(desk.workspace.history().named().front().name, QStringLiteral("mine"));
        QCOMPARE(dashboard.dashboard().panels.front().series.front().uri,
                 QStringLiteral("coap://127.0.0.11/sensors/temp"));
        desk.redo();
        QVERIFY(!desk.has("greenhouse-1") && desk.has("other"));
        // Escape is "not now".
        desk.dock.openProject(desk.path("other.copperfield"));
        QTest::keyClick(&desk.widget<QPushButton>("projectOpen"), Qt::Key_Escape);
        QVERIFY(!desk.widget<QWidget>("explorerAsk").isVisible());
    }
    void addedAndTakenBack()
    {
        Desk desk;
        DashboardRoom dashboard(desk.theme, desk.workspace, desk.navigator);
        dashboard.addSeries(QStringLiteral("coap://127.0.0.11/sensors/temp"), {});
        desk.writeOther("other.copperfield");
        desk.dock.openProject(desk.path("other.copperfield"));
        desk.press("projectAdd");
        QVERIFY(desk.has("greenhouse-1") && desk.has("other"));
        QCOMPARE(dashboard.dashboard().panels.size(), std::size_t(2));
        QVERIFY2(desk.status().contains(QLatin1String("charts and numbers new: 1")),
                 qPrintable(desk.status()));
        desk.dock.addProject(desk.path("other.copperfield")); // nothing comes twice
        QCOMPARE(dashboard.dashboard().panels.size(), std::size_t(2));
        desk.undo();
        desk.undo();
        QVERIFY(desk.has("greenhouse-1") && !desk.has("other"));
        QCOMPARE(dashboard.dashboard().panels.size(), std::size_t(1));
    }
    // A file that this version cannot read is not written over in silence.
    void somebodysFilesStay()
    {
        Desk desk;
        desk.writeOther("a.copperfield");
        QByteArray damaged = desk.bytes("a.copperfield");
        damaged[damaged.size() / 2] = static_cast<char>(damaged.at(damaged.size() / 2) ^ 1);
        desk.write("a.copperfield", damaged);
        desk.dock.openProject(desk.path("a.copperfield"));
        QVERIFY2(desk.status().contains(QLatin1String("is damaged; it stays as it is")),
                 qPrintable(desk.status()));
        QVERIFY(!desk.widget<QWidget>("explorerAsk").isVisible());
        QCOMPARE(desk.bytes("a.copperfield"), damaged);
        desk.dock.saveProjectTo(desk.path("a.copperfield"));
        QVERIFY2(desk.status().contains(QLatin1String("a.copperfield.damaged-1")),
                 qPrintable(desk.status()));
        QCOMPARE(desk.bytes("a.copperfield.damaged-1"), damaged);
        QVERIFY(readProject(desk.path("a.copperfield")));
        // Of a later version, and no project at all.
        const QByteArray later = R"({"kind":"copperfield project","version":99,"devices":[]})";
        desk.write("later.copperfield", later);
        desk.dock.openProject(desk.path("later.copperfield"));
        QVERIFY2(desk.status().contains(QLatin1String("later version")), qPrintable(desk.status()));
        desk.dock.saveProjectTo(desk.path("later.copperfield"));
        QVERIFY2(desk.status().contains(QLatin1String("it stays as it is")),
                 qPrintable(desk.status()));
        QCOMPARE(desk.bytes("later.copperfield"), later);
        desk.write("notes.json", R"({"my":"notes"})");
        desk.dock.saveProjectTo(desk.path("notes.json"));
        QCOMPARE(desk.bytes("notes.json"), QByteArray(R"({"my":"notes"})"));
        // One of ours is.
        desk.dock.saveProjectTo(desk.path("a.copperfield"));
        QVERIFY2(desk.status().contains(QLatin1String("a.copperfield saved")),
                 qPrintable(desk.status()));
        QVERIFY(!QFile::exists(desk.path("a.copperfield.damaged-2")));
    }
    // What is set under Resource > Advanced is a step here.
    void timersOfTheResourceRoomAreTakenBack()
    {
        Desk desk;
        ResourceRoom room(desk.theme, desk.workspace, desk.navigator);
        room.resize(1100, 700);
        room.show();
        room.setAddress(QStringLiteral("coap://127.0.0.12/light/on"));
        auto *keep = room.findChild<QPushButton *>(QStringLiteral("keepParameters"));
        QVERIFY(keep != nullptr);
        keep->click();
        QVERIFY(desk.device("lamp-2").parameters.has_value());
        desk.undo();
        QVERIFY(!desk.device("lamp-2").parameters.has_value());
        desk.redo();
        QVERIFY(desk.device("lamp-2").parameters.has_value());
        QCOMPARE(desk.dock.edits().stack().count(), 1);
        // How it is observed, as the page of observations sets it.
        desk.workspace.devices().setObserving(desk.device("lamp-2").id, {true, true});
        desk.undo();
        QVERIFY(!desk.device("lamp-2").observing.nonConfirmable);
        desk.redo();
        QVERIFY(desk.device("lamp-2").observing.endsByReset);
        // The steps' own doings are no steps.
        QCOMPARE(desk.dock.edits().stack().count(), 2);
    }
    void aForgottenDeviceKeepsItsHistory()
    {
        Desk desk;
        const QString uri = QStringLiteral("coap://127.0.0.11/sensors/temp");
        desk.workspace.observe(uri);
        for (int i = 0; i < 20; ++i)
            desk.say(uri, QString::number(20 + i), i);
        const auto size = [&desk, &uri] {
            const auto id = desk.workspace.samples().find(uri, {});
            return id ? desk.workspace.samples().series(*id)->size() : std::size_t(0);
        };
        const std::size_t before = size();
        QVERIFY(before >= 20);
        desk.click(QStringLiteral("greenhouse-1"));
        QTest::keyClick(desk.dock.view(), Qt::Key_Delete);
        QVERIFY(!desk.has("greenhouse-1"));
        QCOMPARE(size(), std::size_t(0));
        QVERIFY(desk.workspace.observations().find(uri) == nullptr);
        desk.undo();
        QCOMPARE(size(), before);
        const ObservedResource *resource = desk.workspace.observations().find(uri);
        QVERIFY(resource != nullptr && resource->latest && resource->latest->primary);
        QCOMPARE(resource->latest->primary->value, 39.0);
        // It goes on behind a hole.
        desk.say(uri, QStringLiteral("50"), 60);
        QCOMPARE(size(), before + 1);
        const auto id = desk.workspace.samples().find(uri, {});
        QVERIFY(!desk.workspace.samples().series(*id)->gaps().empty());
        desk.redo();
        desk.undo();
        QCOMPARE(size(), before + 1);
    }
    void theStackHasALimit()
    {
        Desk desk;
        const DeviceId id = desk.device("lamp-2").id;
        for (int i = 0; i < DeviceEdits::kMaxSteps + 20; ++i)
            desk.dock.edits().rename(id, QStringLiteral("n%1").arg(i));
        QCOMPARE(desk.dock.edits().stack().count(), DeviceEdits::kMaxSteps);
        for (int i = 0; i < DeviceEdits::kMaxSteps + 20; ++i)
            desk.undo();
        QVERIFY(desk.has("n19")); // what is older than the oldest step stays
        QVERIFY(!desk.dock.edits().stack().canUndo());
    }
};

COPPER_TEST(TestExplorerProjects);
#include "test_explorer_projects.moc"
