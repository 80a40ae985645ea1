// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/socket_address.h"
#include "core/domain/scan_events.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <vector>

class QSocketNotifier;

namespace copper {

// One network interface multicast can be sent on.
struct MulticastInterface
{
    QString name;
    std::uint32_t index = 0;
    bool loopback = false;           // IPv4 only: ff02::fd joins there, but nothing arrives
    std::vector<SocketAddress> ipv4; // its addresses
    bool ipv6 = false;               // has a link-local or other IPv6 address
};

// Every interface that is up and takes multicast, and the loopback.
std::vector<MulticastInterface> multicastInterfaces();

// All there are, also those that are down.
std::vector<InterfaceInfo> allInterfaces();
// The one that the system would send from to this address; empty when it cannot tell.
QString interfaceTowards(const SocketAddress &address);

// Says when interfaces or addresses came or went: at once from the kernel where it tells, else by
// looking every few seconds. Lives in the thread that made it.
class InterfaceWatcher final : public QObject
{
    Q_OBJECT
public:
    explicit InterfaceWatcher(QObject *parent = nullptr);
    ~InterfaceWatcher() override;

Q_SIGNALS:
    void changed();

private:
    void look();
    std::vector<InterfaceInfo> m_known;
    QTimer m_settle;
    QTimer m_poll;
    std::unique_ptr<QSocketNotifier> m_notifier;
    int m_socket = -1;
};

} // namespace copper
