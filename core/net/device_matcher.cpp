// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/device_matcher.h"

namespace copper {

namespace {

SocketAddress withoutZone(SocketAddress address)
{
    address.zone = 0;
    return address;
}

std::uint64_t listDigest(const DiscoveredDevice &device)
{
    return device.found.linkText ? digest64(*device.found.linkText) : 0;
}

} // namespace

std::optional<std::size_t> DeviceMatcher::find(const DiscoveredDevice &device,
                                               const std::vector<DiscoveredDevice> &devices) const
{
    for (const std::size_t index : candidates(device)) {
        if (isSameDevice(devices[index], device))
            return index;
    }
    return std::nullopt;
}

std::vector<std::size_t> DeviceMatcher::candidates(const DiscoveredDevice &device) const
{
    std::vector<std::size_t> found;
    if (const auto it = m_byName.find(device.endpointName); it != m_byName.end())
        found.push_back(it->second);
    for (const DeviceAddress &address : device.found.addresses) {
        if (const auto it = m_byAddress.find(withoutZone(address.socket)); it != m_byAddress.end())
            found.push_back(it->second);
    }
    appendByMac(device, found);
    return found;
}

void DeviceMatcher::appendByMac(const DiscoveredDevice &device,
                                std::vector<std::size_t> &found) const
{
    const auto sameList = m_byMac.find(listDigest(device));
    for (const DeviceAddress &address : device.found.addresses) {
        const std::optional<QString> embedded = embeddedMac(address.socket);
        // The system's table is read only where its answer can matter.
        if (!embedded && sameList == m_byMac.end())
            continue;
        const std::optional<QString> mac = embedded ? embedded : neighbourMac(address.socket);
        if (!mac)
            continue;
        if (sameList != m_byMac.end()) {
            const auto it = sameList->second.find({*mac, address.socket.port});
            if (it != sameList->second.end())
                found.push_back(it->second);
        }
        if (!embedded)
            continue;
        for (SocketAddress neighbour : neighboursWithMac(*mac)) {
            neighbour.port = address.socket.port;
            if (const auto it = m_byAddress.find(neighbour); it != m_byAddress.end())
                found.push_back(it->second);
        }
    }
}

void DeviceMatcher::add(std::size_t index, const DiscoveredDevice &device)
{
    if (!device.endpointName.isEmpty())
        m_byName.try_emplace(device.endpointName, index);
    for (const DeviceAddress &address : device.found.addresses) {
        if (!address.socket.isLinkLocal())
            m_byAddress.try_emplace(withoutZone(address.socket), index);
        if (const auto mac = embeddedMac(address.socket))
            m_byMac[listDigest(device)].try_emplace({*mac, address.socket.port}, index);
    }
}

} // namespace copper
