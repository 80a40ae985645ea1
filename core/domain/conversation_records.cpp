// SPDX-License-Identifier: GPL-3.0-or-later
// Which DTLS records belong to one handshake.
#include "core/domain/conversation_index.h"

#include <algorithm>

namespace copper {

namespace {

using Random = std::array<std::uint8_t, 32>;

// RFC 6347 §4.2.1: the same in the hello with the cookie and in one that is sent again.
std::optional<Random> helloRandom(const DtlsRecord &record)
{
    for (const DtlsHandshakeHeader &header : record.handshakes) {
        if (const auto hello = readClientHello(header)) {
            Random random{};
            std::copy(hello->random.begin(), hello->random.end(), random.begin());
            return random;
        }
    }
    return std::nullopt;
}

// Which way, and which handshake message or which part of it.
std::uint64_t nameOf(const ConversationIndex::Arrival &arrival, const DtlsHandshakeHeader &header)
{
    const auto way = static_cast<std::uint64_t>(arrival.direction);
    return way << 63U | std::uint64_t{header.type} << 48U | std::uint64_t{header.sequence} << 32U |
           header.fragmentOffset;
}

} // namespace

std::optional<ConversationId> ConversationIndex::placeRecord(const Arrival &arrival) const
{
    const auto found = m_handshakes.find(arrival.peer);
    if (found == m_handshakes.end())
        return std::nullopt;
    const Conversation *last = find(found->second);
    const auto random = arrival.record != nullptr ? helloRandom(*arrival.record) : std::nullopt;
    if (last == nullptr || (random && random != last->handshake.random))
        return std::nullopt; // another handshake
    return found->second;
}

bool ConversationIndex::isSentAgain(const Arrival &arrival) const
{
    const auto id = placeRecord(arrival);
    if (!id || arrival.record->handshakes.empty())
        return false;
    const std::vector<std::uint64_t> &seen = find(*id)->handshake.seen;
    const std::uint64_t name = nameOf(arrival, arrival.record->handshakes.front());
    return std::find(seen.begin(), seen.end(), name) != seen.end();
}

void ConversationIndex::noteRecord(Conversation::Handshake &handshake, const Arrival &arrival)
{
    const DtlsRecord &record = *arrival.record;
    if (const auto random = helloRandom(record))
        handshake.random = random;
    for (const DtlsHandshakeHeader &header : record.handshakes) {
        if (const auto hello = readServerHello(header))
            handshake.suite = hello->suite;
        if (header.type == static_cast<std::uint8_t>(DtlsHandshakeType::ClientKeyExchange))
            handshake.keyExchanged = true;
        if (handshake.seen.size() < Conversation::Handshake::kMaxSeen)
            handshake.seen.push_back(nameOf(arrival, header));
    }
    constexpr std::uint8_t kFatal = 2;
    if (record.alert && record.alert->first == kFatal)
        handshake.fatalAlert = record.alert->second;
    // Behind ChangeCipherSpec only Finished is in a handshake.
    if (record.isEncrypted() && record.is(DtlsContentType::Handshake)) {
        const bool sent = arrival.direction == MessageRecord::Direction::Sent;
        (sent ? handshake.finishedSent : handshake.finishedReceived) = true;
    }
}

} // namespace copper
