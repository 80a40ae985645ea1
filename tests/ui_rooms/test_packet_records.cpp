// SPDX-License-Identifier: GPL-3.0-or-later
// DTLS in Packets: handshakes as rows, a message with the record around it, what is left out and
// what is saved.
#include "tests/support/dtls_samples.h"
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/room_scene.h"
#include "ui/models/packet_cells.h"
#include "ui/packets/packet_detail.h"
#include "ui/packets/packet_view.h"
#include "ui/packets/packets_room.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/tint_tree.h"

#include <QApplication>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace copper;
using namespace copper::test;

namespace {

using Direction = MessageRecord::Direction;

struct Desk : RoomScene
{
    PacketsRoom room{theme, workspace, navigator};
    SocketAddress lamp = socketAt("127.0.0.12", 5684);

    Desk()
    {
        room.resize(1104, 800);
        room.show();
        QApplication::setActiveWindow(&room);
        addDemoDevices();
        take({}, handshakeWith(lamp, 0));
        take({}, secureExchange(lamp, "/light/on", 7, 1));
        const Bytes forged = dtlsRecord(DtlsContentType::ApplicationData, 1, 9, Bytes(41, 0x99));
        take({}, {wireOf(Direction::Received, lamp, forged, timeAt(2)),
                  wireOf(Direction::Sent, socketAt("127.0.0.13", 5684), dtlsClientHello(3, 0),
                         timeAt(3)),
                  wireOf(Direction::Received, socketAt("127.0.0.13", 5684), dtlsAlert(2, 40, 0),
                         timeAt(3.002)),
                  recordOf(Direction::Sent, socketAt("127.0.0.11"),
                           requestMessage(code::kGet, "/sensors/temp", 9, "02"), timeAt(4))});
        clock.set(timeAt(10));
    }
    template <class T>
    T *find(const char *name)
    {
        T *found = room.findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no widget %s", name);
        return found;
    }
    void click(const char *name) { QTest::mouseClick(find<QWidget>(name), Qt::LeftButton); }
    void clickRow(const QModelIndex &index)
    {
        room.view()->scrollTo(index);
        QTest::mouseClick(room.view()->viewport(), Qt::LeftButton, {},
                          room.view()->visualRect(index.siblingAtColumn(PacketPeer)).center());
    }
    void clickField(const QString &name)
    {
        TintTree *fields = room.detail()->fields();
        for (int row = 0; row < fields->model()->rowCount(); ++row) {
            const QModelIndex index = fields->model()->index(row, 0);
            if (index.data().toString() != name)
                continue;
            fields->scrollTo(index);
            QTest::mouseClick(fields->viewport(), Qt::LeftButton, {},
                              fields->visualRect(index).center());
            return;
        }
        QFAIL(qPrintable(name));
    }
    // Flat, in time order.
    QModelIndex row(int at) const { return room.view()->model()->index(at, 0); }
    QString cell(int at, int column) const
    {
        return row(at).siblingAtColumn(column).data().toString();
    }
    bool says(const QString &text)
    {
        for (const QLabel *label : room.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }
};

} // namespace

class TestPacketRecords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void handshakeOpensLikeAnyConversation()
    {
        Desk desk;
        QTRY_VERIFY(desk.room.view()->isVisible());
        const QModelIndex handshake = desk.row(0);
        QCOMPARE(handshake.data(ConversationTitleRole).toString(),
                 QStringLiteral("DTLS handshake"));
        // One line, until somebody wants to see it.
        QVERIFY(!desk.room.view()->isExpanded(handshake));
        desk.room.view()->expand(handshake);
        const QModelIndex hello = desk.room.view()->model()->index(0, 0, handshake);
        desk.clickRow(hello);
        QCOMPARE(desk.room.detail()->sequence(), std::optional<std::uint64_t>(0));
        QCOMPARE(desk.room.detail()->hex()->bytes(), dtlsClientHello(1, 0));
        QVERIFY(desk.says(QStringLiteral("In the clear: who listens can read it")));
        desk.picture(desk.room, QStringLiteral("packets-handshake"));
    }
    // The decrypted message, and the record around it as it was on the wire.
    void messageAndItsRecord()
    {
        Desk desk;
        desk.click("conversationsToggle");
        QCOMPARE(desk.cell(11, PacketCode), QStringLiteral("GET"));
        desk.clickRow(desk.row(11));
        const MessageLog &log = desk.workspace.log();
        HexView *hex = desk.room.detail()->hex();
        QVERIFY(equalBytes(hex->bytes(), log.datagram(11)));
        QVERIFY(desk.says(QStringLiteral("decrypted")));
        desk.clickField(QStringLiteral("DTLS record"));
        QVERIFY(equalBytes(hex->bytes(), log.recordAround(11)));
        QVERIFY(desk.says(QStringLiteral("on the wire")));
        QCOMPARE(hex->highlightLength(), static_cast<qsizetype>(hex->bytes().size()));
        // A byte of the header lights its field.
        QTest::mouseClick(hex->viewport(), Qt::LeftButton, {}, hex->byteRect(4).center());
        QCOMPARE(desk.room.detail()->fields()->currentIndex().data().toString(),
                 QStringLiteral("Epoch"));
        desk.picture(desk.room, QStringLiteral("packets-record"));
        desk.clickField(QStringLiteral("Token"));
        QVERIFY(equalBytes(hex->bytes(), log.datagram(11)));
        QCOMPARE(hex->highlightOffset(), 4);
        // In the clear there is nothing to tell apart.
        desk.clickRow(desk.row(16));
        QCOMPARE(desk.cell(16, PacketResource), QStringLiteral("/sensors/temp"));
        QVERIFY(!desk.says(QStringLiteral("decrypted")));
    }
    void whatWasNotTakenIsSaid()
    {
        Desk desk;
        desk.click("conversationsToggle");
        desk.clickRow(desk.row(13));
        QCOMPARE(desk.cell(13, PacketOptions), QStringLiteral("encrypted, not taken"));
        QVERIFY(desk.says(QStringLiteral("No session took this record")));
        desk.clickRow(desk.row(15));
        QCOMPARE(desk.cell(15, PacketOptions),
                 QStringLiteral("in the clear, fatal, handshake_failure"));
        desk.picture(desk.room, QStringLiteral("packets-dtls-flat"));
    }
    void handshakesCanBeLeftOut()
    {
        Desk desk;
        desk.click("conversationsToggle");
        QCOMPARE(desk.room.view()->model()->rowCount(), 17);
        desk.click("recordsToggle");
        QCOMPARE(desk.room.view()->model()->rowCount(), 3);
        QTRY_VERIFY(desk.says(QStringLiteral("3 of 17 messages")));
        // Nothing left: the page offers all again.
        QTest::keyClicks(desk.find<QLineEdit>("packetFilter"), QStringLiteral("ClientHello"));
        QTRY_VERIFY(desk.find<QWidget>("clearFilters")->isVisible());
        desk.click("clearFilters");
        QCOMPARE(desk.room.view()->model()->rowCount(), 17);
        QTest::keyClicks(desk.find<QLineEdit>("packetFilter"), QStringLiteral("dtls"));
        QCOMPARE(desk.room.view()->model()->rowCount(), 14);
    }
    // A name reaches over the empty columns behind it, and only where they stand there.
    void longNamesAreWhole()
    {
        Desk desk;
        desk.click("conversationsToggle");
        const QFontMetricsF metrics(desk.theme.font(TextRole::Body));
        const QHeaderView *head = desk.room.view()->header();
        const int room = head->sectionSize(PacketCode) + head->sectionSize(PacketMid) +
                         head->sectionSize(PacketToken);
        QCOMPARE(desk.cell(1, PacketCode), QStringLiteral("HelloVerifyRequest"));
        QVERIFY(metrics.horizontalAdvance(desk.cell(1, PacketCode)) < room - 12);
    }
    void savedWithKeysSaysSo()
    {
        Desk desk;
        MessageRecord keys;
        keys.layer = MessageRecord::Layer::Keys;
        keys.peer = desk.lamp;
        keys.keys = std::make_shared<const SecretBytes>(SecretBytes::copyOf(asBytes("LINE\n")));
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.pcapng"));
        QSignalSpy remarks(&desk.navigator, &Navigator::remarkMade);
        const auto save = [&] {
            desk.click("savePcapng");
            auto *dialog = desk.room.findChild<QFileDialog *>();
            Q_EMIT dialog->fileSelected(path);
            delete dialog;
            return remarks.takeLast().front().toString();
        };
        QVERIFY(!save().contains(QLatin1String("keys")));
        desk.take({}, {keys});
        QVERIFY(save().contains(QLatin1String("session keys of the key log")));
    }
};

COPPER_TEST(TestPacketRecords);
#include "test_packet_records.moc"
