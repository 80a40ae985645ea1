// SPDX-License-Identifier: GPL-3.0-or-later
// What the user keeps about devices, does to many at once, and takes back; by clicks and keys.
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/explorer_desk.h"
#include "ui/explorer/filter_completer.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

using Desk = ExplorerDesk;

class TestExplorerEdits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void notesTagsAndGroups()
    {
        Desk desk;
        desk.click(QStringLiteral("lamp-2"));
        desk.action("actionNotes")->trigger();
        QTest::keyClicks(&desk.widget<QPlainTextEdit>("notesNote"), QStringLiteral("key at desk"));
        QTest::keyClicks(&desk.widget<QLineEdit>("notesTags"),
                         QStringLiteral("roof, spare ,,Roof"));
        QTest::keyClicks(&desk.widget<QLineEdit>("notesGroups"), QStringLiteral("North wing"));
        desk.picture(desk.window, QStringLiteral("explorer-notes"));
        QTest::mouseClick(&desk.widget<QPushButton>("notesKeep"), Qt::LeftButton);
        QCOMPARE(desk.device("lamp-2").note, QStringLiteral("key at desk"));
        QCOMPARE(desk.device("lamp-2").tags,
                 (QStringList{QStringLiteral("roof"), QStringLiteral("spare")}));
        const QModelIndex group = desk.find(QStringLiteral("North wing"));
        QVERIFY(group.isValid() && !group.parent().isValid());
        QCOMPARE(desk.dock.view()->model()->rowCount(group), 1);
        QVERIFY(desk.find(QStringLiteral("lamp-2"))
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QLatin1String("key at desk")));
        desk.picture(desk.window, QStringLiteral("explorer-groups"));
        desk.undo();
        QCOMPARE(desk.device("lamp-2").note, QString());
        QVERIFY(desk.device("lamp-2").tags.isEmpty());
        QVERIFY(!desk.find(QStringLiteral("North wing")).isValid());
        desk.redo();
        QVERIFY(desk.find(QStringLiteral("North wing")).isValid());
        // All of it is kept.
        FakeSession session;
        FakeClock clock;
        Workspace later(session, QString(), clock.asFunction());
        later.restore(desk.workspace.toJson());
        const auto &kept = later.devices().devices();
        const auto lamp = std::find_if(kept.begin(), kept.end(), [](const Device &each) {
            return each.name() == QLatin1String("lamp-2");
        });
        QCOMPARE(lamp->note, QStringLiteral("key at desk"));
        QCOMPARE(lamp->tags.size(), 2);
        QCOMPARE(lamp->groups, QStringList(QStringLiteral("North wing")));
    }
    void severalGetTagsTogether()
    {
        Desk desk;
        desk.click(QStringLiteral("greenhouse-1"));
        desk.click(QStringLiteral("lamp-2"), Qt::ControlModifier);
        desk.action("actionNotes")->trigger();
        QVERIFY(!desk.widget<QPlainTextEdit>("notesNote").isVisible());
        QTest::keyClicks(&desk.widget<QLineEdit>("notesTags"), QStringLiteral("spring"));
        QTest::keyClick(&desk.widget<QLineEdit>("notesTags"), Qt::Key_Return);
        QCOMPARE(desk.device("greenhouse-1").tags, QStringList(QStringLiteral("spring")));
        QCOMPARE(desk.device("lamp-2").tags, QStringList(QStringLiteral("spring")));
        desk.undo();
        QVERIFY(desk.device("greenhouse-1").tags.isEmpty());
        QVERIFY(desk.device("lamp-2").tags.isEmpty());
    }
    void everyEditIsTakenBack()
    {
        Desk desk;
        desk.click(QStringLiteral("lamp-2"));
        desk.action("actionFavourite")->trigger();
        QVERIFY(desk.device("lamp-2").favourite);
        desk.undo();
        QVERIFY(!desk.device("lamp-2").favourite);
        QTest::keyClick(desk.dock.view(), Qt::Key_F2);
        auto *field = desk.dock.view()->findChild<QLineEdit *>(QStringLiteral("renameField"));
        QVERIFY(field != nullptr);
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("Hall"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(desk.has("Hall"));
        desk.undo();
        QVERIFY(desk.has("lamp-2") && !desk.has("Hall"));
        desk.redo();
        QVERIFY(desk.has("Hall"));
        const DeviceId id = desk.device("Hall").id;
        desk.dock.edits().setSecurePort(id, std::uint16_t(5684));
        QVERIFY(desk.device("Hall").securePort.has_value());
        TransmissionParameters slow;
        slow.maxRetransmit = 7;
        desk.dock.edits().setParameters(id, slow);
        QCOMPARE(desk.device("Hall").parameters->maxRetransmit, 7U);
        desk.undo();
        QVERIFY(!desk.device("Hall").parameters.has_value());
        desk.undo();
        QVERIFY(!desk.device("Hall").securePort.has_value());
        QCOMPARE(desk.dock.edits().stack().index(), 1);
    }
    void whatWasForgottenComesBackWhole()
    {
        Desk desk;
        const DeviceId id = desk.device("greenhouse-1").id;
        const ResourceList links = desk.device("greenhouse-1").links;
        const QString uri = QStringLiteral("coap://127.0.0.11/sensors/temp");
        desk.dock.edits().setNotes(id, QStringLiteral("mine"), {QStringLiteral("t")}, {});
        desk.workspace.observe(uri);
        desk.click(QStringLiteral("greenhouse-1"));
        desk.click(QStringLiteral("lamp-2"), Qt::ControlModifier);
        QTest::keyClick(desk.dock.view(), Qt::Key_Delete);
        QVERIFY(!desk.has("greenhouse-1") && !desk.has("lamp-2"));
        QVERIFY2(desk.status().contains(QLatin1String("Ctrl+Z")), qPrintable(desk.status()));
        desk.undo();
        QVERIFY(desk.has("lamp-2"));
        QVERIFY(desk.device("greenhouse-1").id == id);
        QCOMPARE(desk.device("greenhouse-1").note, QStringLiteral("mine"));
        QVERIFY(desk.device("greenhouse-1").links == links);
        QVERIFY(desk.workspace.observations().isObserved(uri));
        desk.redo();
        QVERIFY(!desk.has("greenhouse-1"));
        // Found again before it is taken back: one device, with what was the user's.
        desk.take({foundDevice("127.0.0.11", QStringLiteral("greenhouse-1"), {}, timeAt(5))});
        desk.undo();
        QCOMPARE(desk.device("greenhouse-1").note, QStringLiteral("mine"));
        const auto &all = desk.workspace.devices().devices();
        QCOMPARE(std::count_if(all.begin(), all.end(),
                               [](const Device &each) {
                                   return each.name() == QLatin1String("greenhouse-1");
                               }),
                 1);
    }
    void hundredsAtOnce()
    {
        Desk desk;
        std::vector<ResourceLink> links;
        for (int i = 0; i < 600; ++i)
            links.push_back(linkTo(QStringLiteral("/many/%1").arg(i), true));
        desk.take({foundDevice("127.0.0.77", QStringLiteral("many"), links, timeAt(0))});
        const QModelIndex folder = desk.find(QStringLiteral("many"), {});
        const auto &model = *desk.dock.view()->model();
        const QModelIndex inner = model.index(0, 0, folder);
        desk.dock.view()->expand(folder);
        desk.dock.view()->expand(inner);
        desk.dock.view()->setCurrentIndex(model.index(0, 0, inner));
        desk.dock.view()->selectionModel()->select(
            QItemSelection(model.index(0, 0, inner), model.index(599, 0, inner)),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QCOMPARE(desk.dock.selectedUris().size(), 600);
        QCOMPARE(desk.dock.selectedUris().at(123), QStringLiteral("coap://127.0.0.77/many/123"));
        QTest::keyClick(desk.dock.view(), Qt::Key_Space);
        // Not all in one turn.
        QCOMPARE(desk.workspace.observations().observationCount(),
                 static_cast<std::size_t>(BulkRun::kEachTurn));
        QTRY_VERIFY2(desk.status().contains(QLatin1String("500 observed; 100 not")),
                     qPrintable(desk.status()));
        QVERIFY(desk.status().contains(QLatin1String("500 observations are the most")));
        // The rest is stopped, and what was not observed is told apart.
        desk.dock.view()->setFocus();
        desk.workspace.stopObserving(QStringLiteral("coap://127.0.0.77/many/3"));
        desk.dock.view()->selectionModel()->select(
            QItemSelection(model.index(0, 0, inner), model.index(2, 0, inner)),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QTest::keyClick(desk.dock.view(), Qt::Key_Space);
        QCOMPARE(desk.status(), QStringLiteral("3 stopped"));
        const std::size_t before = desk.session.requests.size();
        desk.action("actionGet")->trigger();
        QCOMPARE(desk.session.requests.size(), before + 3);
        QCOMPARE(desk.status(), QStringLiteral("3 asked"));
    }
    void keysAreOfferedThenValues()
    {
        Desk desk;
        auto *completer = desk.dock.filterField()->findChild<FilterCompleter *>();
        QVERIFY(completer != nullptr);
        QVERIFY(completer->offers(QStringLiteral("st")).contains(QStringLiteral("state:")));
        QVERIFY(completer->offers(QStringLiteral("s")).isEmpty());
        QVERIFY(
            completer->offers(QStringLiteral("state:")).contains(QStringLiteral("state:stale")));
        QVERIFY(
            completer->offers(QStringLiteral("-is:ob")).contains(QStringLiteral("-is:observed")));
        const QStringList types = completer->offers(QStringLiteral("rt:"));
        QVERIFY2(types.size() > 1, qPrintable(types.join(QLatin1Char(' '))));
        QVERIFY(completer->offers(QStringLiteral("name:green"))
                    .contains(QStringLiteral("name:greenhouse-1")));
        QVERIFY(completer->offers(QStringLiteral("name:greenhouse-1")).isEmpty());
        // Taken from the popup by keys.
        QTest::keyClicks(desk.dock.filterField(), QStringLiteral("lamp nam"));
        QTRY_VERIFY(completer->popup().popup()->isVisible());
        QTest::keyClick(completer->popup().popup(), Qt::Key_Down);
        QTest::keyClick(completer->popup().popup(), Qt::Key_Return);
        QCOMPARE(desk.dock.filterField()->text(), QStringLiteral("lamp name:"));
        QTest::keyClick(completer->popup().popup(), Qt::Key_Escape);
        // A list without end is offered up to a limit.
        for (int i = 0; i < FilterCompleter::kMaxOffers * 2; ++i)
            desk.take({foundDevice(qPrintable(QStringLiteral("10.0.0.%1").arg(i + 1)),
                                   QStringLiteral("b%1").arg(i), {}, timeAt(0))});
        QVERIFY(completer->offers(QStringLiteral("name:")).size() <= FilterCompleter::kMaxOffers);
    }
    void aWrongWordIsSaid()
    {
        Desk desk;
        QTest::keyClicks(desk.dock.filterField(), QStringLiteral("state:ill lamp"));
        auto &problem = desk.widget<QLabel>("explorerFilterProblem");
        QVERIFY(problem.isVisible());
        QVERIFY2(problem.text().contains(QLatin1String("state:ill")), qPrintable(problem.text()));
        QVERIFY(desk.find(QStringLiteral("lamp-2")).isValid());
        QVERIFY(!desk.find(QStringLiteral("greenhouse-1")).isValid());
        desk.picture(desk.window, QStringLiteral("explorer-filter-problem"));
        desk.dock.filterField()->clear();
        QVERIFY(!problem.isVisible());
    }
    void openRowsStayOpenThroughAFilter()
    {
        Desk desk;
        for (int i = 0; i < 30; ++i)
            desk.take({foundDevice(qPrintable(QStringLiteral("10.0.0.%1").arg(i + 1)),
                                   QStringLiteral("b%1").arg(i),
                                   {linkTo(QStringLiteral("/f/x")), linkTo(QStringLiteral("/g/y"))},
                                   timeAt(0), QStringLiteral("eth0"))});
        const QModelIndex b7 = desk.find(QStringLiteral("b7"));
        QVERIFY(!desk.dock.view()->isExpanded(b7));
        desk.click(QStringLiteral("b7"));
        QTest::keyClick(desk.dock.view(), Qt::Key_Return);
        QVERIFY(desk.dock.view()->isExpanded(b7));
        desk.click(QStringLiteral("y"));
        const QStringList selected = desk.dock.selectedUris();
        QCOMPARE(selected.size(), 1);
        desk.dock.filterField()->setText(QStringLiteral("zzz"));
        QVERIFY(!desk.find(QStringLiteral("b7")).isValid());
        desk.dock.filterField()->clear();
        QVERIFY(desk.dock.view()->isExpanded(desk.find(QStringLiteral("b7"))));
        QVERIFY(!desk.dock.view()->isExpanded(desk.find(QStringLiteral("b8"))));
        QCOMPARE(desk.dock.selectedUris(), selected);
    }
    void projectsAreSavedAndAdded()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("net.copperfield"));
        Desk desk;
        desk.dock.edits().setNotes(desk.device("lamp-2").id, QStringLiteral("mine"), {}, {});
        // By the menu and its dialog.
        auto *menu =
            desk.dock.findChild<QWidget *>(QStringLiteral("explorerMore"))->findChild<QMenu *>();
        Q_EMIT menu->aboutToShow();
        menu->findChild<QAction *>(QStringLiteral("actionSaveProject"))->trigger();
        auto *dialog = desk.dock.findChild<QFileDialog *>(QStringLiteral("projectDialog"));
        QVERIFY(dialog != nullptr && dialog->isVisible());
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QVERIFY2(desk.status().contains(QLatin1String("net.copperfield saved: 5 devices")),
                 qPrintable(desk.status()));
        desk.dock.edits().setNotes(desk.device("lamp-2").id, QStringLiteral("changed"), {}, {});
        desk.workspace.removeDevice(desk.device("tank").id);
        desk.dock.addProject(path);
        QVERIFY(desk.has("tank"));
        QVERIFY2(desk.status().contains(QLatin1String("devices new: 1")),
                 qPrintable(desk.status()));
        QVERIFY2(desk.status().contains(QLatin1String("ours was kept: note of lamp-2")),
                 qPrintable(desk.status()));
        desk.picture(desk.window, QStringLiteral("explorer-project"));
        desk.dock.addProject(folder.filePath(QStringLiteral("none.copperfield")));
        QCOMPARE(desk.status(), QStringLiteral("none.copperfield cannot be read."));
    }
    // A directory lists what is on other hosts.
    void linksLeadToTheirDevices()
    {
        Desk desk;
        desk.take({foundDevice("127.0.0.80", QStringLiteral("directory"),
                               {linkTo(QStringLiteral("coap://127.0.0.11/sensors/temp")),
                                linkTo(QStringLiteral("coap://127.0.0.99:5699/a")),
                                linkTo(QStringLiteral("/own"))},
                               timeAt(0))});
        const QModelIndex directory = desk.find(QStringLiteral("directory"));
        const auto select = [&](int row) {
            desk.dock.view()->setCurrentIndex(
                desk.dock.view()->model()->index(row, 0, desk.find(QStringLiteral("directory"))));
        };
        QCOMPARE(desk.dock.view()->model()->rowCount(directory), 3);
        select(2);
        QVERIFY(desk.action("actionShowTarget") == nullptr);
        QVERIFY(desk.action("actionAddTarget") == nullptr);
        select(1);
        QVERIFY(desk.action("actionShowTarget") == nullptr);
        desk.action("actionAddTarget")->trigger();
        QVERIFY(desk.workspace.devices().deviceAt(QStringLiteral("coap://127.0.0.99:5699/other")) !=
                nullptr);
        select(0);
        desk.action("actionShowTarget")->trigger();
        const QModelIndex now = desk.dock.view()->currentIndex();
        QCOMPARE(now.data().toString(), QStringLiteral("temp"));
        QCOMPARE(desk.dock.selectedUris(),
                 QStringList(QStringLiteral("coap://127.0.0.11/sensors/temp")));
    }
    void orderAndColumnsAreKept()
    {
        Desk desk;
        auto *more = desk.dock.findChild<QAction *>(QStringLiteral("explorerSort-name"));
        QVERIFY(more == nullptr); // the menu is made when it opens
        auto *button = desk.dock.findChild<QWidget *>(QStringLiteral("explorerMore"));
        auto *menu = button->findChild<QMenu *>();
        Q_EMIT menu->aboutToShow();
        more = menu->findChild<QAction *>(QStringLiteral("explorerSort-name"));
        QVERIFY(more != nullptr);
        more->trigger();
        desk.dock.view()->setColumnHidden(DeviceTreeModel::AddressColumn, false);
        auto *columns = desk.dock.findChild<QWidget *>(QStringLiteral("explorerColumns"));
        auto *columnsMenu = columns->findChild<QMenu *>();
        Q_EMIT columnsMenu->aboutToShow();
        const QList<QAction *> actions = columnsMenu->actions();
        actions.at(DeviceTreeModel::TagsColumn - DeviceTreeModel::TypeColumn)->toggle();
        ExplorerDock later(desk.theme, desk.workspace, desk.navigator);
        later.restoreLayout();
        QVERIFY(!later.view()->isColumnHidden(DeviceTreeModel::TagsColumn));
        QVERIFY(later.view()->isColumnHidden(DeviceTreeModel::NoteColumn));
        QCOMPARE(static_cast<DeviceTreeModel *>(later.view()->model())->sortedBy(),
                 DeviceTreeModel::SortBy::Name);
    }
};

COPPER_TEST(TestExplorerEdits);
#include "test_explorer_edits.moc"
