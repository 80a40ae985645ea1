// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/udp_socket.h"

namespace copper {

std::unique_ptr<UdpSocket> createPosixUdpSocket(UdpSocketListener &listener);
std::unique_ptr<UdpSocket> createQtUdpSocket(UdpSocketListener &listener);

} // namespace copper
