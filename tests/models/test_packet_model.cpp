// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/conversation_model.h"
#include "ui/models/packet_model.h"

#include <QAbstractItemModelTester>
#include <QSortFilterProxyModel>
#include <QTest>

#include <array>

using namespace copper;
using namespace copper::test;

namespace {

using Direction = MessageRecord::Direction;

struct Desk
{
    FakeSession session;
    FakeClock clock;
    Workspace workspace{session, QString(), clock.asFunction()};
    PacketSearch search{workspace};
    PacketModel flat{workspace, search};
    ConversationModel grouped{workspace, search};
    QAbstractItemModelTester flatTester{&flat,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest};
    QAbstractItemModelTester groupTester{&grouped,
                                         QAbstractItemModelTester::FailureReportingMode::QtTest};

    void take(std::vector<MessageRecord> records) { workspace.log().append(records); }
    void exchange(std::uint16_t mid, const char *path, const char *token, double at)
    {
        const SocketAddress peer = socketAt("127.0.0.11");
        Message answer =
            responseMessage(code::kContent, MessageType::Acknowledgement, mid, token, "23.5");
        answer.options.addUint(OptionNumber::ContentFormat, 0);
        answer.options.addUint(OptionNumber::MaxAge, 60);
        take({recordOf(Direction::Sent, peer, requestMessage(code::kGet, path, mid, token),
                       timeAt(at)),
              recordOf(Direction::Received, peer, answer, timeAt(at + 0.004))});
    }
    QString cell(const QAbstractItemModel &model, int row, int column,
                 const QModelIndex &parent = {}) const
    {
        return model.index(row, column, parent).data().toString();
    }
};

} // namespace

class TestPacketModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cells()
    {
        Desk desk;
        desk.workspace.feed().take(
            batchOf({foundDevice("127.0.0.11", QStringLiteral("greenhouse-1"), {}, timeAt(0))}));
        desk.exchange(0x7c31, "/sensors/temp", "5a1f", 0);
        QCOMPARE(desk.flat.rowCount(), 2);
        QCOMPARE(desk.cell(desk.flat, 0, PacketDirection), QStringLiteral("out"));
        QCOMPARE(desk.cell(desk.flat, 0, PacketPeer), QStringLiteral("greenhouse-1"));
        QCOMPARE(desk.cell(desk.flat, 0, PacketType), QStringLiteral("CON"));
        QCOMPARE(desk.cell(desk.flat, 0, PacketCode), QStringLiteral("GET"));
        QCOMPARE(desk.cell(desk.flat, 0, PacketMid), QStringLiteral("0x7c31"));
        QCOMPARE(desk.cell(desk.flat, 0, PacketToken), QStringLiteral("5a 1f"));
        QCOMPARE(desk.cell(desk.flat, 0, PacketResource), QStringLiteral("/sensors/temp"));
        QCOMPARE(desk.cell(desk.flat, 1, PacketCode), QStringLiteral("2.05 Content"));
        QCOMPARE(desk.cell(desk.flat, 1, PacketResource), QStringLiteral("23.5"));
        QCOMPARE(desk.cell(desk.flat, 1, PacketOptions),
                 QStringLiteral("Content-Format 0, Max-Age 60"));
        QCOMPARE(desk.flat.index(1, PacketTime).data(PacketSortRole).toLongLong(),
                 timeAt(0.004).unixMicros);
    }
    void groupsGrowAndShrink()
    {
        Desk desk;
        desk.exchange(1, "/a", "01", 0);
        desk.exchange(2, "/b", "02", 1);
        desk.take({recordOf(Direction::Received, socketAt("127.0.0.11"),
                            responseMessage(code::kContent, MessageType::Acknowledgement, 1, "01"),
                            timeAt(2), MessageRecord::Mark::Duplicate)});
        QCOMPARE(desk.grouped.rowCount(), 2);
        const QModelIndex first = desk.grouped.index(0, 0);
        QCOMPARE(desk.grouped.rowCount(first), 3);
        QCOMPARE(first.data(ConversationTitleRole).toString(), QStringLiteral("GET /a"));
        QVERIFY(first.data(ConversationBadgesRole)
                    .toStringList()
                    .contains(QStringLiteral("2.05 Content")));
        QCOMPARE(desk.grouped.indexOfSequence(4).parent(), first);
        QCOMPARE(desk.flat.indexOfSequence(4).row(), 4);
        // The ring turns over: both models follow.
        desk.workspace.log().setByteLimit(0);
        const SocketAddress peer = socketAt("127.0.0.12");
        Message large = requestMessage(code::kPut, "/x", 0, "ee");
        large.payload.assign(1000, 1);
        for (std::uint16_t batch = 0; batch < 60; ++batch) {
            std::vector<MessageRecord> records;
            for (std::uint16_t i = 0; i < 100; ++i) {
                large.mid = MessageId{static_cast<std::uint16_t>(batch * 100 + i)};
                large.token = Token(asBytes(std::to_string(batch)));
                const auto mark =
                    i == 0 ? MessageRecord::Mark::None : MessageRecord::Mark::Retransmission;
                large.mid = MessageId{batch};
                records.push_back(recordOf(Direction::Sent, peer, large, timeAt(batch), mark));
            }
            desk.take(std::move(records));
        }
        QVERIFY(desk.workspace.log().firstSequence() > 5);
        QCOMPARE(static_cast<quint64>(desk.flat.rowCount()), desk.workspace.log().size());
        int messages = 0;
        for (int row = 0; row < desk.grouped.rowCount(); ++row)
            messages += desk.grouped.rowCount(desk.grouped.index(row, 0));
        QCOMPARE(static_cast<quint64>(messages), desk.workspace.log().size());
        desk.workspace.log().clear();
        QCOMPARE(desk.flat.rowCount(), 0);
        QCOMPARE(desk.grouped.rowCount(), 0);
    }
    void filters()
    {
        Desk desk;
        desk.exchange(1, "/sensors/temp", "01", 0);
        desk.exchange(2, "/actuators/valve", "02", 1);
        PacketFilters filters;
        filters.columns[PacketCode] = QStringLiteral("2.05");
        desk.search.setFilters(filters);
        QCOMPARE(desk.flat.rowCount(), 2);
        filters.columns[PacketToken] = QStringLiteral("02");
        desk.search.setFilters(filters);
        QCOMPARE(desk.flat.rowCount(), 1);
        QCOMPARE(desk.flat.index(0, 0).data(PacketSequenceRole).toInt(), 3);
        desk.exchange(3, "/actuators/valve", "0203", 2); // filtered as it comes
        QCOMPARE(desk.flat.rowCount(), 2);
        QCOMPARE(desk.flat.indexOfSequence(5).row(), 1);
        QVERIFY(!desk.flat.indexOfSequence(4).isValid());
        desk.search.setFilters({});
        QVERIFY(!desk.search.isActive());
        QCOMPARE(desk.flat.rowCount(), 6);
        filters = {};
        filters.columns[PacketResource] = QStringLiteral("VALVE");
        desk.search.setFilters(filters);
        QCOMPARE(desk.grouped.rowCount(), 2);
        QCOMPARE(desk.grouped.rowCount(desk.grouped.index(0, 0)), 1);
        desk.search.setFilters({QStringLiteral("GET /actuators"), {}});
        QCOMPARE(desk.grouped.rowCount(), 2);
        QCOMPARE(desk.grouped.rowCount(desk.grouped.index(0, 0)), 2);
        QCOMPARE(desk.grouped.indexOfSequence(3).parent(), desk.grouped.index(0, 0));
        QCOMPARE(desk.grouped.indexOfSequence(3).row(), 1);
        QVERIFY(!desk.grouped.indexOfSequence(0).isValid());
        desk.search.setFilters({QString(10'000, QLatin1Char('x')), {}});
        QCOMPARE(desk.grouped.rowCount(), 0);
        QCOMPARE(desk.flat.rowCount(), 0);
    }
    // Messages, filters, a log that forgets and one that is emptied, in random order.
    void aThousandChanges()
    {
        Desk desk;
        desk.workspace.log().setByteLimit(MessageLog::kMinByteLimit);
        SeededRandom random(62);
        const std::array words{"", "temp", "2.05", "valve", "nothing like it"};
        for (int change = 0; change < 1000; ++change) {
            switch (random.below(6)) {
            case 0:
                desk.search.setFilters(
                    {QString::fromLatin1(words[random.below(words.size())]), {}});
                break;
            case 1:
                if (random.below(80) == 0)
                    desk.workspace.log().clear();
                break;
            case 2:
                QCoreApplication::processEvents();
                break;
            case 3: // large ones, so that the log forgets what was before
                desk.take({recordOf(Direction::Received, socketAt("10.0.0.7"),
                                    responseMessage(code::kContent, MessageType::NonConfirmable,
                                                    static_cast<std::uint16_t>(change), "0a",
                                                    std::string(40'000, 'x').c_str()),
                                    timeAt(change))});
                break;
            default:
                desk.exchange(static_cast<std::uint16_t>(change),
                              random.below(2) == 0 ? "/sensors/temp" : "/actuators/valve",
                              qPrintable(QString::number(10 + random.below(80))), change);
            }
        }
        QVERIFY(desk.workspace.log().trimmedCount() > 0);
        desk.search.setFilters({});
        QTRY_COMPARE(static_cast<std::size_t>(desk.flat.rowCount()), desk.workspace.log().size());
    }
    void sortsByAProxy()
    {
        Desk desk;
        desk.exchange(1, "/sensors/temp", "01", 0);
        desk.search.setFilters({QStringLiteral("e"), {}});
        QSortFilterProxyModel sorted;
        QAbstractItemModelTester tester(&sorted,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        sorted.setSortRole(PacketSortRole);
        sorted.setSourceModel(&desk.flat);
        sorted.sort(PacketLength, Qt::DescendingOrder);
        desk.exchange(2, "/actuators/valve", "02", 1);
        QCOMPARE(sorted.rowCount(), 4);
        for (int row = 1; row < sorted.rowCount(); ++row)
            QVERIFY(sorted.index(row - 1, PacketLength).data(PacketSortRole).toInt() >=
                    sorted.index(row, PacketLength).data(PacketSortRole).toInt());
    }
    // In the order conversations began, whichever matches first.
    void conversationsKeepTheirOrder()
    {
        Desk desk;
        const SocketAddress peer = socketAt("127.0.0.11");
        const auto ask = [&](const char *path, std::uint16_t mid, const char *token) {
            return recordOf(Direction::Sent, peer, requestMessage(code::kGet, path, mid, token),
                            timeAt(mid));
        };
        const auto answer = [&](std::uint16_t mid, const char *token, const char *payload) {
            return recordOf(
                Direction::Received, peer,
                responseMessage(code::kContent, MessageType::Acknowledgement, mid, token, payload),
                timeAt(mid));
        };
        desk.take({ask("/a", 1, "01"), ask("/b", 2, "02"), ask("/c", 3, "03")});
        desk.search.setFilters({QStringLiteral("hot"), {}});
        QCOMPARE(desk.grouped.rowCount(), 0);
        desk.take({answer(3, "03", "hot")});
        desk.take({answer(1, "01", "hot"), answer(2, "02", "hot")});
        desk.take({answer(2, "02", "hot")});
        QCOMPARE(desk.grouped.rowCount(), 3);
        const QStringList titles{QStringLiteral("GET /a"), QStringLiteral("GET /b"),
                                 QStringLiteral("GET /c")};
        for (int row = 0; row < 3; ++row) {
            const QModelIndex group = desk.grouped.index(row, 0);
            QCOMPARE(group.data(ConversationTitleRole).toString(), titles[row]);
            QCOMPARE(desk.grouped.rowCount(group), row == 1 ? 2 : 1);
        }
    }
    // A model nobody looks at is empty, and complete again when somebody does.
    void attachedLate()
    {
        Desk desk;
        desk.grouped.setAttached(false);
        desk.flat.setAttached(false);
        desk.search.setFilters({QStringLiteral("temp"), {}});
        for (std::uint16_t i = 0; i < 400; ++i)
            desk.exchange(i, "/sensors/temp", i % 2 == 0 ? "aa" : "bb", i);
        QCOMPARE(desk.search.matchCount(), std::uint64_t(800));
        QCOMPARE(desk.grouped.rowCount(), 0);
        QCOMPARE(desk.flat.rowCount(), 0);
        desk.flat.setAttached(true);
        QCOMPARE(desk.flat.rowCount(), 800);
        desk.grouped.setAttached(true);
        QTRY_VERIFY(!desk.grouped.isBehind());
        QCOMPARE(desk.grouped.rowCount(), 400);
        desk.search.setFilters({});
        QCOMPARE(desk.flat.rowCount(), 800);
        desk.grouped.setAttached(false);
        desk.exchange(7, "/more", "cc", 1);
        desk.grouped.setAttached(true);
        QCOMPARE(desk.grouped.rowCount(), 401);
        QCOMPARE(desk.grouped.rowCount(desk.grouped.index(400, 0)), 2);
    }
};

COPPER_TEST(TestPacketModel);
#include "test_packet_model.moc"
