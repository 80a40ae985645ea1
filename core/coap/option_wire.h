// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <array>
#include <cstdint>

namespace copper {

// Delta and length of one option as they stand on the wire, RFC 7252 §3.1. The one place that
// knows this form: the strict decoder, the tolerant one, the iterator and the writers use it.

inline constexpr std::size_t kMaxOptionLength = 65'535 + 269;

enum class OptionHeaderFault : std::uint8_t { None, ReservedDelta, ReservedLength, Truncated };

struct OptionHeader
{
    std::uint32_t delta = 0;
    std::uint32_t length = 0;
    std::uint8_t size = 1; // bytes of the header itself
    OptionHeaderFault fault = OptionHeaderFault::None;
};

// `at` points to a byte before `end` that is not the payload marker.
inline OptionHeader readOptionHeader(const std::uint8_t *at, const std::uint8_t *end)
{
    OptionHeader header;
    header.delta = *at >> 4U;
    header.length = *at & 0x0fU;
    if (header.delta < 13 && header.length < 13) [[likely]]
        return header;
    if (header.delta == 15) {
        header.fault = OptionHeaderFault::ReservedDelta;
        return header;
    }
    if (header.length == 15) {
        header.fault = OptionHeaderFault::ReservedLength;
        return header;
    }
    const auto available = static_cast<std::size_t>(end - at);
    const auto extend = [&](std::uint32_t &value) {
        const std::uint8_t extra = value == 13 ? 1 : (value == 14 ? 2 : 0);
        if (available < std::size_t{header.size} + extra) {
            header.fault = OptionHeaderFault::Truncated;
            return;
        }
        const std::uint8_t *const more = at + header.size;
        if (extra == 1)
            value = more[0] + 13U;
        else if (extra == 2)
            value = ((std::uint32_t{more[0]} << 8U) | more[1]) + 269U;
        header.size = static_cast<std::uint8_t>(header.size + extra);
    };
    extend(header.delta);
    if (header.fault == OptionHeaderFault::None)
        extend(header.length);
    return header;
}

struct OptionHeaderBytes
{
    std::array<std::uint8_t, 5> bytes{};
    std::uint8_t size = 1;
    ByteView view() const { return {bytes.data(), size}; }
};

// `delta` below 65,536 and `length` at most kMaxOptionLength.
inline OptionHeaderBytes writeOptionHeader(std::uint32_t delta, std::size_t length)
{
    OptionHeaderBytes header;
    const auto nibble = [&header](std::size_t value) -> unsigned {
        if (value < 13)
            return static_cast<unsigned>(value);
        if (value < 269) {
            header.bytes[header.size++] = static_cast<std::uint8_t>(value - 13);
            return 13;
        }
        header.bytes[header.size++] = static_cast<std::uint8_t>((value - 269) >> 8U);
        header.bytes[header.size++] = static_cast<std::uint8_t>((value - 269) & 0xffU);
        return 14;
    };
    const unsigned high = nibble(delta);
    const unsigned low = nibble(length);
    header.bytes[0] = static_cast<std::uint8_t>((high << 4U) | low);
    return header;
}

// The value's octets without leading zeros, RFC 7252 §3.2, at the end of the array.
struct UintBytes
{
    std::array<std::uint8_t, 8> bytes{};
    std::uint8_t start = 8;
    ByteView view() const { return {bytes.data() + start, 8U - start}; }
};

inline UintBytes writeUint(std::uint64_t value)
{
    UintBytes result;
    while (value != 0) {
        result.bytes[--result.start] = static_cast<std::uint8_t>(value & 0xffU);
        value >>= 8U;
    }
    return result;
}

} // namespace copper
