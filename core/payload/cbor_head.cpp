// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/cbor_head.h"

#include <bit>
#include <cmath>
#include <limits>

namespace copper {

CborHeadFault readCborHead(ByteView data, std::size_t at, CborHead &head)
{
    if (at >= data.size())
        return CborHeadFault::Truncated;
    head = {};
    head.major = static_cast<CborMajor>(data[at] >> 5U);
    head.info = data[at] & 0x1fU;
    if (head.info < 24) {
        head.argument = head.info;
        return CborHeadFault::None;
    }
    if (head.info < 28) {
        const std::size_t more = std::size_t{1} << (head.info - 24U);
        if (data.size() - at - 1 < more)
            return CborHeadFault::Truncated;
        for (std::size_t i = 0; i < more; ++i)
            head.argument = (head.argument << 8U) | data[at + 1 + i];
        head.size = 1 + more;
        return CborHeadFault::None;
    }
    const bool mayBeOpen = head.major >= CborMajor::ByteString && head.major <= CborMajor::Map;
    if (head.info != 31 || !mayBeOpen)
        return CborHeadFault::Reserved;
    head.indefinite = true;
    return CborHeadFault::None;
}

std::uint8_t preferredInfo(std::uint64_t argument)
{
    if (argument < 24)
        return static_cast<std::uint8_t>(argument);
    if (argument <= 0xff)
        return 24;
    if (argument <= 0xffff)
        return 25;
    return argument <= 0xffffffff ? 26 : 27;
}

void appendCborHead(Bytes &out, CborMajor major, std::uint8_t info, std::uint64_t argument)
{
    out.push_back(static_cast<std::uint8_t>((static_cast<unsigned>(major) << 5U) | info));
    if (info < 24 || info > 27)
        return;
    const unsigned bytes = 1U << (info - 24U);
    for (unsigned i = bytes; i-- > 0;)
        out.push_back(static_cast<std::uint8_t>(argument >> (8 * i)));
}

double halfToDouble(std::uint16_t bits)
{
    const int exponent = static_cast<int>((bits >> 10U) & 0x1fU);
    const auto mantissa = static_cast<double>(bits & 0x3ffU);
    double value = 0;
    if (exponent == 0)
        value = std::ldexp(mantissa, -24);
    else if (exponent != 31)
        value = std::ldexp(mantissa + 1024, exponent - 25);
    else
        value = mantissa == 0 ? HUGE_VAL : std::nan("");
    return (bits & 0x8000U) != 0 ? -value : value;
}

std::optional<std::uint16_t> exactHalf(double value)
{
    const std::uint16_t sign = std::signbit(value) ? 0x8000 : 0;
    const double size = std::fabs(value);
    std::uint32_t bits = 0;
    if (std::isinf(size)) {
        bits = 0x7c00;
    } else if (size >= 0x1p-14 && size < 65536) {
        int exponent = 0;
        const double mantissa = std::frexp(size, &exponent); // 0.5 up to 1
        bits = static_cast<std::uint32_t>(exponent + 14) << 10U;
        bits += static_cast<std::uint32_t>(std::ldexp(mantissa, 11)) - 1024;
    } else if (size < 0x1p-14) {
        bits = static_cast<std::uint32_t>(std::ldexp(size, 24));
    } else {
        return std::nullopt;
    }
    const auto half = static_cast<std::uint16_t>(bits | sign);
    if (halfToDouble(half) != value)
        return std::nullopt;
    return half;
}

std::optional<float> exactSingle(double value)
{
    if (std::isfinite(value) && std::fabs(value) > std::numeric_limits<float>::max())
        return std::nullopt;
    const auto single = static_cast<float>(value);
    return static_cast<double>(single) == value ? std::optional(single) : std::nullopt;
}

std::uint8_t shortestFloat(double value)
{
    if (std::isnan(value) || exactHalf(value))
        return 25;
    return exactSingle(value) ? 26 : 27;
}

void appendCborFloat(Bytes &out, std::uint8_t info, double value)
{
    std::uint64_t bits = 0;
    if (std::isnan(value))
        bits = info == 25 ? 0x7e00 : info == 26 ? 0x7fc00000 : 0x7ff8000000000000;
    else if (info == 25)
        bits = exactHalf(value).value_or(0);
    else if (info == 26)
        bits = std::bit_cast<std::uint32_t>(exactSingle(value).value_or(0));
    else
        bits = std::bit_cast<std::uint64_t>(value);
    appendCborHead(out, CborMajor::SimpleOrFloat, info, bits);
}

} // namespace copper
