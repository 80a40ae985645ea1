// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/room_scene.h"
#include "ui/explorer/explorer_dock.h"
#include "ui/explorer/explorer_view.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace copper;
using namespace copper::test;

namespace {

struct Desk : RoomScene
{
    ExplorerDock dock{theme, workspace, navigator};

    Desk()
    {
        dock.resize(336, 800);
        dock.show();
        QApplication::setActiveWindow(&dock);
    }
    QModelIndex find(const QString &name, const QModelIndex &parent = {}) const
    {
        const QAbstractItemModel *model = dock.view()->model();
        for (int row = 0; row < model->rowCount(parent); ++row) {
            const QModelIndex index = model->index(row, 0, parent);
            if (index.data().toString() == name)
                return index;
            const QModelIndex below = find(name, index);
            if (below.isValid())
                return below;
        }
        return {};
    }
    void click(const QString &name, Qt::KeyboardModifiers keys = {})
    {
        const QModelIndex index = find(name);
        QVERIFY2(index.isValid(), qPrintable(name));
        dock.view()->scrollTo(index);
        QTest::mouseClick(dock.view()->viewport(), Qt::LeftButton, keys,
                          dock.view()->visualRect(index).center());
    }
    QAction *action(QMenu &menu, const char *name)
    {
        return menu.findChild<QAction *>(QString::fromLatin1(name));
    }
};

} // namespace

