// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject> // first: moc 6.4 stumbles over <compare> when it comes before any Qt header

#include "core/domain/conversation_index.h"
#include "core/domain/message_summary.h"
#include "core/domain/session_events.h"
#include "core/domain/user_limits.h"

#include <cstdint>
#include <deque>
#include <set>
#include <span>
#include <vector>

namespace copper {

// One row of the log: a CoAP message, or a DTLS record that holds none that we could read. Its
// header, read once when it came, and where its bytes lie.
struct LogEntry
{
    WallTime at;
    MessageRecord::Direction direction = MessageRecord::Direction::Sent;
    MessageRecord::Mark mark = MessageRecord::Mark::None;
    SocketAddress local;
    SocketAddress peer;
    MessageType type = MessageType::Confirmable;
    Code code;
    MessageId mid;
    Token token;
    bool hasHeader = false;    // type, code and MID could be read
    bool malformed = false;    // the strict decoder refuses it
    bool secure = false;       // a message that was in a DTLS record on the wire
    bool isRecord = false;     // a DTLS record; what of it could not be read is malformed
    bool sameDatagram = false; // on the wire it was in one datagram with the row before
    ConversationId conversation;
    std::uint32_t offset = 0; // in its chunk
    std::uint32_t length = 0;
    // What was on the wire: the whole datagram, and in it the record of a secure message.
    std::uint32_t wireOffset = 0; // in its chunk
    std::uint32_t wireLength = 0; // 0: it never was
    std::uint32_t recordOffset = 0;
    std::uint32_t recordLength = 0; // 0: none
};

// Every message in and out, newest last: a ring bounded by bytes and trimmed a chunk at a time.
// Messages are known by a sequence number that never changes. A datagram of DTLS records is a row
// for each record: the CoAP message that was in it, where we know that, else the record. UI thread.
class MessageLog : public QObject
{
    Q_OBJECT
public:
    static constexpr std::uint64_t kDefaultByteLimit = UserLimits::kTraceBytes.preset;
    static constexpr std::uint64_t kChunkBytes = 1U << 20U;
    static constexpr std::uint64_t kMinByteLimit = 2U * kChunkBytes;
    static constexpr std::size_t kMaxKeys = 256; // the newest; each takes pages of locked memory

    explicit MessageLog(QObject *parent = nullptr, std::uint64_t byteLimit = kDefaultByteLimit);

    void append(std::span<const MessageRecord> records);
    void clear();
    void setByteLimit(std::uint64_t bytes); // not below kMinByteLimit

    std::uint64_t firstSequence() const { return m_first; }
    std::uint64_t endSequence() const { return m_end; } // one behind the newest
    std::uint64_t size() const { return m_end - m_first; }
    bool contains(std::uint64_t sequence) const { return sequence >= m_first && sequence < m_end; }
    // Entries, datagrams and conversations.
    std::uint64_t bytesUsed() const
    {
        return m_bytes + m_conversations.size() * ConversationIndex::kBytesEach;
    }
    std::uint64_t byteLimit() const { return m_limit; }
    std::uint64_t trimmedCount() const { return m_trimmed; }

    // The sequence must be in the log. References last until the next append or clear.
    const LogEntry &entry(std::uint64_t sequence) const;
    ByteView datagram(std::uint64_t sequence) const; // the message, or the record with its header
    // The DTLS record around a secure message; empty where it is not at hand.
    ByteView recordAround(std::uint64_t sequence) const;
    // The datagram it was in on the wire; empty for what never was there.
    ByteView wire(std::uint64_t sequence) const;
    MessageSummary summary(std::uint64_t sequence) const { return summarize(datagram(sequence)); }

    const ConversationIndex &conversations() const { return m_conversations; }

    // What opens the records of a session, while the key log was on: a line of it. Wiped when the
    // messages it came with leave the log.
    struct SessionKeys
    {
        std::uint64_t before = 0; // the sequence of the first row after it
        SocketAddress peer;
        std::shared_ptr<const SecretBytes> line;
    };
    const std::deque<SessionKeys> &keys() const { return m_keys; }

Q_SIGNALS:
    // The messages before newFirst go; they can still be read in the slot.
    void aboutToTrim(quint64 newFirst);
    void trimmed(quint64 newFirst);
    // New ones [first, end). Conversations are up to date.
    void appended(quint64 first, quint64 end);
    void conversationAdded(copper::ConversationId id);
    // More or fewer messages. Each once per batch; those added in the batch are left out.
    void conversationsChanged(const std::vector<copper::ConversationId> &ids);
    void conversationAboutToBeRemoved(copper::ConversationId id);
    void conversationRemoved(copper::ConversationId id);
    void cleared();

private:
    struct Chunk
    {
        std::uint64_t first = 0;
        std::vector<LogEntry> entries;
        Bytes data;
        std::uint64_t bytes = 0;
        std::size_t counted = 0; // of `data`, in `bytes`
    };
    Chunk &openChunk();
    const Chunk &chunkOf(std::uint64_t sequence) const;
    struct Touched
    {
        std::vector<ConversationId> added;
        std::set<ConversationId> changed;
    };
    void append(const MessageRecord &record, Touched &touched);
    void appendMessage(LogEntry entry, ByteView message, Touched &touched);
    void appendRecords(const MessageRecord &record, Touched &touched);
    void appendRecord(LogEntry entry, const DtlsRecord *record, Touched &touched);
    void finish(LogEntry &entry, const ConversationIndex::Arrival &arrival, Touched &touched);
    void addKeys(const MessageRecord &record);
    void trimToLimit();
    void trimOldestChunk();

    std::deque<Chunk> m_chunks;
    Chunk m_spare; // the last one that left, for its memory: a full log allocates no more
    ConversationIndex m_conversations;
    std::deque<SessionKeys> m_keys; // oldest first
    std::uint64_t m_first = 0;
    std::uint64_t m_end = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_limit;
    std::uint64_t m_trimmed = 0;
};

} // namespace copper
