// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/message_log.h"

#include "core/coap/codec.h"

#include <algorithm>
#include <utility>

namespace copper {

namespace {

constexpr std::uint64_t kEntryBytes = sizeof(LogEntry) + sizeof(std::uint64_t);

// A vector that grew takes up to twice what it holds: what a full chunk will never use goes back.
template <typename T>
void giveBack(std::vector<T> &items)
{
    if (items.capacity() > items.size() + items.size() / 4)
        items.shrink_to_fit();
}

} // namespace

MessageLog::MessageLog(QObject *parent, std::uint64_t byteLimit)
    : QObject(parent), m_limit(std::max(byteLimit, kMinByteLimit))
{}

MessageLog::Chunk &MessageLog::openChunk()
{
    if (m_chunks.empty() || m_chunks.back().bytes >= kChunkBytes) {
        if (!m_chunks.empty()) {
            giveBack(m_chunks.back().entries);
            giveBack(m_chunks.back().data);
        }
        m_chunks.push_back(std::exchange(m_spare, {}));
        m_chunks.back().first = m_end;
    }
    return m_chunks.back();
}

const MessageLog::Chunk &MessageLog::chunkOf(std::uint64_t sequence) const
{
    const auto after =
        std::upper_bound(m_chunks.begin(), m_chunks.end(), sequence,
                         [](std::uint64_t wanted, const Chunk &c) { return wanted < c.first; });
    return *std::prev(after);
}

namespace {

ConversationIndex::Arrival arrivalOf(const LogEntry &entry, std::uint64_t sequence)
{
    ConversationIndex::Arrival arrival;
    arrival.sequence = sequence;
    arrival.direction = entry.direction;
    arrival.mark = entry.mark;
    arrival.peer = entry.peer;
    arrival.at = entry.at;
    return arrival;
}

std::uint32_t store(Bytes &data, ByteView bytes)
{
    const auto at = static_cast<std::uint32_t>(data.size());
    data.insert(data.end(), bytes.begin(), bytes.end());
    return at;
}

std::uint32_t sizeOf(ByteView bytes)
{
    return static_cast<std::uint32_t>(bytes.size());
}

} // namespace

void MessageLog::append(const MessageRecord &record, Touched &touched)
{
    LogEntry entry;
    entry.at = record.at;
    entry.direction = record.direction;
    entry.mark = record.mark;
    entry.local = record.local;
    entry.peer = record.peer;
    const Chunk &chunk = openChunk();
    switch (record.layer) {
    case MessageRecord::Layer::Clear:
        entry.wireOffset = sizeOf(chunk.data); // where the message goes
        entry.wireLength = sizeOf(record.datagram);
        appendMessage(entry, record.datagram, touched);
        return;
    case MessageRecord::Layer::Secure:
        entry.secure = true;
        appendMessage(entry, record.datagram, touched);
        return;
    case MessageRecord::Layer::Record:
        appendRecords(record, touched);
        return;
    case MessageRecord::Layer::Keys:
        addKeys(record);
        return;
    }
}

void MessageLog::appendMessage(LogEntry entry, ByteView message, Touched &touched)
{
    Bytes &data = m_chunks.back().data;
    entry.offset = store(data, message);
    entry.length = sizeOf(message);
    ConversationIndex::Arrival arrival = arrivalOf(entry, m_end);
    const auto decoded = decode(message);
    if (decoded) {
        entry.type = decoded->type;
        entry.code = decoded->code;
        entry.mid = decoded->mid;
        entry.token = decoded->token;
        entry.hasHeader = true;
        arrival.mid = decoded->mid;
        arrival.message = &*decoded;
    } else {
        entry.malformed = true;
        if (decoded.error().type && decoded.error().mid && message.size() >= 4) {
            entry.hasHeader = true;
            entry.type = *decoded.error().type;
            entry.mid = *decoded.error().mid;
            entry.code = Code{message[1]};
            arrival.mid = decoded.error().mid;
        }
    }
    finish(entry, arrival, touched);
}

void MessageLog::finish(LogEntry &entry, const ConversationIndex::Arrival &arrival,
                        Touched &touched)
{
    const ConversationIndex::Placement placement = m_conversations.add(arrival);
    entry.conversation = placement.id;
    if (placement.created)
        touched.added.push_back(placement.id);
    else
        touched.changed.insert(placement.id);
    Chunk &chunk = m_chunks.back();
    chunk.entries.push_back(entry);
    const std::uint64_t cost = kEntryBytes + chunk.data.size() - chunk.counted;
    chunk.counted = chunk.data.size();
    chunk.bytes += cost;
    m_bytes += cost;
    ++m_end;
}

void MessageLog::append(std::span<const MessageRecord> records)
{
    if (records.empty())
        return;
    const std::uint64_t first = m_end;
    Touched touched;
    for (const MessageRecord &record : records)
        append(record, touched);
    if (m_end == first)
        return;
    Q_EMIT appended(first, m_end);
    for (const ConversationId id : touched.added) {
        touched.changed.erase(id);
        Q_EMIT conversationAdded(id);
    }
    if (!touched.changed.empty())
        Q_EMIT conversationsChanged({touched.changed.begin(), touched.changed.end()});
    trimToLimit();
}

void MessageLog::trimOldestChunk()
{
    const Chunk &oldest = m_chunks.front();
    const std::uint64_t newFirst = oldest.first + oldest.entries.size();
    Q_EMIT aboutToTrim(newFirst);
    std::set<ConversationId> affected;
    for (const LogEntry &entry : oldest.entries)
        affected.insert(entry.conversation);
    std::vector<ConversationId> empty;
    for (const ConversationId id : affected) {
        m_conversations.forgetBefore(id, newFirst);
        const Conversation *conversation = m_conversations.find(id);
        if (conversation != nullptr && conversation->messages.empty())
            empty.push_back(id);
    }
    for (const ConversationId id : empty) {
        affected.erase(id);
        Q_EMIT conversationAboutToBeRemoved(id);
        m_conversations.remove(id);
        Q_EMIT conversationRemoved(id);
    }
    m_trimmed += oldest.entries.size();
    m_bytes -= oldest.bytes;
    m_spare = std::move(m_chunks.front());
    m_spare.entries.clear();
    m_spare.data.clear();
    m_spare.bytes = 0;
    m_spare.counted = 0;
    m_chunks.pop_front();
    m_first = newFirst;
    while (!m_keys.empty() && m_keys.front().before < m_first)
        m_keys.pop_front();
    Q_EMIT trimmed(newFirst);
    if (!affected.empty())
        Q_EMIT conversationsChanged({affected.begin(), affected.end()});
}

void MessageLog::trimToLimit()
{
    while (bytesUsed() > m_limit && m_chunks.size() > 1)
        trimOldestChunk();
}

void MessageLog::setByteLimit(std::uint64_t bytes)
{
    m_limit = std::max(bytes, kMinByteLimit);
    trimToLimit();
}

void MessageLog::clear()
{
    m_chunks.clear();
    m_conversations.clear();
    m_keys.clear();
    m_first = m_end;
    m_bytes = 0;
    Q_EMIT cleared();
}

const LogEntry &MessageLog::entry(std::uint64_t sequence) const
{
    Q_ASSERT(contains(sequence));
    const Chunk &chunk = chunkOf(sequence);
    return chunk.entries[sequence - chunk.first];
}

ByteView MessageLog::datagram(std::uint64_t sequence) const
{
    Q_ASSERT(contains(sequence));
    const Chunk &chunk = chunkOf(sequence);
    const LogEntry &found = chunk.entries[sequence - chunk.first];
    return ByteView(chunk.data).subspan(found.offset, found.length);
}

ByteView MessageLog::recordAround(std::uint64_t sequence) const
{
    Q_ASSERT(contains(sequence));
    const Chunk &chunk = chunkOf(sequence);
    const LogEntry &found = chunk.entries[sequence - chunk.first];
    return ByteView(chunk.data).subspan(found.recordOffset, found.recordLength);
}

ByteView MessageLog::wire(std::uint64_t sequence) const
{
    Q_ASSERT(contains(sequence));
    const Chunk &chunk = chunkOf(sequence);
    const LogEntry &found = chunk.entries[sequence - chunk.first];
    return ByteView(chunk.data).subspan(found.wireOffset, found.wireLength);
}

} // namespace copper
