// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/plain_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace copper {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";
constexpr std::size_t kMaxUnitLength = 16;

// Length of the well-formed UTF-8 sequence at the start; 0 when there is none.
std::size_t sequenceLength(ByteView bytes)
{
    if (bytes.empty())
        return 0;
    const std::uint8_t lead = bytes[0];
    std::size_t length = 0;
    if (lead < 0x80)
        length = 1;
    else if (lead >= 0xc2 && lead <= 0xdf)
        length = 2;
    else if (lead >= 0xe0 && lead <= 0xef)
        length = 3;
    else if (lead >= 0xf0 && lead <= 0xf4)
        length = 4;
    if (length == 0 || bytes.size() < length || !isValidUtf8(bytes.first(length)))
        return 0;
    return length;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (isBlank(text.front()) || text.front() == '\0'))
        text.remove_prefix(1);
    while (!text.empty() && (isBlank(text.back()) || text.back() == '\0'))
        text.remove_suffix(1);
    return text;
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// `apart`: a blank stands between number and unit. Without one a digit inside it ("0x10", "12h30")
// means that this is something else.
bool isUnit(std::string_view text, bool apart)
{
    if (text.size() > kMaxUnitLength)
        return false;
    const char first = text.front();
    const bool plausible =
        isLetter(first) || first == '%' || first == '/' || static_cast<std::uint8_t>(first) >= 0x80;
    if (!plausible)
        return false;
    return std::all_of(text.begin(), text.end(), [apart](char c) {
        return static_cast<std::uint8_t>(c) > 0x20 && c != 0x7f && (apart || !isDigit(c)) &&
               c != ':' && c != ',' && c != ';';
    });
}

template <class T>
std::string shortest(T value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value < 0 ? "-Infinity" : "Infinity";
    std::array<char, 64> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

} // namespace

std::string toValidUtf8(ByteView bytes)
{
    if (isValidUtf8(bytes))
        return std::string(asText(bytes));
    std::string result;
    result.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = sequenceLength(bytes);
        if (length > 0) {
            result += asText(bytes.first(length));
            bytes = bytes.subspan(length);
            continue;
        }
        result += kReplacement;
        bytes = bytes.subspan(1);
        // The rest of a broken sequence is one error with its start.
        while (!bytes.empty() && (bytes[0] & 0xc0U) == 0x80U)
            bytes = bytes.subspan(1);
    }
    return result;
}

std::optional<std::size_t> firstInvalidUtf8(ByteView bytes)
{
    if (isValidUtf8(bytes))
        return std::nullopt;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::size_t length = sequenceLength(bytes.subspan(at));
        if (length == 0)
            return at;
        at += length;
    }
    return std::nullopt;
}

void appendUtf8(std::string &text, std::uint32_t character)
{
    const auto byte = [&text](std::uint32_t value) {
        text.push_back(static_cast<char>(value));
    };
    if (character < 0x80) {
        byte(character);
    } else if (character < 0x800) {
        byte(0xc0 | (character >> 6U));
        byte(0x80 | (character & 0x3fU));
    } else if (character < 0x10000) {
        byte(0xe0 | (character >> 12U));
        byte(0x80 | ((character >> 6U) & 0x3fU));
        byte(0x80 | (character & 0x3fU));
    } else {
        byte(0xf0 | (character >> 18U));
        byte(0x80 | ((character >> 12U) & 0x3fU));
        byte(0x80 | ((character >> 6U) & 0x3fU));
        byte(0x80 | (character & 0x3fU));
    }
}

std::string hexText(ByteView bytes)
{
    if (bytes.size() <= kMaxHexTextBytes)
        return toHex(bytes);
    return toHex(bytes.first(kMaxHexTextBytes)) + "\xe2\x80\xa6";
}

std::string numberText(double value)
{
    return shortest(value);
}

std::string numberText(float value)
{
    return shortest(value);
}

std::optional<TextNumber> numberWithUnit(std::string_view text)
{
    text = trimmed(text);
    if (text.size() > 1 && text.front() == '+' && (isDigit(text[1]) || text[1] == '.'))
        text.remove_prefix(1);
    // from_chars would read "inf" and "nan" too.
    const std::size_t first = !text.empty() && text.front() == '-' ? 1 : 0;
    if (text.size() <= first || !(isDigit(text[first]) || text[first] == '.'))
        return std::nullopt;
    TextNumber number;
    const auto [stop, error] =
        std::from_chars(text.data(), text.data() + text.size(), number.value);
    if (error != std::errc() || !std::isfinite(number.value))
        return std::nullopt;
    const std::string_view rest = text.substr(static_cast<std::size_t>(stop - text.data()));
    const std::string_view unit = trimmed(rest);
    if (unit.empty())
        return number;
    if (!isUnit(unit, unit.data() != rest.data()) || !isValidUtf8(asBytes(unit)))
        return std::nullopt;
    number.unit = unit;
    return number;
}

} // namespace copper
