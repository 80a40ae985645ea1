// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/device_identity.h"

#include "core/coap/uri.h"

#include <QFile>

#include <algorithm>

namespace copper {

namespace {

constexpr qsizetype kMaxName = 64;

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::vector<std::uint32_t> contentFormatsOf(std::string_view value)
{
    std::vector<std::uint32_t> formats;
    for (const QString &part : fromUtf8(value).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        bool valid = false;
        const uint number = part.toUInt(&valid);
        if (valid && number <= 0xffff)
            formats.push_back(number);
    }
    return formats;
}

ResourceLink toResourceLink(const Link &link, const std::optional<Uri> &base)
{
    ResourceLink result;
    result.href = fromUtf8(link.target);
    result.path = result.href;
    if (base) {
        if (const auto target = resolveReference(*base, link.target)) {
            std::string path;
            for (const std::string &segment : target->path)
                path += '/' + segment;
            result.path = path.empty() ? QStringLiteral("/") : fromUtf8(path);
            if (target->host != base->host || target->effectivePort() != base->effectivePort())
                result.path = result.href; // elsewhere: shown as it is
        }
    }
    result.rt = fromUtf8(link.value("rt"));
    result.interfaceDescription = fromUtf8(link.value("if"));
    result.title = fromUtf8(link.value("title"));
    if (const LinkAttribute *extended = link.attribute("title*"); extended && extended->value) {
        if (const auto decoded = decodeExtendedValue(*extended->value))
            result.title = fromUtf8(*decoded);
    }
    result.contentFormats = contentFormatsOf(link.value("ct"));
    result.observable = link.has("obs");
    bool hasSize = false;
    const quint64 size = fromUtf8(link.value("sz")).toULongLong(&hasSize);
    if (hasSize)
        result.size = size;
    for (const LinkAttribute &attribute : link.attributes)
        result.attributes.emplace_back(fromUtf8(attribute.name),
                                       attribute.value ? fromUtf8(*attribute.value) : QString());
    return result;
}

// The system's table of IPv4 addresses and MAC addresses; Linux.
std::vector<std::pair<QString, QString>> neighbours()
{
    std::vector<std::pair<QString, QString>> entries;
    QFile table(QStringLiteral("/proc/net/arp"));
    if (!table.open(QIODevice::ReadOnly))
        return entries;
    for (const QByteArray &line : table.readAll().split('\n')) {
        const QStringList columns =
            QString::fromLatin1(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        if (columns.size() >= 4 && columns.at(3).contains(QLatin1Char(':')) &&
            columns.at(3) != QLatin1String("00:00:00:00:00:00"))
            entries.emplace_back(columns.at(0), columns.at(3).toLower());
    }
    return entries;
}

} // namespace

std::vector<ResourceLink> toResourceLinks(const LinkList &list, const DeviceAddress &device)
{
    const auto parsed = parseUri(device.uri().toStdString());
    const std::optional<Uri> base = parsed ? std::optional<Uri>(*parsed) : std::nullopt;
    std::vector<ResourceLink> links;
    links.reserve(list.links.size());
    for (const Link &link : list.links)
        links.push_back(toResourceLink(link, base));
    return links;
}

QString endpointNameOf(const LinkList &list)
{
    for (const Link &link : list.links) {
        if (const std::string_view ep = link.value("ep"); !ep.empty())
            return fromUtf8(ep).left(kMaxName);
    }
    return {};
}

QString deviceName(const LinkList &list)
{
    if (const QString ep = endpointNameOf(list); !ep.isEmpty())
        return ep;
    for (const Link &link : list.links) {
        if (link.target == "/")
            return fromUtf8(link.value("title")).left(kMaxName);
    }
    return {};
}

std::optional<QString> embeddedMac(const SocketAddress &address)
{
    const auto &ip = address.ip;
    if (address.family != SocketAddress::Family::IPv6 || ip[11] != 0xff || ip[12] != 0xfe)
        return std::nullopt;
    const std::array<int, 6> bytes{ip[8] ^ 0x02, ip[9], ip[10], ip[13], ip[14], ip[15]};
    QStringList parts;
    for (const int byte : bytes)
        parts << QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0'));
    return parts.join(QLatin1Char(':'));
}

std::optional<QString> neighbourMac(const SocketAddress &address)
{
    if (address.family != SocketAddress::Family::IPv4)
        return std::nullopt;
    const QString wanted = QString::fromStdString(ipLiteral(address));
    for (const auto &[ip, mac] : neighbours()) {
        if (ip == wanted)
            return mac;
    }
    return std::nullopt;
}

std::vector<SocketAddress> neighboursWithMac(const QString &mac)
{
    std::vector<SocketAddress> found;
    for (const auto &[ip, each] : neighbours()) {
        if (each != mac)
            continue;
        if (const auto address = parseIpLiteral(ip.toStdString()))
            found.push_back(*address);
    }
    return found;
}

bool isSameDevice(const DiscoveredDevice &a, const DiscoveredDevice &b)
{
    if (!a.endpointName.isEmpty() && a.endpointName == b.endpointName)
        return true;
    const bool equalLists = a.found.linkText && b.found.linkText && !a.found.linkText->empty() &&
                            *a.found.linkText == *b.found.linkText;
    for (const DeviceAddress &left : a.found.addresses) {
        for (const DeviceAddress &right : b.found.addresses) {
            SocketAddress x = left.socket;
            SocketAddress y = right.socket;
            if (x.isLinkLocal() || y.isLinkLocal()) {
                // The same link-local address on two links may be two devices.
            } else {
                x.zone = y.zone = 0;
                if (x == y)
                    return true;
            }
            if (!equalLists || x.port != y.port)
                continue;
            if (!embeddedMac(x) && !embeddedMac(y))
                continue;
            const auto macX = embeddedMac(x) ? embeddedMac(x) : neighbourMac(x);
            const auto macY = embeddedMac(y) ? embeddedMac(y) : neighbourMac(y);
            if (macX && macX == macY)
                return true;
        }
    }
    return false;
}

} // namespace copper
