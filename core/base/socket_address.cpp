// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/socket_address.h"

#include <algorithm>
#include <charconv>

namespace copper {

namespace {

// A decimal number without sign, blanks or needless leading zeros.
std::optional<std::uint32_t> parseDecimal(std::string_view text, std::uint32_t largest)
{
    if (text.empty() || (text.size() > 1 && text.front() == '0'))
        return std::nullopt;
    std::uint32_t value = 0;
    const char *const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, 10);
    if (error != std::errc() || stop != end || value > largest)
        return std::nullopt;
    return value;
}

std::optional<std::array<std::uint8_t, 4>> parseIPv4(std::string_view text)
{
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t dot = text.find('.');
        if ((dot == std::string_view::npos) != (i == 3))
            return std::nullopt;
        const auto value = parseDecimal(text.substr(0, dot), 255);
        if (!value)
            return std::nullopt;
        bytes[i] = static_cast<std::uint8_t>(*value);
        if (i < 3)
            text.remove_prefix(dot + 1);
    }
    return bytes;
}

std::optional<std::uint16_t> parseGroup(std::string_view text)
{
    if (text.empty() || text.size() > 4)
        return std::nullopt;
    std::uint16_t value = 0;
    const char *const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, 16);
    if (error != std::errc() || stop != end)
        return std::nullopt;
    return value;
}

// 16-bit groups of one side of "::"; the last may be a dotted IPv4 address when `mayEndInIPv4`.
struct Groups
{
    std::array<std::uint16_t, 8> values{};
    std::size_t count = 0;
};

std::optional<Groups> parseGroups(std::string_view text, bool mayEndInIPv4)
{
    Groups groups;
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        const std::string_view part = text.substr(0, colon);
        const bool last = colon == std::string_view::npos;
        if (last && mayEndInIPv4 && part.find('.') != std::string_view::npos) {
            const auto ipv4 = parseIPv4(part);
            if (!ipv4 || groups.count > 6)
                return std::nullopt;
            for (std::size_t i = 0; i < 4; i += 2)
                groups.values[groups.count++] =
                    static_cast<std::uint16_t>(((*ipv4)[i] << 8) | (*ipv4)[i + 1]);
            return groups;
        }
        const auto value = parseGroup(part);
        if (!value || groups.count == 8)
            return std::nullopt;
        groups.values[groups.count++] = *value;
        if (last)
            return groups;
        text.remove_prefix(colon + 1);
        if (text.empty())
            return std::nullopt; // ends in a single colon
    }
    return groups;
}

std::optional<std::array<std::uint8_t, 16>> parseIPv6(std::string_view text)
{
    std::array<std::uint16_t, 8> words{};
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos) {
        const auto all = parseGroups(text, true);
        if (!all || all->count != 8)
            return std::nullopt;
        words = all->values;
    } else {
        const auto head = parseGroups(text.substr(0, gap), false);
        const auto tail = parseGroups(text.substr(gap + 2), true);
        if (!head || !tail || head->count + tail->count > 7)
            return std::nullopt;
        std::copy_n(head->values.begin(), head->count, words.begin());
        std::copy_n(tail->values.begin(), tail->count,
                    words.begin() + static_cast<std::ptrdiff_t>(8 - tail->count));
    }
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 8; ++i) {
        bytes[2 * i] = static_cast<std::uint8_t>(words[i] >> 8);
        bytes[2 * i + 1] = static_cast<std::uint8_t>(words[i] & 0xff);
    }
    return bytes;
}

std::string ipv4Text(const std::uint8_t *bytes)
{
    std::string text;
    for (std::size_t i = 0; i < 4; ++i) {
        if (i > 0)
            text.push_back('.');
        text += std::to_string(bytes[i]);
    }
    return text;
}

std::string hexGroup(std::uint16_t value)
{
    std::array<char, 4> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, 16);
    return {buffer.data(), result.ptr};
}

// RFC 5952 §4.2: the longest run of at least two zero groups, the first of equal ones.
struct ZeroRun
{
    std::size_t start = 8;
    std::size_t length = 0;
};

