// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/udp_socket_backends.h"

#include <QSocketNotifier>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <linux/errqueue.h>
#include <linux/sock_diag.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <limits>

namespace copper {

namespace {

constexpr std::size_t kMaxDatagram = 65536;
constexpr int kDatagramsPerWakeup = 64; // then timers get their turn
constexpr int kSendAttempts = 4;        // errors of earlier datagrams come first

struct RawAddress
{
    sockaddr_storage storage{};
    socklen_t length = 0;
};

RawAddress toRaw(const SocketAddress &address)
{
    RawAddress raw;
    if (address.family == SocketAddress::Family::IPv4) {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_port = htons(address.port);
        std::memcpy(&in.sin_addr, address.ip.data(), 4);
        std::memcpy(&raw.storage, &in, sizeof in);
        raw.length = sizeof in;
    } else {
        sockaddr_in6 in{};
        in.sin6_family = AF_INET6;
        in.sin6_port = htons(address.port);
        std::memcpy(&in.sin6_addr, address.ip.data(), 16);
        in.sin6_scope_id = address.zone;
        std::memcpy(&raw.storage, &in, sizeof in);
        raw.length = sizeof in;
    }
    return raw;
}

SocketAddress fromRaw(const sockaddr_storage &storage)
{
    SocketAddress address;
    if (storage.ss_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &storage, sizeof in);
        address.family = SocketAddress::Family::IPv4;
        std::memcpy(address.ip.data(), &in.sin_addr, 4);
        address.port = ntohs(in.sin_port);
    } else if (storage.ss_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, &storage, sizeof in);
        address.family = SocketAddress::Family::IPv6;
        std::memcpy(address.ip.data(), &in.sin6_addr, 16);
        address.port = ntohs(in.sin6_port);
        address.zone = in.sin6_scope_id;
    }
    return address;
}

template <class T>
T controlData(const cmsghdr *header)
{
    T value{};
    std::memcpy(&value, CMSG_DATA(header), sizeof value);
    return value;
}

class PosixUdpSocket final : public UdpSocket
{
public:
    explicit PosixUdpSocket(UdpSocketListener &listener)
        : m_listener(listener), m_buffer(kMaxDatagram)
    {}
    ~PosixUdpSocket() override
    {
        m_notifier.reset();
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Result<void, SocketFailure> bind(const SocketAddress &local,
                                     const UdpOptions &options) override;
    SocketAddress localAddress() const override { return m_local; }
    Result<void, SocketFailure> send(const SocketAddress &to, ByteView bytes,
                                     const std::optional<SocketAddress> &source) override;
    Result<void, SocketFailure> joinGroup(const SocketAddress &group, std::uint32_t interfaceIndex,
                                          const SocketAddress &interfaceAddress) override;
    std::uint64_t kernelDrops() const override;
    std::size_t setReceiveBuffer(std::size_t bytes) override;
    void connectTo(const SocketAddress &peer) override;

private:
    Failure<SocketFailure> systemFailure() const
    {
        return failure(SocketFailure{errno, QString::fromLocal8Bit(std::strerror(errno))});
    }
    void setFlag(int level, int option, int value = 1)
    {
        // A missing extra (time stamps) only takes away detail.
        (void)::setsockopt(m_fd, level, option, &value, sizeof value);
    }
    bool sendOnce(const SocketAddress &to, ByteView bytes,
                  const std::optional<SocketAddress> &source);
    void readAll();
    bool readOne();
    void readControl(msghdr &message, ReceivedDatagram &datagram);
    void readErrors();

    UdpSocketListener &m_listener;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::vector<std::uint8_t> m_buffer;
    SocketAddress m_local;
    std::optional<SocketAddress> m_connected;
    int m_fd = -1;
};

Result<void, SocketFailure> PosixUdpSocket::bind(const SocketAddress &local,
                                                 const UdpOptions &options)
{
    const bool v6 = local.family == SocketAddress::Family::IPv6;
    m_fd = ::socket(v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_fd < 0)
        return systemFailure();
    if (v6)
        setFlag(IPPROTO_IPV6, IPV6_V6ONLY);
    if (options.reuseAddress)
        setFlag(SOL_SOCKET, SO_REUSEADDR);
    if (options.receiveBufferBytes)
        setFlag(SOL_SOCKET, SO_RCVBUF, static_cast<int>(*options.receiveBufferBytes));
    if (options.timestamps)
        setFlag(SOL_SOCKET, SO_TIMESTAMPNS);
    setFlag(v6 ? int{IPPROTO_IPV6} : int{IPPROTO_IP}, v6 ? IPV6_RECVERR : IP_RECVERR);
    setFlag(v6 ? int{IPPROTO_IPV6} : int{IPPROTO_IP}, v6 ? IPV6_RECVPKTINFO : IP_PKTINFO);
    if (options.multicastHops)
        setFlag(v6 ? int{IPPROTO_IPV6} : int{IPPROTO_IP},
                v6 ? IPV6_MULTICAST_HOPS : IP_MULTICAST_TTL, *options.multicastHops);
    const RawAddress raw = toRaw(local);
    if (::bind(m_fd, reinterpret_cast<const sockaddr *>(&raw.storage), raw.length) != 0)
        return systemFailure();
    RawAddress bound;
    bound.length = sizeof bound.storage;
    if (::getsockname(m_fd, reinterpret_cast<sockaddr *>(&bound.storage), &bound.length) != 0)
        return systemFailure();
    m_local = fromRaw(bound.storage);
    m_notifier = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                     [this] { readAll(); });
    return {};
}

