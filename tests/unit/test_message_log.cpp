// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/message_log.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Direction = MessageRecord::Direction;
using Mark = MessageRecord::Mark;

const SocketAddress &board()
{
    static const SocketAddress address = socketAt("127.0.0.11");
    return address;
}

Message withUint(Message message, OptionNumber number, std::uint64_t value)
{
    message.options.addUint(number, value);
    return message;
}

std::size_t conversationCount(const MessageLog &log)
{
    return log.conversations().order().size();
}

const Conversation &conversation(const MessageLog &log, std::size_t row)
{
    return *log.conversations().find(log.conversations().order()[row]);
}

} // namespace

class TestMessageLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void separateResponseIsOneConversation()
    {
        MessageLog log;
        log.append(std::vector<MessageRecord>{
            recordOf(Direction::Sent, board(), requestMessage(code::kGet, "/a/b", 1, "aa"),
                     timeAt(0)),
            recordOf(Direction::Sent, board(), requestMessage(code::kGet, "/a/b", 1, "aa"),
                     timeAt(2), Mark::Retransmission),
            recordOf(Direction::Received, board(), emptyMessage(MessageType::Acknowledgement, 1),
                     timeAt(2.1)),
            recordOf(Direction::Received, board(),
                     responseMessage(code::kContent, MessageType::Confirmable, 900, "aa", "1"),
                     timeAt(3)),
            recordOf(Direction::Sent, board(), emptyMessage(MessageType::Acknowledgement, 900),
                     timeAt(3.1)),
        });
        QCOMPARE(conversationCount(log), std::size_t(1));
        const Conversation &all = conversation(log, 0);
        QCOMPARE(all.messages.size(), std::size_t(5));
        QVERIFY(all.kind == Conversation::Kind::Request);
        QVERIFY(all.method == code::kGet);
        QCOMPARE(all.path, std::string("/a/b"));
        QVERIFY(all.separate);
        QCOMPARE(all.retransmissions, 1U);
        QVERIFY(all.lastResponse == code::kContent);
        QVERIFY(!all.observing);
        QCOMPARE(log.summary(0).path, std::string("/a/b"));
        QCOMPARE(log.summary(3).payloadLength, std::size_t(1));
    }
    void observationAndItsEnd()
    {
        MessageLog log;
        const auto notification = [&](std::uint16_t mid, std::uint32_t sequence) {
            return recordOf(Direction::Received, board(),
                            withUint(responseMessage(code::kContent, MessageType::Confirmable, mid,
                                                     "bb", "23.5"),
                                     OptionNumber::Observe, sequence),
                            timeAt(sequence));
        };
        log.append(std::vector<MessageRecord>{
            recordOf(Direction::Sent, board(),
                     withUint(requestMessage(code::kGet, "/t", 5, "bb"), OptionNumber::Observe, 0),
                     timeAt(0)),
            notification(71, 10), notification(72, 11)});
        QCOMPARE(conversationCount(log), std::size_t(1));
        QVERIFY(conversation(log, 0).observing);
        // The same token once more, now to end it.
        log.append(std::vector<MessageRecord>{
            recordOf(Direction::Sent, board(),
                     withUint(requestMessage(code::kGet, "/t", 6, "bb"), OptionNumber::Observe, 1),
                     timeAt(20))});
        QCOMPARE(conversationCount(log), std::size_t(1));
        QVERIFY(!conversation(log, 0).observing);
        // A plain request that happens to use the token again is something new.
        log.append(std::vector<MessageRecord>{recordOf(
            Direction::Sent, board(), requestMessage(code::kGet, "/t", 7, "bb"), timeAt(30))});
        QCOMPARE(conversationCount(log), std::size_t(2));
    }
    void blocksWithNewTokensJoinByPath()
    {
        MessageLog log;
        std::vector<MessageRecord> records;
        for (std::uint32_t block = 0; block < 4; ++block) {
            const std::string token = QByteArray::number(block + 0xc0, 16).toStdString();
            Message request = requestMessage(
                code::kGet, "/big", static_cast<std::uint16_t>(100 + block), token.c_str());
            if (block > 0)
                request.options.addUint(OptionNumber::Block2, block << 4U | 2U);
            records.push_back(recordOf(Direction::Sent, board(), request, timeAt(block)));
            records.push_back(
                recordOf(Direction::Received, board(),
                         withUint(responseMessage(code::kContent, MessageType::Acknowledgement,
                                                  static_cast<std::uint16_t>(100 + block),
                                                  token.c_str(), "x"),
                                  OptionNumber::Block2, block << 4U | (block < 3 ? 8U : 0U) | 2U),
                         timeAt(block)));
        }
        log.append(records);
        QCOMPARE(conversationCount(log), std::size_t(1));
        QVERIFY(conversation(log, 0).block2);
        QCOMPARE(conversation(log, 0).highestBlock, 3U);
    }
    void multicastAnswersJoin()
    {
        MessageLog log;
        const SocketAddress group = socketAt("224.0.1.187");
        log.append(std::vector<MessageRecord>{
            recordOf(Direction::Sent, group,
                     requestMessage(code::kGet, "/.well-known/core", 1, "dd",
                                    MessageType::NonConfirmable),
                     timeAt(0)),
            recordOf(Direction::Received, board(),
                     responseMessage(code::kContent, MessageType::NonConfirmable, 9, "dd", "<a>"),
                     timeAt(1)),
            recordOf(Direction::Received, socketAt("127.0.0.12"),
                     responseMessage(code::kContent, MessageType::NonConfirmable, 9, "dd", "<b>"),
                     timeAt(2))});
        QCOMPARE(conversationCount(log), std::size_t(1));
        QVERIFY(conversation(log, 0).multicast);
        QCOMPARE(conversation(log, 0).messages.size(), std::size_t(3));
    }
    void malformedBytesAndPing()
    {
        MessageLog log;
        MessageRecord broken =
            recordOf(Direction::Received, board(), {}, timeAt(0), Mark::Rejected);
        broken.datagram = *fromHex("4045 51d0 f0");
        MessageRecord stump = broken;
        stump.datagram = {0x40};
        log.append(std::vector<MessageRecord>{
            broken,
            recordOf(Direction::Sent, board(), emptyMessage(MessageType::Reset, 0x51d0), timeAt(0)),
            stump,
            recordOf(Direction::Sent, board(), emptyMessage(MessageType::Confirmable, 77),
                     timeAt(1)),
            recordOf(Direction::Received, board(), emptyMessage(MessageType::Reset, 77),
                     timeAt(1))});
        QCOMPARE(conversationCount(log), std::size_t(2));
        QVERIFY(conversation(log, 0).kind == Conversation::Kind::Rejected);
        QCOMPARE(conversation(log, 0).messages.size(), std::size_t(3));
        QVERIFY(conversation(log, 1).kind == Conversation::Kind::Ping);
        QCOMPARE(conversation(log, 1).messages.size(), std::size_t(2));
        QVERIFY(log.entry(0).malformed && log.entry(0).hasHeader);
        QVERIFY(log.entry(2).malformed && !log.entry(2).hasHeader);
        QVERIFY(log.summary(0).malformed);
        QVERIFY(log.summary(0).firstFinding->kind == FindingKind::ReservedOptionDelta);
    }
    void ringIsTrimmedByChunks()
    {
        MessageLog log(nullptr, 0); // the smallest limit
        QCOMPARE(log.byteLimit(), MessageLog::kMinByteLimit);
        quint64 announced = 0;
        quint64 trims = 0;
        connect(&log, &MessageLog::aboutToTrim, this, [&](quint64 newFirst) {
            announced = newFirst;
            ++trims;
            // What goes can still be read.
            QVERIFY(!log.datagram(log.firstSequence()).empty());
            QVERIFY(!log.datagram(newFirst - 1).empty());
        });
        QSignalSpy removed(&log, &MessageLog::conversationRemoved);
        Message request = requestMessage(code::kPut, "/x", 0, "ee");
        request.payload.assign(1000, 0x55);
        std::vector<MessageRecord> batch;
        for (std::uint32_t i = 0; i < 6000; ++i) {
            request.mid = MessageId{static_cast<std::uint16_t>(i)};
            request.token = Token(asBytes(std::to_string(i)));
            batch.push_back(recordOf(Direction::Sent, board(), request, timeAt(i)));
            if (batch.size() == 100) {
                log.append(batch);
                batch.clear();
                QVERIFY(log.bytesUsed() <= MessageLog::kMinByteLimit + MessageLog::kChunkBytes);
            }
        }
        QVERIFY(trims > 1);
        QCOMPARE(log.firstSequence(), announced);
        QCOMPARE(log.endSequence(), quint64(6000));
        QCOMPARE(log.trimmedCount(), log.firstSequence());
        QCOMPARE(static_cast<quint64>(removed.size()), log.firstSequence());
        QCOMPARE(conversationCount(log), log.size());
        QCOMPARE(log.entry(log.firstSequence()).mid.value,
                 static_cast<std::uint16_t>(log.firstSequence()));
        QCOMPARE(log.datagram(5999).size(), log.wire(5999).size());
        log.clear();
        QCOMPARE(log.size(), quint64(0));
        QCOMPARE(log.bytesUsed(), std::uint64_t(0));
        QCOMPARE(conversationCount(log), std::size_t(0));
    }
    void oldMessageIdsAreForgotten()
    {
        ConversationIndex index;
        const auto send = [&](std::uint64_t sequence, const SocketAddress &peer,
                              const Message &message, Direction direction) {
            const MessageView view = message.view();
            ConversationIndex::Arrival arrival;
            arrival.sequence = sequence;
            arrival.direction = direction;
            arrival.peer = peer;
            arrival.mid = message.mid;
            arrival.message = &view;
            return index.add(arrival).created;
        };
        QVERIFY(send(0, board(), requestMessage(code::kGet, "/a", 5, "aa"), Direction::Sent));
        QVERIFY(
            !send(1, board(), emptyMessage(MessageType::Acknowledgement, 5), Direction::Received));
        for (std::size_t i = 0; i < ConversationIndex::kMaxMessageIds; ++i) {
            send(2 + i, socketAt("10.0.0.1"),
                 emptyMessage(MessageType::Confirmable, static_cast<std::uint16_t>(i)),
                 Direction::Sent);
        }
        QVERIFY(send(99'999, board(), emptyMessage(MessageType::Acknowledgement, 5),
                     Direction::Received));
    }
};

COPPER_TEST(TestMessageLog);
#include "test_message_log.moc"
