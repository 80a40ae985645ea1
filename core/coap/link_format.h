// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copper {

// CoRE Link Format, RFC 6690: what a device answers on /.well-known/core.

struct LinkAttribute
{
    std::string name;
    std::optional<std::string> value; // without quotes and escapes; none for a flag like obs
    std::size_t offset = 0;           // of the name in the text
    std::size_t length = 0;           // to the end of the value
};

struct Link
{
    std::string target;                    // between "<" and ">", as sent
    std::vector<LinkAttribute> attributes; // in order, repeated ones included
    std::size_t offset = 0;                // of "<" in the text
    std::size_t length = 0;

    // The first of that name; case does not count. Null when absent.
    const LinkAttribute *attribute(std::string_view name) const;
    bool has(std::string_view name) const { return attribute(name) != nullptr; }
    // The value of the first of that name; empty when absent or without one.
    std::string_view value(std::string_view name) const;
};

enum class LinkFault {
    None,
    ExpectedTarget, // "<" should stand here
    UnclosedTarget, // no ">"
    UnclosedQuote,  // no closing quotation mark
    MissingAttributeName,
    ExpectedSeparator, // something else than "," or ";" after a target or value
};

struct LinkLimits
{
    std::size_t maxBytes = 1U << 20U;
    std::size_t maxLinks = 10'000;
    std::size_t maxAttributes = 64; // of one link
};

struct LinkList
{
    std::vector<Link> links; // all before a fault; the last may lack attributes then
    LinkFault fault = LinkFault::None;
    std::size_t faultOffset = 0; // of the byte where reading stopped
    bool bytesCut = false;       // text beyond maxBytes was not read
    bool linksCut = false;       // links beyond maxLinks were not read
    bool attributesCut = false;  // attributes beyond maxAttributes were left out
    // The first link or attribute that is not UTF-8. Not a fault: the bytes are kept.
    std::optional<std::size_t> notUtf8At;

    bool complete() const
    {
        return fault == LinkFault::None && !bytesCut && !linksCut && !attributesCut;
    }
};

// Total: never fails, says what it could not read. White space between the parts is accepted.
LinkList parseLinkFormat(std::string_view text, const LinkLimits &limits = {});

// Values are quoted unless they are decimal digits or belong to an extended attribute (name*).
std::string toLinkFormat(const std::vector<Link> &links);

// RFC 8187 value of an attribute like title*: "UTF-8''n%C3%A4me". Nothing when it is not one in
// UTF-8.
std::optional<std::string> decodeExtendedValue(std::string_view value);

// RFC 6690 §4.1, one resource-param: "rt=light*", "href=/foo*", "sz=*".
struct LinkFilter
{
    std::string name;
    std::string value;
    bool prefix = false; // the value ended in "*"
};

// Nothing without "=" or without a name.
std::optional<LinkFilter> parseLinkFilter(std::string_view text);
// For rt, if, rel, rev and ct any member of the space-separated list; else the whole value.
bool matches(const Link &link, const LinkFilter &filter);

} // namespace copper
