// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/coap_driver.h"

#include "core/net/monotonic_clock.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace copper {

namespace {

// Room for a burst of multicast answers: the default holds 256 of 40 bytes.
constexpr std::uint32_t kReceiveBufferBytes = 4U << 20U;
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
}

// --- sockets ---

Result<void, SocketFailure> CoapDriver::bind(const SocketAddress &local, const UdpOptions &options)
{
    auto udp = UdpSocket::create(m_backend, *this);
    UdpOptions wanted = options;
    if (!wanted.receiveBufferBytes)
        wanted.receiveBufferBytes = kReceiveBufferBytes;
    wanted.timestamps = true;
    if (auto bound = udp->bind(local, wanted); !bound)
        return bound;
    m_sockets.push_back({local.family, std::move(udp), false});
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
        const bool unspecified =
            std::all_of(own.ip.begin(), own.ip.end(), [](std::uint8_t byte) { return byte == 0; });
        if (unspecified && own.port == group.port)
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
    m_sockets.push_back({group.family, std::move(udp), true});
    return {};
}

UdpSocket *CoapDriver::unicastSocket(SocketAddress::Family family) const
{
    for (const Socket &socket : m_sockets) {
        if (socket.family == family && !socket.groupListener)
            return socket.udp.get();
    }
    return nullptr;
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
    const PeerId id{m_nextPeer++};
    m_peers[address] = id;
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
    ++m_counters.received;
    if (m_silent)
        return;
    const bool multicast = datagram.to && datagram.to->isMulticast();
    SocketAddress local;
    WallTime at;
    if (m_trace) {
        if (datagram.to)
            local = *datagram.to;
        if (!local.isValid() || multicast) {
            if (const UdpSocket *socket = unicastSocket(datagram.from.family); socket && !multicast)
                local = socket->localAddress();
        }
        at = datagram.arrivalUnixMicros ? WallTime{*datagram.arrivalUnixMicros} : wallNow();
    }
    if (!m_faults) {
        accept(datagram.from, datagram.bytes, multicast, at, local);
        return;
    }
    for (const Duration delay : m_faults()) {
        if (delay == Duration{}) {
            accept(datagram.from, datagram.bytes, multicast, at, local);
            continue;
        }
        QTimer::singleShot(
            std::chrono::ceil<std::chrono::milliseconds>(delay), Qt::PreciseTimer, this,
            [this, from = datagram.from, bytes = toOwned(datagram.bytes), multicast, local] {
                accept(from, bytes, multicast, wallNow(), local);
                armTimer();
            });
    }
}

void CoapDriver::accept(const SocketAddress &from, ByteView bytes, bool multicast, WallTime at,
                        const SocketAddress &local)
{
    const DatagramVerdict verdict =
        m_endpoint->handleDatagram(now(), peerIdFor(from), bytes, multicast);
    if (m_trace)
        traceReceived(verdict, from, bytes, at, local);
    drain();
}

void CoapDriver::traceReceived(DatagramVerdict verdict, const SocketAddress &from, ByteView bytes,
                               WallTime at, const SocketAddress &local)
{
    MessageRecord record;
    record.at = at;
    record.direction = MessageRecord::Direction::Received;
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
    record.local = local;
    record.peer = from;
    record.datagram = toOwned(bytes);
    m_trace(std::move(record));
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
    if (it == m_peers.end())
        return;
    m_endpoint->handlePeerLost(now(), it->second, TransportError::Unreachable);
    pump();
}

std::uint64_t CoapDriver::kernelDrops() const
{
    std::uint64_t total = 0;
    for (const Socket &socket : m_sockets)
        total += socket.udp->kernelDrops();
    return total;
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
    if (m_trace) {
        MessageRecord record;
        record.at = wallNow();
        record.direction = MessageRecord::Direction::Sent;
        record.mark = out.mark == TransmitMark::None ? MessageRecord::Mark::None
                                                     : MessageRecord::Mark::Retransmission;
        record.local = localAddressTowards(to);
        record.peer = to;
        record.datagram = out.datagram;
        m_trace(std::move(record));
    }
    if (m_silent)
        return;
    if (!m_faults) {
        sendNow(to, out.datagram);
        return;
    }
    for (const Duration delay : m_faults()) {
        if (delay == Duration{}) {
            sendNow(to, out.datagram);
            continue;
        }
        QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(delay), Qt::PreciseTimer,
                           this, [this, to, bytes = out.datagram] { sendNow(to, bytes); });
    }
}

SocketAddress CoapDriver::localAddressTowards(const SocketAddress &to)
{
    SocketAddress local = localAddress(to.family);
    const bool unspecified =
        std::all_of(local.ip.begin(), local.ip.end(), [](std::uint8_t byte) { return byte == 0; });
    if (!unspecified)
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

void CoapDriver::sendNow(const SocketAddress &to, ByteView bytes)
{
    UdpSocket *socket = unicastSocket(to.family);
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

void CoapDriver::armTimer()
{
    const std::optional<TimePoint> next = m_endpoint->nextTimeout();
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
