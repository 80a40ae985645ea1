// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <optional>

namespace copper {

// RFC 8949 §3.1.
enum class CborMajor : std::uint8_t {
    Unsigned = 0,
    Negative = 1,
    ByteString = 2,
    TextString = 3,
    Array = 4,
    Map = 5,
    Tag = 6,
    SimpleOrFloat = 7,
};

inline constexpr std::uint8_t kCborBreak = 0xff;

// RFC 8949 §3: initial byte and argument. `info` is the additional information: up to 23 it is the
// argument itself, 24 to 27 say how many bytes hold it, 31 is an indefinite length.
struct CborHead
{
    CborMajor major = CborMajor::Unsigned;
    std::uint8_t info = 0;
    std::uint64_t argument = 0;
    std::size_t size = 1; // bytes
    bool indefinite = false;
};

enum class CborHeadFault { None, Truncated, Reserved };

// The head at `at`. A break byte is Reserved: who expects one looks for it first.
CborHeadFault readCborHead(ByteView data, std::size_t at, CborHead &head);

// The additional information of the shortest form, RFC 8949 §4.1.
std::uint8_t preferredInfo(std::uint64_t argument);
// `info` as in CborHead, wide enough for the argument.
void appendCborHead(Bytes &out, CborMajor major, std::uint8_t info, std::uint64_t argument);

double halfToDouble(std::uint16_t bits);
// The half-precision number that is exactly this one; nothing when there is none. NaN has none.
std::optional<std::uint16_t> exactHalf(double value);
std::optional<float> exactSingle(double value);
// 25, 26 or 27: the shortest float that is exactly this number. NaN is 25.
std::uint8_t shortestFloat(double value);
// With the additional information 25 to 27; the number must fit exactly, or be NaN.
void appendCborFloat(Bytes &out, std::uint8_t info, double value);

} // namespace copper
