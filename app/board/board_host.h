// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/board/board.h"
#include "core/net/coap_driver.h"
#include "core/sim/board_defects.h"
#include "core/sim/fault_injector.h"
#include "core/sim/virtual_device.h"

#include <QTimer>

namespace copper {

struct BoardFaults
{
    LinkFaults link;
    std::optional<double> rebootEverySeconds;
    std::optional<double> silentForSeconds; // from the first request on, then again as long awake
    std::optional<std::uint8_t> maxSzx;
    std::vector<BoardDefect> defects;
};

struct BoardConfig
{
    VirtualDeviceConfig device;
    BoardFaults faults;
    bool amplificationLimit = false;
};

// One virtual device on real sockets: a unicast socket that answers, one for each group that
// listens.
class BoardHost final : public Board
{
    Q_OBJECT
public:
    BoardHost(const BoardConfig &config, RandomSource &random);

    Result<void, SocketFailure> listen(const SocketAddress &local) override;
    Result<void, SocketFailure> joinGroup(const SocketAddress &group, std::uint32_t interfaceIndex,
                                          const SocketAddress &interfaceAddress) override;
    SocketAddress address() const override { return m_address; }
    // To give it more resources than its profiles, before it listens.
    VirtualDevice &device() { return m_device; }
    const CoapDriver &driver() const { return m_driver; }

private:
    void handle(Output &output);
    void tick();
    void reboot();
    void arm();

    BoardFaults m_faults;
    SeededRandom m_faultRandom;
    VirtualDevice m_device;
    CoapDriver m_driver;
    SocketAddress m_address;
    QTimer m_timer;
    QTimer m_rebootTimer;
    QTimer m_silenceTimer;
};

} // namespace copper