ZeroRun longestZeroRun(const std::array<std::uint16_t, 8> &words)
{
    ZeroRun best;
    for (std::size_t i = 0; i < 8;) {
        std::size_t k = i;
        while (k < 8 && words[k] == 0)
            ++k;
        if (k - i >= 2 && k - i > best.length)
            best = {i, k - i};
        i = k == i ? i + 1 : k;
    }
    return best;
}

std::string ipv6Text(const std::array<std::uint8_t, 16> &bytes)
{
    std::array<std::uint16_t, 8> words{};
    for (std::size_t i = 0; i < 8; ++i)
        words[i] = static_cast<std::uint16_t>((bytes[2 * i] << 8) | bytes[2 * i + 1]);
    const bool mapped = std::all_of(words.begin(), words.begin() + 5,
                                    [](std::uint16_t word) { return word == 0; }) &&
                        words[5] == 0xffff;
    if (mapped) // RFC 5952 §5
        return "::ffff:" + ipv4Text(bytes.data() + 12);
    const ZeroRun run = longestZeroRun(words);
    std::string text;
    for (std::size_t i = 0; i < 8;) {
        if (i == run.start) {
            text += "::";
            i += run.length;
            continue;
        }
        if (!text.empty() && text.back() != ':')
            text.push_back(':');
        text += hexGroup(words[i]);
        ++i;
    }
    return text;
}

} // namespace

bool SocketAddress::isMulticast() const
{
    if (family == Family::IPv4)
        return (ip[0] & 0xf0) == 0xe0;
    return family == Family::IPv6 && ip[0] == 0xff;
}

bool SocketAddress::isLinkLocal() const
{
    if (family == Family::IPv4)
        return (ip[0] == 169 && ip[1] == 254) || (ip[0] == 224 && ip[1] == 0 && ip[2] == 0);
    if (family != Family::IPv6)
        return false;
    return (ip[0] == 0xfe && (ip[1] & 0xc0) == 0x80) || (ip[0] == 0xff && (ip[1] & 0x0f) == 2);
}

bool SocketAddress::isUnspecified() const
{
    return std::all_of(ip.begin(), ip.end(), [](std::uint8_t byte) { return byte == 0; });
}

bool SocketAddress::isLoopback() const
{
    if (family == Family::IPv4)
        return ip[0] == 127;
    return family == Family::IPv6 && ip[15] == 1 &&
           std::all_of(ip.begin(), ip.end() - 1, [](std::uint8_t byte) { return byte == 0; });
}

std::optional<SocketAddress> parseIpLiteral(std::string_view text)
{
    SocketAddress address;
    if (text.find(':') == std::string_view::npos) {
        const auto ipv4 = parseIPv4(text);
        if (!ipv4)
            return std::nullopt;
        address.family = SocketAddress::Family::IPv4;
        std::copy(ipv4->begin(), ipv4->end(), address.ip.begin());
        return address;
    }
    const std::size_t percent = text.find('%');
    if (percent != std::string_view::npos) {
        const auto zone = parseDecimal(text.substr(percent + 1), UINT32_MAX);
        if (!zone)
            return std::nullopt;
        address.zone = *zone;
        text = text.substr(0, percent);
    }
    const auto ipv6 = parseIPv6(text);
    if (!ipv6)
        return std::nullopt;
    address.family = SocketAddress::Family::IPv6;
    address.ip = *ipv6;
    return address;
}

std::string ipLiteral(const SocketAddress &address)
{
    switch (address.family) {
    case SocketAddress::Family::None:
        return {};
    case SocketAddress::Family::IPv4:
        return ipv4Text(address.ip.data());
    case SocketAddress::Family::IPv6:
        break;
    }
    std::string text = ipv6Text(address.ip);
    if (address.zone != 0)
        text += '%' + std::to_string(address.zone);
    return text;
}

std::string toText(const SocketAddress &address)
{
    if (!address.isValid())
        return {};
    std::string text = ipLiteral(address);
    if (address.family == SocketAddress::Family::IPv6)
        text = '[' + text + ']';
    return text + ':' + std::to_string(address.port);
}

} // namespace copper
