// SPDX-License-Identifier: GPL-3.0-or-later
// URIs and link lists: text from devices and from persons.
#include "core/coap/link_format.h"
#include "core/coap/uri.h"
#include "tests/fuzz/fuzz_target.h"

#include <string>

namespace copper::fuzz {

namespace {

void requireStable(const Uri &uri)
{
    const std::string text = toText(uri);
    const auto again = parseUri(text);
    require(again.has_value(), "a URI's text parses");
    require(again->scheme == uri.scheme && again->host == uri.host && again->zone == uri.zone &&
                again->effectivePort() == uri.effectivePort() && again->path == uri.path &&
                again->query == uri.query,
            "a URI survives as text");
    require(toText(*again) == text, "the text is canonical");
    Options options = toOptions(uri);
    require(options.view().strings(OptionNumber::UriPath).size() == uri.path.size(),
            "a segment is an option");
}

} // namespace

// A line end parts a base from a reference.
void uri(ByteView input)
{
    const std::string_view text = asText(input);
    const std::size_t end = text.find('\n');
    const auto parsed = parseUri(text.substr(0, end));
    if (!parsed) {
        require(parsed.error().offset <= text.size(), "the fault lies in the text");
        return;
    }
    requireStable(*parsed);
    if (end == std::string_view::npos)
        return;
    if (const auto resolved = resolveReference(*parsed, text.substr(end + 1)))
        requireStable(*resolved);
}

void links(ByteView input)
{
    LinkLimits limits;
    limits.maxLinks = 50;
    limits.maxAttributes = 8;
    const LinkList list = parseLinkFormat(asText(input), limits);
    require(list.links.size() <= limits.maxLinks, "links are bounded");
    require(list.faultOffset <= input.size(), "the fault lies in the text");
    for (const Link &link : list.links) {
        require(link.attributes.size() <= limits.maxAttributes, "attributes are bounded");
        require(link.offset <= input.size() && link.length <= input.size() - link.offset,
                "a link lies in the text");
        (void)matches(link, {"rt", "a", true});
        (void)decodeExtendedValue(link.value("title*"));
    }
    const std::string text = toLinkFormat(list.links);
    if (list.fault == LinkFault::None) {
        const LinkList again = parseLinkFormat(text, limits);
        require(again.fault == LinkFault::None && again.links.size() == list.links.size(),
                "what is written can be read");
    }
    if (const auto filter = parseLinkFilter(asText(input))) {
        for (const Link &link : list.links)
            (void)matches(link, *filter);
    }
}

} // namespace copper::fuzz
