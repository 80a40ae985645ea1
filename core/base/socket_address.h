// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// First, because moc of Qt 6.4 stumbles over libstdc++ when <array> and <compare> lead.
#include <optional>

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace copper {

// An IP address with port, and for IPv6 the zone (RFC 4007) as the system's interface index. Pure
// data: it opens nothing. IPv4 keeps its four bytes first.
struct SocketAddress
{
    enum class Family : std::uint8_t { None, IPv4, IPv6 };
    Family family = Family::None;
    std::array<std::uint8_t, 16> ip{};
    std::uint16_t port = 0;
    std::uint32_t zone = 0; // 0: none

    auto operator<=>(const SocketAddress &) const = default;
    bool isValid() const { return family != Family::None; }
    bool isMulticast() const;
    // Meaningful on one link only, multicast included: fe80::/10, ff02::/16, 169.254/16,
    // 224.0.0/24.
    bool isLinkLocal() const;
    bool isLoopback() const;
    bool isUnspecified() const; // 0.0.0.0 or ::
};

// An IP literal without brackets and without port: "127.0.0.11", "fe80::1", "fe80::1%3" (a numeric
// zone only; names are resolved where sockets are). Port is left 0.
std::optional<SocketAddress> parseIpLiteral(std::string_view text);
// RFC 5952 form, without port; a zone as "%3".
std::string ipLiteral(const SocketAddress &address);
// "127.0.0.11:5683", "[fe80::1%3]:5683".
std::string toText(const SocketAddress &address);

} // namespace copper
