// SPDX-License-Identifier: GPL-3.0-or-later
// How a secure device shows where it stands: tree, request line, answer, packets.
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/room_scene.h"
#include "ui/explorer/explorer_dock.h"
#include "ui/explorer/explorer_view.h"
#include "ui/models/device_keys.h"
#include "ui/models/packet_cells.h"
#include "ui/packets/packets_room.h"
#include "ui/resource/resource_room.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

struct Desk : RoomScene
{
    QTemporaryDir folder;
    CredentialStore store{options()};
    DeviceKeys keys{workspace.secureSessions(), store};
    QSignalSpy keyAsked{&navigator, &Navigator::keyRequested};

    Desk()
    {
        store.open();
        ResourceLink light = linkTo(QStringLiteral("/light/on"));
        light.href = QStringLiteral("coaps://127.0.0.12/light/on");
        take({foundDevice("127.0.0.11", QStringLiteral("greenhouse-1"),
                          {linkTo(QStringLiteral("/sensors/temp"))}, timeAt(0)),
              foundDevice("127.0.0.12", QStringLiteral("lamp-2"), {light}, timeAt(0))});
    }
    CredentialStore::Options options()
    {
        CredentialStore::Options made;
        made.folder = folder.path();
        made.preference = CredentialStore::Preference::SessionOnly;
        return made;
    }
    void addKey(const char *host)
    {
        Credential credential;
        credential.name = "Lamps";
        credential.identity = {'i', 'd'};
        credential.key = SecretBytes(16);
        credential.patterns = {*HostPattern::parse(host)};
        store.add(std::move(credential));
    }
    void sessionUp()
    {
        SecureSession lamp;
        lamp.peer = socketAt("127.0.0.12", 5684);
        lamp.identity = {'i', 'd'};
        take({SecureSessionsChanged{{lamp}}});
    }
};

Protection protectionOf(const QModelIndex &index)
{
    return static_cast<Protection>(index.data(DeviceTreeModel::ProtectionRole).toInt());
}

} // namespace

