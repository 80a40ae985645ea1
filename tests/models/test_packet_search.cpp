// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/conversation_model.h"
#include "ui/models/packet_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace copper;
using namespace copper::test;

namespace {

using Direction = MessageRecord::Direction;
using Mark = MessageRecord::Mark;

// What the filters mean, said plainly: the cells as they are shown.
bool passes(Workspace &workspace, const PacketFilters &filters, std::uint64_t sequence)
{
    const auto has = [](const QString &cell, const QString &text) {
        return cell.contains(text, Qt::CaseInsensitive);
    };
    const Conversation *conversation =
        workspace.log().conversations().find(workspace.log().entry(sequence).conversation);
    bool any = has(conversationTitle(*conversation), filters.any);
    for (int column = 0; column < PacketColumnCount; ++column) {
        const QString cell = packetText(workspace, sequence, column);
        if (!has(cell, filters.columns[static_cast<std::size_t>(column)]))
            return false;
        any = any || has(cell, filters.any);
    }
    return any;
}

struct Desk
{
    FakeSession session;
    FakeClock clock;
    Workspace workspace{session, QString(), clock.asFunction()};
    PacketSearch search;
    std::mt19937 random{20260512};
    std::uint16_t mid = 0;

    explicit Desk(std::uint64_t perSlice = PacketSearch::kMaxPerSlice)
        : search(workspace, nullptr, perSlice)
    {}
    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random); }
    MessageRecord someMessage(std::size_t payload)
    {
        static constexpr const char *kTokens[] = {"01", "a1b2", "0203c4", "ffeeddccbbaa9988", "7f"};
        static constexpr const char *kPaths[] = {"/sensors/temp", "/actuators/valve", "/", "/Info"};
        static constexpr const char *kPeers[] = {"127.0.0.11", "127.0.0.12", "::1"};
        const SocketAddress peer = socketAt(kPeers[pick(3)]);
        const char *token = kTokens[pick(5)];
        ++mid;
        const WallTime at = timeAt(mid * 0.37);
        Message message;
        switch (pick(5)) {
        case 0:
            message = requestMessage(code::kGet, kPaths[pick(4)], mid, token);
            message.options.addUint(OptionNumber::Observe, 0);
            break;
        case 1:
            message = requestMessage(code::kPut, kPaths[pick(4)], mid, token,
                                     MessageType::NonConfirmable);
            break;
        case 2:
            message = emptyMessage(MessageType::Acknowledgement, mid);
            break;
        case 3: {
            MessageRecord broken = recordOf(Direction::Received, peer, {}, at, Mark::Rejected);
            broken.datagram = *fromHex("4245 51d0 7e02 f0");
            return broken;
        }
        default:
            message = responseMessage(pick(3) == 0 ? code::kNotFound : code::kContent,
                                      MessageType::Confirmable, mid, token, "Sensor 23.5");
            message.options.addUint(OptionNumber::ContentFormat, 0);
        }
        if (payload > 0 && !message.code.isEmpty())
            message.payload.assign(payload, 0x41);
        const Mark mark = pick(7) == 0 ? Mark::Duplicate : Mark::None;
        return recordOf(pick(2) == 0 ? Direction::Sent : Direction::Received, peer, message, at,
                        mark);
    }
    void append(int count, std::size_t payload = 0)
    {
        std::vector<MessageRecord> records;
        for (int i = 0; i < count; ++i)
            records.push_back(someMessage(payload));
        workspace.log().append(records);
    }
    PacketFilters someFilters()
    {
        static const QStringList kTexts{
            QStringLiteral("sensor"),    QStringLiteral("2.05"),  QStringLiteral("GET /"),
            QStringLiteral("f"),         QStringLiteral("a1"),    QStringLiteral("0x00"),
            QStringLiteral("rejected"),  QStringLiteral("12"),    QStringLiteral("nonesuch"),
            QStringLiteral("Duplicate"), QStringLiteral("ACK"),   QStringLiteral("::1"),
            QStringLiteral("out"),       QStringLiteral("14:0"),  QStringLiteral("\u212a"),
            QStringLiteral("observe 0"), QStringLiteral("FF EE"), QStringLiteral("greenhouse")};
        PacketFilters filters;
        if (pick(4) != 0)
            filters.any = kTexts[pick(static_cast<int>(kTexts.size()))];
        if (pick(3) == 0)
            filters.columns[static_cast<std::size_t>(pick(PacketColumnCount))] =
                kTexts[pick(static_cast<int>(kTexts.size()))];
        return filters;
    }
    std::vector<std::uint64_t> expected()
    {
        std::vector<std::uint64_t> all;
        const MessageLog &log = workspace.log();
        for (std::uint64_t at = log.firstSequence(); at < log.endSequence(); ++at) {
            if (passes(workspace, search.filters(), at))
                all.push_back(at);
        }
        return all;
    }
    std::vector<std::uint64_t> matches() const
    {
        std::vector<std::uint64_t> all;
        for (std::uint64_t at = search.firstMatch(); at < search.endMatch(); ++at)
            all.push_back(search.matchAt(at));
        return all;
    }
};

