// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/socket_address.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

namespace copper {

// Mistakes that CoAP servers make, put into what a virtual board sends: for those who test clients
// and testers.
enum class BoardDefect : std::uint8_t {
    WrongToken,      // a separate response carries another token than the request
    NoContentFormat, // responses lack Content-Format
    ObserveStuck,    // Observe has the same value in every notification
    Block2Short,     // a block that is not the last is one byte short
    CreateTwice,     // 2.01 where 4.12 is due
    // Of the DTLS handshake.
    AnyKey,        // goes on where the client's Finished shows that its key is wrong
    HandshakeOnce, // no flight of the handshake is sent again
};

struct BoardDefectRow
{
    BoardDefect defect;
    std::string_view name; // "wrong-token"
    std::string_view summary;
};

std::span<const BoardDefectRow> boardDefects();
std::optional<BoardDefect> boardDefectByName(std::string_view name);

// The datagram as a board with these defects would have sent it.
Bytes withDefects(const std::vector<BoardDefect> &defects, ByteView datagram);

// The same for the records of a board's handshakes. Keeps of each peer what it has been sent.
class RecordDefects
{
public:
    explicit RecordDefects(const std::vector<BoardDefect> &defects);
    bool any() const { return m_anyKey || m_once; }
    // Empty: the board does not send it.
    Bytes apply(const SocketAddress &peer, ByteView datagram);

private:
    static constexpr std::size_t kMaxPeers = 256; // then it begins anew
    bool wasSent(const SocketAddress &peer, ByteView datagram);

    bool m_anyKey = false;
    bool m_once = false;
    struct Sent
    {
        Bytes serverHello; // tells one handshake from the next
        std::set<std::pair<int, std::uint32_t>> parts;
    };
    std::map<SocketAddress, Sent> m_sent;
};

} // namespace copper
