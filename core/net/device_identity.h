// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/link_format.h"
#include "core/domain/session_events.h"

#include <QString>

#include <optional>
#include <vector>

namespace copper {

// A device as one scan sees it: its addresses, and what proves that they belong together.
struct DiscoveredDevice
{
    DeviceFound found;
    QString endpointName; // ep of its links (RFC 9176), if it says so
};

// Are these two the same device? Yes when both give the same `ep`; when the address is the same on
// two interfaces; when both link lists are equal and the IPv6 addresses carry the same MAC address
// (EUI-64, RFC 4291 appendix A), or the one's IPv6 address carries the MAC that the system knows
// for the other's IPv4 address. Everything else stays two.
bool isSameDevice(const DiscoveredDevice &a, const DiscoveredDevice &b);

// The MAC address inside an EUI-64 interface identifier, "00:11:22:33:44:55".
std::optional<QString> embeddedMac(const SocketAddress &address);
// From the system's neighbour table; IPv4, Linux.
std::optional<QString> neighbourMac(const SocketAddress &address);
// The other way round; port 0.
std::vector<SocketAddress> neighboursWithMac(const QString &mac);

// A device's links in the form the stores keep, targets resolved against the device.
std::vector<ResourceLink> toResourceLinks(const LinkList &list, const DeviceAddress &device);
// ep, else the title of its root.
QString deviceName(const LinkList &list);
QString endpointNameOf(const LinkList &list);

} // namespace copper
