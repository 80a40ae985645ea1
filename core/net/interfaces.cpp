// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/interfaces.h"

#include "core/net/host_address.h"

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

std::vector<MulticastInterface> multicastInterfaces()
{
    std::vector<MulticastInterface> found;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const QNetworkInterface::InterfaceFlags flags = interface.flags();
        const bool up =
            flags.testFlag(QNetworkInterface::IsUp) && flags.testFlag(QNetworkInterface::IsRunning);
        const bool loopback = flags.testFlag(QNetworkInterface::IsLoopBack);
        // Linux delivers IPv4 multicast on loopback although it lacks the flag.
        if (!up || (!loopback && !flags.testFlag(QNetworkInterface::CanMulticast)))
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

InterfaceWatcher::InterfaceWatcher(QObject *parent) : QObject(parent)
{
    // One cable pulled is a burst of messages; an address comes some time after its link.
    m_settle.setSingleShot(true);
    m_settle.setInterval(300);
    connect(&m_settle, &QTimer::timeout, this, &InterfaceWatcher::look);
    for (const MulticastInterface &entry : multicastInterfaces())
        m_known << entry.name;
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
    QStringList names;
    for (const MulticastInterface &entry : multicastInterfaces())
        names << entry.name;
    if (names == m_known)
        return;
    m_known = names;
    Q_EMIT changed(names);
}

} // namespace copper
