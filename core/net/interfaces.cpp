// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/interfaces.h"

#include "core/net/host_address.h"
#include "core/net/udp_socket.h"

#include <QNetworkInterface>
#include <QSocketNotifier>

#ifdef Q_OS_LINUX
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#endif

namespace copper {

namespace {

bool isUp(const QNetworkInterface &interface)
{
    return interface.flags().testFlag(QNetworkInterface::IsUp) &&
           interface.flags().testFlag(QNetworkInterface::IsRunning);
}

} // namespace

std::vector<MulticastInterface> multicastInterfaces()
{
    std::vector<MulticastInterface> found;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const QNetworkInterface::InterfaceFlags flags = interface.flags();
        const bool loopback = flags.testFlag(QNetworkInterface::IsLoopBack);
        // Linux delivers IPv4 multicast on loopback although it lacks the flag.
        if (!isUp(interface) || (!loopback && !flags.testFlag(QNetworkInterface::CanMulticast)))
            continue;
        MulticastInterface entry;
        entry.name = interface.name();
        entry.index = static_cast<std::uint32_t>(interface.index());
        entry.loopback = loopback;
        for (const QNetworkAddressEntry &address : interface.addressEntries()) {
            const SocketAddress ip = fromHostAddress(address.ip(), 0);
            if (ip.family == SocketAddress::Family::IPv4)
                entry.ipv4.push_back(ip);
            else if (ip.family == SocketAddress::Family::IPv6 && !loopback)
                entry.ipv6 = true;
        }
        if (!entry.ipv4.empty() || entry.ipv6)
            found.push_back(std::move(entry));
    }
    return found;
}

std::vector<InterfaceInfo> allInterfaces()
{
    std::vector<InterfaceInfo> found;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        InterfaceInfo info;
        info.name = interface.name();
        info.index = static_cast<std::uint32_t>(interface.index());
        info.up = isUp(interface);
        info.loopback = interface.flags().testFlag(QNetworkInterface::IsLoopBack);
        info.multicast = interface.flags().testFlag(QNetworkInterface::CanMulticast);
        for (const QNetworkAddressEntry &address : interface.addressEntries()) {
            SocketAddress ip = fromHostAddress(address.ip(), 0);
            ip.zone = 0;
            info.addresses << QString::fromStdString(ipLiteral(ip)) + QLatin1Char('/') +
                                  QString::number(address.prefixLength());
        }
        found.push_back(std::move(info));
    }
    return found;
}

QString interfaceTowards(const SocketAddress &address)
{
    if (address.isLoopback())
        return QStringLiteral("lo");
    if (address.zone != 0)
        return QNetworkInterface::interfaceNameFromIndex(static_cast<int>(address.zone));
    SocketAddress own = routeSource(address);
    own.zone = 0;
    own.port = 0;
    if (!own.isValid())
        return {};
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            SocketAddress ip = fromHostAddress(entry.ip(), 0);
            ip.zone = 0;
            if (ip == own)
                return interface.name();
        }
    }
    return {};
}

InterfaceWatcher::InterfaceWatcher(QObject *parent) : QObject(parent)
{
    // One cable pulled is a burst of messages; an address comes some time after its link.
    m_settle.setSingleShot(true);
    m_settle.setInterval(300);
    connect(&m_settle, &QTimer::timeout, this, &InterfaceWatcher::look);
    m_known = allInterfaces();
#ifdef Q_OS_LINUX
    m_socket = ::socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_ROUTE);
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;
    if (m_socket >= 0 &&
        ::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        m_notifier = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
            std::array<char, 8192> scratch{};
            while (::recv(m_socket, scratch.data(), scratch.size(), 0) > 0) {
            }
            m_settle.start();
        });
        return;
    }
#endif
    connect(&m_poll, &QTimer::timeout, this, &InterfaceWatcher::look);
    m_poll.start(5000);
}

InterfaceWatcher::~InterfaceWatcher()
{
    m_notifier.reset();
#ifdef Q_OS_LINUX
    if (m_socket >= 0)
        ::close(m_socket);
#endif
}

void InterfaceWatcher::look()
{
    std::vector<InterfaceInfo> now = allInterfaces();
    if (now == m_known)
        return;
    m_known = std::move(now);
    Q_EMIT changed();
}

} // namespace copper
