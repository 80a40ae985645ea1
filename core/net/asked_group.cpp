// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/asked_group.h"

#include <algorithm>

namespace copper {

QString groupText(SocketAddress group)
{
    group.zone = 0;
    return QString::fromStdString(toText(group));
}

std::vector<AskedGroup> onInterfaces(const std::vector<SocketAddress> &groups,
                                     const std::vector<MulticastInterface> &interfaces)
{
    std::vector<AskedGroup> asked;
    for (const MulticastInterface &entry : interfaces) {
        for (const SocketAddress &group : groups) {
            const bool v4 = group.family == SocketAddress::Family::IPv4;
            if ((v4 && entry.ipv4.empty()) || (!v4 && !entry.ipv6))
                continue;
            if (group.zone != 0 && group.zone != entry.index)
                continue;
            AskedGroup one{group, {}, entry.name};
            one.address.zone = entry.index;
            // The kernel would take another interface's address for the loopback.
            const auto source =
                std::find_if(entry.ipv4.begin(), entry.ipv4.end(), [&](const SocketAddress &ip) {
                    return !entry.loopback || ip.ip[3] == 1;
                });
            if (v4 && source != entry.ipv4.end())
                one.source = *source;
            asked.push_back(std::move(one));
        }
    }
    return asked;
}

std::vector<MulticastInterface> namedInterfaces(const QStringList &names, QString &unknown)
{
    std::vector<MulticastInterface> interfaces = multicastInterfaces();
    if (names.isEmpty())
        return interfaces;
    for (const QString &name : names) {
        const bool known =
            std::any_of(interfaces.begin(), interfaces.end(),
                        [&](const MulticastInterface &entry) { return entry.name == name; });
        if (!known)
            unknown = name;
    }
    std::erase_if(interfaces,
                  [&](const MulticastInterface &entry) { return !names.contains(entry.name); });
    return interfaces;
}

} // namespace copper
