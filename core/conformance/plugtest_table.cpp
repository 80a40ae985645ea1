// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conformance/plugtest_result.h"
#include "core/conformance/test_scripts.h"

#include <algorithm>

namespace copper {

namespace conformance {

namespace {

std::vector<TestCase> clearTests()
{
    std::vector<TestCase> all;
    for (const auto part : {coreTests(), linkTests(), blockTests(), observeTests()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

const std::vector<TestCase> &clearTable()
{
    static const std::vector<TestCase> tests = clearTests();
    return tests;
}

std::vector<PlugtestDescription> descriptionsOf(std::span<const TestCase> tests)
{
    std::vector<PlugtestDescription> all;
    for (const TestCase &test : tests)
        all.push_back(test.description);
    return all;
}

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

} // namespace

const TestCase &caseOf(const PlugtestDescription &description)
{
    const std::span<const TestCase> table =
        isSecurePlugtest(description) ? dtlsTests() : std::span<const TestCase>(clearTable());
    return *std::find_if(table.begin(), table.end(), [&](const TestCase &test) {
        return std::string_view(test.description.id) == description.id;
    });
}

} // namespace conformance

std::string_view verdictName(PlugtestVerdict verdict)
{
    switch (verdict) {
    case PlugtestVerdict::Pass:
        return "PASS";
    case PlugtestVerdict::Fail:
        return "FAIL";
    case PlugtestVerdict::Inconclusive:
        break;
    }
    return "INCONCLUSIVE";
}

std::string_view fateName(PlugtestMessage::Fate fate)
{
    using Fate = PlugtestMessage::Fate;
    switch (fate) {
    case Fate::Retransmission:
        return "retransmission";
    case Fate::Repeated:
        return "repeated answer";
    case Fate::Duplicate:
        return "duplicate";
    case Fate::Lost:
        return "lost by the test";
    case Fate::Unexpected:
        return "unexpected";
    case Fate::Malformed:
        return "malformed";
    case Fate::Normal:
        break;
    }
    return {};
}

std::span<const PlugtestDescription> plugtestDescriptions()
{
    static const std::vector<PlugtestDescription> descriptions =
        conformance::descriptionsOf(conformance::clearTable());
    return descriptions;
}

std::span<const PlugtestDescription> securePlugtestDescriptions()
{
    static const std::vector<PlugtestDescription> descriptions =
        conformance::descriptionsOf(conformance::dtlsTests());
    return descriptions;
}

bool isSecurePlugtest(const PlugtestDescription &test)
{
    return std::string_view(test.id).rfind("TD_COAP_DTLS", 0) == 0;
}

const PlugtestDescription *findPlugtest(std::string_view id)
{
    constexpr std::string_view kPrefix = "TD_COAP_";
    std::string wanted;
    for (const char c : id)
        wanted += conformance::upper(c);
    if (wanted.rfind(kPrefix, 0) != 0)
        wanted = std::string(kPrefix) + wanted;
    for (const auto group : {plugtestDescriptions(), securePlugtestDescriptions()}) {
        for (const PlugtestDescription &description : group) {
            if (wanted == description.id)
                return &description;
        }
    }
    return nullptr;
}

} // namespace copper
