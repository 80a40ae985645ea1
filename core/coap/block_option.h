// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/coap/options.h"

#include <cstdint>
#include <optional>
#include <string>

namespace copper {

// RFC 7959 §2.2: NUM has 20 bits.
inline constexpr std::uint32_t kMaxBlockNumber = 0xfffff;
inline constexpr std::uint8_t kMaxSzx = 6; // 1024 bytes; 7 is reserved over UDP

// The value of a Block1 or Block2 option.
struct BlockValue
{
    std::uint32_t num = 0; // 0..kMaxBlockNumber
    bool more = false;
    std::uint8_t szx = kMaxSzx; // 0..6

    constexpr std::uint32_t size() const { return 16U << szx; } // bytes, 16..1024
    constexpr std::uint64_t offset() const { return std::uint64_t{num} * size(); } // in the body
    // As option value; written by Options::addUint without leading zeros.
    constexpr std::uint32_t toUint() const { return (num << 4U) | (more ? 8U : 0U) | szx; }
    bool operator==(const BlockValue &) const = default;
};

enum class BlockFault {
    TooLong,      // more than 3 bytes: counts as an unrecognised option, RFC 7252 §5.4.3
    ReservedSize, // SZX 7 over UDP: 4.00 in a request, RFC 7959 §2.2
};

Result<BlockValue, BlockFault> decodeBlock(ByteView value);
// The first occurrence in `options`; nothing when absent.
std::optional<Result<BlockValue, BlockFault>> findBlock(OptionsView options, OptionNumber number);
// 16, 32, 64, 128, 256, 512, 1024; nothing for any other size.
std::optional<std::uint8_t> szxForSize(std::uint32_t sizeBytes);
// The RFC's way to write it: NUM/M/SIZE, "3/1/128".
std::string blockText(const BlockValue &value);

} // namespace copper
