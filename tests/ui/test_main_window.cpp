// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/scene.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/welcome_page.h"
#include "ui/widgets/room_bar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTest>

using namespace copper;
using namespace copper::test;

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firstStartOffersThreeWays()
    {
        Scene scene;
        scene.show();
        scene.take({InterfacesChanged{{interfaceNamed("lo"), interfaceNamed("eth0")}}});
        scene.shoot("welcome-light");
        QSignalSpy demo(scene.window.get(), &MainWindow::demoRequested);
        scene.click("welcomeDemo");
        QCOMPARE(demo.count(), 1);
        // One interface is left out, by its box.
        const auto findBox = [&]() -> QCheckBox * {
            for (QCheckBox *candidate : scene.window->welcome().findChildren<QCheckBox *>()) {
                if (candidate->text() == QLatin1String("eth0") && candidate->isVisible())
                    return candidate;
            }
            return nullptr;
        };
        QTRY_VERIFY(findBox() != nullptr);
        QCheckBox *box = findBox();
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        scene.click("welcomeDiscover");
        QCOMPARE(scene.session.discoveries.size(), 1U);
        QCOMPARE(scene.session.discoveries[0].second.interfaces, QStringList{QStringLiteral("lo")});
        QVERIFY(scene.session.discoveries[0].second.ipv6LinkLocal);
    }
    void wrongAddressIsExplainedBesideTheField()
    {
        Scene scene;
        scene.show();
        auto *field = scene.find<QLineEdit>("welcomeAddress");
        QTest::mouseClick(field, Qt::LeftButton);
        QTest::keyClicks(field, QStringLiteral("http://example.org"));
        scene.click("welcomeAdd");
        QVERIFY(!scene.find<QLabel>("welcomeAddMessage")->text().isEmpty());
        QVERIFY(scene.workspace.devices().devices().empty());
        field->clear();
        QTest::keyClicks(field, QStringLiteral("192.168.20.40"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(scene.workspace.devices().devices().size(), 1U);
        QCOMPARE(scene.workspace.devices().devices()[0].baseUri(),
                 QStringLiteral("coap://192.168.20.40"));
    }
    void addDeviceFieldByKeyboard()
    {
        Scene scene;
        scene.show();
        QTest::keyClick(scene.window.get(), Qt::Key_N, Qt::ControlModifier);
        auto *field = scene.find<QLineEdit>("addDeviceAddress");
        QVERIFY(field->hasFocus());
        scene.shoot("add-device-light");
        QTest::keyClicks(field, QStringLiteral("fe80::1"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(scene.workspace.devices().devices().size(), 1U);
        QVERIFY(!scene.window->findChild<QWidget *>(QStringLiteral("addDevicePopup"))->isVisible());
        QTest::keyClick(scene.window.get(), Qt::Key_N, Qt::ControlModifier);
        QTest::keyClick(scene.find<QLineEdit>("addDeviceAddress"), Qt::Key_Escape);
        QVERIFY(!scene.window->findChild<QWidget *>(QStringLiteral("addDevicePopup"))->isVisible());
    }
    void roomsByKeyAndByClick()
    {
        Scene scene;
        scene.show();
        scene.sixBoards();
        QTest::keyClick(scene.window.get(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(scene.window->currentRoom(), RoomId::Dashboard);
        QVERIFY(scene.dashboard->isVisible());
        auto *bar = scene.find<RoomBar>("roomBar");
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(4).center());
        QCOMPARE(scene.window->currentRoom(), RoomId::Security);
        QVERIFY(scene.security->isVisible());
    }
    void f6GoesRoundTheAreas()
    {
        Scene scene;
        scene.show();
        scene.find("discoverButton")->setFocus();
        QTest::keyClick(scene.window.get(), Qt::Key_F6);
        QCOMPARE(QApplication::focusWidget(), scene.find("roomBar"));
        QTest::keyClick(scene.window.get(), Qt::Key_F6);
        QVERIFY(scene.window->welcome().isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(scene.window.get(), Qt::Key_F6);
        QCOMPARE(QApplication::focusWidget(), scene.find("discoverButton"));
        QTest::keyClick(scene.window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(scene.window->welcome().isAncestorOf(QApplication::focusWidget()));
    }
    void countersAreWhatTheStoresSay()
    {
        Scene scene;
        scene.show();
        QCOMPARE(scene.find<QLabel>("statusDevices")->text(), QStringLiteral("No devices yet"));
        scene.sixBoards();
        QVERIFY(scene.workspace.observe(QStringLiteral("coap://127.0.0.11/sensors/temp")));
        TrafficCounters counters;
        counters.messagesOut = 12;
        counters.messagesIn = 9;
        counters.retransmissions = 3;
        counters.kernelDrops = 2;
        scene.take({counters});
        scene.pass(1);
        QVERIFY(scene.find<QLabel>("statusDevices")->text().startsWith(QLatin1Char('6')));
        QVERIFY(scene.find<QLabel>("statusObservations")->text().startsWith(QLatin1Char('1')));
        QVERIFY(scene.find<QLabel>("statusRetransmissions")->text().startsWith(QLatin1Char('3')));
        QVERIFY(scene.find<QLabel>("statusDrops")->text().startsWith(QLatin1Char('2')));
    }
    // From Ctrl+K, by keyboard alone; what is cut says the way there.
    void limitsAreRaised()
    {
        Scene scene;
        scene.show();
        scene.sixBoards();
        const JobId job = scene.workspace.discover({});
        DiscoveryFinished finished;
        finished.job = job;
        finished.devices = 6;
        finished.cuts = {3, 15'384, 7, 1};
        scene.take({finished});
        const QString notice = scene.find<QLabel>("noticeText")->text();
        for (const char *part : {"384", "000 devices", "Limits (Ctrl+K)", "lost", "source"})
            QVERIFY2(notice.contains(QLatin1String(part)), qPrintable(notice));
        QTest::keyClick(scene.window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(scene.find<QLineEdit>("paletteInput"), QStringLiteral("limits"));
        QTest::keyClick(scene.find<QLineEdit>("paletteInput"), Qt::Key_Return);
        auto *body = scene.find<QSpinBox>("limitBody");
        QVERIFY(body->isVisible() && body->hasFocus());
        scene.shoot("limits-light");
        body->setValue(32);
        scene.find<QSpinBox>("limitDevices")->setValue(4'000);
        QCOMPARE(scene.workspace.limits().bodyBytes, std::uint64_t{32U << 20U});
        QCOMPARE(scene.workspace.limits().devices, std::uint64_t{4'000});
        scene.click("limitsPreset");
        QVERIFY(scene.workspace.limits() == UserLimits{});
        QCOMPARE(body->value(), 16);
        QTest::keyClick(body, Qt::Key_Escape);
        QVERIFY(!body->isVisible());
    }
    void recordingIsSwitchedOffAndOn()
    {
        Scene scene;
        scene.show();
        QVERIFY(scene.session.recording);
        scene.click("recordButton");
        QVERIFY(!scene.session.recording);
        QTest::keyClick(scene.window.get(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(scene.session.recording);
    }
    void paletteFindsAndOpens()
    {
        Scene scene(QString(), ThemeChoice::Dark);
        scene.show();
        scene.sixBoards();
        const QString uri = QStringLiteral("coap://127.0.0.11/sensors/temp");
        scene.workspace.observe(uri);
        for (int i = 0; i < 30; ++i) {
            scene.notify(uri, 22 + std::sin(i * 0.3));
            scene.pass(2);
        }
        QSignalSpy opened(&scene.navigator, &Navigator::resourceRequested);
        QSignalSpy got(&scene.navigator, &Navigator::getRequested);
        QTest::keyClick(scene.window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *input = scene.find<QLineEdit>("paletteInput");
        QVERIFY(input->hasFocus());
        QTest::keyClicks(input, QStringLiteral("temp"));
        scene.shoot("palette-dark");
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QVERIFY(opened[0][0].toString().endsWith(QLatin1String("/sensors/temp")));
        QVERIFY(!scene.window->findChild<CommandPalette *>()->isOpen());
        scene.click("searchButton");
        QTest::keyClicks(input, QStringLiteral("/light/on"));
        QTest::keyClick(input, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(got.count(), 1);
        scene.click("searchButton");
        QTest::keyClick(input, Qt::Key_Escape);
        QVERIFY(!scene.window->findChild<CommandPalette *>()->isOpen());
    }
    void paletteRunsCommandsByKeyboard()
    {
        Scene scene;
        scene.show();
        scene.sixBoards();
        scene.window->openPalette();
        auto *input = scene.find<QLineEdit>("paletteInput");
        QTest::keyClicks(input, QStringLiteral(">Show Firmware"));
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(scene.window->currentRoom(), RoomId::Firmware);
    }
    void layoutIsKeptOverARestart()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("workspace.json"));
        {
            Scene scene(path);
            scene.show();
            scene.sixBoards();
            scene.window->resize(1200, 760);
            QTest::keyClick(scene.window.get(), Qt::Key_3, Qt::ControlModifier);
            scene.window->close();
            QVERIFY(scene.workspace.save());
        }
        Scene again(path);
        QCOMPARE(again.window->currentRoom(), RoomId::Firmware);
        QCOMPARE(again.window->size(), QSize(1200, 760));
        QCOMPARE(again.workspace.devices().devices().size(), 6U);
    }
    void damagedSettingsAreSetAsideAndSaidOnce()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("workspace.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ this is no json");
        file.close();
        Scene scene(path);
        scene.show();
        const QString said = scene.find<QLabel>("noticeText")->text();
        QVERIFY2(said.contains(QLatin1String("defaults")), qPrintable(said));
        QVERIFY(QDir(folder.path()).entryList(QDir::Files).size() >= 1);
        scene.shoot("notice-light");
        scene.click("noticeClose");
        QVERIFY(!scene.window->findChild<QWidget *>(QStringLiteral("noticeBar"))->isVisible());
    }
    void buttonsHaveNamesAndToolTips()
    {
        Scene scene;
        scene.show();
        scene.sixBoards();
        for (int room = 0; room < kRoomCount; ++room) {
            scene.window->showRoom(static_cast<RoomId>(room));
            for (QAbstractButton *button : scene.window->findChildren<QAbstractButton *>()) {
                if (!button->isVisible() || qobject_cast<QCheckBox *>(button) != nullptr)
                    continue;
                QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
                QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName()));
            }
        }
    }
    void smallWindowStillFits()
    {
        Scene scene;
        scene.sixBoards();
        scene.window->resize(1024, 640);
        scene.window->show();
        QVERIFY(QTest::qWaitForWindowExposed(scene.window.get()));
        QCOMPARE(scene.window->size(), QSize(1024, 640));
        for (int room = 0; room < kRoomCount; ++room) {
            scene.window->showRoom(static_cast<RoomId>(room));
            QCOMPARE(scene.window->size(), QSize(1024, 640));
        }
    }
};

COPPER_TEST(TestMainWindow);
#include "test_main_window.moc"
