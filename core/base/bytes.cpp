// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"

#include <algorithm>
#include <cstring>

namespace copper {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace

bool equalBytes(ByteView a, ByteView b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

std::string toHex(ByteView bytes)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text.push_back(kDigits[byte >> 4]);
        text.push_back(kDigits[byte & 0x0f]);
    }
    return text;
}

std::optional<Bytes> fromHex(std::string_view text)
{
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    int high = -1;
    for (const char c : text) {
        if (isBlank(c)) {
            if (high >= 0)
                return std::nullopt;
            continue;
        }
        const int digit = hexDigit(c);
        if (digit < 0)
            return std::nullopt;
        if (high < 0) {
            high = digit;
        } else {
            bytes.push_back(static_cast<std::uint8_t>(high * 16 + digit));
            high = -1;
        }
    }
    if (high >= 0)
        return std::nullopt;
    return bytes;
}

bool isValidUtf8(ByteView bytes)
{
    std::size_t i = 0;
    while (i < bytes.size()) {
        const std::uint8_t lead = bytes[i];
        if (lead < 0x80) {
            ++i;
            continue;
        }
        std::size_t extra = 0;
        std::uint32_t value = 0;
        std::uint32_t smallest = 0;
        if (lead >= 0xc2 && lead <= 0xdf) {
            extra = 1;
            value = lead & 0x1fU;
            smallest = 0x80;
        } else if (lead >= 0xe0 && lead <= 0xef) {
            extra = 2;
            value = lead & 0x0fU;
            smallest = 0x800;
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            extra = 3;
            value = lead & 0x07U;
            smallest = 0x10000;
        } else {
            return false;
        }
        if (bytes.size() - i <= extra)
            return false;
        for (std::size_t k = 1; k <= extra; ++k) {
            if ((bytes[i + k] & 0xc0) != 0x80)
                return false;
            value = (value << 6) | (bytes[i + k] & 0x3fU);
        }
        if (value < smallest || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
            return false;
        i += extra + 1;
    }
    return true;
}

std::uint64_t digest64(ByteView bytes)
{
    // Eight bytes a step: every datagram that comes in is digested for the duplicate check.
    constexpr std::uint64_t kMultiplier = 0x9fb21c651e98df25ULL;
    std::uint64_t hash = 0x27d4eb2f165667c5ULL ^ (bytes.size() * kMultiplier);
    const auto mix = [&hash](std::uint64_t word) {
        hash ^= word;
        hash *= kMultiplier;
        hash ^= hash >> 32;
    };
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, 8);
        mix(word);
    }
    std::uint64_t rest = 0;
    if (i < bytes.size())
        std::memcpy(&rest, bytes.data() + i, bytes.size() - i);
    mix(rest);
    return hash * kMultiplier;
}

} // namespace copper
