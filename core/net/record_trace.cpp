// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/record_trace.h"

#include "core/capture/dtls_record.h"
#include "core/net/key_log.h"

#include <algorithm>
#include <utility>

namespace copper {

namespace {

// Each is taken by the record it goes into before control returns; a fault of ours must not grow.
constexpr std::size_t kMaxSealing = 1024;

bool startsWithApplicationData(ByteView datagram)
{
    return !datagram.empty() &&
           datagram[0] == static_cast<std::uint8_t>(DtlsContentType::ApplicationData);
}

} // namespace

void RecordTrace::setHandler(Handler handler)
{
    m_handler = std::move(handler);
    if (isOn())
        return;
    m_handling = false;
    m_held.clear();
    m_sealing.clear();
}

void RecordTrace::emitOrHold(MessageRecord &&record)
{
    if (m_handling)
        m_held.push_back(std::move(record));
    else if (m_handler)
        m_handler(std::move(record));
}

void RecordTrace::add(MessageRecord &&message)
{
    emitOrHold(std::move(message));
}

// --- in ---

void RecordTrace::arrived(MessageRecord &&datagram)
{
    if (!isOn())
        return;
    handled(); // should one still be waiting
    m_records.clear();
    for (const DtlsRecord &record : readDtlsDatagram(datagram.datagram).records)
        m_records.push_back(record.counter());
    m_handling = true;
    m_arrived = 0;
    m_held.push_back(std::move(datagram));
}

void RecordTrace::opened(std::uint64_t counter, MessageRecord &&message)
{
    const auto place = std::find(m_records.begin(), m_records.end(), counter);
    if (!m_handling || place == m_records.end()) {
        emitOrHold(std::move(message));
        return;
    }
    const auto record = static_cast<std::size_t>(place - m_records.begin());
    m_held[m_arrived].opened.push_back({record, message.mark, std::move(message.datagram)});
    if (record + 1 == m_records.size())
        handled(); // before what comes of it
}

void RecordTrace::handled()
{
    m_handling = false;
    for (MessageRecord &record : std::exchange(m_held, {})) {
        if (m_handler)
            m_handler(std::move(record));
    }
}

// --- out ---

std::uint64_t RecordTrace::sealing(MessageRecord &&message)
{
    if (!isOn())
        return 0;
    if (m_sealing.size() == kMaxSealing)
        m_sealing.pop_front();
    m_sealing.push_back({++m_lastTicket, std::move(message)});
    return m_lastTicket;
}

void RecordTrace::notSealed(std::uint64_t ticket)
{
    const auto it = std::find_if(m_sealing.begin(), m_sealing.end(),
                                 [ticket](const Sealing &each) { return each.ticket == ticket; });
    if (it == m_sealing.end())
        return;
    MessageRecord message = std::move(it->message);
    m_sealing.erase(it);
    message.mark = MessageRecord::Mark::Lost;
    emitOrHold(std::move(message));
}

void RecordTrace::sent(MessageRecord &&datagram)
{
    if (!m_sealing.empty() && startsWithApplicationData(datagram.datagram) &&
        m_sealing.front().message.peer == datagram.peer) {
        MessageRecord &message = m_sealing.front().message;
        datagram.opened.push_back({0, message.mark, std::move(message.datagram)});
        m_sealing.pop_front();
    }
    emitOrHold(std::move(datagram));
}

void RecordTrace::keysExported(WallTime at, const SocketAddress &peer, const DtlsKeys &keys)
{
    if (!isOn())
        return;
    MessageRecord record;
    record.at = at;
    record.layer = MessageRecord::Layer::Keys;
    record.peer = peer;
    record.keys = std::make_shared<const SecretBytes>(keyLogLine(keys));
    if (!m_handling) {
        emitOrHold(std::move(record));
        return;
    }
    // What brought them may hold the first record they open: of a resumed session it does.
    m_held.insert(m_held.begin() + static_cast<std::ptrdiff_t>(m_arrived), std::move(record));
    ++m_arrived;
}

} // namespace copper