class TestExplorerDock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // As many as are kept of one device, in a list a hostile device cut short for us.
    void tenThousandResources()
    {
        Desk desk;
        std::vector<ResourceLink> links;
        for (std::size_t i = 0; i < DeviceRegistry::kMaxLinks; ++i)
            links.push_back(linkTo(QStringLiteral("/r/%1").arg(i), false));
        DeviceFound found = foundDevice("127.0.0.99", QStringLiteral("endless"), std::move(links),
                                        desk.clock.now());
        found.linksCut = true;
        desk.take({found});
        QCoreApplication::processEvents();
        const QModelIndex device = desk.find(QStringLiteral("endless"));
        QVERIFY(device.isValid());
        QVERIFY(device.data(Qt::ToolTipRole).toString().contains(QLatin1String("longer")));
        found.linksAtLimit = true; // ours: then it says where it is raised
        desk.take({found});
        QVERIFY(device.data(Qt::ToolTipRole).toString().contains(QLatin1String("Limits")));
        auto *filter = desk.dock.findChild<QLineEdit *>(QStringLiteral("explorerFilter"));
        QTest::keyClicks(filter, QStringLiteral("9999"));
        QVERIFY(desk.find(QStringLiteral("9999")).isValid());
        QVERIFY(!desk.find(QStringLiteral("1234")).isValid());
    }
    void emptyAtFirstThenTheTree()
    {
        Desk desk;
        auto *discover = desk.dock.findChild<QPushButton *>(QStringLiteral("explorerDiscover"));
        QVERIFY(discover != nullptr && discover->isVisible());
        QSignalSpy asked(&desk.navigator, &Navigator::discoverRequested);
        QTest::mouseClick(discover, Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        desk.addDemoDevices();
        desk.addHistory();
        QVERIFY(desk.dock.view()->isVisible());
        QVERIFY(desk.find(QStringLiteral("Demo network")).isValid());
        QVERIFY(desk.dock.view()->isExpanded(desk.find(QStringLiteral("sensors"))));
        QVERIFY(!desk.dock.view()->isExpanded(desk.find(QStringLiteral(".well-known"))));
        desk.click(QStringLiteral("pack"));
        desk.picture(desk.dock, QStringLiteral("explorer"));
        // Narrow: the sparkline leaves, nothing overlaps or crashes.
        desk.dock.resize(240, 800);
        desk.picture(desk.dock, QStringLiteral("explorer-narrow"));
    }
    void filterByTyping()
    {
        Desk desk;
        desk.addDemoDevices();
        desk.dock.view()->setFocus();
        QTest::keyClicks(desk.dock.view(), QStringLiteral("h"));
        QTest::keyClicks(desk.dock.filterField(), QStringLiteral("umid green"));
        QCOMPARE(desk.dock.filterField()->text(), QStringLiteral("humid green"));
        QVERIFY(desk.find(QStringLiteral("hum")).isValid());
        QVERIFY(!desk.find(QStringLiteral("temp")).isValid());
        QVERIFY(!desk.find(QStringLiteral("lamp-2")).isValid());
        QTest::keyClicks(desk.dock.filterField(), QStringLiteral(" zzz"));
        QVERIFY(!desk.dock.view()->isVisible());
        QTest::mouseClick(desk.dock.findChild<QPushButton *>(QStringLiteral("explorerClearFilter")),
                          Qt::LeftButton);
        QVERIFY(desk.dock.view()->isVisible());
        QVERIFY(desk.find(QStringLiteral("lamp-2")).isValid());
    }
    void clicksAndKeysOnResources()
    {
        Desk desk;
        desk.addDemoDevices();
        QSignalSpy selected(&desk.dock, &ExplorerDock::resourceSelected);
        QSignalSpy get(&desk.navigator, &Navigator::getRequested);
        QSignalSpy chart(&desk.navigator, &Navigator::chartRequested);
        desk.click(QStringLiteral("temp"));
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected[0][0].toString(), QStringLiteral("coap://127.0.0.11/sensors/temp"));
        QTest::keyClick(desk.dock.view(), Qt::Key_Return);
        QCOMPARE(get.size(), 1);
        QTest::keyClick(desk.dock.view(), Qt::Key_Space);
        QVERIFY(desk.workspace.observations().isObserved(
            QStringLiteral("coap://127.0.0.11/sensors/temp")));
        QTest::keyClick(desk.dock.view(), Qt::Key_Space);
        QCOMPARE(desk.session.cancelled.size(), std::size_t(1));
        // Several at once.
        desk.click(QStringLiteral("hum"), Qt::ControlModifier);
        QCOMPARE(desk.dock.selectedUris().size(), 2);
        QMenu *menu = desk.dock.makeMenu(&desk.dock);
        desk.action(*menu, "actionAddToDashboard")->trigger();
        QCOMPARE(chart.size(), 2);
        desk.action(*menu, "actionGet")->trigger();
        QCOMPARE(desk.session.requests.size(), std::size_t(2));
        desk.action(*menu, "actionCopyUri")->trigger();
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("coap://127.0.0.11/sensors/temp\ncoap://127.0.0.11/sensors/hum"));
    }
    void renameFavouriteRemove()
    {
        Desk desk;
        desk.addDemoDevices();
        desk.click(QStringLiteral("lamp-2"));
        QTest::keyClick(desk.dock.view(), Qt::Key_F2);
        auto *field = desk.dock.view()->findChild<QLineEdit *>(QStringLiteral("renameField"));
        QVERIFY(field != nullptr);
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("Lamp"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(desk.find(QStringLiteral("Lamp")).isValid());
        QMenu *menu = desk.dock.makeMenu(&desk.dock);
        desk.action(*menu, "actionFavourite")->trigger();
        QVERIFY(desk.workspace.devices().devices()[1].favourite);
        QSignalSpy firmware(&desk.navigator, &Navigator::firmwareRequested);
        desk.action(*menu, "actionFirmware")->trigger();
        QCOMPARE(firmware.size(), 1);
        desk.click(QStringLiteral("Lamp"));
        QTest::keyClick(desk.dock.view(), Qt::Key_Delete);
        QVERIFY(!desk.find(QStringLiteral("Lamp")).isValid());
        QCOMPARE(desk.workspace.devices().devices().size(), std::size_t(4));
    }
    void whatTheUserClosedStaysClosed()
    {
        Desk desk;
        desk.addDemoDevices();
        const QModelIndex sensors = desk.find(QStringLiteral("sensors"));
        const QRect row = desk.dock.view()->visualRect(sensors);
        // The chevron stands left of the name.
        QTest::mouseClick(desk.dock.view()->viewport(), Qt::LeftButton, {},
                          QPoint(row.left() - 2, row.center().y()));
        QVERIFY(!desk.dock.view()->isExpanded(sensors));
        desk.take({foundDevice(
            "127.0.0.11", QStringLiteral("greenhouse-1"),
            {linkTo(QStringLiteral("/sensors/temp"), true), linkTo(QStringLiteral("/new/one"))},
            timeAt(9))});
        QVERIFY(!desk.dock.view()->isExpanded(desk.find(QStringLiteral("sensors"))));
        QVERIFY(desk.dock.view()->isExpanded(desk.find(QStringLiteral("new"))));
        desk.dock.reveal(QStringLiteral("coap://127.0.0.11/new/one"));
        QCOMPARE(desk.dock.selectedUris(),
                 QStringList(QStringLiteral("coap://127.0.0.11/new/one")));
    }
    void changedValueIsTinted()
    {
        Desk desk;
        desk.addDemoDevices();
        const QModelIndex temp = desk.find(QStringLiteral("temp"));
        QCOMPARE(desk.dock.view()->changeTint(temp), 0.0);
        desk.say(QStringLiteral("coap://127.0.0.11/sensors/temp"), QStringLiteral("23.5"), 1);
        QCOMPARE(desk.dock.view()->changeTint(temp), 1.0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.dock.view()->changeTint(temp), 0.0, 5000);
    }
};

COPPER_TEST(TestExplorerDock);
#include "test_explorer_dock.moc"
