// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui_rooms/room_scene.h"
#include "ui/packets/packet_detail.h"
#include "ui/packets/packet_view.h"
#include "ui/packets/packets_room.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/ladder.h"

#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace copper;
using namespace copper::test;

namespace {

using Direction = MessageRecord::Direction;
using Mark = MessageRecord::Mark;

struct Desk : RoomScene
{
    PacketsRoom room{theme, workspace, navigator};
    SocketAddress greenhouse = socketAt("127.0.0.11");

    Desk()
    {
        room.resize(1104, 800);
        room.show();
        QApplication::setActiveWindow(&room);
    }
    Message notification(std::uint16_t mid, std::uint32_t sequence)
    {
        Message message = responseMessage(code::kContent, MessageType::Confirmable, mid, "5a1f09c2",
                                          R"([{"n":"temp","u":"Cel","v":23.5}])");
        message.options.addUint(OptionNumber::Observe, sequence);
        message.options.addUint(OptionNumber::ContentFormat, 110);
        message.options.addUint(OptionNumber::MaxAge, 60);
        return message;
    }
    void conversationsAsDrawn()
    {
        addDemoDevices();
        Message discovery =
            requestMessage(code::kGet, "/.well-known/core", 1, "0d0d", MessageType::NonConfirmable);
        Message observe = requestMessage(code::kGet, "/sensors/temp", 0x7c31, "5a1f09c2");
        observe.options.addUint(OptionNumber::Observe, 0);
        Message links = responseMessage(code::kContent, MessageType::NonConfirmable, 9, "0d0d",
                                        "</sensors/temp>;obs,</sensors/hum>");
        links.options.addUint(OptionNumber::ContentFormat, 40);
        Message first = notification(0x7c31, 10);
        first.type = MessageType::Acknowledgement;
        MessageRecord broken =
            recordOf(Direction::Received, socketAt("127.0.0.15"), {}, timeAt(62), Mark::Rejected);
        broken.datagram = *fromHex("4245 51d0 7e02 f0");
        take({},
             {recordOf(Direction::Sent, socketAt("224.0.1.187"), discovery, timeAt(0)),
              recordOf(Direction::Received, greenhouse, links, timeAt(0.2)),
              recordOf(Direction::Received, socketAt("127.0.0.12"), links, timeAt(0.7)),
              recordOf(Direction::Sent, greenhouse, observe, timeAt(30)),
              recordOf(Direction::Received, greenhouse, first, timeAt(30.004)),
              recordOf(Direction::Received, greenhouse, notification(0x3c19, 11), timeAt(45)),
              recordOf(Direction::Sent, greenhouse,
                       emptyMessage(MessageType::Acknowledgement, 0x3c19), timeAt(45.001)),
              recordOf(Direction::Received, greenhouse, notification(0x3c19, 11), timeAt(47.4),
                       Mark::Duplicate),
              recordOf(Direction::Sent, greenhouse,
                       emptyMessage(MessageType::Acknowledgement, 0x3c19), timeAt(47.4)),
              recordOf(Direction::Received, greenhouse, notification(0x3c1a, 12), timeAt(60)),
              recordOf(Direction::Sent, greenhouse,
                       emptyMessage(MessageType::Acknowledgement, 0x3c1a), timeAt(60.001)),
              recordOf(Direction::Sent, greenhouse,
                       requestMessage(code::kPut, "/actuators/valve", 0x7c32, "77"), timeAt(61)),
              recordOf(Direction::Received, greenhouse,
                       responseMessage(code::kChanged, MessageType::Acknowledgement, 0x7c32, "77"),
                       timeAt(61.01)),
              broken,
              recordOf(Direction::Sent, socketAt("127.0.0.15"),
                       emptyMessage(MessageType::Reset, 0x51d0), timeAt(62))});
        clock.set(timeAt(65));
    }
    template <class T>
    T *find(const char *name)
    {
        T *found = room.findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no widget %s", name);
        return found;
    }
    void click(const char *name)
    {
        auto *widget = find<QWidget>(name);
        QVERIFY2(widget->isVisible(), name);
        QTest::mouseClick(widget, Qt::LeftButton);
    }
    void clickRow(const QModelIndex &index)
    {
        room.view()->scrollTo(index);
        const QRect cell = room.view()->visualRect(index.siblingAtColumn(PacketPeer));
        QTest::mouseClick(room.view()->viewport(), Qt::LeftButton, {}, cell.center());
    }
    void clickHeader(int column)
    {
        const QHeaderView *head = room.view()->header();
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                          QPoint(head->sectionViewportPosition(column) + 12, head->height() / 2));
    }
    void type(const QString &text)
    {
        auto *field = find<QLineEdit>("packetFilter");
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
    }
    QAbstractItemModel &model() { return *room.view()->model(); }
};

} // namespace

