// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/socket_address.h"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace copper {

// How much a pattern narrows down; the greater one is asked first. A name or an address, then the
// smaller range, then the longer suffix, then any host; of equals the one that names a port, then
// the one that names a zone.
struct Specificity
{
    std::uint8_t rank = 0;
    std::array<std::uint8_t, 16> narrowness{}; // within the rank, a number of 128 bits
    bool hasPort = false;
    bool hasZone = false;
    auto operator<=>(const Specificity &) const = default;
};

// Which hosts a credential is for:
//   gh-south            a name, whatever its case
//   *.site7.local       every name that ends so, with something before it
//   192.168.20.31       an address; fe80::3a:7c21 with or without brackets, and with a %zone
//   192.168.20.100-119  a range: of the last octet, or from one whole address to another
//   192.168.20.0/24     a network
//   *                   every host
// each with ":port" behind it, for which an IPv6 address needs its brackets.
class HostPattern
{
public:
    static constexpr std::size_t kMaxHostSize = 253;
    static constexpr std::size_t kMaxTextSize = kMaxHostSize + 6;

    enum class Form { Any, Suffix, Range, Network, Address, Name };
    enum class Error {
        Empty,
        TooLong,
        BadPort,        // not 1 to 65535
        BadAddress,     // looks like an address and is none
        BadRange,       // ends before it starts, or in another family
        BadPrefix,      // behind the stroke: not 0 to 32, or 128
        BadName,        // a character, or a label, that no host name has
        MisplacedStar,  // a star stands alone, or before the first dot
        BrokenBrackets, // not closed, or something between them and the port
    };

    // Every host.
    HostPattern() = default;
    static Result<HostPattern, Error> parse(std::string_view text);

    // As parse() reads it, in one spelling: lower case, IPv6 in brackets, a network by its first
    // address.
    std::string text() const;
    Form form() const { return m_form; }
    std::optional<std::uint16_t> port() const { return m_port; }
    Specificity specificity() const;

    // `host` as it was typed, with or without brackets, or empty; `address` may be invalid where
    // it is not known yet. A zone that is a number is compared with the address's, any other with
    // the text of the host.
    bool matches(std::string_view host, const SocketAddress &address, std::uint16_t port) const;

    bool operator==(const HostPattern &) const = default;

private:
    Result<void, Error> parseHost(std::string_view host);
    Result<void, Error> parseAddress(std::string_view host);
    Result<void, Error> parseName(std::string_view host);
    Result<void, Error> parseNetwork(std::string_view host, std::size_t stroke);
    Result<void, Error> parseRange(std::string_view first, std::string_view last);
    bool matchesAddress(std::string_view host, const SocketAddress &address) const;
    bool matchesName(std::string_view host) const;

    Form m_form = Form::Any;
    std::string m_name;    // Name: lower case; Suffix: with its leading dot
    SocketAddress m_first; // Address, Range, Network: neither port nor zone
    SocketAddress m_last;  // Range, Network
    std::string m_zone;    // Address
    int m_prefix = 0;      // Network
    std::optional<std::uint16_t> m_port;
};

} // namespace copper
