// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace copper {

// One row of the registry "CoAP Content-Formats" (RFC 7252 §12.3), or a number that devices sent
// before their format was registered (`legacy`: read, never chosen by name).
struct ContentFormatRow
{
    std::uint16_t number;
    std::string_view mediaType; // "text/plain; charset=utf-8"
    std::string_view coding;    // "deflate", "zstd"; mostly empty
    std::string_view shortName; // "json", "senml+json", "text"; unique; empty for legacy rows
    bool legacy;
};

// Ordered by number.
std::span<const ContentFormatRow> contentFormats();
const ContentFormatRow *findContentFormat(std::uint32_t number);
// A short name, or a media type with or without its parameters ("text/plain"); case and blanks do
// not count. A media type that is registered with codings too means the plain one.
std::optional<std::uint16_t> contentFormatByName(std::string_view name);
// "json" for 50; empty for an unknown number.
std::string_view contentFormatShortName(std::uint32_t number);
// The payload is text in UTF-8 by its definition (text/*, XML, JSON and its relatives,
// link-format), without a content coding.
bool isTextContentFormat(std::uint32_t number);

} // namespace copper
