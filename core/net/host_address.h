// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/socket_address.h"

#include <QHostAddress>

namespace copper {

QHostAddress toHostAddress(const SocketAddress &address);
// The zone, a name or a number, becomes the interface index.
SocketAddress fromHostAddress(const QHostAddress &address, std::uint16_t port);

} // namespace copper
