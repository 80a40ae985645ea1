// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/host_address.h"

#include <QNetworkInterface>

#include <cstring>

namespace copper {

QHostAddress toHostAddress(const SocketAddress &address)
{
    if (address.family == SocketAddress::Family::IPv4) {
        const quint32 raw = (quint32{address.ip[0]} << 24) | (quint32{address.ip[1]} << 16) |
                            (quint32{address.ip[2]} << 8) | quint32{address.ip[3]};
        return QHostAddress(raw);
    }
    Q_IPV6ADDR raw;
    std::memcpy(raw.c, address.ip.data(), 16);
    QHostAddress result(raw);
    if (address.zone != 0)
        result.setScopeId(QString::number(address.zone));
    return result;
}

SocketAddress fromHostAddress(const QHostAddress &address, std::uint16_t port)
{
    SocketAddress result;
    result.port = port;
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        result.family = SocketAddress::Family::IPv4;
        const quint32 raw = address.toIPv4Address();
        for (std::size_t i = 0; i < 4; ++i)
            result.ip[i] = static_cast<std::uint8_t>(raw >> (24 - 8 * i));
    } else if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        result.family = SocketAddress::Family::IPv6;
        const Q_IPV6ADDR raw = address.toIPv6Address();
        std::memcpy(result.ip.data(), raw.c, 16);
        const QString zone = address.scopeId();
        bool numeric = false;
        result.zone = zone.toUInt(&numeric);
        if (!numeric && !zone.isEmpty())
            result.zone =
                static_cast<std::uint32_t>(QNetworkInterface::interfaceIndexFromName(zone));
    }
    return result;
}

} // namespace copper