std::uint64_t sequenceOf(const QModelIndex &index)
{
    return index.data(PacketSequenceRole).toULongLong();
}

std::vector<std::uint64_t> shownIn(const PacketModel &model)
{
    std::vector<std::uint64_t> shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown.push_back(sequenceOf(model.index(row, 0)));
    return shown;
}

// Sorted by sequence; empty when something is out of order.
std::vector<std::uint64_t> shownIn(const ConversationModel &model)
{
    std::vector<std::uint64_t> shown;
    quint64 before = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex group = model.index(row, 0);
        const quint64 id = group.data(PacketConversationRole).toULongLong();
        if (id <= before || model.rowCount(group) == 0)
            return {};
        before = id;
        for (int child = 0; child < model.rowCount(group); ++child) {
            const QModelIndex message = model.index(child, 0, group);
            if (message.data(PacketConversationRole).toULongLong() != id ||
                model.indexOfSequence(sequenceOf(message)) != message)
                return {};
            shown.push_back(sequenceOf(message));
        }
    }
    std::sort(shown.begin(), shown.end());
    return shown;
}

} // namespace

class TestPacketSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The short cuts say what the cells say.
    void meansWhatIsShown()
    {
        Desk desk;
        desk.workspace.feed().take(
            batchOf({foundDevice("127.0.0.11", QStringLiteral("Greenhouse-1"), {}, timeAt(0))}));
        desk.append(300);
        for (int round = 0; round < 100; ++round) {
            desk.search.setFilters(desk.someFilters());
            const auto expected = desk.expected();
            if (!desk.search.isActive()) {
                QCOMPARE(desk.search.matchCount(), std::uint64_t(0));
                QVERIFY(desk.search.accepts(0));
                continue;
            }
            QTRY_VERIFY(desk.search.isDone());
            QVERIFY2(desk.matches() == expected, qPrintable(desk.search.filters().any));
        }
    }
    void textsAreBounded()
    {
        Desk desk;
        PacketFilters filters;
        filters.any = QStringLiteral("  Temp ");
        filters.columns[PacketPeer] = QString(10'000, QLatin1Char('x'));
        desk.search.setFilters(filters);
        QCOMPARE(desk.search.filters().any, QStringLiteral("Temp"));
        QCOMPARE(desk.search.filters().columns[PacketPeer].size(), PacketSearch::kMaxFilterLength);
        filters = {};
        filters.any = QStringLiteral("   ");
        desk.search.setFilters(filters);
        QVERIFY(!desk.search.isActive());
    }
    void aLargeLogIsSearchedInSlices()
    {
        Desk desk;
        desk.workspace.log().setByteLimit(128U << 20U);
        for (int i = 0; i < 200; ++i)
            desk.append(1000);
        const MessageLog &log = desk.workspace.log();
        QCOMPARE(log.size(), std::uint64_t(200'000));
        PacketModel flat(desk.workspace, desk.search);
        QSignalSpy finished(&desk.search, &PacketSearch::finished);
        desk.search.setFilters({QStringLiteral("GET"), {}});
        QVERIFY(!desk.search.isDone());
        QVERIFY(desk.search.percentDone() < 10); // kMaxPerSlice of 200,000
        QVERIFY(desk.search.matchCount() > 0);
        QVERIFY(finished.isEmpty());
        QVERIFY(finished.wait(60'000));
        QVERIFY(desk.search.isDone());
        QCOMPARE(desk.search.percentDone(), 100);
        QCOMPARE(static_cast<quint64>(flat.rowCount()), desk.search.matchCount());
        quint64 accepted = 0;
        for (std::uint64_t at = 0; at < log.endSequence(); ++at)
            accepted += desk.search.accepts(at) ? 1U : 0U;
        QCOMPARE(desk.search.matchCount(), accepted);
        // What comes now is found at once, and the search stays done.
        desk.append(10);
        QVERIFY(desk.search.isDone());
        QCOMPARE(finished.size(), 1);
    }
    void filtersChangeInMidSearch()
    {
        Desk desk(50);
        desk.append(1000);
        QSignalSpy restarted(&desk.search, &PacketSearch::restarted);
        QSignalSpy finished(&desk.search, &PacketSearch::finished);
        desk.search.setFilters({QStringLiteral("GET"), {}});
        QCoreApplication::processEvents();
        QVERIFY(!desk.search.isDone());
        const std::uint64_t ordinal = desk.search.endMatch();
        desk.search.setFilters({QStringLiteral("PUT"), {}});
        QVERIFY(desk.search.firstMatch() >= ordinal); // never the same number for another match
        desk.search.setFilters({QStringLiteral("PUT"), {}}); // the same: goes on
        QCOMPARE(restarted.size(), 2);
        QTRY_VERIFY(desk.search.isDone());
        QCOMPARE(finished.size(), 1);
        QVERIFY(desk.matches() == desk.expected());
        desk.search.setFilters({});
        QVERIFY(desk.search.isDone());
        QCOMPARE(desk.search.matchCount(), std::uint64_t(0));
    }
    // A listener may begin another search while one hands over what it found.
    void filtersChangeInAnAnswer()
    {
        Desk desk;
        desk.append(1000);
        const auto once = std::make_shared<bool>(true);
        connect(&desk.search, &PacketSearch::found, &desk.search, [&desk, once] {
            if (std::exchange(*once, false))
                desk.search.setFilters({QStringLiteral("PUT"), {}});
        });
        desk.search.setFilters({QStringLiteral("GET"), {}});
        QTRY_VERIFY(desk.search.isDone());
        QCOMPARE(desk.search.filters().any, QStringLiteral("PUT"));
        QVERIFY(desk.matches() == desk.expected());
    }
    void theLogIsTrimmedInMidSearch()
    {
        Desk desk(20);
        desk.workspace.log().setByteLimit(0);
        desk.append(400, 6000);
        desk.search.setFilters({QStringLiteral("e"), {}});
        QVERIFY(!desk.search.isDone());
        PacketModel flat(desk.workspace, desk.search);
        ConversationModel grouped(desk.workspace, desk.search);
        const QAbstractItemModelTester flatTester(
            &flat, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester groupTester(
            &grouped, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const std::uint64_t before = desk.workspace.log().firstSequence();
        desk.append(1200, 6000); // all that was searched so far goes
        QVERIFY(desk.workspace.log().firstSequence() > before + 400);
        QVERIFY(!desk.search.isDone());
        QTRY_VERIFY(desk.search.isDone());
        QVERIFY(desk.matches() == desk.expected());
        QVERIFY(shownIn(flat) == desk.matches());
        QVERIFY(shownIn(grouped) == desk.matches());
        desk.workspace.log().clear();
        QVERIFY(desk.search.isDone());
        QCOMPARE(desk.search.matchCount(), std::uint64_t(0));
        QCOMPARE(flat.rowCount() + grouped.rowCount(), 0);
    }
    // A device gets its name after its messages came.
    void namesAreCellsToo()
    {
        Desk desk;
        desk.append(200);
        PacketFilters filters;
        filters.columns[PacketPeer] = QStringLiteral("greenhouse");
        desk.search.setFilters(filters);
        QCOMPARE(desk.search.matchCount(), std::uint64_t(0));
        QSignalSpy restarted(&desk.search, &PacketSearch::restarted);
        desk.workspace.feed().take(
            batchOf({foundDevice("127.0.0.77", QStringLiteral("greenhouse-2"), {}, timeAt(0))}));
        QVERIFY(restarted.isEmpty()); // no message of it
        desk.workspace.feed().take(
            batchOf({foundDevice("127.0.0.11", QStringLiteral("greenhouse-1"), {}, timeAt(0))}));
        QCOMPARE(restarted.size(), 1);
        QVERIFY(desk.search.matchCount() > 0);
        QVERIFY(desk.matches() == desk.expected());
    }
    void everythingAtOnce_data()
    {
        QTest::addColumn<bool>("both");
        QTest::newRow("both models shown") << true;
        QTest::newRow("one after the other") << false;
    }
    // Messages come and go, filters change, the log is cleared, in the middle of searches.
    void everythingAtOnce()
    {
        QFETCH(const bool, both);
        Desk desk(64);
        MessageLog &log = desk.workspace.log();
        log.setByteLimit(0);
        PacketModel flat(desk.workspace, desk.search);
        ConversationModel grouped(desk.workspace, desk.search);
        const QAbstractItemModelTester flatTester(
            &flat, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester groupTester(
            &grouped, QAbstractItemModelTester::FailureReportingMode::QtTest);
        if (!both)
            grouped.setAttached(false);
        bool flatShown = true;
        for (int step = 0; step < 120; ++step) {
            switch (desk.pick(8)) {
            case 0:
            case 1:
            case 2:
                desk.append(1 + desk.pick(200), 6000);
                break;
            case 3:
                desk.search.setFilters(desk.someFilters());
                break;
            case 4:
                if (desk.pick(15) == 0)
                    log.clear();
                break;
            case 5:
                if (!both) {
                    flatShown = !flatShown;
                    flat.setAttached(flatShown);
                    grouped.setAttached(!flatShown);
                }
                break;
            default:
                QCoreApplication::processEvents();
            }
            if (step % 10 != 9)
                continue;
            QTRY_VERIFY(desk.search.isDone() && !grouped.isBehind());
            QCoreApplication::processEvents();
            const auto expected = desk.expected();
            if (desk.search.isActive())
                QTRY_VERIFY(desk.matches() == expected);
            QVERIFY(shownIn(flat) == (both || flatShown ? expected : std::vector<std::uint64_t>()));
            QVERIFY(shownIn(grouped) ==
                    (both || !flatShown ? expected : std::vector<std::uint64_t>()));
        }
        QVERIFY(log.trimmedCount() > 0);
    }
};

COPPER_TEST(TestPacketSearch);
#include "test_packet_search.moc"
