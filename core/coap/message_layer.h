// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fifo.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/coap/endpoint_config.h"
#include "core/coap/engine_timer.h"
#include "core/coap/message.h"

#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace copper {

// Who a Confirmable message was sent for.
struct TransmissionOwner
{
    enum class Kind : std::uint8_t { Request, Ping, Response, Notification };
    Kind kind = Kind::Request;
    std::uint64_t id = 0;
    bool operator==(const TransmissionOwner &) const = default;
};

// Back-off of one message (RFC 7252 §4.2): the timeout in force and how often it was sent again.
struct RetransmitState
{
    Duration timeout{};
    unsigned count = 0;
};

struct MessageCounters
{
    std::uint64_t received = 0;
    std::uint64_t sent = 0;
    std::uint64_t retransmissions = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t rejected = 0;
    std::uint64_t dedupEvicted = 0;     // forgotten before their lifetime, for want of room
    std::uint64_t resetsSuppressed = 0; // beyond maxResetsPerSecond
    std::uint64_t peersRefused = 0;
};

// RFC 7252 §4: transmissions with back-off, Message IDs, duplicate detection, NSTART. Knows peers
// and messages, not requests. Driven by Endpoint; calls nobody.
//
// Message IDs: sequential from a random start, skipping those whose transmission is still open. A
// value comes back only after 65,535 others, which at full speed is far less than
// EXCHANGE_LIFETIME: therefore duplicates are told by token and digest as well as by Message ID,
// and an ID that is used again with another message is a new message.
class MessageLayer
{
public:
    MessageLayer(const EndpointConfig &config, RandomSource &random, EngineTimers &timers,
                 OutputQueue &output);

    // --- peers ---
    // False when the table is full of busy peers: the datagram cannot be handled.
    bool touchPeer(TimePoint now, PeerId peer);
    const TransmissionParameters &parameters(PeerId peer) const;
    void setParameters(TimePoint now, PeerId peer, const TransmissionParameters &parameters);
    bool knows(PeerId peer) const { return m_peers.contains(peer); }
    std::size_t peerCount() const { return m_peers.size(); }

    // --- sending ---
    // The next message to this peer, none to a group, gets this ID, those after it count on from
    // there. False where a transmission with it is open.
    bool useMid(TimePoint now, PeerId peer, MessageId mid);
    // header.type and header.mid are set here.
    MessageId sendConfirmable(TimePoint now, PeerId peer, MessageHeader header, OptionsView options,
                              ByteView payload, TransmissionOwner owner);
    // A notification that takes the place of another one under way keeps its back-off (RFC 7641
    // §4.5.2); `state` comes from supersede().
    MessageId sendConfirmable(TimePoint now, PeerId peer, MessageHeader header, OptionsView options,
                              ByteView payload, TransmissionOwner owner, RetransmitState state);
    MessageId sendNonConfirmable(TimePoint now, PeerId peer, MessageHeader header,
                                 OptionsView options, ByteView payload);
    // The same to a group. Each of its members may know this endpoint as a peer of its own, too:
    // the Message IDs are none that messages to one peer have (RFC 7252 §4.4).
    void sendToGroup(TimePoint now, PeerId group, MessageHeader header, OptionsView options,
                     ByteView payload);
    // An empty ACK or RST that duplicates of that message get as well.
    void sendEmpty(TimePoint now, PeerId peer, MessageType type, MessageId mid);
    // The Reset that answers a ping: no larger than what it answers, so it is never withheld.
    void sendPong(PeerId peer, MessageId mid);
    // A Reset to a message nobody waits for, unless this peer has had its share this second.
    void rejectUnmatched(TimePoint now, PeerId peer, MessageId mid);
    // Sends an answer to an incoming message and keeps it for duplicates of that message.
    void answer(TimePoint now, PeerId peer, MessageId incoming, Bytes datagram);

