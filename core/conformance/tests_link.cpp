// SPDX-License-Identifier: GPL-3.0-or-later
// TD_COAP_LINK: discovery and its filters (RFC 6690).
#include "core/conformance/steps.h"
#include "core/conformance/test_scripts.h"

#include "core/coap/link_format.h"

#include <algorithm>

namespace copper::conformance {

namespace {

constexpr std::string_view kWellKnown = "/.well-known/core";

std::vector<Link> parseLinks(ByteView payload)
{
    LinkList list = parseLinkFormat(asText(payload));
    if (list.fault != LinkFault::None)
        failTest("the list of links cannot be read from byte " + std::to_string(list.faultOffset) +
                     " on: " +
                     quoted(asText(payload).substr(std::min(list.faultOffset, payload.size()))),
                 "RFC 6690 §2");
    return std::move(list.links);
}

Script<std::vector<Link>> links(Conversation &c, std::string query)
{
    Ask request = get(kWellKnown);
    if (!query.empty())
        request.options.addString(OptionNumber::UriQuery, query);
    const Bytes payload = co_await wholeBody(c, std::move(request), kWellKnown);
    co_return parseLinks(payload);
}

std::vector<std::string> targetsOf(const std::vector<Link> &list)
{
    std::vector<std::string> targets;
    for (const Link &link : list)
        targets.push_back(link.target);
    std::sort(targets.begin(), targets.end());
    targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    return targets;
}

std::string missingFrom(const std::vector<std::string> &some, const std::vector<std::string> &all)
{
    for (const std::string &target : some) {
        if (!std::binary_search(all.begin(), all.end(), target))
            return "<" + target + ">";
    }
    return {};
}

// The server's list under a filter must be what the filter leaves of its whole list. Filtering is
// optional (RFC 6690 §4.1): a server that always gives the whole list is not wrong.
Script<> filtered(Conversation &c, std::string query, std::size_t needed)
{
    const std::vector<Link> all = co_await links(c, {});
    std::vector<Link> wanted = all;
    const LinkFilter filter = *parseLinkFilter(query);
    std::erase_if(wanted, [&](const Link &link) { return !matches(link, filter); });
    const std::vector<std::string> expected = targetsOf(wanted);
    if (expected.size() < needed)
        cannotTell("the server's list has " + std::to_string(expected.size()) + " links for " +
                   quoted(query) + "; the test needs " + std::to_string(needed));
    const std::vector<std::string> whole = targetsOf(all);
    if (expected == whole)
        cannotTell("all of the server's links fit " + quoted(query) + ": no filter to be seen");
    const std::vector<std::string> given = targetsOf(co_await links(c, query));
    if (given == whole)
        cannotTell("the server gives the whole list for " + quoted(query) +
                   ": it does not filter, which it need not");
    if (const std::string target = missingFrom(given, expected); !target.empty())
        failTest(quoted(query) + " gave " + target + ", which does not fit", "RFC 6690 §4.1");
    if (const std::string target = missingFrom(expected, given); !target.empty())
        failTest(quoted(query) + " did not give " + target + ", which fits", "RFC 6690 §4.1");
}

Script<> link01(Conversation &c)
{
    const Ask request = get(kWellKnown);
    const Reply reply = co_await exchange(c, request);
    checkCode(reply.message, {code::kContent}, kWellKnown);
    checkContentFormat(reply.message, kLinkFormat);
    const Body body = co_await restOfBody(c, request, reply.message);
    if (body.changed)
        cannotTell("the list changes while it is being read", "RFC 7959 §2.4");
    check(!parseLinks(body.bytes).empty(), "the list of links is empty", "RFC 6690 §4");
}

Script<> link02(Conversation &c)
{
    return filtered(c, "rt=Type1", 1);
}
Script<> link03(Conversation &c)
{
    return filtered(c, "rt=*", 1);
}
// "Type1 Type2" and "Type2 Type3": one of several values is enough.
Script<> link04(Conversation &c)
{
    return filtered(c, "rt=Type2", 2);
}
Script<> link05(Conversation &c)
{
    return filtered(c, "if=If*", 2);
}
Script<> link06(Conversation &c)
{
    return filtered(c, "sz=*", 1);
}
Script<> link07(Conversation &c)
{
    return filtered(c, "href=/link1", 1);
}
Script<> link08(Conversation &c)
{
    return filtered(c, "href=/link*", 3);
}

Script<> link09(Conversation &c)
{
    const std::vector<Link> all = co_await links(c, {});
    const auto entry = std::find_if(all.begin(), all.end(),
                                    [](const Link &link) { return link.target == "/path"; });
    if (entry == all.end() || entry->value("ct") != "40")
        cannotTell("the server's list has no </path>;ct=40");
    const Ask request = get("/path");
    const Reply reply = co_await exchange(c, request);
    checkCode(reply.message, {code::kContent}, "/path");
    checkContentFormat(reply.message, kLinkFormat);
    const Body body = co_await restOfBody(c, request, reply.message);
    std::vector<Link> below = parseLinks(body.bytes);
    std::erase_if(below, [](const Link &link) { return link.target.rfind("/path/", 0) != 0; });
    if (below.empty())
        failTest("/path does not list anything below /path/", "RFC 6690 §5");
    const Reply sub = co_await exchange(c, get(below.front().target));
    checkCodeExactly(sub.message, {code::kContent});
}

constexpr TestCase kTests[] = {
    {{"TD_COAP_LINK_01", "well-known", "/.well-known/core", "RFC 6690 §4"}, link01},
    {{"TD_COAP_LINK_02", "filter rt", "/.well-known/core?rt=Type1", "RFC 6690 §4.1"}, link02},
    {{"TD_COAP_LINK_03", "empty prefix", "/.well-known/core?rt=*", "RFC 6690 §4.1"}, link03},
    {{"TD_COAP_LINK_04", "several rt values", "/.well-known/core?rt=Type2", "RFC 6690 §4.1"},
     link04},
    {{"TD_COAP_LINK_05", "if prefix", "/.well-known/core?if=If*", "RFC 6690 §4.1"}, link05},
    {{"TD_COAP_LINK_06", "sz", "/.well-known/core?sz=*", "RFC 6690 §4.1"}, link06},
    {{"TD_COAP_LINK_07", "href complete", "/.well-known/core?href=/link1", "RFC 6690 §4.1"},
     link07},
    {{"TD_COAP_LINK_08", "href prefix", "/.well-known/core?href=/link*", "RFC 6690 §4.1"}, link08},
    {{"TD_COAP_LINK_09", "hierarchy", "/path, /path/sub1", "RFC 6690 §5"}, link09},
};

} // namespace

std::span<const TestCase> linkTests()
{
    return kTests;
}

} // namespace copper::conformance
