// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/packet_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Direction = MessageRecord::Direction;

struct Desk
{
    FakeSession session;
    FakeClock clock;
    Workspace workspace{session, QString(), clock.asFunction()};
    PacketModel flat{workspace};
    ConversationModel grouped{workspace};
    QAbstractItemModelTester flatTester{&flat,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest};
    QAbstractItemModelTester groupTester{&grouped,
                                         QAbstractItemModelTester::FailureReportingMode::QtTest};

    void take(std::vector<MessageRecord> records)
    {
        workspace.feed().take(batchOf({}, std::move(records)));
    }
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
        PacketFilter flat;
        QAbstractItemModelTester tester(&flat,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        flat.setSourceModel(&desk.flat);
        flat.setColumnFilter(PacketCode, QStringLiteral("2.05"));
        QCOMPARE(flat.rowCount(), 2);
        flat.setColumnFilter(PacketToken, QStringLiteral("02"));
        QCOMPARE(flat.rowCount(), 1);
        desk.exchange(3, "/actuators/valve", "0203", 2); // filtered as it comes
        QCOMPARE(flat.rowCount(), 2);
        flat.clearFilters();
        QVERIFY(!flat.isActive());
        QCOMPARE(flat.rowCount(), 6);
        PacketFilter grouped;
        QAbstractItemModelTester groupTester(
            &grouped, QAbstractItemModelTester::FailureReportingMode::QtTest);
        grouped.setSourceModel(&desk.grouped);
        grouped.setColumnFilter(PacketResource, QStringLiteral("VALVE"));
        QCOMPARE(grouped.rowCount(), 2);
        QCOMPARE(grouped.rowCount(grouped.index(0, 0)), 1);
        grouped.clearFilters();
        grouped.setAnyFilter(QStringLiteral("GET /actuators"));
        QCOMPARE(grouped.rowCount(), 2);
        QCOMPARE(grouped.rowCount(grouped.index(0, 0)), 2);
        grouped.setAnyFilter(QString(10'000, QLatin1Char('x')));
        QCOMPARE(grouped.rowCount(), 0);
        // Largest first.
        flat.sort(PacketLength, Qt::DescendingOrder);
        QVERIFY(flat.index(0, PacketLength).data(PacketSortRole).toInt() >=
                flat.index(5, PacketLength).data(PacketSortRole).toInt());
    }
};

COPPER_TEST(TestPacketModel);
#include "test_packet_model.moc"
