// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/board/board.h"
#include "core/dtls/psk_credential.h"
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
    std::vector<PskCredentialPtr> keys; // not empty: the board is secure
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
    SocketAddress secureAddress() const override { return m_secureAddress; }
    // To give it more resources than its profiles, before it listens.
    VirtualDevice &device() { return m_device; }
    const CoapDriver &driver() const { return m_driver; }

private:
    // What the secure socket lets in.
    class Keys final : public PskSource
    {
    public:
        explicit Keys(std::vector<PskCredentialPtr> keys) : m_keys(std::move(keys)) {}
        std::optional<ByteView> keyFor(ByteView identity) const override;
        bool isEmpty() const { return m_keys.empty(); }

    private:
        std::vector<PskCredentialPtr> m_keys;
    };
    Result<void, SocketFailure> listenSecurely();
    void handle(Output &output);
    void tick();
    void reboot();
    void arm();

    BoardFaults m_faults;
    RecordDefects m_recordDefects;
    bool m_openToo = false; // secure, and the tests in the clear go on
    SeededRandom m_faultRandom;
    Keys m_keys;
    VirtualDevice m_device;
    CoapDriver m_driver;
    SocketAddress m_address;
    SocketAddress m_secureAddress;
    QTimer m_timer;
    QTimer m_rebootTimer;
    QTimer m_silenceTimer;
};

} // namespace copper
