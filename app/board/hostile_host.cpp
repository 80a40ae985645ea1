// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/board/hostile_host.h"

#include "core/net/monotonic_clock.h"

namespace copper {

namespace {

constexpr std::size_t kMaxPeers = 4096; // who comes later is not answered
constexpr std::size_t kOwn = 0;
constexpr std::size_t kOtherPort = 1;

HostileConfig startedNow(HostileConfig config)
{
    config.start = monotonicNow();
    return config;
}

// 127.64.0.1 and following: far from where boards and people usually are.
SocketAddress spoofedAddress(std::uint32_t number, std::uint16_t port)
{
    SocketAddress address;
    address.family = SocketAddress::Family::IPv4;
    address.ip = {127, static_cast<std::uint8_t>(64 + ((number >> 16) & 0x3f)),
                  static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)};
    address.port = port;
    return address;
}

} // namespace

// One socket and who hears it.
class HostileHost::Ear final : public UdpSocketListener
{
public:
    Ear(HostileHost &host, bool group)
        : m_host(host), m_group(group),
          m_socket(UdpSocket::create(UdpSocket::defaultBackend(), *this))
    {}
    UdpSocket &socket() { return *m_socket; }

private:
    void datagramReceived(const ReceivedDatagram &datagram) override
    {
        m_host.heard(datagram, m_group);
    }
    void peerUnreachable(const SocketAddress &) override {}
    void readFinished() override { m_host.pump(); }

    HostileHost &m_host;
    bool m_group;
    std::unique_ptr<UdpSocket> m_socket;
};

HostileHost::HostileHost(const HostileHostConfig &config, RandomSource &random)
    : m_config(config), m_faultRandom(config.device.seed),
      m_device(startedNow(config.device), random)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &HostileHost::pump);
}

HostileHost::~HostileHost() = default;

Result<void, SocketFailure> HostileHost::listen(const SocketAddress &local)
{
    if (!local.isLoopback() && !m_config.beyondLoopback)
        return failure(SocketFailure{
            0, QStringLiteral("the hostile profile stays on loopback; --fault lan=1 lets it out")});
    auto own = std::make_unique<Ear>(*this, false);
    if (auto bound = own->socket().bind(local, {}); !bound)
        return bound;
    SocketAddress anyPort = local;
    anyPort.port = 0;
    auto other = std::make_unique<Ear>(*this, false);
    if (auto bound = other->socket().bind(anyPort, {}); !bound)
        return bound;
    m_ears.clear();
    m_ears.push_back(std::move(own));
    m_ears.push_back(std::move(other));
    return {};
}

Result<void, SocketFailure> HostileHost::joinGroup(const SocketAddress &group,
                                                   std::uint32_t interfaceIndex,
                                                   const SocketAddress &interfaceAddress)
{
    auto ear = std::make_unique<Ear>(*this, true);
    UdpOptions options;
    options.reuseAddress = true;
    SocketAddress local = group;
    local.zone = interfaceIndex;
    if (auto bound = ear->socket().bind(local, options); !bound)
        return bound;
    if (auto joined = ear->socket().joinGroup(group, interfaceIndex, interfaceAddress); !joined)
        return joined;
    m_ears.push_back(std::move(ear));
    return {};
}

SocketAddress HostileHost::address() const
{
    return m_ears.empty() ? SocketAddress{} : m_ears[kOwn]->socket().localAddress();
}

std::optional<PeerId> HostileHost::peerFor(const SocketAddress &address)
{
    if (const auto it = m_peers.find(address); it != m_peers.end())
        return it->second;
    if (m_peers.size() >= kMaxPeers)
        return std::nullopt;
    const PeerId peer{static_cast<std::uint32_t>(m_peers.size() + 1)};
    m_peers[address] = peer;
    m_addresses[peer] = address;
    return peer;
}

void HostileHost::heard(const ReceivedDatagram &datagram, bool group)
{
    if (!datagram.from.isLoopback() && !m_config.beyondLoopback)
        return;
    const bool multicast = group || (datagram.to && datagram.to->isMulticast());
    for (const Duration delay : deliveries(m_config.faults, m_faultRandom)) {
        if (delay == Duration{}) {
            take(datagram.from, datagram.bytes, multicast);
            continue;
        }
        QTimer::singleShot(
            std::chrono::ceil<std::chrono::milliseconds>(delay), Qt::PreciseTimer, this,
            [this, from = datagram.from, bytes = toOwned(datagram.bytes), multicast] {
                take(from, bytes, multicast);
                pump();
            });
    }
}

void HostileHost::take(const SocketAddress &from, ByteView bytes, bool multicast)
{
    if (const auto peer = peerFor(from))
        m_device.handleDatagram(monotonicNow(), *peer, bytes, multicast);
}

void HostileHost::pump()
{
    m_device.handleTimeout(monotonicNow());
    while (const std::optional<HostileDatagram> datagram = m_device.pollDatagram()) {
        for (const Duration delay : deliveries(m_config.faults, m_faultRandom)) {
            if (delay == Duration{})
                send(*datagram);
            else
                QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(delay),
                                   Qt::PreciseTimer, this,
                                   [this, later = *datagram] { send(later); });
        }
    }
    if (const std::optional<TimePoint> next = m_device.nextTimeout()) {
        const Duration wait = std::max(Duration{}, *next - monotonicNow());
        m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
    }
}

void HostileHost::send(const HostileDatagram &datagram)
{
    const auto to = m_addresses.find(datagram.to);
    if (to == m_addresses.end() || m_ears.empty())
        return;
    const bool otherPort = datagram.source.kind == HostileSource::Kind::OtherPort;
    UdpSocket &socket = m_ears[otherPort ? kOtherPort : kOwn]->socket();
    std::optional<SocketAddress> source;
    // Only loopback owns every address of its network.
    if (datagram.source.kind == HostileSource::Kind::Spoofed && to->second.isLoopback())
        source = spoofedAddress(datagram.source.number, address().port);
    // What does not go out is lost, as on any network.
    (void)socket.send(to->second, datagram.bytes, source);
}

} // namespace copper
