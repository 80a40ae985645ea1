// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/udp_socket_backends.h"

#include "core/net/host_address.h"

#include <QNetworkProxy>
#include <QUdpSocket>

#include <cstdlib>
#include <string_view>

namespace copper {

UdpSocket::Backend UdpSocket::defaultBackend()
{
#ifdef COPPERFIELD_POSIX_UDP
    // So that the same tests run over both.
    const char *wanted = std::getenv("COPPERFIELD_UDP_BACKEND");
    if (wanted && std::string_view(wanted) == "qt")
        return Backend::Qt;
    return Backend::Posix;
#else
    return Backend::Qt;
#endif
}

std::unique_ptr<UdpSocket> UdpSocket::create(Backend backend, UdpSocketListener &listener)
{
#ifdef COPPERFIELD_POSIX_UDP
    if (backend == Backend::Posix)
        return createPosixUdpSocket(listener);
#else
    (void)backend;
#endif
    return createQtUdpSocket(listener);
}

SocketAddress routeSource(const SocketAddress &to)
{
    // Connecting a datagram socket sends nothing; it only makes the system choose.
    QUdpSocket probe;
    probe.setProxy(QNetworkProxy::NoProxy);
    probe.connectToHost(toHostAddress(to), to.port);
    if (!probe.waitForConnected(100))
        return {};
    return fromHostAddress(probe.localAddress(), 0);
}

} // namespace copper
