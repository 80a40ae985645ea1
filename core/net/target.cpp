// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/target.h"

#include "core/net/host_address.h"

#include <QHostInfo>
#include <QNetworkInterface>

namespace copper {

namespace {

std::uint32_t interfaceIndex(const QString &nameOrNumber)
{
    bool numeric = false;
    const uint number = nameOrNumber.toUInt(&numeric);
    if (numeric)
        return number;
    return static_cast<std::uint32_t>(QNetworkInterface::interfaceIndexFromName(nameOrNumber));
}

TargetResult withAddress(const Uri &uri, SocketAddress address, const QString &zone)
{
    Target target;
    target.uri = uri;
    target.address = address;
    target.address.port = uri.effectivePort();
    target.options = toOptions(uri);
    const bool needsZone = address.family == SocketAddress::Family::IPv6 &&
                           (address.isLinkLocal() || address.isMulticast());
    if (needsZone && target.address.zone == 0) {
        if (zone.isEmpty() && address.isLinkLocal())
            return failure(
                TargetFailure{FailureKind::NoInterface, QString::fromStdString(uri.host)});
        if (!zone.isEmpty()) {
            target.address.zone = interfaceIndex(zone);
            if (target.address.zone == 0)
                return failure(TargetFailure{FailureKind::NoInterface, zone});
        }
    }
    return target;
}

} // namespace

void resolveTarget(const QString &uriText, const QString &interfaceName,
                   SocketAddress::Family wanted, QObject *context,
                   std::function<void(TargetResult)> done)
{
    const auto uri = parseUri(uriText.toStdString());
    if (!uri) {
        done(failure(TargetFailure{uri.error().fault == UriFault::UnknownScheme
                                       ? FailureKind::UnsupportedScheme
                                       : FailureKind::InvalidUri,
                                   QString::number(uri.error().offset)}));
        return;
    }
    if (uri->scheme != UriScheme::Coap && uri->scheme != UriScheme::Coaps) {
        done(failure(TargetFailure{FailureKind::NotSupported,
                                   QString::fromUtf8(schemeName(uri->scheme).data())}));
        return;
    }
    const QString zone = uri->zone.empty() ? interfaceName : QString::fromStdString(uri->zone);
    if (uri->literal) {
        done(withAddress(*uri, *uri->literal, zone));
        return;
    }
    const QString name = QString::fromStdString(uri->host);
    QHostInfo::lookupHost(
        name, context,
        [uri = *uri, zone, name, wanted, done = std::move(done)](const QHostInfo &info) {
            for (const QHostAddress &candidate : info.addresses()) {
                const SocketAddress address = fromHostAddress(candidate, 0);
                if (wanted == SocketAddress::Family::None || address.family == wanted) {
                    done(withAddress(uri, address, zone));
                    return;
                }
            }
            done(failure(TargetFailure{FailureKind::NotResolved, name}));
        });
}

std::optional<SocketAddress> parseAddressAndPort(const QString &text, std::uint16_t defaultPort)
{
    QString host = text;
    QString port;
    if (text.startsWith(QLatin1Char('['))) {
        const qsizetype end = text.indexOf(QLatin1Char(']'));
        if (end < 0)
            return std::nullopt;
        host = text.mid(1, end - 1);
        const QString rest = text.mid(end + 1);
        if (!rest.isEmpty() && !rest.startsWith(QLatin1Char(':')))
            return std::nullopt;
        port = rest.mid(1);
        if (!rest.isEmpty() && port.isEmpty())
            return std::nullopt;
    } else if (text.count(QLatin1Char(':')) == 1) {
        host = text.section(QLatin1Char(':'), 0, 0);
        port = text.section(QLatin1Char(':'), 1, 1);
        if (port.isEmpty())
            return std::nullopt;
    }
    // A zone may be an interface's name here.
    const qsizetype percent = host.indexOf(QLatin1Char('%'));
    const QString zone = percent < 0 ? QString() : host.mid(percent + 1);
    auto address = parseIpLiteral(host.left(percent < 0 ? host.size() : percent).toStdString());
    if (!address)
        return std::nullopt;
    if (!zone.isEmpty()) {
        address->zone = interfaceIndex(zone);
        if (address->zone == 0)
            return std::nullopt;
    }
    address->port = defaultPort;
    if (!port.isEmpty()) {
        bool valid = false;
        const ushort number = port.toUShort(&valid);
        if (!valid)
            return std::nullopt;
        address->port = number;
    }
    return address;
}

} // namespace copper
