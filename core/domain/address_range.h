// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/socket_address.h"

#include <QString>

#include <cstdint>

namespace copper {

// Addresses of one family that follow each other, to be asked one by one. A value; at() makes each
// when it is asked for.
class AddressRange
{
public:
    static constexpr std::uint32_t kMaxAddresses = 65'536;

    enum class Error {
        Syntax,
        TwoFamilies, // "192.168.1.1-fe80::1"
        Backwards,   // the end is before the beginning
        TooMany,     // kMaxAddresses
        Multicast,   // groups are asked by multicast
    };

    // "192.168.1.0/24" (without network and broadcast address), "192.168.1.10-40",
    // "192.168.1.10-192.168.2.5", "192.168.1.7", each with ":PORT" if it is not 5683; IPv6 as
    // "fd00::/120" or "fd00::1-fd00::ff", with a port in brackets: "[fd00::/120]:5685". A zone
    // ("fe80::1%3-fe80::9") is numeric and that of the first address.
    static Result<AddressRange, Error> parse(const QString &text);

    std::uint32_t size() const { return m_size; }
    SocketAddress at(std::uint32_t index) const;

private:
    AddressRange(const SocketAddress &first, std::uint32_t size) : m_first(first), m_size(size) {}
    SocketAddress m_first; // with the port
    std::uint32_t m_size = 0;
};

} // namespace copper
