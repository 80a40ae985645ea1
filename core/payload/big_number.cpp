// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/big_number.h"

#include <algorithm>

namespace copper {

namespace {

int digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return 99;
}

} // namespace

std::optional<std::string> decimalText(ByteView magnitude)
{
    while (!magnitude.empty() && magnitude.front() == 0)
        magnitude = magnitude.subspan(1);
    if (magnitude.size() > kMaxBigNumberBytes)
        return std::nullopt;
    Bytes left = toOwned(magnitude);
    std::string text;
    std::size_t first = 0;
    while (first < left.size()) {
        unsigned remainder = 0;
        for (std::size_t i = first; i < left.size(); ++i) {
            const unsigned value = (remainder << 8U) | left[i];
            left[i] = static_cast<std::uint8_t>(value / 10);
            remainder = value % 10;
        }
        text.push_back(static_cast<char>('0' + remainder));
        while (first < left.size() && left[first] == 0)
            ++first;
    }
    if (text.empty())
        text.push_back('0');
    std::reverse(text.begin(), text.end());
    return text;
}

std::optional<Bytes> magnitudeOf(std::string_view digits, unsigned base)
{
    if (digits.empty() || digits.size() > kMaxBigNumberDigits)
        return std::nullopt;
    Bytes reversed; // least significant first
    for (const char c : digits) {
        const int digit = digitOf(c);
        if (digit >= static_cast<int>(base))
            return std::nullopt;
        auto carry = static_cast<unsigned>(digit);
        for (std::uint8_t &byte : reversed) {
            carry += byte * base;
            byte = static_cast<std::uint8_t>(carry);
            carry >>= 8U;
        }
        if (carry > 0)
            reversed.push_back(static_cast<std::uint8_t>(carry));
    }
    if (reversed.size() > kMaxBigNumberBytes)
        return std::nullopt;
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
}

std::optional<std::string> bignumText(ByteView magnitude, bool negative)
{
    if (!negative)
        return decimalText(magnitude);
    if (magnitude.size() > kMaxBigNumberBytes)
        return std::nullopt;
    // The value is -1 - n.
    Bytes one(1, 0);
    one.insert(one.end(), magnitude.begin(), magnitude.end());
    for (std::size_t i = one.size(); i-- > 0;) {
        if (++one[i] != 0)
            break;
    }
    auto text = decimalText(one);
    return text ? std::optional('-' + *text) : std::nullopt;
}

} // namespace copper