class TestProtection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void treeShowsLocksAndOffersAKey()
    {
        Desk desk;
        ExplorerDock dock(desk.theme, desk.workspace, desk.navigator);
        dock.setKeys(desk.keys);
        dock.resize(336, 400);
        dock.show();
        const QAbstractItemModel *model = dock.view()->model();
        const QModelIndex network = model->index(0, 0);
        const QModelIndex plain = model->index(0, 0, network);
        const QModelIndex lamp = model->index(1, 0, network);
        QCOMPARE(lamp.data().toString(), QStringLiteral("lamp-2"));
        QCOMPARE(protectionOf(plain), Protection::Clear);
        QCOMPARE(protectionOf(lamp), Protection::NoKey);
        const auto menuHas = [&](const QModelIndex &row) {
            QTest::mouseClick(dock.view()->viewport(), Qt::LeftButton, {},
                              dock.view()->visualRect(row).center());
            const std::unique_ptr<QMenu> menu(dock.makeMenu(nullptr));
            auto *action = menu->findChild<QAction *>(QStringLiteral("actionAddKey"));
            if (action != nullptr)
                action->trigger();
            return action != nullptr;
        };
        QVERIFY(!menuHas(plain));
        QVERIFY(menuHas(lamp));
        QCOMPARE(desk.keyAsked.count(), 1);
        QCOMPARE(desk.keyAsked.front().front().toString(), QStringLiteral("127.0.0.12"));
        desk.picture(dock, QStringLiteral("tree-no-key"));
        desk.addKey("127.0.0.12");
        QCOMPARE(protectionOf(lamp), Protection::HasKey);
        QVERIFY(!menuHas(lamp));
        desk.sessionUp();
        QCOMPARE(protectionOf(lamp), Protection::SessionUp);
        QVERIFY(lamp.data(Qt::ToolTipRole).toString().contains(QLatin1String("CCM_8")));
        desk.picture(dock, QStringLiteral("tree-session"));
    }
    // By keys alone; a port that is none is said beside the field.
    void userSaysThatADeviceUsesCoaps()
    {
        Desk desk;
        ExplorerDock dock(desk.theme, desk.workspace, desk.navigator);
        dock.setKeys(desk.keys);
        dock.resize(400, 500);
        dock.show();
        QApplication::setActiveWindow(&dock);
        const QAbstractItemModel *model = dock.view()->model();
        const QModelIndex plain = model->index(0, 0, model->index(0, 0));
        const auto use = [&] {
            dock.view()->setCurrentIndex(model->index(0, 0, model->index(0, 0)));
            const std::unique_ptr<QMenu> menu(dock.makeMenu(nullptr));
            menu->findChild<QAction *>(QStringLiteral("actionUseCoaps"))->trigger();
        };
        use();
        auto *port = dock.findChild<QLineEdit *>(QStringLiteral("coapsPort"));
        QVERIFY(port->isVisible() && port->hasFocus());
        QCOMPARE(port->text(), QStringLiteral("5684"));
        QVERIFY(!dock.findChild<QPushButton *>(QStringLiteral("coapsBack"))->isVisible());
        QTest::keyClicks(port, QStringLiteral("0"));
        QTest::keyClick(port, Qt::Key_Return);
        QVERIFY(port->isVisible());
        desk.picture(dock, QStringLiteral("use-coaps"));
        port->selectAll();
        QTest::keyClicks(port, QStringLiteral("7684"));
        QTest::keyClick(port, Qt::Key_Return);
        QVERIFY(!port->isVisible());
        QCOMPARE(protectionOf(plain), Protection::NoKey);
        const Device *device = desk.workspace.devices().deviceAt(
            QStringLiteral("coaps://127.0.0.11:7684/sensors/temp"));
        QVERIFY(device != nullptr);
        QCOMPARE(secureTargets(*device).front().uri, QStringLiteral("coaps://127.0.0.11:7684"));
        desk.addKey("127.0.0.11");
        QCOMPARE(protectionOf(plain), Protection::HasKey);
        use();
        QTest::mouseClick(dock.findChild<QPushButton *>(QStringLiteral("coapsBack")),
                          Qt::LeftButton);
        QCOMPARE(protectionOf(plain), Protection::Clear);
    }
    void requestLineSaysThatAKeyIsMissing()
    {
        Desk desk;
        ResourceRoom room(desk.theme, desk.workspace, desk.navigator);
        room.setKeys(desk.keys);
        room.resize(1104, 700);
        room.show();
        const auto shown = [&room](const char *name) {
            return room.findChild<QWidget *>(QLatin1String(name))->isVisible();
        };
        room.setAddress(QStringLiteral("coap://127.0.0.11/sensors/temp"));
        QVERIFY(!shown("addressLock") && !shown("addressNoKey"));
        room.setAddress(QStringLiteral("coaps://127.0.0.12/light/on"));
        QVERIFY(shown("addressLock") && shown("addressNoKey"));
        QTest::mouseClick(room.findChild<QPushButton *>(QStringLiteral("addressAddKey")),
                          Qt::LeftButton);
        QCOMPARE(desk.keyAsked.front().front().toString(), QStringLiteral("127.0.0.12"));
        desk.addKey("127.0.0.12");
        QVERIFY(shown("addressLock") && !shown("addressNoKey"));
        desk.sessionUp();
        QVERIFY(room.findChild<QLabel *>(QStringLiteral("addressLock"))
                    ->toolTip()
                    .contains(QLatin1String("session up")));
    }
    void failureForLackOfAKeyOffersOne()
    {
        Desk desk;
        ResourceRoom room(desk.theme, desk.workspace, desk.navigator);
        room.setKeys(desk.keys);
        room.resize(1104, 700);
        room.show();
        room.get(QStringLiteral("coaps://127.0.0.12/light/on"));
        JobFailed failed;
        failed.job = desk.session.lastJob();
        failed.uri = QStringLiteral("coaps://127.0.0.12/light/on");
        failed.kind = FailureKind::NoCredential;
        desk.take({failed});
        auto *add = room.findChild<QPushButton *>(QStringLiteral("troubleAddKey"));
        QVERIFY(add->isVisible());
        const auto *trouble = room.findChild<QLabel *>(QStringLiteral("responseTrouble"));
        QVERIFY(trouble->text().contains(QLatin1String("Security")));
        desk.picture(room, QStringLiteral("resource-no-key"));
        QTest::mouseClick(add, Qt::LeftButton);
        QCOMPARE(desk.keyAsked.count(), 1);
        // Another failure is not for want of a key.
        failed.kind = FailureKind::HandshakeFailed;
        failed.handshake = DtlsError{DtlsFailure::KeyWrong, 51};
        room.get(failed.uri);
        failed.job = desk.session.lastJob();
        desk.take({failed});
        QVERIFY(!add->isVisible());
        QVERIFY(trouble->text().contains(QLatin1String("The key is wrong")));
    }
    void packetsTellSecureFromClear()
    {
        Desk desk;
        const SocketAddress lamp = socketAt("127.0.0.12", 5684);
        desk.take({}, {recordOf(MessageRecord::Direction::Sent, lamp,
                                requestMessage(code::kGet, "/light/on", 1, "01"), timeAt(1))});
        desk.take({}, secureExchange(lamp, "/light/on", 2, 1));
        MessageLog &log = desk.workspace.log();
        QCOMPARE(log.size(), std::size_t(3));
        const auto cell = [&](std::uint64_t sequence, int role) {
            return packetData(desk.workspace, sequence, PacketPeer, role);
        };
        const std::uint64_t first = log.firstSequence();
        QVERIFY(!cell(first, PacketSecureRole).toBool());
        QVERIFY(cell(first + 1, PacketSecureRole).toBool());
        QCOMPARE(cell(first, Qt::ToolTipRole).toString(), QStringLiteral("In the clear"));
        QCOMPARE(cell(first, Qt::DisplayRole).toString(), QStringLiteral("lamp-2"));
        PacketsRoom room(desk.theme, desk.workspace, desk.navigator);
        room.resize(1104, 700);
        room.show();
        desk.picture(room, QStringLiteral("packets-secure"));
    }
};

COPPER_TEST(TestProtection);
#include "test_protection.moc"