// Asked for when it is shown. SO_RXQ_OVFL would tell it with each datagram, but not of those that
// were dropped behind the last one.
std::uint64_t PosixUdpSocket::kernelDrops() const
{
    std::array<std::uint32_t, SK_MEMINFO_VARS> info{};
    socklen_t length = sizeof info;
    if (::getsockopt(m_fd, SOL_SOCKET, SO_MEMINFO, info.data(), &length) != 0)
        return 0;
    return info[SK_MEMINFO_DROPS];
}

std::size_t PosixUdpSocket::setReceiveBuffer(std::size_t bytes)
{
    const auto wanted =
        static_cast<int>(std::min<std::size_t>(bytes, std::numeric_limits<int>::max() / 2));
    setFlag(SOL_SOCKET, SO_RCVBUF, wanted);
    int given = 0;
    socklen_t length = sizeof given;
    if (::getsockopt(m_fd, SOL_SOCKET, SO_RCVBUF, &given, &length) != 0)
        return 0;
    return static_cast<std::size_t>(given) / 2; // Linux doubles it for its own book-keeping
}

void PosixUdpSocket::connectTo(const SocketAddress &peer)
{
    const RawAddress raw = toRaw(peer);
    if (::connect(m_fd, reinterpret_cast<const sockaddr *>(&raw.storage), raw.length) == 0) {
        m_connected = peer;
        RawAddress bound;
        bound.length = sizeof bound.storage;
        if (::getsockname(m_fd, reinterpret_cast<sockaddr *>(&bound.storage), &bound.length) == 0)
            m_local = fromRaw(bound.storage);
        // With one peer there is nothing to tell apart: the extras cost time for each datagram.
        const bool v6 = peer.family == SocketAddress::Family::IPv6;
        setFlag(v6 ? int{IPPROTO_IPV6} : int{IPPROTO_IP}, v6 ? IPV6_RECVPKTINFO : IP_PKTINFO, 0);
    }
}

bool PosixUdpSocket::sendOnce(const SocketAddress &to, ByteView bytes,
                              const std::optional<SocketAddress> &source)
{
    if (m_connected == to)
        return ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) >= 0;
    RawAddress raw = toRaw(to);
    iovec piece{const_cast<std::uint8_t *>(bytes.data()), bytes.size()};
    msghdr message{};
    message.msg_name = &raw.storage;
    message.msg_namelen = raw.length;
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(in6_pktinfo))> control{};
    const bool v4Route = to.family == SocketAddress::Family::IPv4 && (to.zone || source);
    if (v4Route) {
        in_pktinfo info{};
        info.ipi_ifindex = static_cast<int>(to.zone);
        if (source)
            std::memcpy(&info.ipi_spec_dst, source->ip.data(), 4);
        message.msg_control = control.data();
        message.msg_controllen = CMSG_SPACE(sizeof info);
        cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = IPPROTO_IP;
        header->cmsg_type = IP_PKTINFO;
        header->cmsg_len = CMSG_LEN(sizeof info);
        std::memcpy(CMSG_DATA(header), &info, sizeof info);
    }
    return ::sendmsg(m_fd, &message, MSG_NOSIGNAL) >= 0;
}

Result<void, SocketFailure> PosixUdpSocket::send(const SocketAddress &to, ByteView bytes,
                                                 const std::optional<SocketAddress> &source)
{
    for (int attempt = 0; attempt < kSendAttempts; ++attempt) {
        if (sendOnce(to, bytes, source))
            return {};
        if (errno != ECONNREFUSED && errno != EHOSTUNREACH && errno != ENETUNREACH)
            break;
        // It may be the ICMP error of an earlier datagram, to anybody: this one was not tried then.
        const int error = errno;
        readErrors();
        errno = error;
    }
    if (errno == EAGAIN || errno == ENOBUFS || errno == ECONNREFUSED)
        return {}; // lost, as on any network
    return systemFailure();
}

