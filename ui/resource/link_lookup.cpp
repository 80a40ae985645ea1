// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/link_lookup.h"

#include "core/domain/resource_uri.h"

namespace copper {

std::optional<ResourceLink> linkAt(const Device &device, const QString &uri)
{
    const auto parts = splitUri(uri);
    for (std::size_t i = 0; parts && i < device.links.size(); ++i) {
        if (device.links.path(i) == parts->path)
            return device.links[i];
    }
    return std::nullopt;
}

std::vector<std::uint32_t> formatsOf(const Device *device, const QString &uri)
{
    const auto link = device == nullptr ? std::nullopt : linkAt(*device, uri);
    return link ? link->contentFormats : std::vector<std::uint32_t>();
}

} // namespace copper
