// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/coap_driver.h"

#include "core/capture/dtls_record.h"
#include "core/net/monotonic_clock.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace copper {

namespace {

// Room for a burst of multicast answers: the default holds 256 of 40 bytes.
constexpr std::size_t kMaxPeers = 65'536;

} // namespace

std::size_t CoapDriver::AddressHash::operator()(const SocketAddress &address) const
{
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    std::memcpy(&a, address.ip.data(), 8);
    std::memcpy(&b, address.ip.data() + 8, 8);
    const std::uint64_t mixed =
        (a ^ (b * 0x9e3779b97f4a7c15ULL) ^ address.port ^ (std::uint64_t{address.zone} << 32U)) *
        0x9fb21c651e98df25ULL;
    return static_cast<std::size_t>(mixed ^ (mixed >> 29U));
}

CoapDriver::CoapDriver(const EndpointConfig &config, RandomSource &random,
                       UdpSocket::Backend backend, QObject *parent)
    : QObject(parent), m_config(config), m_random(random), m_backend(backend),
      m_endpoint(std::make_unique<Endpoint>(config, random))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_armedFor.reset();
        if (m_secure)
            m_secure->handleTimeout(now());
        m_endpoint->handleTimeout(now());
        pump();
    });
}

CoapDriver::~CoapDriver() = default;

TimePoint CoapDriver::now() const
{
    return monotonicNow();
}

void CoapDriver::restartEndpoint()
{
    m_endpoint = std::make_unique<Endpoint>(m_config, m_random);
    if (m_secure)
        m_secure->restart();
}

// --- sockets ---

Result<void, SocketFailure> CoapDriver::bind(const SocketAddress &local, const UdpOptions &options)
{
    auto udp = UdpSocket::create(m_backend, *this);
    UdpOptions wanted = options;
    if (!wanted.receiveBufferBytes)
        wanted.receiveBufferBytes = static_cast<std::uint32_t>(m_receiveBytes);
    wanted.timestamps = true;
    if (auto bound = udp->bind(local, wanted); !bound)
        return bound;
    m_sockets.push_back({local.family, std::move(udp)});
    return {};
}

Result<void, SocketFailure> CoapDriver::listenToGroup(const SocketAddress &group,
                                                      std::uint32_t interfaceIndex,
                                                      const SocketAddress &interfaceAddress)
{
    // A socket bound to every address gets the group's datagrams itself, once it has joined; beside
    // it a second one could not be bound.
    if (UdpSocket *everywhere = unicastSocket(group.family)) {
        const SocketAddress own = everywhere->localAddress();
        if (own.isUnspecified() && own.port == group.port)
            return everywhere->joinGroup(group, interfaceIndex, interfaceAddress);
    }
    auto udp = UdpSocket::create(m_backend, *this);
    UdpOptions options;
    options.reuseAddress = true;
    SocketAddress local = group;
    local.zone = interfaceIndex;
    if (auto bound = udp->bind(local, options); !bound)
        return bound;
    if (auto joined = udp->joinGroup(group, interfaceIndex, interfaceAddress); !joined)
        return joined;
    m_sockets.push_back({group.family, std::move(udp), true, false});
    return {};
}

UdpSocket *CoapDriver::unicastSocket(SocketAddress::Family family) const
{
    for (const Socket &socket : m_sockets) {
        if (socket.family == family && !socket.groupListener && !socket.secure)
            return socket.udp.get();
    }
    return nullptr;
}

UdpSocket *CoapDriver::secureSocket(SocketAddress::Family family) const
{
    for (const Socket &socket : m_sockets) {
        if (socket.family == family && socket.secure)
            return socket.udp.get();
    }
    return unicastSocket(family);
}

SecurePeers &CoapDriver::secure()
{
    if (!m_secure) {
        m_secure = std::make_unique<SecurePeers>(m_random, static_cast<SecurePeersOwner &>(*this));
        m_secure->setWatch(m_watch);
        m_secure->setIdleAfter(m_idleAfter);
    }
    return *m_secure;
}

