// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/socket_address.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>

namespace copper {

struct ReceivedDatagram
{
    SocketAddress from;              // zone set for link-local IPv6
    std::optional<SocketAddress> to; // the destination address, where the system tells it
    std::uint32_t interfaceIndex = 0;
    std::optional<std::int64_t> arrivalUnixMicros; // the kernel's time stamp
    ByteView bytes;                                // valid during the call
};

class UdpSocketListener
{
public:
    virtual ~UdpSocketListener() = default;
    virtual void datagramReceived(const ReceivedDatagram &datagram) = 0;
    // ICMP said so, or the system has no route.
    virtual void peerUnreachable(const SocketAddress &peer) = 0;
    // All that was waiting has been delivered.
    virtual void readFinished() = 0;
};

struct SocketFailure
{
    int errorNumber = 0; // errno, or 0
    QString text;        // the system's words
};

struct UdpOptions
{
    bool reuseAddress = false;                       // to share a group's port
    std::optional<std::uint32_t> receiveBufferBytes; // asked for; the system may give less
    bool timestamps = false;                         // arrivalUnixMicros wanted
    std::optional<int> multicastHops;                // of what is sent to groups; 0: this host only
};

// One UDP socket in the thread that made it, driven by that thread's event loop. Two backends: own
// recvmsg/sendmsg where there is POSIX (faster, and tells interface, arrival and drops), QUdpSocket
// elsewhere. Never blocks; a datagram the system cannot take now is lost, as on any network.
class UdpSocket
{
public:
    enum class Backend { Posix, Qt };
    static Backend defaultBackend();
    static std::unique_ptr<UdpSocket> create(Backend backend, UdpSocketListener &listener);

    virtual ~UdpSocket() = default;
    // Port 0: any. The family of `local` decides the family of the socket.
    virtual Result<void, SocketFailure> bind(const SocketAddress &local,
                                             const UdpOptions &options) = 0;
    virtual SocketAddress localAddress() const = 0;
    // For a multicast destination `to.zone` names the interface, for IPv4 too; `source` the address
    // it leaves from (loopback needs 127.0.0.1).
    virtual Result<void, SocketFailure> send(const SocketAddress &to, ByteView bytes,
                                             const std::optional<SocketAddress> &source) = 0;
    virtual Result<void, SocketFailure> joinGroup(const SocketAddress &group,
                                                  std::uint32_t interfaceIndex,
                                                  const SocketAddress &interfaceAddress) = 0;
    // Datagrams the kernel threw away because we read too slowly, in all; 0 where it does not tell.
    virtual std::uint64_t kernelDrops() const = 0;
    // The receive buffer from now on. What the system gives of it, which may be less (on Linux
    // net.core.rmem_max) or more; 0 where it does not tell.
    virtual std::size_t setReceiveBuffer(std::size_t bytes) = 0;
    // From now on only this peer: sends take a shorter way through the kernel.
    virtual void connectTo(const SocketAddress &peer) = 0;
};

// The local address the system would send from to this peer, port 0; invalid when it cannot tell.
SocketAddress routeSource(const SocketAddress &to);

} // namespace copper
