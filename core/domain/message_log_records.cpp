// SPDX-License-Identifier: GPL-3.0-or-later
// DTLS in the log: the rows of a datagram of records, and the keys of the key log.
#include "core/domain/message_log.h"

#include <algorithm>

namespace copper {

namespace {

const MessageRecord::Opened *openedOf(const MessageRecord &datagram, std::size_t record)
{
    const auto it =
        std::find_if(datagram.opened.begin(), datagram.opened.end(),
                     [record](const MessageRecord::Opened &each) { return each.record == record; });
    return it == datagram.opened.end() ? nullptr : &*it;
}

} // namespace

void MessageLog::appendRecords(const MessageRecord &record, Touched &touched)
{
    Bytes &data = m_chunks.back().data; // the one chunk for all its rows
    LogEntry common;
    common.at = record.at;
    common.direction = record.direction;
    common.local = record.local;
    common.peer = record.peer;
    common.wireOffset = static_cast<std::uint32_t>(data.size());
    common.wireLength = static_cast<std::uint32_t>(record.datagram.size());
    data.insert(data.end(), record.datagram.begin(), record.datagram.end());

    const DtlsDatagram read = readDtlsDatagram(record.datagram);
    std::size_t end = 0;
    for (std::size_t i = 0; i < read.records.size(); ++i) {
        const DtlsRecord &each = read.records[i];
        LogEntry entry = common;
        entry.sameDatagram = i > 0;
        entry.recordOffset = common.wireOffset + static_cast<std::uint32_t>(each.offset);
        entry.recordLength = static_cast<std::uint32_t>(kDtlsRecordHeader + each.fragment.size());
        end = each.offset + entry.recordLength;
        if (const MessageRecord::Opened *opened = openedOf(record, i)) {
            entry.secure = true;
            entry.mark = opened->mark;
            appendMessage(entry, opened->message, touched);
        } else {
            appendRecord(entry, &each, touched);
        }
    }
    if (!read.cut && !read.records.empty())
        return;
    LogEntry rest = common;
    rest.sameDatagram = !read.records.empty();
    rest.malformed = true;
    rest.recordOffset = common.wireOffset + static_cast<std::uint32_t>(end);
    rest.recordLength = common.wireLength - static_cast<std::uint32_t>(end);
    appendRecord(rest, nullptr, touched);
}

// `record` is null for what is none.
void MessageLog::appendRecord(LogEntry entry, const DtlsRecord *record, Touched &touched)
{
    entry.isRecord = true;
    entry.offset = entry.recordOffset;
    entry.length = entry.recordLength;
    // Forged, come again, or of a session that has ended: the session passed it over.
    if (record != nullptr && record->is(DtlsContentType::ApplicationData) &&
        entry.direction == MessageRecord::Direction::Received)
        entry.mark = MessageRecord::Mark::Rejected;
    ConversationIndex::Arrival arrival;
    arrival.sequence = m_end;
    arrival.direction = entry.direction;
    arrival.mark = entry.mark;
    arrival.peer = entry.peer;
    arrival.at = entry.at;
    arrival.isRecord = true;
    arrival.record = record;
    if (record != nullptr && m_conversations.isSentAgain(arrival)) {
        entry.mark = entry.direction == MessageRecord::Direction::Sent
                         ? MessageRecord::Mark::Retransmission
                         : MessageRecord::Mark::Duplicate;
        arrival.mark = entry.mark;
    }
    finish(entry, arrival, touched);
}

void MessageLog::addKeys(const MessageRecord &record)
{
    if (!record.keys)
        return;
    if (m_keys.size() == kMaxKeys)
        m_keys.pop_front();
    m_keys.push_back({m_end, record.peer, record.keys});
}

} // namespace copper
