// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/session_events.h"

namespace copper {

QString DeviceAddress::uri() const
{
    QString host = QString::fromStdString(ipLiteral(socket));
    if (socket.family == SocketAddress::Family::IPv6) {
        // RFC 6874: the zone's "%" is percent-encoded inside a URI. An address added by hand has
        // the interface's name and no index yet.
        const qsizetype zone = host.indexOf(QLatin1Char('%'));
        const QString index = zone >= 0 ? host.mid(zone + 1) : QString();
        if (zone >= 0)
            host = host.left(zone);
        if (zone >= 0 || (socket.isLinkLocal() && !interfaceName.isEmpty()))
            host += QStringLiteral("%25") + (interfaceName.isEmpty() ? index : interfaceName);
        host = QLatin1Char('[') + host + QLatin1Char(']');
    }
    const quint16 defaultPort = scheme == QLatin1String("coaps") ? 5684 : 5683;
    QString text = scheme + QStringLiteral("://") + host;
    if (socket.port != defaultPort)
        text += QLatin1Char(':') + QString::number(socket.port);
    return text;
}

QString handshakeStageName(HandshakeStage stage)
{
    switch (stage) {
    case HandshakeStage::Resolve:
        return QStringLiteral("resolve");
    case HandshakeStage::ClientHello:
        return QStringLiteral("ClientHello");
    case HandshakeStage::HelloVerifyRequest:
        return QStringLiteral("HelloVerifyRequest");
    case HandshakeStage::ServerHello:
        return QStringLiteral("ServerHello");
    case HandshakeStage::ServerKeyExchange:
        return QStringLiteral("ServerKeyExchange");
    case HandshakeStage::ClientKeyExchange:
        return QStringLiteral("ClientKeyExchange");
    case HandshakeStage::Finished:
        return QStringLiteral("Finished");
    case HandshakeStage::FirstRequest:
        return QStringLiteral("GET /.well-known/core");
    }
    return {};
}

} // namespace copper
