// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/message_layer.h"

#include "core/base/plant.h"
#include "core/coap/codec.h"

#include <algorithm>
#include <cassert>

namespace copper {

namespace {

constexpr std::size_t kNotFound = SIZE_MAX;

// Below it the Message IDs for one peer, from it on those for groups.
constexpr std::uint16_t kFirstGroupMid = 0xf000;

} // namespace

MessageLayer::MessageLayer(const EndpointConfig &config, RandomSource &random, EngineTimers &timers,
                           OutputQueue &output)
    : m_config(config), m_random(random), m_timers(timers), m_output(output)
{}

// --- peers ---

MessageLayer::Peer *MessageLayer::find(PeerId peer)
{
    const auto it = m_peers.find(peer);
    return it == m_peers.end() ? nullptr : &it->second;
}

const MessageLayer::Peer *MessageLayer::find(PeerId peer) const
{
    const auto it = m_peers.find(peer);
    return it == m_peers.end() ? nullptr : &it->second;
}

bool MessageLayer::isIdle(const Peer &peer)
{
    return peer.transmissions.empty() && peer.waiting.empty() && peer.outstanding == 0;
}

bool MessageLayer::makeRoom(TimePoint now)
{
    if (m_peers.size() < m_config.maxPeers)
        return true;
    // The peers that have been quiet longest go, a sixteenth of the table at once: a flood of new
    // peers must not search the whole table for each. With them go their duplicates' answers:
    // better a request run twice than a new peer that is never heard.
    std::vector<std::pair<TimePoint, PeerId>> idle;
    for (const auto &[id, peer] : m_peers) {
        if (isIdle(peer) && !peer.ownParameters && peer.lastActivity != now)
            idle.emplace_back(peer.lastActivity, id);
    }
    // Also those who were more than the table holds while something was owed to them.
    const std::size_t beyond = m_peers.size() - m_config.maxPeers;
    const std::size_t leaving =
        std::min(idle.size(), beyond + std::max<std::size_t>(1, m_config.maxPeers / 16));
    const auto end = idle.begin() + static_cast<std::ptrdiff_t>(leaving);
    std::partial_sort(idle.begin(), end, idle.end());
    for (auto it = idle.begin(); it != end; ++it) {
        const auto peer = m_peers.find(it->second);
        m_counters.dedupEvicted += peer->second.incoming.size();
        m_peers.erase(peer);
    }
    return m_peers.size() < m_config.maxPeers;
}

bool MessageLayer::touchPeer(TimePoint now, PeerId peer)
{
    if (Peer *known = find(peer)) {
        known->lastActivity = now;
        return true;
    }
    if (!makeRoom(now)) {
        ++m_counters.peersRefused;
        return false;
    }
    obtain(now, peer);
    return true;
}

MessageLayer::Peer &MessageLayer::obtain(TimePoint now, PeerId peer)
{
    if (Peer *known = find(peer)) {
        known->lastActivity = now;
        return *known;
    }
    // Also one that was forgotten while something waited above that is now to be sent. When all
    // others are busy it goes beyond maxPeers: what waits above has limits of its own.
    makeRoom(now);
    Peer &state = m_peers[peer];
    state.lastActivity = now;
    state.parameters = m_config.parameters;
    state.nextMid = static_cast<std::uint16_t>(m_random.next64() % kFirstGroupMid);
    if (!m_timers.isActive(m_sweepTimer))
        m_sweepTimer = m_timers.schedule(now + m_config.parameters.exchangeLifetime(),
                                         {EngineTimer::Kind::PeerSweep, {}, 0});
    return state;
}

const TransmissionParameters &MessageLayer::parameters(PeerId peer) const
{
    const Peer *state = find(peer);
    return state ? state->parameters : m_config.parameters;
}

void MessageLayer::setParameters(TimePoint now, PeerId peer,
                                 const TransmissionParameters &parameters)
{
    Peer &state = obtain(now, peer);
    state.parameters = parameters;
    state.ownParameters = true;
}

void MessageLayer::sweep(TimePoint now)
{
    m_sweepTimer = {};
    std::optional<TimePoint> next;
    for (auto it = m_peers.begin(); it != m_peers.end();) {
        Peer &peer = it->second;
        forgetOldIncoming(now, peer);
        const TimePoint end = peer.lastActivity + peer.parameters.exchangeLifetime();
        if (isIdle(peer) && end <= now) {
            it = m_peers.erase(it);
            continue;
        }
        const TimePoint due = std::max(end, now + peer.parameters.exchangeLifetime() / 4);
        next = next ? std::min(*next, due) : due;
        ++it;
    }
    if (next)
        m_sweepTimer = m_timers.schedule(*next, {EngineTimer::Kind::PeerSweep, {}, 0});
}

// --- sending ---

bool MessageLayer::useMid(TimePoint now, PeerId peer, MessageId mid)
{
    Peer &to = obtain(now, peer);
    if (indexOf(to, mid) != kNotFound)
        return false;
    to.wantedMid = mid;
    return true;
}

MessageId MessageLayer::allocateMid(Peer &peer)
{
    if (const auto wanted = std::exchange(peer.wantedMid, std::nullopt)) {
        peer.nextMid = static_cast<std::uint16_t>(wanted->value + 1U);
        return *wanted;
    }
    for (;;) {
        if (peer.nextMid >= kFirstGroupMid)
            peer.nextMid = 0;
        const MessageId mid{peer.nextMid++};
        if (indexOf(peer, mid) == kNotFound)
            return mid;
    }
}

void MessageLayer::transmit(PeerId peer, Bytes datagram, TransmitMark mark)
{
    ++m_counters.sent;
    m_output.emplace_back(Transmit{peer, std::move(datagram), mark});
}

MessageId MessageLayer::sendConfirmable(TimePoint now, PeerId peer, MessageHeader header,
                                        OptionsView options, ByteView payload,
                                        TransmissionOwner owner)
{
    const TransmissionParameters &parameters = this->parameters(peer);
    // RFC 7252 §4.2: one random value in [ACK_TIMEOUT, ACK_TIMEOUT * ACK_RANDOM_FACTOR] a message.
    const double factor = 1.0 + (parameters.ackRandomFactor - 1.0) * m_random.unit();
    const RetransmitState first{seconds(toSeconds(parameters.ackTimeout) * factor), 0};
    return sendConfirmable(now, peer, header, options, payload, owner, first);
}

MessageId MessageLayer::sendConfirmable(TimePoint now, PeerId peer, MessageHeader header,
                                        OptionsView options, ByteView payload,
                                        TransmissionOwner owner, RetransmitState state)
{
    Peer &to = obtain(now, peer);
    header.type = MessageType::Confirmable;
    header.mid = allocateMid(to);
    Transmission open{header.mid, owner, encode(header, options, payload), state, {}};
    open.timer = m_timers.schedule(now + state.timeout,
                                   {EngineTimer::Kind::Retransmit, peer, header.mid.value});
    transmit(peer, open.datagram, TransmitMark::None);
    to.transmissions.push_back(std::move(open));
    ++m_openTransmissions;
    return header.mid;
}

MessageId MessageLayer::sendNonConfirmable(TimePoint now, PeerId peer, MessageHeader header,
                                           OptionsView options, ByteView payload)
{
    Peer &to = obtain(now, peer);
    header.type = MessageType::NonConfirmable;
    header.mid = allocateMid(to);
    transmit(peer, encode(header, options, payload), TransmitMark::None);
    return header.mid;
}

void MessageLayer::sendToGroup(TimePoint now, PeerId group, MessageHeader header,
                               OptionsView options, ByteView payload)
{
    (void)obtain(now, group);
    if (!m_nextGroupMid)
        m_nextGroupMid = static_cast<std::uint16_t>(m_random.next64());
    header.type = MessageType::NonConfirmable;
    header.mid = MessageId{static_cast<std::uint16_t>(kFirstGroupMid | *m_nextGroupMid)};
    ++*m_nextGroupMid;
    transmit(group, encode(header, options, payload), TransmitMark::None);
}

void MessageLayer::sendEmpty(TimePoint now, PeerId peer, MessageType type, MessageId mid)
{
    MessageHeader header;
    header.type = type;
    header.mid = mid;
    answer(now, peer, mid, encode(header, {}, {}));
}

void MessageLayer::sendPong(PeerId peer, MessageId mid)
{
    MessageHeader header;
    header.type = MessageType::Reset;
    header.mid = mid;
    transmit(peer, encode(header, {}, {}), TransmitMark::None);
}

void MessageLayer::rejectUnmatched(TimePoint now, PeerId peer, MessageId mid)
{
    Peer &state = obtain(now, peer);
    if (now - state.resetWindow >= seconds(1)) {
        state.resetWindow = now;
        state.resetsInWindow = 0;
    }
    if (state.resetsInWindow >= m_config.maxResetsPerSecond) {
        ++m_counters.resetsSuppressed;
        return;
    }
    ++state.resetsInWindow;
    sendEmpty(now, peer, MessageType::Reset, mid);
}

void MessageLayer::answer(TimePoint now, PeerId peer, MessageId incoming, Bytes datagram)
{
    Peer &to = obtain(now, peer);
    const auto it = to.incoming.find(incoming.value);
    if (it != to.incoming.end()) {
        to.incomingBytes -= it->second.answer.size();
        it->second.answer = datagram;
        to.incomingBytes += datagram.size();
    }
    transmit(peer, std::move(datagram), TransmitMark::None);
    forgetOldIncoming(now, to);
}

// --- receiving ---

Duration MessageLayer::lifetime(const Peer &peer, const Incoming &entry) const
{
    return entry.confirmable ? peer.parameters.exchangeLifetime() : peer.parameters.nonLifetime();
}

void MessageLayer::forgetOldIncoming(TimePoint now, Peer &peer)
{
    while (!peer.incomingOrder.empty()) {
        const auto [mid, serial] = peer.incomingOrder.front();
        const auto it = peer.incoming.find(mid);
        if (it != peer.incoming.end() && it->second.serial == serial) {
            const bool expired = now - it->second.at > lifetime(peer, it->second);
            const bool overfull = peer.incoming.size() > m_config.maxDedupEntriesPerPeer ||
                                  peer.incomingBytes > m_config.maxDedupBytesPerPeer;
            if (!expired && !overfull)
                return;
            if (!expired)
                ++m_counters.dedupEvicted;
            peer.incomingBytes -= it->second.answer.size();
            peer.incoming.erase(it);
        }
        peer.incomingOrder.pop_front();
    }
}

MessageLayer::Arrival MessageLayer::noteIncoming(TimePoint now, PeerId id,
                                                 const MessageView &message, ByteView datagram)
{
    Peer &peer = obtain(now, id);
    const std::uint64_t digest = digest64(datagram);
    const auto [it, fresh] = peer.incoming.try_emplace(message.mid.value);
    Incoming &entry = it->second;
    if (!fresh && entry.token == message.token && entry.digest == digest &&
        now - entry.at <= lifetime(peer, entry) && !planted(Plant::NoDedup)) {
        ++m_counters.duplicates;
        if (!entry.answer.empty())
            transmit(id, entry.answer, TransmitMark::Repeated);
        return Arrival::Duplicate;
    }
    peer.incomingBytes -= entry.answer.size();
    entry = Incoming{
        m_nextSerial++, digest, message.token, now, message.type == MessageType::Confirmable, {}};
    peer.incomingOrder.push_back({message.mid.value, entry.serial});
    forgetOldIncoming(now, peer);
    return Arrival::Fresh;
}

std::size_t MessageLayer::indexOf(const Peer &peer, MessageId mid)
{
    for (std::size_t i = 0; i < peer.transmissions.size(); ++i) {
        if (peer.transmissions[i].mid == mid)
            return i;
    }
    return kNotFound;
}

MessageLayer::Transmission MessageLayer::takeOut(Peer &peer, std::size_t index)
{
    Transmission open = std::move(peer.transmissions[index]);
    if (index + 1 != peer.transmissions.size())
        peer.transmissions[index] = std::move(peer.transmissions.back());
    peer.transmissions.pop_back();
    m_timers.cancel(open.timer);
    --m_openTransmissions;
    return open;
}

std::optional<TransmissionOwner> MessageLayer::settle(PeerId id, MessageId mid)
{
    Peer *peer = find(id);
    const std::size_t index = peer ? indexOf(*peer, mid) : kNotFound;
    if (index == kNotFound)
        return std::nullopt;
    return takeOut(*peer, index).owner;
}

void MessageLayer::stop(PeerId id, MessageId mid)
{
    settle(id, mid);
}

std::optional<TransmissionOwner> MessageLayer::ownerOf(PeerId id, MessageId mid) const
{
    const Peer *peer = find(id);
    const std::size_t index = peer ? indexOf(*peer, mid) : kNotFound;
    if (index == kNotFound)
        return std::nullopt;
    return peer->transmissions[index].owner;
}

// --- time ---

MessageLayer::RetransmitOutcome MessageLayer::handleRetransmitTimer(TimePoint now, PeerId id,
                                                                    MessageId mid)
{
    Peer *peer = find(id);
    const std::size_t index = peer ? indexOf(*peer, mid) : kNotFound;
    if (index == kNotFound)
        return {};
    Transmission &open = peer->transmissions[index];
    peer->lastActivity = now;
    const unsigned most =
        peer->parameters.maxRetransmit + (planted(Plant::OneRetransmissionMore) ? 1U : 0U);
    if (open.state.count >= most) {
        const TransmissionOwner owner = takeOut(*peer, index).owner;
        return {RetransmitOutcome::What::GaveUp, owner, mid};
    }
    ++open.state.count;
    open.state.timeout *= planted(Plant::BackOffNotDoubled) ? 1 : 2;
    open.timer =
        m_timers.schedule(now + open.state.timeout, {EngineTimer::Kind::Retransmit, id, mid.value});
    ++m_counters.retransmissions;
    transmit(id, open.datagram, TransmitMark::Retransmission);
    return {RetransmitOutcome::What::SentAgain, open.owner, mid};
}

std::optional<RetransmitState> MessageLayer::supersede(PeerId id, MessageId mid)
{
    Peer *peer = find(id);
    const std::size_t index = peer ? indexOf(*peer, mid) : kNotFound;
    if (index == kNotFound ||
        peer->transmissions[index].state.count >= peer->parameters.maxRetransmit)
        return std::nullopt;
    RetransmitState state = takeOut(*peer, index).state;
    ++state.count;
    state.timeout *= 2;
    return state;
}

// --- NSTART ---

MessageLayer::Slot MessageLayer::requestSlot(TimePoint now, PeerId id, TransmissionOwner owner)
{
    Peer &peer = obtain(now, id);
    if (peer.waiting.contains(owner))
        return Slot::Queued; // once: a second place would be granted to nobody, and never come back
    if (planted(Plant::NstartIgnored) ||
        (peer.outstanding < peer.parameters.nstart && peer.waiting.empty())) {
        ++peer.outstanding;
        return Slot::Granted;
    }
    // A notification that found no place would be the newest state lost; each observer waits for
    // one at a time, and maxObservers bounds them.
    if (owner.kind != TransmissionOwner::Kind::Notification &&
        peer.waiting.size() >= m_config.maxQueuedPerPeer)
        return Slot::QueueFull;
    peer.waiting.push_back(owner);
    return Slot::Queued;
}

void MessageLayer::releaseSlot(PeerId id)
{
    Peer *peer = find(id);
    if (!peer)
        return;
    assert(peer->outstanding > 0);
    if (peer->outstanding > 0)
        --peer->outstanding;
    grantWaiting(id, *peer);
}

void MessageLayer::grantWaiting(PeerId id, Peer &peer)
{
    while (peer.outstanding < peer.parameters.nstart && !peer.waiting.empty()) {
        ++peer.outstanding;
        m_granted.emplace_back(id, peer.waiting.front());
        peer.waiting.pop_front();
    }
}

void MessageLayer::leaveQueue(PeerId id, TransmissionOwner owner)
{
    if (Peer *peer = find(id))
        peer->waiting.remove(owner);
    // Granted a moment ago and not yet started: the slot goes to the next one.
    const auto it = std::find(m_granted.begin(), m_granted.end(), std::pair{id, owner});
    if (it != m_granted.end()) {
        m_granted.erase(it);
        releaseSlot(id);
    }
}

std::optional<std::pair<PeerId, TransmissionOwner>> MessageLayer::nextGranted()
{
    if (m_granted.empty())
        return std::nullopt;
    const auto granted = m_granted.front();
    m_granted.pop_front();
    return granted;
}

bool MessageLayer::othersWait(PeerId peer) const
{
    const Peer *state = find(peer);
    return state && !state->waiting.empty();
}

std::size_t MessageLayer::outstanding(PeerId peer) const
{
    const Peer *state = find(peer);
    return state ? state->outstanding : 0;
}

} // namespace copper
