// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/board/board_host.h"
#include "app/board/hostile_host.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace copper {

struct BoardOptions
{
    QStringList profiles;
    bool fleet = false;
    unsigned boards = 0; // so many, of the profiles in turn; 0: one, or the fleet
    SocketAddress bind;  // invalid: 127.0.0.1, or the fleet's addresses
    std::optional<std::uint16_t> port;
    QStringList groups; // ADDR[:PORT]; empty: 224.0.1.187, and ff02::fd, ff05::fd off loopback
    std::uint64_t seed = 1;
    BoardFaults faults;
    HostileHostConfig hostile; // of the profile hostile
    bool isHostile() const { return profiles.contains(QLatin1String("hostile")); }
    bool amplificationLimit = false;
    std::vector<PskCredentialPtr> keys;
    // Help, the version or what is wrong; nothing is started then.
    QString message;
    int exitCode = 0;
};

BoardOptions parseBoardOptions(const QStringList &arguments);

// The boards of one process.
class BoardFleet
{
public:
    explicit BoardFleet(RandomSource &random) : m_random(random) {}
    // Empty, or why no board could be started.
    QString start(const BoardOptions &options);
    // "listening coap://127.0.0.11:5683 greenhouse-1", one a board.
    QStringList readyLines() const;

private:
    QString startMany(const BoardOptions &options);
    QString startHostile(const BoardOptions &options, const SocketAddress &local);
    QString startOne(const BoardOptions &options, const QStringList &profiles, const QString &name,
                     std::uint64_t seed, const std::vector<SocketAddress> &candidates);
    void join(Board &board, const BoardOptions &options, const SocketAddress &local);

    RandomSource &m_random;
    std::vector<std::unique_ptr<Board>> m_boards;
};

} // namespace copper
