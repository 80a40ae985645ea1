// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace copper {

// The bytes as UTF-8, each ill-formed sequence as one U+FFFD. Control characters stay: who shows
// the text escapes them.
std::string toValidUtf8(ByteView bytes);
// Offset of the first byte that breaks UTF-8; nothing when all is well.
std::optional<std::size_t> firstInvalidUtf8(ByteView bytes);

// A Unicode scalar value.
void appendUtf8(std::string &text, std::uint32_t character);

// Hex of the first bytes, and an ellipsis when there are more: enough for a tree, the hex view has
// all of them.
inline constexpr std::size_t kMaxHexTextBytes = 4096;
std::string hexText(ByteView bytes);

// The shortest decimal form that reads back as the same number.
std::string numberText(double value);
std::string numberText(float value);

// "23.4", " 61 %", "22.3 °C", "1013hPa": a finite number and perhaps a unit, and nothing else.
// Dates, times, versions and addresses are none.
struct TextNumber
{
    double value = 0;
    std::string unit;
};
std::optional<TextNumber> numberWithUnit(std::string_view text);

} // namespace copper
