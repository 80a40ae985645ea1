// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/base_text.h"

namespace copper {

namespace {

int base64Digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

int base32Digit(char c, bool extended)
{
    if (c >= 'a' && c <= 'z')
        c = static_cast<char>(c - 'a' + 'A');
    if (extended) {
        if (c >= '0' && c <= '9')
            return c - '0';
        return c >= 'A' && c <= 'V' ? c - 'A' + 10 : -1;
    }
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

template <class DigitOf>
std::optional<Bytes> unpack(std::string_view text, unsigned bitsEach, DigitOf digitOf)
{
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    Bytes out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const int digit = digitOf(c);
        if (digit < 0)
            return std::nullopt;
        held = (held << bitsEach) | static_cast<unsigned>(digit);
        bits += bitsEach;
        if (bits >= 8) {
            bits -= 8;
            out.push_back(static_cast<std::uint8_t>(held >> bits));
            held &= (1U << bits) - 1;
        }
    }
    // What is left over are fewer bits than a digit has, all zero (RFC 4648 §3.5).
    if (bits >= bitsEach || held != 0)
        return std::nullopt;
    return out;
}

} // namespace

std::optional<Bytes> fromBase64(std::string_view text)
{
    return unpack(text, 6, base64Digit);
}

std::optional<Bytes> fromBase32(std::string_view text, bool extended)
{
    return unpack(text, 5, [extended](char c) { return base32Digit(c, extended); });
}

std::string toBase64Url(ByteView bytes)
{
    static constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const std::uint8_t byte : bytes) {
        held = (held << 8U) | byte;
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out.push_back(kAlphabet[(held >> bits) & 0x3fU]);
        }
        held &= (1U << bits) - 1;
    }
    if (bits > 0)
        out.push_back(kAlphabet[(held << (6 - bits)) & 0x3fU]);
    return out;
}

} // namespace copper
