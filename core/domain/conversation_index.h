// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/socket_address.h"
#include "core/capture/dtls_record.h"
#include "core/domain/message_summary.h"
#include "core/domain/session_events.h"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace copper {

struct ConversationId
{
    std::uint64_t value = 0;
    auto operator<=>(const ConversationId &) const = default;
    bool isValid() const { return value != 0; }
};

// What belongs together in the packet list: a request with its acknowledgement, separate response
// and every notification; all blocks of a body; what a multicast request brought back; a handshake
// with what else of the session's records holds no message.
struct Conversation
{
    enum class Kind { Request, Ping, Handshake, Rejected, Other };
    // Of a DTLS handshake, what passes in the clear.
    struct Handshake
    {
        std::optional<std::array<std::uint8_t, 32>> random; // the client's: by it we know which
        std::optional<std::uint16_t> suite;
        std::optional<std::uint8_t> fatalAlert;
        bool keyExchanged = false; // else it is an abbreviated one
        bool finishedSent = false, finishedReceived = false;
        std::vector<std::uint64_t> seen; // what can come again; at most kMaxSeen
        static constexpr std::size_t kMaxSeen = 64;
    };
    ConversationId id;
    Kind kind = Kind::Other;
    SocketAddress peer;
    bool multicast = false;
    Code method;            // of the first request
    std::string path;       // of the first request
    bool observing = false; // a registration was answered by a notification and not ended
    bool separate = false;  // an empty ACK came before the response
    bool block1 = false, block2 = false;
    std::uint32_t highestBlock = 0;
    std::uint32_t retransmissions = 0;
    std::uint32_t duplicates = 0;
    std::optional<Code> lastResponse;
    Handshake handshake;
    WallTime first, last;
    std::vector<std::uint64_t> messages; // sequence numbers still in the log, ascending
    std::uint64_t forgotten = 0;         // how many left at the front so far
};

// Groups messages by peer and token, empty ones by Message ID. Bounded by the log: what is
// forgotten there is forgotten here; of Message IDs only the last kMaxMessageIds are remembered.
class ConversationIndex
{
public:
    static constexpr std::size_t kMaxMessageIds = 20'000;
    // What one conversation costs beyond its messages; counted by the log.
    static constexpr std::uint64_t kBytesEach = 768;

    // Facts the log has read from the datagram; `message` is null when the strict decoder refused.
    struct Arrival
    {
        std::uint64_t sequence = 0;
        MessageRecord::Direction direction = MessageRecord::Direction::Sent;
        MessageRecord::Mark mark = MessageRecord::Mark::None;
        SocketAddress peer;
        WallTime at;
        std::optional<MessageId> mid;
        const MessageView *message = nullptr;
        // A DTLS record instead of a message; `record` is null for what is none.
        bool isRecord = false;
        const DtlsRecord *record = nullptr;
    };

    // The conversation it went into; `created` tells whether it is new.
    struct Placement
    {
        ConversationId id;
        bool created = false;
    };
    Placement add(const Arrival &arrival);
    // Of a record: the same handshake message has gone the same way before, in this handshake.
    bool isSentAgain(const Arrival &arrival) const;
    // Forgets the messages of this conversation before newFirst.
    void forgetBefore(ConversationId id, std::uint64_t newFirst);
    // A conversation without messages left.
    void remove(ConversationId id);
    void clear();
    std::size_t size() const { return m_slots.size(); }

    const Conversation *find(ConversationId id) const;
    // Ascending: order of their first message.
    const std::deque<ConversationId> &order() const { return m_order; }
    int rowOf(ConversationId id) const;

private:
    struct TokenKey
    {
        SocketAddress peer;
        Token token;
        auto operator<=>(const TokenKey &) const = default;
    };
    struct MidKey
    {
        SocketAddress peer;
        std::uint16_t mid = 0;
        MessageRecord::Direction sender = MessageRecord::Direction::Sent;
        auto operator<=>(const MidKey &) const = default;
    };
    struct PathKey
    {
        SocketAddress peer;
        std::uint8_t method = 0;
        std::string path;
        auto operator<=>(const PathKey &) const = default;
    };
    struct MidPlace
    {
        ConversationId id;
        std::uint64_t sequence = 0;
    };
    struct Keys
    {
        std::vector<TokenKey> tokens;
        std::vector<Token> multicastTokens;
        std::vector<PathKey> paths;
        bool rejected = false;
        bool handshake = false;
    };
    struct Slot
    {
        Conversation conversation;
        Keys keys;
    };

    std::optional<ConversationId> place(const Arrival &arrival) const;
    std::optional<ConversationId> placeRequest(const Arrival &arrival) const;
    std::optional<ConversationId> placeEmpty(const Arrival &arrival) const;
    std::optional<ConversationId> placeRecord(const Arrival &arrival) const;
    Slot &create(const Arrival &arrival);
    void note(Slot &slot, const Arrival &arrival);
    void noteRequest(Slot &slot, const Arrival &arrival);
    static void noteRecord(Conversation::Handshake &handshake, const Arrival &arrival);
    void rememberMid(const Arrival &arrival, ConversationId id);
    std::optional<ConversationId> byMid(const Arrival &arrival,
                                        MessageRecord::Direction sender) const;

    std::map<ConversationId, Slot> m_slots;
    std::deque<ConversationId> m_order;
    std::map<TokenKey, ConversationId> m_byToken;
    std::map<Token, ConversationId> m_byMulticastToken;
    std::map<MidKey, MidPlace> m_byMid;
    std::deque<std::pair<MidKey, std::uint64_t>> m_midOrder; // oldest first
    std::map<PathKey, ConversationId> m_byPath;
    std::map<SocketAddress, ConversationId> m_rejected;
    std::map<SocketAddress, ConversationId> m_handshakes; // the newest
    std::uint64_t m_nextId = 1;
};

} // namespace copper