Result<void, SocketFailure> CoapDriver::serveSecurely(const SocketAddress &local,
                                                      const PskSource &keys,
                                                      const DtlsServerOptions &wanted)
{
    auto udp = UdpSocket::create(m_backend, m_secureListener);
    UdpOptions options;
    options.receiveBufferBytes = kReceiveBufferBytes;
    options.timestamps = true;
    if (auto bound = udp->bind(local, options); !bound)
        return bound;
    m_sockets.push_back({local.family, std::move(udp), false, true});
    secure().serve(keys, wanted);
    return {};
}

SocketAddress CoapDriver::localAddress(SocketAddress::Family family) const
{
    const UdpSocket *socket = unicastSocket(family);
    return socket ? socket->localAddress() : SocketAddress{};
}

void CoapDriver::dedicateTo(const SocketAddress &peer)
{
    if (UdpSocket *socket = unicastSocket(peer.family))
        socket->connectTo(peer);
}

// --- peers ---

Result<PeerId, SocketFailure> CoapDriver::peer(const SocketAddress &address)
{
    if (!unicastSocket(address.family)) {
        SocketAddress any;
        any.family = address.family;
        if (const auto bound = bind(any, {}); !bound)
            return failure(bound.error());
    }
    return peerIdFor(address);
}

PeerId CoapDriver::peerIdFor(const SocketAddress &address)
{
    if (const auto it = m_peers.find(address); it != m_peers.end())
        return it->second;
    if (m_peers.size() >= kMaxPeers)
        forgetUnusedPeers();
    const PeerId id = numberPeer(address);
    m_peers[address] = id;
    return id;
}

PeerId CoapDriver::numberPeer(const SocketAddress &address)
{
    const PeerId id{m_nextPeer++};
    m_addresses[id] = address;
    return id;
}

void CoapDriver::forgetUnusedPeers()
{
    for (auto it = m_peers.begin(); it != m_peers.end();) {
        if (m_endpoint->remembers(it->second)) {
            ++it;
            continue;
        }
        m_addresses.erase(it->second);
        it = m_peers.erase(it);
    }
}

SocketAddress CoapDriver::addressOf(PeerId peer) const
{
    const auto it = m_addresses.find(peer);
    return it == m_addresses.end() ? SocketAddress{} : it->second;
}

void CoapDriver::setMulticastSource(const SocketAddress &group, const SocketAddress &source)
{
    m_multicastSources[group] = source;
}

// --- in ---

void CoapDriver::datagramReceived(const ReceivedDatagram &datagram)
{
    // RFC 7983: where we are the client, one port serves both; a server's has a port of its own.
    received(datagram, m_secure && !m_secure->serves() && looksLikeDtls(datagram.bytes));
}

void CoapDriver::received(const ReceivedDatagram &datagram, bool secure)
{
    ++m_counters.received;
    if (m_silent)
        return;
    Arrival arrival;
    arrival.from = datagram.from;
    arrival.multicast = datagram.to && datagram.to->isMulticast();
    arrival.secure = secure;
    if (m_trace.isOn()) {
        if (datagram.to)
            arrival.local = *datagram.to;
        if (!arrival.local.isValid() || arrival.multicast) {
            const UdpSocket *socket =
                secure ? secureSocket(datagram.from.family) : unicastSocket(datagram.from.family);
            if (socket && !arrival.multicast)
                arrival.local = socket->localAddress();
        }
        arrival.at = datagram.arrivalUnixMicros ? WallTime{*datagram.arrivalUnixMicros} : wallNow();
    }
    if (!m_faults) {
        accept(arrival, datagram.bytes);
        return;
    }
    for (const Duration delay : m_faults()) {
        if (delay == Duration{}) {
            accept(arrival, datagram.bytes);
            continue;
        }
        QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(delay), Qt::PreciseTimer,
                           this, [this, arrival, bytes = toOwned(datagram.bytes)]() mutable {
                               arrival.at = wallNow();
                               accept(arrival, bytes);
                               armTimer();
                           });
    }
}

