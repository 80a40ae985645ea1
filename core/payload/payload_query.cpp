// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/payload_query.h"

#include "core/payload/plain_text.h"
#include "core/payload/senml.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace copper {

namespace {

constexpr std::string_view kSenmlPrefix = "senml:";

Failure<QueryFault> miss(QueryMiss kind, std::string_view reached = {})
{
    return failure(QueryFault{kind, std::string(reached)});
}

// RFC 6901 §4; §3 allows no other escapes.
std::optional<std::string> unescaped(std::string_view token)
{
    std::string text;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] != '~') {
            text.push_back(token[i]);
            continue;
        }
        if (++i == token.size() || (token[i] != '0' && token[i] != '1'))
            return std::nullopt;
        text.push_back(token[i] == '0' ? '~' : '/');
    }
    return text;
}

std::uint32_t throughTags(const Representation &read, std::uint32_t index)
{
    while (read.nodes[index].kind == NodeKind::Tag && !read.nodes[index].children.empty())
        index = read.nodes[index].children.front();
    return index;
}

std::optional<std::uint32_t> childOf(const Representation &read, std::uint32_t parent,
                                     const std::string &token)
{
    const auto &children = read.nodes[parent].children;
    for (std::size_t i = 0; i < children.size(); ++i) {
        const ValueNode &child = read.nodes[children[i]];
        if (child.kind == NodeKind::Invalid)
            continue;
        // A SenML record shows its resolved name; its place in the pack is its index.
        const bool here =
            child.kind == NodeKind::Record ? std::to_string(i) == token : child.name == token;
        if (here)
            return throughTags(read, children[i]);
    }
    return std::nullopt;
}

PayloadValue valueOf(const Representation &read, std::uint32_t index)
{
    const ValueNode &node = read.nodes[index];
    PayloadValue value;
    value.kind = node.kind;
    value.text = node.text;
    value.node = index;
    value.offset = node.offset;
    value.length = node.length;
    if (node.kind == NodeKind::Number)
        value.number = node.number;
    // The base value of a SenML pack is added to what stands there (RFC 8428 §4.1).
    if (node.meaning == NodeMeaning::SenmlValue || node.meaning == NodeMeaning::SenmlSum) {
        const auto asSent = compareNumbers(node.text, "0");
        double sent = 0;
        std::from_chars(node.text.data(), node.text.data() + node.text.size(), sent);
        if (node.number && (!asSent || sent != *node.number))
            value.text = numberText(*node.number);
    }
    return value;
}

Result<PayloadValue, QueryFault> senmlValue(const Representation &read, std::string_view name)
{
    if (read.nodes.empty() || read.nodes[0].meaning != NodeMeaning::SenmlPack)
        return miss(QueryMiss::NoSenml);
    const SenmlRecord *latest = nullptr;
    const std::vector<SenmlRecord> records = senmlRecords(read);
    for (const SenmlRecord &record : records) {
        if (record.name == name && (latest == nullptr || !senmlEarlier(record.time, latest->time)))
            latest = &record;
    }
    if (latest == nullptr)
        return miss(QueryMiss::NothingThere);
    for (const NodeMeaning wanted :
         {NodeMeaning::SenmlValue, NodeMeaning::SenmlStringValue, NodeMeaning::SenmlBooleanValue,
          NodeMeaning::SenmlDataValue, NodeMeaning::SenmlSum}) {
        for (const std::uint32_t child : read.nodes[latest->node].children) {
            if (read.nodes[child].meaning == wanted)
                return valueOf(read, child);
        }
    }
    return miss(QueryMiss::NothingThere);
}

// "-12" as sign and digits without leading zeros.
struct Whole
{
    bool negative = false;
    std::string_view digits;
};

std::optional<Whole> wholeNumber(std::string_view text)
{
    Whole whole;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        whole.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (text.empty() ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    while (text.size() > 1 && text.front() == '0')
        text.remove_prefix(1);
    whole.digits = text;
    if (text == "0")
        whole.negative = false;
    return whole;
}

int compareDigits(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    const int order = a.compare(b);
    return order < 0 ? -1 : order > 0 ? 1 : 0;
}

std::optional<double> realNumber(std::string_view text)
{
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || stop != text.data() + text.size() ||
        !std::isfinite(value))
        return std::nullopt;
    return value;
}

} // namespace

Result<PayloadValue, QueryFault> queryPayload(const Representation &read, std::string_view path)
{
    if (path.substr(0, kSenmlPrefix.size()) == kSenmlPrefix)
        return senmlValue(read, path.substr(kSenmlPrefix.size()));
    if (!path.empty() && path.front() != '/')
        return miss(QueryMiss::BadPath);
    // First, so that a path no payload can have is told apart from one that this payload has not.
    for (std::size_t i = path.find('~'); i != std::string_view::npos; i = path.find('~', i + 1)) {
        if (i + 1 >= path.size() || (path[i + 1] != '0' && path[i + 1] != '1'))
            return miss(QueryMiss::BadPath);
    }
    if (read.nodes.empty() || read.nodes[0].kind == NodeKind::Invalid)
        return miss(QueryMiss::NothingThere);
    std::uint32_t index = throughTags(read, 0);
    std::size_t at = 0;
    while (at < path.size()) {
        const std::size_t end = std::min(path.find('/', at + 1), path.size());
        const auto token = unescaped(path.substr(at + 1, end - at - 1));
        const auto child = token ? childOf(read, index, *token) : std::nullopt;
        if (!child)
            return miss(QueryMiss::NothingThere, path.substr(0, at));
        index = *child;
        at = end;
    }
    return valueOf(read, index);
}

std::optional<int> compareNumbers(std::string_view a, std::string_view b)
{
    const auto wholeA = wholeNumber(a);
    const auto wholeB = wholeNumber(b);
    if (wholeA && wholeB) {
        if (wholeA->negative != wholeB->negative)
            return wholeA->negative ? -1 : 1;
        const int order = compareDigits(wholeA->digits, wholeB->digits);
        return wholeA->negative ? -order : order;
    }
    const auto realA = realNumber(a);
    const auto realB = realNumber(b);
    if (!realA || !realB)
        return std::nullopt;
    return *realA < *realB ? -1 : *realA > *realB ? 1 : 0;
}

} // namespace copper
