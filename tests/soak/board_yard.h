// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/board/board_host.h"
#include "core/net/system_random.h"

#include <QThread>

#include <memory>
#include <vector>

namespace copper::test {

// What /pattern of every board gives.
const Bytes &patternBody();
// A body that proves itself: eight bytes of digest before `size` others.
Bytes certifiedBody(std::size_t size, std::uint64_t seed);
bool isCertified(ByteView body);

// Twenty boards in a thread of their own, on 127.0.1.1 and following: some lose, repeat, reorder
// and delay datagrams, some reboot or fall silent, two go away and come back.
class BoardYard
{
public:
    static constexpr int kBoards = 20;
    struct Counts
    {
        std::uint64_t received = 0; // datagrams at the socket
        std::uint64_t sent = 0;
        std::uint64_t kernelDrops = 0;
        std::uint64_t storesTaken = 0;  // bodies put to /store
        std::uint64_t storesBroken = 0; // of these, that do not prove themselves
        bool wentAway = false; // its socket was closed meanwhile: datagrams were lost unseen
    };

    explicit BoardYard(std::uint64_t seed);
    ~BoardYard();
    const std::vector<SocketAddress> &addresses() const { return m_addresses; }
    // From now on all are there and none goes away.
    void calm();
    std::vector<Counts> counts();

private:
    struct Plot
    {
        std::unique_ptr<BoardHost> host;
        Counts counts;
        Bytes stored;
    };
    void build();
    void put(int index, SocketAddress address);
    void takeAway(int index);
    void noteCounts(Plot &plot);
    BoardConfig configOf(int index) const;

    std::uint64_t m_seed;
    QThread m_thread;
    QObject *m_inside; // lives in the thread
    SystemRandom m_random;
    std::vector<std::unique_ptr<Plot>> m_plots;
    std::vector<SocketAddress> m_addresses;
    std::unique_ptr<QTimer> m_comings;
    int m_turn = 0;
};

} // namespace copper::test