void CoapDriver::accept(const Arrival &arrival, ByteView bytes)
{
    if (arrival.secure) {
        if (m_trace.isOn())
            m_trace.arrived(receivedRecord(DatagramVerdict::Accepted, arrival, bytes,
                                           MessageRecord::Layer::Record));
        m_arrival = arrival;
        m_secure->handleDatagram(now(), arrival.from, bytes);
        m_arrival.reset();
        drain();
        m_trace.handled();
        return;
    }
    const DatagramVerdict verdict =
        m_endpoint->handleDatagram(now(), peerIdFor(arrival.from), bytes, arrival.multicast);
    if (m_trace.isOn())
        m_trace.add(receivedRecord(verdict, arrival, bytes, MessageRecord::Layer::Clear));
    drain();
}

void CoapDriver::receivedSecurely(PeerId peer, ByteView plaintext)
{
    const std::uint64_t record = m_secure->openedRecord();
    const DatagramVerdict verdict = m_endpoint->handleDatagram(now(), peer, plaintext, false);
    if (m_trace.isOn() && m_arrival)
        m_trace.opened(
            record, receivedRecord(verdict, *m_arrival, plaintext, MessageRecord::Layer::Secure));
    drain();
}

void CoapDriver::keysExported(const SocketAddress &peer, const DtlsKeys &keys)
{
    m_trace.keysExported(wallNow(), peer, keys);
}

void CoapDriver::secureSessionEnded(PeerId peer)
{
    m_endpoint->handlePeerLost(now(), peer, TransportError::Closed);
    m_addresses.erase(peer);
    drain();
}

MessageRecord CoapDriver::receivedRecord(DatagramVerdict verdict, const Arrival &arrival,
                                         ByteView bytes, MessageRecord::Layer layer)
{
    MessageRecord record;
    record.at = arrival.at;
    record.direction = MessageRecord::Direction::Received;
    record.layer = layer;
    switch (verdict) {
    case DatagramVerdict::Accepted:
    case DatagramVerdict::Unmatched:
        break;
    case DatagramVerdict::Duplicate:
        record.mark = MessageRecord::Mark::Duplicate;
        break;
    case DatagramVerdict::Rejected:
        record.mark = MessageRecord::Mark::Rejected;
        break;
    }
    record.local = arrival.local;
    record.peer = arrival.from;
    record.datagram = toOwned(bytes);
    return record;
}

void CoapDriver::readFinished()
{
    armTimer();
}

void CoapDriver::peerUnreachable(const SocketAddress &address)
{
    SocketAddress key = address;
    auto it = m_peers.find(key);
    if (it == m_peers.end() && key.zone != 0) {
        key.zone = 0;
        it = m_peers.find(key);
    }
    if (it != m_peers.end())
        m_endpoint->handlePeerLost(now(), it->second, TransportError::Unreachable);
    if (m_secure) {
        if (const auto peer = m_secure->handleUnreachable(address))
            m_endpoint->handlePeerLost(now(), *peer, TransportError::Unreachable);
    }
    pump();
}

std::uint64_t CoapDriver::kernelDrops() const
{
    std::uint64_t total = 0;
    for (const Socket &socket : m_sockets)
        total += socket.udp->kernelDrops();
    return total;
}

std::size_t CoapDriver::setReceiveBuffer(std::size_t bytes)
{
    m_receiveBytes = bytes;
    std::size_t least = 0;
    for (const Socket &socket : m_sockets) {
        if (socket.groupListener || socket.secure)
            continue;
        const std::size_t given = socket.udp->setReceiveBuffer(bytes);
        least = least == 0 ? given : std::min(least, given);
    }
    return least;
}

// --- out ---

void CoapDriver::pump()
{
    drain();
    armTimer();
}

void CoapDriver::drain()
{
    if (m_pumping)
        return; // the loop below goes on with what was added
    m_pumping = true;
    while (std::optional<Output> output = m_endpoint->pollOutput()) {
        if (Transmit *out = std::get_if<Transmit>(&*output))
            transmit(std::move(*out));
        else if (m_handler)
            m_handler(*output);
    }
    m_pumping = false;
}

