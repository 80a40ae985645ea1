// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/host_pattern.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <charconv>

namespace copper {

namespace {

using Error = HostPattern::Error;
using Family = SocketAddress::Family;

constexpr std::size_t kMaxLabelSize = 63;
constexpr std::size_t kMaxZoneSize = 64;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

// DNS compares so; other scripts stay as they are.
std::string lowerAscii(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::optional<unsigned> decimal(std::string_view text, unsigned greatest)
{
    unsigned value = 0;
    if (text.empty() || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value > greatest)
        return std::nullopt;
    return value;
}

// An IPv4 address in IPv6's clothes (RFC 4291 §2.5.5.2) is the IPv4 address.
SocketAddress plain(SocketAddress address)
{
    static constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (address.family == Family::IPv6 &&
        std::equal(kMapped.begin(), kMapped.end(), address.ip.begin())) {
        address.family = Family::IPv4;
        std::copy_n(address.ip.begin() + 12, 4, address.ip.begin());
        std::fill(address.ip.begin() + 4, address.ip.end(), std::uint8_t{0});
    }
    address.port = 0;
    address.zone = 0;
    return address;
}

// What an interface may be called, as far as it can be written here.
bool isZone(std::string_view zone)
{
    return !zone.empty() && zone.size() <= kMaxZoneSize &&
           std::all_of(zone.begin(), zone.end(), [](char c) {
               return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      std::string_view("-_.@").find(c) != std::string_view::npos;
           });
}

struct Literal
{
    SocketAddress address; // without port and zone
    std::string_view zone;
};

// An address, in brackets or not; the zone as its text.
std::optional<Literal> literalOf(std::string_view text)
{
    if (text.size() > 2 && text.front() == '[' && text.back() == ']')
        text = text.substr(1, text.size() - 2);
    Literal literal;
    if (const std::size_t percent = text.find('%'); percent != std::string_view::npos) {
        literal.zone = text.substr(percent + 1);
        text = text.substr(0, percent);
        if (!isZone(literal.zone) || text.find(':') == std::string_view::npos)
            return std::nullopt;
    }
    const std::optional<SocketAddress> address = parseIpLiteral(text);
    if (!address)
        return std::nullopt;
    literal.address = plain(*address);
    return literal;
}

bool isLabel(std::string_view label)
{
    return !label.empty() && label.size() <= kMaxLabelSize &&
           std::all_of(label.begin(), label.end(), [](char c) {
               return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                      c == '_' || static_cast<unsigned char>(c) >= 0x80;
           });
}

bool isName(std::string_view name)
{
    if (name.size() > HostPattern::kMaxHostSize || !isValidUtf8(asBytes(name)))
        return false;
    for (;;) {
        const std::size_t dot = name.find('.');
        if (!isLabel(name.substr(0, dot)))
            return false;
        if (dot == std::string_view::npos)
            return true;
        name.remove_prefix(dot + 1);
    }
}

std::string_view withoutFinalDot(std::string_view name)
{
    if (name.size() > 1 && name.back() == '.')
        name.remove_suffix(1);
    return name;
}

// A number of 128 bits from an address's octets.
std::array<std::uint8_t, 16> numberOf(const SocketAddress &address)
{
    if (address.family == Family::IPv6)
        return address.ip;
    std::array<std::uint8_t, 16> number{};
    std::copy_n(address.ip.begin(), 4, number.begin() + 12);
    return number;
}

// All bits of `greater - smaller` the other way round: the greater, the narrower.
std::array<std::uint8_t, 16> narrownessOf(const SocketAddress &first, const SocketAddress &last)
{
    const auto smaller = numberOf(first);
    auto difference = numberOf(last);
    int borrow = 0;
    for (std::size_t i = difference.size(); i-- > 0;) {
        const int value = difference[i] - smaller[i] - borrow;
        borrow = value < 0 ? 1 : 0;
        difference[i] = static_cast<std::uint8_t>(~static_cast<unsigned>(value) & 0xffU);
    }
    return difference;
}

struct Split
{
    std::string host;
    std::string_view port; // without its colon
    bool hasPort = false;
};

// "[a]:port", "[a]/64:port", "[a]-[b]:port": the host without its brackets.
Result<Split, Error> splitBrackets(std::string_view text)
{
    Split split;
    const std::size_t end = text.find_first_of("]");
    if (end == std::string_view::npos)
        return failure(Error::BrokenBrackets);
    split.host = text.substr(1, end - 1);
    std::string_view rest = text.substr(end + 1);
    if (rest.substr(0, 2) == "-[") {
        const std::size_t second = rest.find(']');
        if (second == std::string_view::npos)
            return failure(Error::BrokenBrackets);
        split.host += '-';
        split.host += rest.substr(2, second - 2);
        rest = rest.substr(second + 1);
    } else if (rest.substr(0, 1) == "/") {
        const std::size_t colon = std::min(rest.find(':'), rest.size());
        split.host += rest.substr(0, colon);
        rest = rest.substr(colon);
    }
    if (split.host.find(':') == std::string::npos)
        return failure(Error::BadAddress); // brackets are IPv6's
    if (!rest.empty() && rest.front() != ':')
        return failure(Error::BrokenBrackets);
    split.hasPort = !rest.empty();
    split.port = split.hasPort ? rest.substr(1) : rest;
    return split;
}

Result<Split, Error> splitPort(std::string_view text)
{
    if (text.front() == '[')
        return splitBrackets(text);
    const auto colons = std::count(text.begin(), text.end(), ':');
    if (colons != 1)
        return Split{std::string(text), {}, false}; // none, or an IPv6 address
    const std::size_t colon = text.find(':');
    return Split{std::string(text.substr(0, colon)), text.substr(colon + 1), true};
}

} // namespace

Result<HostPattern, Error> HostPattern::parse(std::string_view text)
{
    text = trimmed(text);
    if (text.empty())
        return failure(Error::Empty);
    if (text.size() > kMaxTextSize)
        return failure(Error::TooLong);
    const auto split = splitPort(text);
    if (!split)
        return failure(split.error());
    HostPattern pattern;
    if (split->hasPort) {
        const auto port = decimal(split->port, UINT16_MAX);
        if (!port || *port == 0)
            return failure(Error::BadPort);
        pattern.m_port = static_cast<std::uint16_t>(*port);
    }
    if (const auto parsed = pattern.parseHost(split->host); !parsed)
        return failure(parsed.error());
    return pattern;
}

Result<void, Error> HostPattern::parseHost(std::string_view host)
{
    if (host.empty())
        return failure(Error::Empty);
    if (host == "*")
        return {};
    if (host.find('*') != std::string_view::npos) {
        if (host.substr(0, 2) != "*." || host.find('*', 1) != std::string_view::npos)
            return failure(Error::MisplacedStar);
        const std::string_view name = withoutFinalDot(host.substr(2));
        if (!isName(name))
            return failure(Error::BadName);
        m_form = Form::Suffix;
        m_name = '.' + lowerAscii(name);
        return {};
    }
    if (const std::size_t stroke = host.find('/'); stroke != std::string_view::npos)
        return parseNetwork(host, stroke);
    // Names and zones have dashes too: it is a range when an address stands before the first.
    const std::size_t dash = host.find('-');
    if (dash != std::string_view::npos && parseIpLiteral(host.substr(0, dash)))
        return parseRange(host.substr(0, dash), host.substr(dash + 1));
    if (host.find(':') != std::string_view::npos)
        return parseAddress(host);
    return parseName(host);
}

Result<void, Error> HostPattern::parseAddress(std::string_view host)
{
    const auto literal = literalOf(host);
    if (!literal)
        return failure(Error::BadAddress);
    m_form = Form::Address;
    m_first = literal->address;
    m_zone = literal->zone;
    return {};
}

Result<void, Error> HostPattern::parseName(std::string_view host)
{
    host = withoutFinalDot(host);
    // No top-level domain is a number: "192.168.20" and "10.0.0.256" were meant as addresses.
    const std::size_t dot = host.rfind('.');
    const std::string_view last = host.substr(dot == std::string_view::npos ? 0 : dot + 1);
    if (dot != std::string_view::npos && !last.empty() &&
        std::all_of(last.begin(), last.end(), isDigit))
        return parseAddress(host);
    if (!isName(host))
        return failure(Error::BadName);
    m_form = Form::Name;
    m_name = lowerAscii(host);
    return {};
}

Result<void, Error> HostPattern::parseNetwork(std::string_view host, std::size_t stroke)
{
    const auto address = parseIpLiteral(host.substr(0, stroke));
    if (!address || address->zone != 0)
        return failure(Error::BadAddress);
    const std::size_t octets = address->family == Family::IPv4 ? 4 : 16;
    const auto prefix = decimal(host.substr(stroke + 1), static_cast<unsigned>(octets * 8));
    if (!prefix)
        return failure(Error::BadPrefix);
    m_form = Form::Network;
    m_prefix = static_cast<int>(*prefix);
    m_first = m_last = *address;
    for (std::size_t i = 0; i < octets; ++i) {
        const int bits = std::clamp(m_prefix - static_cast<int>(i) * 8, 0, 8);
        const auto mask = static_cast<std::uint8_t>((0xff00 >> bits) & 0xff);
        m_first.ip[i] = static_cast<std::uint8_t>(m_first.ip[i] & mask);
        m_last.ip[i] = static_cast<std::uint8_t>(m_first.ip[i] | (~mask & 0xff));
    }
    return {};
}

Result<void, Error> HostPattern::parseRange(std::string_view first, std::string_view last)
{
    m_first = plain(*parseIpLiteral(first));
    m_last = m_first;
    const bool isOctet = last.find_first_of(".:") == std::string_view::npos;
    if (isOctet) {
        const auto octet = decimal(last, UINT8_MAX);
        if (m_first.family != Family::IPv4 || !octet)
            return failure(Error::BadRange);
        m_last.ip[3] = static_cast<std::uint8_t>(*octet);
    } else {
        const auto end = parseIpLiteral(last);
        if (!end)
            return failure(Error::BadAddress);
        m_last = plain(*end);
    }
    if (m_first.family != m_last.family || m_last.ip < m_first.ip)
        return failure(Error::BadRange);
    m_form = Form::Range;
    return {};
}

std::string HostPattern::text() const
{
    std::string host;
    switch (m_form) {
    case Form::Any:
        host = "*";
        break;
    case Form::Suffix:
        host = '*' + m_name;
        break;
    case Form::Name:
        host = m_name;
        break;
    case Form::Address:
        host = ipLiteral(m_first) + (m_zone.empty() ? std::string() : '%' + m_zone);
        break;
    case Form::Network:
        host = ipLiteral(m_first) + '/' + std::to_string(m_prefix);
        break;
    case Form::Range: {
        const bool sameNetwork =
            m_first.family == Family::IPv4 &&
            std::equal(m_first.ip.begin(), m_first.ip.begin() + 3, m_last.ip.begin());
        host = ipLiteral(m_first) + '-' +
               (sameNetwork ? std::to_string(m_last.ip[3]) : ipLiteral(m_last));
        break;
    }
    }
    if (m_first.family == Family::IPv6)
        host = '[' + host + ']';
    return m_port ? host + ':' + std::to_string(*m_port) : host;
}

Specificity HostPattern::specificity() const
{
    Specificity result;
    result.hasPort = m_port.has_value();
    result.hasZone = !m_zone.empty();
    switch (m_form) {
    case Form::Any:
        break;
    case Form::Suffix:
        result.rank = 1;
        result.narrowness[15] = static_cast<std::uint8_t>(m_name.size()); // at most 252
        break;
    case Form::Range:
    case Form::Network:
        result.rank = 2;
        result.narrowness = narrownessOf(m_first, m_last);
        break;
    case Form::Address:
    case Form::Name:
        result.rank = 3;
        break;
    }
    return result;
}

bool HostPattern::matches(std::string_view host, const SocketAddress &address,
                          std::uint16_t port) const
{
    if (m_port && *m_port != port)
        return false;
    switch (m_form) {
    case Form::Any:
        return true;
    case Form::Suffix:
    case Form::Name:
        return matchesName(host);
    case Form::Range:
    case Form::Network:
    case Form::Address:
        break;
    }
    return matchesAddress(host, address);
}

bool HostPattern::matchesName(std::string_view host) const
{
    if (host.empty() || literalOf(host))
        return false;
    const std::string name = lowerAscii(withoutFinalDot(host));
    if (m_form == Form::Name)
        return name == m_name;
    return name.size() > m_name.size() &&
           std::string_view(name).substr(name.size() - m_name.size()) == m_name;
}

bool HostPattern::matchesAddress(std::string_view host, const SocketAddress &address) const
{
    const auto typed = literalOf(host);
    if (!address.isValid() && !typed)
        return false;
    const SocketAddress asked = address.isValid() ? plain(address) : typed->address;
    if (asked.family != m_first.family)
        return false;
    if (m_form != Form::Address)
        return m_first.ip <= asked.ip && asked.ip <= m_last.ip;
    if (asked.ip != m_first.ip)
        return false;
    return m_zone.empty() || (typed && typed->zone == m_zone) ||
           (address.isValid() && address.zone != 0 && std::to_string(address.zone) == m_zone);
}

} // namespace copper
