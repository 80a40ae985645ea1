// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/resource_uri.h"

namespace copper {

namespace {

qsizetype firstOf(const QString &text, qsizetype from, const QString &characters)
{
    for (qsizetype i = from; i < text.size(); ++i) {
        if (characters.contains(text.at(i)))
            return i;
    }
    return text.size();
}

bool isSchemeName(const QString &text)
{
    if (text.isEmpty())
        return false;
    for (const QChar c : text) {
        const bool letter = (c >= QLatin1Char('a') && c <= QLatin1Char('z')) ||
                            (c >= QLatin1Char('0') && c <= QLatin1Char('9')) ||
                            c == QLatin1Char('+') || c == QLatin1Char('-') || c == QLatin1Char('.');
        if (!letter)
            return false;
    }
    return true;
}

QString defaultPort(const QString &scheme)
{
    if (scheme == QLatin1String("coaps"))
        return QStringLiteral(":5684");
    return QStringLiteral(":5683");
}

// Host and port as they stand: "[fe80::1%25eth0]", "61616".
struct Authority
{
    QString host;
    QString port;
};

Authority splitAuthority(const QString &authority)
{
    const qsizetype bracket = authority.lastIndexOf(QLatin1Char(']'));
    const qsizetype colon = authority.lastIndexOf(QLatin1Char(':'));
    if (colon > bracket)
        return {authority.left(colon), authority.mid(colon + 1)};
    return {authority, {}};
}

} // namespace

std::optional<ResourceUri> splitUri(const QString &uri)
{
    const QString text = uri.trimmed();
    const qsizetype separator = text.indexOf(QLatin1String("://"));
    if (separator <= 0)
        return std::nullopt;
    ResourceUri result;
    result.scheme = text.left(separator).toLower();
    if (!isSchemeName(result.scheme))
        return std::nullopt;
    const qsizetype start = separator + 3;
    const qsizetype end = firstOf(text, start, QStringLiteral("/?#"));
    QString authority = text.mid(start, end - start).toLower();
    if (authority.endsWith(QLatin1Char(':')))
        authority.chop(1);
    if (authority.isEmpty())
        return std::nullopt;
    const QString suffix = defaultPort(result.scheme);
    if (authority.endsWith(suffix) && authority.size() > suffix.size())
        authority.chop(suffix.size());
    result.endpoint = result.scheme + QStringLiteral("://") + authority;

    const qsizetype fragment = firstOf(text, end, QStringLiteral("#"));
    const qsizetype query = firstOf(text, end, QStringLiteral("?#"));
    result.path = text.mid(end, query - end);
    if (result.path.isEmpty())
        result.path = QStringLiteral("/");
    result.query = text.mid(query, fragment - query);
    return result;
}

QString canonicalUri(const QString &uri)
{
    const std::optional<ResourceUri> parts = splitUri(uri);
    return parts ? parts->whole() : uri.trimmed();
}

QString resourceUri(const QString &deviceBaseUri, const ResourceLink &link)
{
    const QString href = link.href.isEmpty() ? link.path : link.href;
    if (href.contains(QLatin1String("://")))
        return canonicalUri(href);
    const std::optional<ResourceUri> base = splitUri(deviceBaseUri);
    const QString endpoint = base ? base->endpoint : deviceBaseUri;
    if (href.startsWith(QLatin1Char('/')))
        return canonicalUri(endpoint + href);
    return canonicalUri(endpoint + QLatin1Char('/') + href);
}

QString uriHost(const ResourceUri &uri)
{
    return splitAuthority(uri.endpoint.mid(uri.scheme.size() + 3)).host;
}

QString bareHost(const ResourceUri &uri)
{
    QString host = uriHost(uri);
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.mid(1, host.size() - 2).replace(QLatin1String("%25"), QLatin1String("%"));
    return host;
}

std::optional<SocketAddress> socketOf(const ResourceUri &uri)
{
    const Authority authority = splitAuthority(uri.endpoint.mid(uri.scheme.size() + 3));
    const QString host = bareHost(uri);
    std::optional<SocketAddress> socket = parseIpLiteral(host.toStdString());
    if (!socket) {
        const qsizetype zone = host.indexOf(QLatin1Char('%'));
        if (zone > 0)
            socket = parseIpLiteral(host.left(zone).toStdString());
    }
    if (!socket)
        return std::nullopt;
    bool ok = true;
    const quint16 fallback = uri.scheme == QLatin1String("coaps") ? 5684 : 5683;
    socket->port = authority.port.isEmpty() ? fallback : authority.port.toUShort(&ok);
    if (!ok)
        return std::nullopt;
    return socket;
}

bool isGroupUri(const QString &uri)
{
    const auto parts = splitUri(uri);
    const auto socket =
        parts && parts->scheme == QLatin1String("coap") ? socketOf(*parts) : std::nullopt;
    return socket && socket->isMulticast();
}

} // namespace copper
