// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace copper {

// Option numbers by their registered names (IANA CoRE Parameters; the defining RFC is in the
// registry below).
enum class OptionNumber : std::uint16_t {
    IfMatch = 1,
    UriHost = 3,
    ETag = 4,
    IfNoneMatch = 5,
    Observe = 6,
    UriPort = 7,
    LocationPath = 8,
    Oscore = 9,
    UriPath = 11,
    ContentFormat = 12,
    MaxAge = 14,
    UriQuery = 15,
    HopLimit = 16,
    Accept = 17,
    QBlock1 = 19,
    LocationQuery = 20,
    Edhoc = 21,
    Block2 = 23,
    Block1 = 27,
    Size2 = 28,
    QBlock2 = 31,
    ProxyUri = 35,
    ProxyScheme = 39,
    Size1 = 60,
    Echo = 252,
    NoResponse = 258,
    RequestTag = 292,
};

constexpr std::uint16_t toNumber(OptionNumber number)
{
    return static_cast<std::uint16_t>(number);
}

// RFC 7252 §5.4.6: the properties are bits of the number; no list is kept beside them.
constexpr bool isCritical(OptionNumber number)
{
    return (toNumber(number) & 1U) != 0;
}
constexpr bool isUnsafe(OptionNumber number)
{
    return (toNumber(number) & 2U) != 0;
}
constexpr bool isNoCacheKey(OptionNumber number)
{
    return (toNumber(number) & 0x1eU) == 0x1cU;
}

enum class OptionFormat { Empty, Opaque, Uint, String };

struct OptionDefinition
{
    OptionNumber number;
    std::string_view name;
    OptionFormat format;
    std::uint16_t minLength;
    std::uint16_t maxLength;
    // May stand more than once. A supernumerary occurrence counts as unrecognised (§5.4.5).
    bool repeatable;
    std::string_view reference; // "RFC 7252"
};

// All registered options this engine knows, ordered by number.
std::span<const OptionDefinition> optionRegistry();
const OptionDefinition *findOption(OptionNumber number);
// Case does not count: "Uri-Path", "uri-path", "content-format".
const OptionDefinition *findOptionByName(std::string_view name);

} // namespace copper
