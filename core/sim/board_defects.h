// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <optional>
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

} // namespace copper
