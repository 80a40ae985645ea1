// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/udp_socket.h"

#include <QObject>

namespace copper {

// A virtual device on sockets, as BoardFleet starts and holds it. Lives in the thread that made it.
class Board : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // Takes the address, or says why not.
    virtual Result<void, SocketFailure> listen(const SocketAddress &local) = 0;
    virtual Result<void, SocketFailure> joinGroup(const SocketAddress &group,
                                                  std::uint32_t interfaceIndex,
                                                  const SocketAddress &interfaceAddress) = 0;
    virtual SocketAddress address() const = 0;
    // Where it serves DTLS; invalid when it does not.
    virtual SocketAddress secureAddress() const { return {}; }
};

} // namespace copper
