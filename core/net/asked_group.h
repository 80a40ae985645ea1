// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/socket_address.h"
#include "core/net/interfaces.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace copper {

// A multicast group that is asked on one interface. `source`: where it leaves from; invalid: as
// the system likes.
struct AskedGroup
{
    SocketAddress address; // zone: the interface's index, for IPv4 too
    SocketAddress source;
    QString interfaceName;
};

// "224.0.1.187:5683", without zone.
QString groupText(SocketAddress group);
// Each of the groups on each of the interfaces that speaks its family.
std::vector<AskedGroup> onInterfaces(const std::vector<SocketAddress> &groups,
                                     const std::vector<MulticastInterface> &interfaces);
// Those of these names, or all where none is named; `unknown` is one that cannot be asked.
std::vector<MulticastInterface> namedInterfaces(const QStringList &names, QString &unknown);

} // namespace copper
