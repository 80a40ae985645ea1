// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace copper {

// Octets somebody else owns. Valid as long as the owner says.
using ByteView = std::span<const std::uint8_t>;
using MutableByteView = std::span<std::uint8_t>;
using Bytes = std::vector<std::uint8_t>;

inline ByteView asBytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

inline std::string_view asText(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

inline Bytes toOwned(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

bool equalBytes(ByteView a, ByteView b);

// Unbroken lower-case hex, as the command line and the logs print bytes.
std::string toHex(ByteView bytes);

// Accepts upper and lower case, and white space between octets. Nothing on an odd digit or another
// character.
std::optional<Bytes> fromHex(std::string_view text);

bool isValidUtf8(ByteView bytes);

// Tells apart messages that share an identifier; not a defence against forgery.
std::uint64_t digest64(ByteView bytes);

} // namespace copper