class TestPacketsRoom : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void emptyThenConversations()
    {
        Desk desk;
        QVERIFY(desk.find<QPushButton>("packetsDiscover")->isVisible());
        desk.picture(desk.room, QStringLiteral("packets-empty"));
        desk.conversationsAsDrawn();
        QTRY_VERIFY(desk.room.view()->isVisible());
        QCOMPARE(desk.model().rowCount(), 4);
        const QModelIndex observation = desk.model().index(1, 0);
        // The chevron opens it; a click on a message shows it below.
        QTest::mouseClick(desk.room.view()->viewport(), Qt::LeftButton, {},
                          QPoint(12, desk.room.view()->visualRect(observation).center().y()));
        QVERIFY(desk.room.view()->isExpanded(observation));
        desk.clickRow(desk.model().index(6, 0, observation));
        QCOMPARE(*desk.room.detail()->sequence(), std::uint64_t(9));
        QCOMPARE(desk.room.detail()->ladder()->rowCount(), qsizetype(8));
        QCOMPARE(desk.room.detail()->ladder()->currentRow(), 6);
        desk.picture(desk.room, QStringLiteral("packets"));
        // A click on an arrow of the ladder selects that message.
        Ladder *ladder = desk.room.detail()->ladder();
        ladder->viewport()->setFocus();
        QTest::mouseClick(ladder->viewport(), Qt::LeftButton, {}, ladder->rowRect(4).center());
        QCOMPARE(*desk.room.detail()->sequence(), std::uint64_t(7));
        QCOMPARE(desk.room.view()->currentIndex().row(), 4);
    }
    void fieldsAndBytesAreLinked()
    {
        Desk desk;
        desk.conversationsAsDrawn();
        QTRY_VERIFY(desk.room.view()->isVisible());
        const QModelIndex observation = desk.model().index(1, 0);
        desk.room.view()->expand(observation);
        desk.clickRow(desk.model().index(6, 0, observation));
        HexView *hex = desk.room.detail()->hex();
        TintTree *fields = desk.room.detail()->fields();
        // Header 4, token 4: the first option starts at byte 8.
        QTest::mouseClick(hex->viewport(), Qt::LeftButton, {}, hex->byteRect(8).center());
        QCOMPARE(fields->currentIndex().siblingAtColumn(0).data().toString(),
                 QStringLiteral("Observe"));
        QCOMPARE(hex->highlightOffset(), qsizetype(8));
        QCOMPARE(hex->highlightLength(), qsizetype(2));
        const QModelIndex token = fields->model()->index(1, 0);
        QTest::mouseClick(fields->viewport(), Qt::LeftButton, {},
                          fields->visualRect(token).center());
        QCOMPARE(hex->highlightOffset(), qsizetype(4));
        QCOMPARE(hex->highlightLength(), qsizetype(4));
    }
    void malformedIsExplained()
    {
        Desk desk;
        desk.conversationsAsDrawn();
        QTRY_VERIFY(desk.room.view()->isVisible());
        const QModelIndex rejected = desk.model().index(3, 0);
        QCOMPARE(rejected.data(ConversationTitleRole).toString(), QStringLiteral("Rejected bytes"));
        desk.room.view()->expand(rejected);
        desk.clickRow(desk.model().index(0, 0, rejected));
        auto *finding = desk.find<QLabel>("finding");
        QVERIFY(
            finding->text().contains(QStringLiteral("option delta 15 is reserved, RFC 7252 §3.1")));
        desk.picture(desk.room, QStringLiteral("packets-malformed"));
    }
    void filtersByTyping()
    {
        Desk desk;
        desk.conversationsAsDrawn();
        QTRY_VERIFY(desk.room.view()->isVisible());
        desk.click("conversationsToggle");
        QCOMPARE(desk.model().rowCount(), 15);
        desk.click("columnFilters");
        QTest::keyClicks(desk.find<QLineEdit>("columnFilter4"), QStringLiteral("2.05"));
        QCOMPARE(desk.model().rowCount(), 7); // the malformed one says 2.05 too
        QTest::keyClicks(desk.find<QLineEdit>("columnFilter2"), QStringLiteral("greenhouse"));
        QCOMPARE(desk.model().rowCount(), 5);
        QTRY_VERIFY(desk.find<QLabel>("packetCount")->text().startsWith(QStringLiteral("5 of 15")));
        desk.picture(desk.room, QStringLiteral("packets-flat"));
        QTest::keyClicks(desk.find<QLineEdit>("packetFilter"), QStringLiteral("nonesuch"));
        QTRY_VERIFY(!desk.room.view()->isVisible());
        desk.click("clearFilters");
        QVERIFY(desk.room.view()->isVisible());
        QCOMPARE(desk.model().rowCount(), 15);
        desk.room.showMatching(QStringLiteral("5a 1f 09 c2"));
        QCOMPARE(desk.model().rowCount(), 5);
        QCOMPARE(*desk.room.detail()->sequence(), std::uint64_t(9));
    }
    // The message somebody reads stays the message he reads.
    void selectionOutlivesFilters()
    {
        Desk desk;
        desk.conversationsAsDrawn();
        QTRY_VERIFY(desk.room.view()->isVisible());
        PacketView *view = desk.room.view();
        view->expand(desk.model().index(1, 0));
        desk.clickRow(desk.model().index(6, 0, desk.model().index(1, 0)));
        QCOMPARE(*desk.room.detail()->sequence(), std::uint64_t(9));
        desk.type(QStringLiteral("observe"));
        QCOMPARE(desk.model().rowCount(), 1);
        QCOMPARE(view->currentIndex().data(PacketSequenceRole).toInt(), 9);
        QVERIFY(view->isExpanded(desk.model().index(0, 0)));
        // It does not match: nothing is selected, the detail stays.
        desk.type(QStringLiteral("valve"));
        QCOMPARE(desk.model().rowCount(), 1);
        QVERIFY(!view->currentIndex().isValid());
        QCOMPARE(*desk.room.detail()->sequence(), std::uint64_t(9));
        desk.type({});
        QCOMPARE(view->currentIndex().data(PacketSequenceRole).toInt(), 9);
        QVERIFY(view->isExpanded(desk.model().index(1, 0)));
        desk.click("conversationsToggle");
        QCOMPARE(view->currentIndex().row(), 9);
        desk.click("conversationsToggle");
        QCOMPARE(view->currentIndex().row(), 6);
        // A heading stays a heading, and closed.
        view->collapse(desk.model().index(1, 0));
        view->setCurrentIndex(desk.model().index(1, 0));
        QCOMPARE(*desk.room.detail()->sequence(), std::uint64_t(3));
        desk.type(QStringLiteral("5a 1f"));
        QCOMPARE(view->currentIndex(), desk.model().index(0, 0));
        QVERIFY(!view->isExpanded(desk.model().index(0, 0)));
    }
    void sortsByColumns()
    {
        Desk desk;
        desk.conversationsAsDrawn();
        QTRY_VERIFY(desk.room.view()->isVisible());
        desk.click("conversationsToggle");
        const auto sequenceIn = [&desk](int row) {
            return desk.model().index(row, 0).data(PacketSequenceRole).toInt();
        };
        desk.clickRow(desk.model().index(9, 0));
        const auto length = [&desk](int row) {
            return desk.model().index(row, PacketLength).data(PacketSortRole).toInt();
        };
        desk.clickHeader(PacketLength);
        for (int row = 1; row < 15; ++row)
            QVERIFY(length(row - 1) <= length(row));
        QCOMPARE(desk.room.view()->currentIndex().data(PacketSequenceRole).toInt(), 9);
        desk.clickHeader(PacketLength);
        for (int row = 1; row < 15; ++row)
            QVERIFY(length(row - 1) >= length(row));
        // Filters and what comes take their place in that order.
        desk.type(QStringLiteral("greenhouse"));
        const int found = desk.model().rowCount();
        QVERIFY(found > 2 && found < 15);
        desk.take({}, {recordOf(Direction::Sent, desk.greenhouse,
                                emptyMessage(MessageType::Acknowledgement, 1), timeAt(70))});
        QCOMPARE(desk.model().rowCount(), found + 1);
        for (int row = 1; row <= found; ++row)
            QVERIFY(length(row - 1) >= length(row));
        desk.type({});
        QVERIFY(desk.room.view()->header()->isSortIndicatorShown());
        desk.clickHeader(PacketTime);
        for (int row = 0; row < 16; ++row)
            QCOMPARE(sequenceIn(row), row);
        desk.clickHeader(PacketTime);
        QCOMPARE(sequenceIn(0), 15);
    }
    // More than one slice: says how far it is, and selects when it is through.
    void searchesALongList()
    {
        Desk desk;
        desk.conversationsAsDrawn();
        std::vector<MessageRecord> many;
        for (int i = 0; i < 40'000; ++i)
            many.push_back(
                recordOf(Direction::Sent, desk.greenhouse,
                         emptyMessage(MessageType::Acknowledgement, static_cast<std::uint16_t>(i)),
                         timeAt(70)));
        desk.take({}, many);
        desk.conversationsAsDrawn();
        QTRY_VERIFY(desk.room.view()->isVisible());
        // The feed takes them in turns: all of them have to be there.
        QTRY_VERIFY(desk.workspace.log().endSequence() > 40'027);
        const auto *count = desk.find<QLabel>("packetCount");
        desk.room.showMatching(QStringLiteral("valve"));
        QVERIFY(count->text().contains(QStringLiteral("searching")));
        QVERIFY(!desk.room.detail()->sequence());
        QTRY_VERIFY(desk.room.detail()->sequence());
        QCOMPARE(*desk.room.detail()->sequence(), std::uint64_t(40'027));
        QCOMPARE(desk.room.view()->currentIndex().data(PacketSequenceRole).toInt(), 40'027);
        QTRY_VERIFY(!count->text().contains(QStringLiteral("searching")));
        QVERIFY(count->text().startsWith(QStringLiteral("4 of ")));
        // Without a match the page says so only at the end.
        desk.room.showMatching(QStringLiteral("nonesuch"));
        QVERIFY(desk.room.view()->isVisible());
        QTRY_VERIFY(!desk.room.view()->isVisible());
        QVERIFY(!count->text().contains(QStringLiteral("searching")));
    }
    void followAndClear()
    {
        Desk desk;
        desk.conversationsAsDrawn();
        QTRY_VERIFY(desk.room.view()->isVisible());
        desk.click("conversationsToggle");
        std::vector<MessageRecord> many;
        for (std::uint16_t i = 0; i < 400; ++i)
            many.push_back(recordOf(Direction::Sent, desk.greenhouse,
                                    requestMessage(code::kGet, "/x", i, "aa"), timeAt(70 + i)));
        desk.take({}, many);
        QTRY_VERIFY(desk.room.view()->isAtEnd());
        desk.click("followToggle");
        desk.room.view()->scrollToTop();
        desk.take({}, many);
        QTRY_VERIFY(desk.find<QLabel>("packetCount")->text().startsWith(QStringLiteral("815")));
        QCOMPARE(desk.room.view()->verticalScrollBar()->value(), 0);
        desk.click("clearPackets");
        QVERIFY(desk.find<QPushButton>("packetsDiscover")->isVisible());
        QVERIFY(!desk.room.detail()->sequence());
    }
    void savesWhatIsShown()
    {
        Desk desk;
        desk.conversationsAsDrawn();
        QTRY_VERIFY(desk.room.view()->isVisible());
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.pcapng"));
        const auto all = desk.room.savePcapng(path);
        QVERIFY(all);
        QCOMPARE(all->datagrams, std::size_t(15));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.read(4).toHex(), QByteArray("0a0d0d0a"));
        QTest::keyClicks(desk.find<QLineEdit>("packetFilter"), QStringLiteral("valve"));
        const auto some = desk.room.savePcapng(path);
        QVERIFY(some);
        QVERIFY(some->datagrams < 15);
        QVERIFY(!desk.room.savePcapng(QStringLiteral("/proc/none/a.pcapng")));
    }
};

COPPER_TEST(TestPacketsRoom);
#include "test_packets_room.moc"
