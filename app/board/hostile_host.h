// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/board/board.h"
#include "core/sim/fault_injector.h"
#include "core/sim/hostile_device.h"

#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace copper {

struct HostileHostConfig
{
    HostileConfig device;
    LinkFaults faults;
    // Without it only loopback addresses are served and answered.
    bool beyondLoopback = false;
};

// A HostileDevice on real sockets: its own, one on another port, one for each group. A spoofed
// source is another address of the loopback network and needs the POSIX backend.
class HostileHost final : public Board
{
    Q_OBJECT
public:
    HostileHost(const HostileHostConfig &config, RandomSource &random);
    ~HostileHost() override;

    Result<void, SocketFailure> listen(const SocketAddress &local) override;
    Result<void, SocketFailure> joinGroup(const SocketAddress &group, std::uint32_t interfaceIndex,
                                          const SocketAddress &interfaceAddress) override;
    SocketAddress address() const override;

private:
    class Ear;
    void heard(const ReceivedDatagram &datagram, bool group);
    void take(const SocketAddress &from, ByteView bytes, bool multicast);
    void pump();
    void send(const HostileDatagram &datagram);
    std::optional<PeerId> peerFor(const SocketAddress &address);

    HostileHostConfig m_config;
    SeededRandom m_faultRandom;
    HostileDevice m_device;
    std::vector<std::unique_ptr<Ear>> m_ears; // the first: its own; the second: another port
    std::map<SocketAddress, PeerId> m_peers;
    std::map<PeerId, SocketAddress> m_addresses;
    QTimer m_timer;
};

} // namespace copper
