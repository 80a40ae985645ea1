// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/device.h"

#include "core/domain/resource_uri.h"

namespace copper {

QString Device::name() const
{
    if (!givenName.isEmpty())
        return givenName;
    if (!selfName.isEmpty())
        return selfName;
    return addressText();
}

QString Device::addressText() const
{
    const std::optional<ResourceUri> parts = splitUri(baseUri());
    if (!parts)
        return {};
    QString text = parts->endpoint.mid(parts->scheme.size() + 3);
    // The zone is how this computer reaches it, not part of who it is.
    const qsizetype zone = text.indexOf(QLatin1Char('%'));
    const qsizetype bracket = text.indexOf(QLatin1Char(']'));
    if (zone > 0 && bracket > zone)
        text.remove(zone, bracket - zone);
    return text;
}

QString Device::baseUri() const
{
    if (securePort)
        return addresses.empty() ? securedHostUri() : secured(addresses.front()).uri();
    return addresses.empty() ? hostUri : addresses.front().uri();
}

DeviceAddress Device::secured(DeviceAddress address) const
{
    address.scheme = QStringLiteral("coaps");
    address.socket.port = securePort.value_or(address.socket.port);
    return address;
}

QString Device::securedHostUri() const
{
    const std::optional<ResourceUri> parts = splitUri(hostUri);
    if (!parts || !securePort)
        return {};
    const QString uri = QStringLiteral("coaps://%1:%2").arg(uriHost(*parts)).arg(*securePort);
    return splitUri(uri)->endpoint;
}

bool Device::isSecure() const
{
    return baseUri().startsWith(QLatin1String("coaps"));
}

bool Device::hasResource(const QString &path) const
{
    const QByteArray utf8 = path.toUtf8();
    const std::string_view wanted(utf8.constData(), static_cast<std::size_t>(utf8.size()));
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (links.text(links.texts(i).path) == wanted)
            return true;
    }
    return false;
}

} // namespace copper