Result<void, SocketFailure> PosixUdpSocket::joinGroup(const SocketAddress &group,
                                                      std::uint32_t interfaceIndex,
                                                      const SocketAddress &interfaceAddress)
{
    int result = 0;
    if (group.family == SocketAddress::Family::IPv4) {
        ip_mreqn request{};
        std::memcpy(&request.imr_multiaddr, group.ip.data(), 4);
        if (interfaceAddress.isValid())
            std::memcpy(&request.imr_address, interfaceAddress.ip.data(), 4);
        request.imr_ifindex = static_cast<int>(interfaceIndex);
        result = ::setsockopt(m_fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &request, sizeof request);
    } else {
        ipv6_mreq request{};
        std::memcpy(&request.ipv6mr_multiaddr, group.ip.data(), 16);
        request.ipv6mr_interface = interfaceIndex;
        result = ::setsockopt(m_fd, IPPROTO_IPV6, IPV6_JOIN_GROUP, &request, sizeof request);
    }
    if (result != 0 && errno != EADDRINUSE)
        return systemFailure();
    return {};
}

void PosixUdpSocket::readAll()
{
    for (int i = 0; i < kDatagramsPerWakeup; ++i) {
        if (!readOne())
            break;
    }
    m_listener.readFinished();
}

bool PosixUdpSocket::readOne()
{
    if (m_connected) {
        const ssize_t size = ::recv(m_fd, m_buffer.data(), m_buffer.size(), 0);
        if (size < 0) {
            if (errno == ECONNREFUSED || errno == EHOSTUNREACH || errno == ENETUNREACH) {
                readErrors();
                return true;
            }
            return false;
        }
        ReceivedDatagram datagram;
        datagram.from = *m_connected;
        datagram.bytes = ByteView(m_buffer).first(static_cast<std::size_t>(size));
        m_listener.datagramReceived(datagram);
        return true;
    }
    sockaddr_storage from{};
    alignas(cmsghdr) std::array<char, 256> control{};
    iovec piece{m_buffer.data(), m_buffer.size()};
    msghdr message{};
    message.msg_name = &from;
    message.msg_namelen = sizeof from;
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t size = ::recvmsg(m_fd, &message, 0);
    if (size < 0) {
        if (errno == EAGAIN || errno == EINTR)
            return errno == EINTR;
        readErrors();
        return true;
    }
    ReceivedDatagram datagram;
    datagram.from = fromRaw(from);
    datagram.bytes = ByteView(m_buffer).first(static_cast<std::size_t>(size));
    readControl(message, datagram);
    m_listener.datagramReceived(datagram);
    return true;
}

void PosixUdpSocket::readControl(msghdr &message, ReceivedDatagram &datagram)
{
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); header;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level == IPPROTO_IP && header->cmsg_type == IP_PKTINFO) {
            const auto info = controlData<in_pktinfo>(header);
            SocketAddress to = m_local;
            std::memcpy(to.ip.data(), &info.ipi_addr, 4);
            datagram.to = to;
            datagram.interfaceIndex = static_cast<std::uint32_t>(info.ipi_ifindex);
        } else if (header->cmsg_level == IPPROTO_IPV6 && header->cmsg_type == IPV6_PKTINFO) {
            const auto info = controlData<in6_pktinfo>(header);
            SocketAddress to = m_local;
            std::memcpy(to.ip.data(), &info.ipi6_addr, 16);
            datagram.to = to;
            datagram.interfaceIndex = info.ipi6_ifindex;
        } else if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_TIMESTAMPNS) {
            const auto at = controlData<timespec>(header);
            datagram.arrivalUnixMicros = at.tv_sec * 1'000'000 + at.tv_nsec / 1000;
        }
    }
}

void PosixUdpSocket::readErrors()
{
    for (int i = 0; i < kDatagramsPerWakeup; ++i) {
        sockaddr_storage peer{};
        alignas(cmsghdr) std::array<char, 512> control{};
        std::array<char, 64> payload{};
        iovec piece{payload.data(), payload.size()};
        msghdr message{};
        message.msg_name = &peer;
        message.msg_namelen = sizeof peer;
        message.msg_iov = &piece;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        if (::recvmsg(m_fd, &message, MSG_ERRQUEUE) < 0)
            return;
        for (cmsghdr *h = CMSG_FIRSTHDR(&message); h; h = CMSG_NXTHDR(&message, h)) {
            const bool ours = (h->cmsg_level == IPPROTO_IP && h->cmsg_type == IP_RECVERR) ||
                              (h->cmsg_level == IPPROTO_IPV6 && h->cmsg_type == IPV6_RECVERR);
            if (!ours)
                continue;
            const auto error = controlData<sock_extended_err>(h);
            if (error.ee_errno == ECONNREFUSED || error.ee_errno == EHOSTUNREACH ||
                error.ee_errno == ENETUNREACH)
                m_listener.peerUnreachable(fromRaw(peer));
        }
    }
}

} // namespace

std::unique_ptr<UdpSocket> createPosixUdpSocket(UdpSocketListener &listener)
{
    return std::make_unique<PosixUdpSocket>(listener);
}

} // namespace copper