void CoapDriver::transmit(Transmit &&out)
{
    if (m_rewrite)
        out.datagram = m_rewrite(out.datagram);
    const SocketAddress to = addressOf(out.peer);
    if (isSecure(out.peer)) {
        std::uint64_t ticket = 0;
        if (m_trace.isOn())
            ticket = m_trace.sealing(
                sentRecord(to, out.datagram, out.mark, MessageRecord::Layer::Secure));
        if (!m_secure->send(now(), out.peer, out.datagram))
            m_trace.notSealed(ticket);
        return;
    }
    if (!to.isValid())
        return; // its session has ended
    if (m_trace.isOn())
        m_trace.add(sentRecord(to, out.datagram, out.mark, MessageRecord::Layer::Clear));
    sendThroughFaults(to, out.datagram, false);
}

void CoapDriver::sendRecord(const SocketAddress &to, const Bytes &record)
{
    const Bytes out = m_recordHook ? m_recordHook(to, record) : record;
    if (out.empty())
        return;
    if (m_trace.isOn())
        m_trace.sent(sentRecord(to, out, TransmitMark::None, MessageRecord::Layer::Record));
    sendThroughFaults(to, out, true);
}

MessageRecord CoapDriver::sentRecord(const SocketAddress &to, const Bytes &bytes, TransmitMark mark,
                                     MessageRecord::Layer layer)
{
    MessageRecord record;
    record.at = wallNow();
    record.direction = MessageRecord::Direction::Sent;
    record.mark = mark == TransmitMark::None ? MessageRecord::Mark::None
                                             : MessageRecord::Mark::Retransmission;
    record.layer = layer;
    record.local = localAddressTowards(to);
    if (layer != MessageRecord::Layer::Clear) {
        if (const UdpSocket *socket = secureSocket(to.family))
            record.local.port = socket->localAddress().port;
    }
    record.peer = to;
    record.datagram = bytes;
    return record;
}

void CoapDriver::sendThroughFaults(const SocketAddress &to, const Bytes &bytes, bool secure)
{
    if (m_silent)
        return;
    if (!m_faults) {
        sendNow(to, bytes, secure);
        return;
    }
    for (const Duration delay : m_faults()) {
        if (delay == Duration{}) {
            sendNow(to, bytes, secure);
            continue;
        }
        QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(delay), Qt::PreciseTimer,
                           this, [this, to, bytes, secure] { sendNow(to, bytes, secure); });
    }
}

SocketAddress CoapDriver::localAddressTowards(const SocketAddress &to)
{
    SocketAddress local = localAddress(to.family);
    if (!local.isUnspecified())
        return local;
    if (const auto it = m_multicastSources.find(to); it != m_multicastSources.end()) {
        local.ip = it->second.ip;
        return local;
    }
    auto [it, fresh] = m_localTowards.try_emplace(to);
    if (fresh && m_localTowards.size() <= kMaxPeers)
        it->second = routeSource(to);
    local.ip = it->second.ip;
    return local;
}

void CoapDriver::sendNow(const SocketAddress &to, ByteView bytes, bool secure)
{
    UdpSocket *socket = secure ? secureSocket(to.family) : unicastSocket(to.family);
    if (!socket)
        return;
    std::optional<SocketAddress> source;
    if (!m_multicastSources.empty()) {
        if (const auto it = m_multicastSources.find(to); it != m_multicastSources.end())
            source = it->second;
    }
    ++m_counters.sent;
    if (const auto sent = socket->send(to, bytes, source); !sent) {
        m_lastSendFailure = sent.error();
        // No route is an answer like any ICMP error, only faster.
        QMetaObject::invokeMethod(
            this, [this, to] { peerUnreachable(to); }, Qt::QueuedConnection);
    }
}

std::optional<TimePoint> CoapDriver::nextTimeout() const
{
    const std::optional<TimePoint> engine = m_endpoint->nextTimeout();
    const std::optional<TimePoint> dtls = m_secure ? m_secure->nextTimeout() : std::nullopt;
    return engine && dtls ? std::min(*engine, *dtls) : engine ? engine : dtls;
}

void CoapDriver::armTimer()
{
    const std::optional<TimePoint> next = nextTimeout();
    if (!next) {
        m_timer.stop();
        m_armedFor.reset();
        return;
    }
    // Left armed when it fires earlier than needed: that is harmless, and cheaper than moving the
    // timer with every message.
    if (m_armedFor && *m_armedFor <= *next)
        return;
    m_armedFor = *next;
    const Duration wait = std::max(Duration{}, *next - now());
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

} // namespace copper
