// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/option.h"

#include <algorithm>
#include <array>

namespace copper {

namespace {

using enum OptionNumber;

constexpr std::array kRegistry{
    OptionDefinition{IfMatch, "If-Match", OptionFormat::Opaque, 0, 8, true, "RFC 7252"},
    OptionDefinition{UriHost, "Uri-Host", OptionFormat::String, 1, 255, false, "RFC 7252"},
    OptionDefinition{ETag, "ETag", OptionFormat::Opaque, 1, 8, true, "RFC 7252"},
    OptionDefinition{IfNoneMatch, "If-None-Match", OptionFormat::Empty, 0, 0, false, "RFC 7252"},
    OptionDefinition{Observe, "Observe", OptionFormat::Uint, 0, 3, false, "RFC 7641"},
    OptionDefinition{UriPort, "Uri-Port", OptionFormat::Uint, 0, 2, false, "RFC 7252"},
    OptionDefinition{LocationPath, "Location-Path", OptionFormat::String, 0, 255, true, "RFC 7252"},
    OptionDefinition{Oscore, "OSCORE", OptionFormat::Opaque, 0, 255, false, "RFC 8613"},
    OptionDefinition{UriPath, "Uri-Path", OptionFormat::String, 0, 255, true, "RFC 7252"},
    OptionDefinition{ContentFormat, "Content-Format", OptionFormat::Uint, 0, 2, false, "RFC 7252"},
    OptionDefinition{MaxAge, "Max-Age", OptionFormat::Uint, 0, 4, false, "RFC 7252"},
    OptionDefinition{UriQuery, "Uri-Query", OptionFormat::String, 0, 255, true, "RFC 7252"},
    OptionDefinition{HopLimit, "Hop-Limit", OptionFormat::Uint, 1, 1, false, "RFC 8768"},
    OptionDefinition{Accept, "Accept", OptionFormat::Uint, 0, 2, false, "RFC 7252"},
    OptionDefinition{QBlock1, "Q-Block1", OptionFormat::Uint, 0, 3, false, "RFC 9177"},
    OptionDefinition{LocationQuery, "Location-Query", OptionFormat::String, 0, 255, true,
                     "RFC 7252"},
    OptionDefinition{Edhoc, "EDHOC", OptionFormat::Empty, 0, 0, false, "RFC 9668"},
    OptionDefinition{Block2, "Block2", OptionFormat::Uint, 0, 3, false, "RFC 7959"},
    OptionDefinition{Block1, "Block1", OptionFormat::Uint, 0, 3, false, "RFC 7959"},
    OptionDefinition{Size2, "Size2", OptionFormat::Uint, 0, 4, false, "RFC 7959"},
    OptionDefinition{QBlock2, "Q-Block2", OptionFormat::Uint, 0, 3, true, "RFC 9177"},
    OptionDefinition{ProxyUri, "Proxy-Uri", OptionFormat::String, 1, 1034, false, "RFC 7252"},
    OptionDefinition{ProxyScheme, "Proxy-Scheme", OptionFormat::String, 1, 255, false, "RFC 7252"},
    OptionDefinition{Size1, "Size1", OptionFormat::Uint, 0, 4, false, "RFC 7252"},
    OptionDefinition{Echo, "Echo", OptionFormat::Opaque, 1, 40, false, "RFC 9175"},
    OptionDefinition{NoResponse, "No-Response", OptionFormat::Uint, 0, 1, false, "RFC 7967"},
    OptionDefinition{RequestTag, "Request-Tag", OptionFormat::Opaque, 0, 8, true, "RFC 9175"},
};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::span<const OptionDefinition> optionRegistry()
{
    return kRegistry;
}

const OptionDefinition *findOption(OptionNumber number)
{
    const auto found = std::lower_bound(
        kRegistry.begin(), kRegistry.end(), number,
        [](const OptionDefinition &row, OptionNumber wanted) { return row.number < wanted; });
    return found != kRegistry.end() && found->number == number ? &*found : nullptr;
}

const OptionDefinition *findOptionByName(std::string_view name)
{
    const auto found =
        std::find_if(kRegistry.begin(), kRegistry.end(), [name](const OptionDefinition &row) {
            return std::equal(row.name.begin(), row.name.end(), name.begin(), name.end(),
                              [](char a, char b) { return lower(a) == lower(b); });
        });
    return found == kRegistry.end() ? nullptr : &*found;
}

} // namespace copper
