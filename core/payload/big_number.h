// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace copper {

// Integers beyond 64 bits, RFC 8949 §3.4.3. Changing the base costs the square of the length, so
// that is bounded.
inline constexpr std::size_t kMaxBigNumberBytes = 256;
inline constexpr std::size_t kMaxBigNumberDigits = 616;

// Big-endian magnitude as decimal digits; nothing beyond the limit.
std::optional<std::string> decimalText(ByteView magnitude);
// Digits of a base of 2, 8, 10 or 16, nothing else, to a magnitude without leading zeros (zero is
// empty). Nothing for another character, for no digit, or beyond the limit.
std::optional<Bytes> magnitudeOf(std::string_view digits, unsigned base);
// The value of tags 2 and 3 as a person reads it: "-18446744073709551617".
std::optional<std::string> bignumText(ByteView magnitude, bool negative);

} // namespace copper
