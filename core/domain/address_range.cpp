// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/address_range.h"

#include <optional>

namespace copper {

namespace {

constexpr std::uint16_t kCoapPort = 5683;

std::size_t octets(const SocketAddress &address)
{
    return address.family == SocketAddress::Family::IPv4 ? 4 : 16;
}

std::optional<SocketAddress> literal(QStringView text)
{
    return parseIpLiteral(text.trimmed().toString().toStdString());
}

// `address` and `offset` more, over octet borders.
SocketAddress plus(SocketAddress address, std::uint64_t offset)
{
    for (std::size_t i = octets(address); i-- > 0 && offset > 0;) {
        offset += address.ip[i];
        address.ip[i] = static_cast<std::uint8_t>(offset & 0xffU);
        offset >>= 8U;
    }
    return address;
}

// How many from `first` up to `last`, both counted; nothing when `last` is before, and one more
// than kMaxAddresses when they are more.
std::optional<std::uint32_t> distance(const SocketAddress &first, const SocketAddress &last)
{
    if (last.ip < first.ip)
        return std::nullopt;
    std::uint64_t difference = 0;
    for (std::size_t i = 0; i < octets(first); ++i) {
        // Wraps like the subtraction it is; what is beyond 2^32 shows in the octets above.
        difference = (difference << 8U) + last.ip[i] - first.ip[i];
        if (i + 3 < octets(first) && difference > 1)
            return AddressRange::kMaxAddresses + 1;
    }
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(difference + 1, AddressRange::kMaxAddresses + 1));
}

struct Text
{
    QString range;
    std::uint16_t port = kCoapPort;
};

std::optional<std::uint16_t> portOf(const QString &text)
{
    bool ok = false;
    const uint port = text.toUInt(&ok);
    if (!ok || port == 0 || port > 65535)
        return std::nullopt;
    return static_cast<std::uint16_t>(port);
}

// Takes the port off: behind brackets, or behind the only colon.
std::optional<Text> splitPort(const QString &text)
{
    Text parts{text.trimmed()};
    QString port;
    if (parts.range.startsWith(QLatin1Char('['))) {
        const qsizetype end = parts.range.indexOf(QLatin1Char(']'));
        if (end < 0)
            return std::nullopt;
        port = parts.range.mid(end + 1);
        parts.range = parts.range.mid(1, end - 1);
        if (port.isEmpty())
            return parts;
        if (!port.startsWith(QLatin1Char(':')))
            return std::nullopt;
        port.remove(0, 1);
    } else if (parts.range.count(QLatin1Char(':')) == 1) {
        port = parts.range.section(QLatin1Char(':'), 1);
        parts.range = parts.range.section(QLatin1Char(':'), 0, 0);
    } else {
        return parts;
    }
    const auto number = portOf(port);
    if (!number)
        return std::nullopt;
    parts.port = *number;
    return parts;
}

struct Ends
{
    SocketAddress first;
    SocketAddress last;
};

std::optional<Ends> network(const QString &text, qsizetype slash)
{
    auto first = literal(QStringView(text).left(slash));
    bool ok = false;
    const uint prefix = text.mid(slash + 1).toUInt(&ok);
    if (!first || !ok || prefix > octets(*first) * 8)
        return std::nullopt;
    SocketAddress last = *first;
    for (std::size_t bit = prefix; bit < octets(*first) * 8; ++bit) {
        const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
        first->ip[bit / 8] = static_cast<std::uint8_t>(first->ip[bit / 8] & ~mask);
        last.ip[bit / 8] = static_cast<std::uint8_t>(last.ip[bit / 8] | mask);
    }
    // RFC 919: the first and the last address of an IPv4 network are no hosts.
    if (first->family == SocketAddress::Family::IPv4 && prefix <= 30) {
        first->ip[3] = static_cast<std::uint8_t>(first->ip[3] + 1);
        last.ip[3] = static_cast<std::uint8_t>(last.ip[3] - 1);
    }
    return Ends{*first, last};
}

std::optional<Ends> fromTo(const QString &text, qsizetype dash)
{
    const auto first = literal(QStringView(text).left(dash));
    if (!first)
        return std::nullopt;
    const QString rest = text.mid(dash + 1).trimmed();
    bool isLastOctet = false;
    const uint octet = rest.toUInt(&isLastOctet);
    if (isLastOctet && first->family == SocketAddress::Family::IPv4) {
        if (octet > 255)
            return std::nullopt;
        SocketAddress last = *first;
        last.ip[3] = static_cast<std::uint8_t>(octet);
        return Ends{*first, last};
    }
    const auto last = literal(rest);
    if (!last)
        return std::nullopt;
    return Ends{*first, *last};
}

std::optional<Ends> endsOf(const QString &text)
{
    if (const qsizetype slash = text.indexOf(QLatin1Char('/')); slash >= 0)
        return network(text, slash);
    if (const qsizetype dash = text.indexOf(QLatin1Char('-')); dash >= 0)
        return fromTo(text, dash);
    const auto one = literal(text);
    if (!one)
        return std::nullopt;
    return Ends{*one, *one};
}

} // namespace

Result<AddressRange, AddressRange::Error> AddressRange::parse(const QString &text)
{
    constexpr qsizetype kMaxText = 200;
    const auto parts = text.size() <= kMaxText ? splitPort(text) : std::nullopt;
    const auto ends = parts ? endsOf(parts->range) : std::nullopt;
    if (!ends)
        return failure(Error::Syntax);
    if (ends->first.family != ends->last.family)
        return failure(Error::TwoFamilies);
    if (ends->first.isMulticast() || ends->last.isMulticast())
        return failure(Error::Multicast);
    const auto size = distance(ends->first, ends->last);
    if (!size)
        return failure(Error::Backwards);
    if (*size > kMaxAddresses)
        return failure(Error::TooMany);
    SocketAddress first = ends->first;
    first.port = parts->port;
    return AddressRange(first, *size);
}

SocketAddress AddressRange::at(std::uint32_t index) const
{
    return plus(m_first, index);
}

} // namespace copper
