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
    return addresses.empty() ? hostUri : addresses.front().uri();
}

bool Device::isSecure() const
{
    return baseUri().startsWith(QLatin1String("coaps"));
}

const ResourceLink *Device::link(const QString &path) const
{
    for (const ResourceLink &candidate : links) {
        if (candidate.path == path)
            return &candidate;
    }
    return nullptr;
}

} // namespace copper
