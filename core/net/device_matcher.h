// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/device_identity.h"

#include <map>
#include <utility>
#include <vector>

namespace copper {

// Finds the device of a scan that a new answer belongs to (isSameDevice), among tens of thousands
// and without comparing it with each: by the name, by the address, and where lists are equal by the
// MAC address.
class DeviceMatcher
{
public:
    // `devices`: those that were added, by their index.
    std::optional<std::size_t> find(const DiscoveredDevice &device,
                                    const std::vector<DiscoveredDevice> &devices) const;
    // A new device, or a known one that has got another address.
    void add(std::size_t index, const DiscoveredDevice &device);

private:
    using MacAndPort = std::pair<QString, std::uint16_t>;
    std::vector<std::size_t> candidates(const DiscoveredDevice &device) const;
    void appendByMac(const DiscoveredDevice &device, std::vector<std::size_t> &found) const;

    std::map<QString, std::size_t> m_byName;
    std::map<SocketAddress, std::size_t> m_byAddress; // without zone; no link-local ones
    // By the digest of the link list, then by the MAC address inside an EUI-64 address.
    std::map<std::uint64_t, std::map<MacAndPort, std::size_t>> m_byMac;
};

} // namespace copper