    // --- receiving ---
    enum class Arrival { Fresh, Duplicate };
    // For CON and NON. A duplicate has been answered as the first copy was, if it was.
    Arrival noteIncoming(TimePoint now, PeerId peer, const MessageView &message, ByteView datagram);
    // Ends the transmission an ACK or RST refers to; nothing when there is none.
    std::optional<TransmissionOwner> settle(PeerId peer, MessageId mid);
    // Ends it because its answer came another way, or nobody wants it any more.
    void stop(PeerId peer, MessageId mid);
    std::optional<TransmissionOwner> ownerOf(PeerId peer, MessageId mid) const;

    // --- time ---
    struct RetransmitOutcome
    {
        enum class What { Nothing, SentAgain, GaveUp } what = What::Nothing;
        TransmissionOwner owner;
        MessageId mid;
    };
    RetransmitOutcome handleRetransmitTimer(TimePoint now, PeerId peer, MessageId mid);
    // Takes a transmission out so that a newer message can go on with its next back-off step;
    // nothing when it would have been given up.
    std::optional<RetransmitState> supersede(PeerId peer, MessageId mid);
    void sweep(TimePoint now);

    // --- NSTART (RFC 7252 §4.7) ---
    enum class Slot { Granted, Queued, QueueFull };
    Slot requestSlot(TimePoint now, PeerId peer, TransmissionOwner owner);
    void releaseSlot(PeerId peer);
    void leaveQueue(PeerId peer, TransmissionOwner owner);
    // Somebody who waited and now has a slot.
    std::optional<std::pair<PeerId, TransmissionOwner>> nextGranted();
    bool othersWait(PeerId peer) const;

    std::size_t openTransmissions() const { return m_openTransmissions; }
    std::size_t outstanding(PeerId peer) const;
    const MessageCounters &counters() const { return m_counters; }
    MessageCounters &counters() { return m_counters; }

private:
    struct Transmission
    {
        MessageId mid;
        TransmissionOwner owner;
        Bytes datagram;
        RetransmitState state;
        TimerId timer;
    };
    struct Incoming
    {
        std::uint64_t serial = 0;
        std::uint64_t digest = 0;
        Token token;
        TimePoint at{};
        bool confirmable = false;
        Bytes answer;
    };
    struct Peer
    {
        TransmissionParameters parameters;
        bool ownParameters = false;
        TimePoint lastActivity{};
        std::uint16_t nextMid = 0;
        std::optional<MessageId> wantedMid; // by useMid()
        std::vector<Transmission> transmissions;
        std::unordered_map<std::uint16_t, Incoming> incoming;
        Fifo<std::pair<std::uint16_t, std::uint64_t>> incomingOrder; // MID, serial
        std::size_t incomingBytes = 0;
        unsigned outstanding = 0;
        Fifo<TransmissionOwner> waiting;
        TimePoint resetWindow{};
        unsigned resetsInWindow = 0;
    };

    Peer *find(PeerId peer);
    const Peer *find(PeerId peer) const;
    Peer &obtain(TimePoint now, PeerId peer);
    bool makeRoom(TimePoint now);
    static bool isIdle(const Peer &peer);
    MessageId allocateMid(Peer &peer);
    void transmit(PeerId peer, Bytes datagram, TransmitMark mark);
    Duration lifetime(const Peer &peer, const Incoming &entry) const;
    void forgetOldIncoming(TimePoint now, Peer &peer);
    void grantWaiting(PeerId id, Peer &peer);
    Transmission takeOut(Peer &peer, std::size_t index);
    static std::size_t indexOf(const Peer &peer, MessageId mid);

    const EndpointConfig &m_config;
    RandomSource &m_random;
    EngineTimers &m_timers;
    OutputQueue &m_output;
    std::unordered_map<PeerId, Peer> m_peers;
    std::deque<std::pair<PeerId, TransmissionOwner>> m_granted;
    std::size_t m_openTransmissions = 0;
    std::optional<std::uint16_t> m_nextGroupMid; // of all groups: a host may be in several
    std::uint64_t m_nextSerial = 1;
    TimerId m_sweepTimer;
    MessageCounters m_counters;
};

} // namespace copper
