// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/value_path.h"

#include "core/payload/senml.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <vector>

namespace copper {

namespace {

constexpr std::string_view kSenmlPrefix = "senml:";

bool carriesNumber(const ValueNode &node)
{
    return node.number && std::isfinite(*node.number) && node.kind != NodeKind::Invalid;
}

bool isSenml(const Representation &representation)
{
    return !representation.nodes.empty() &&
           representation.nodes[0].meaning == NodeMeaning::SenmlPack;
}

// The record that stands for each name: the latest, and of equals the last one sent.
std::map<std::string, SenmlRecord> latestRecords(const Representation &representation)
{
    std::map<std::string, SenmlRecord> latest;
    for (SenmlRecord &record : senmlRecords(representation)) {
        if (!record.valueNode || !carriesNumber(representation.nodes[*record.valueNode]))
            continue;
        const auto [place, fresh] = latest.try_emplace(record.name, record);
        if (!fresh && !senmlEarlier(record.time, place->second.time))
            place->second = std::move(record);
    }
    return latest;
}

// RFC 6901 §3.
std::string escaped(std::string_view token)
{
    std::string text;
    for (const char c : token) {
        if (c == '~')
            text += "~0";
        else if (c == '/')
            text += "~1";
        else
            text.push_back(c);
    }
    return text;
}

std::string unescaped(std::string_view token)
{
    std::string text;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const char next = token[i] == '~' && i + 1 < token.size() ? token[i + 1] : '\0';
        if (next == '0' || next == '1') {
            text.push_back(next == '0' ? '~' : '/');
            ++i;
        } else {
            text.push_back(token[i]);
        }
    }
    return text;
}

// The name of a node inside its parent as JSON has it: a SenML Record shows its resolved name, its
// place in the pack is its index.
std::string tokenOf(const Representation &representation, std::uint32_t index)
{
    const ValueNode &node = representation.nodes[index];
    if (node.kind != NodeKind::Record)
        return node.name;
    const auto &siblings = representation.nodes[node.parent].children;
    const auto place = std::find(siblings.begin(), siblings.end(), index);
    return std::to_string(place - siblings.begin());
}

std::optional<std::string> pointerTo(const Representation &representation, std::uint32_t index)
{
    std::string pointer;
    while (index != 0) {
        const std::uint32_t parent = representation.nodes[index].parent;
        const NodeKind parentKind = representation.nodes[parent].kind;
        if (parentKind == NodeKind::Link)
            return std::nullopt;
        if (parentKind != NodeKind::Tag) // a tag adds no step
            pointer = '/' + escaped(tokenOf(representation, index)) + pointer;
        index = parent;
    }
    return pointer;
}

std::uint32_t throughTags(const Representation &representation, std::uint32_t index)
{
    while (representation.nodes[index].kind == NodeKind::Tag &&
           !representation.nodes[index].children.empty())
        index = representation.nodes[index].children.front();
    return index;
}

std::optional<std::uint32_t> nodeAtPointer(const Representation &representation,
                                           std::string_view pointer)
{
    if (representation.nodes.empty() || (!pointer.empty() && pointer.front() != '/'))
        return std::nullopt;
    std::uint32_t index = throughTags(representation, 0);
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        const std::string token = unescaped(pointer.substr(0, end));
        pointer.remove_prefix(end);
        const auto &children = representation.nodes[index].children;
        const auto child = std::find_if(children.begin(), children.end(), [&](std::uint32_t each) {
            return representation.nodes[each].kind != NodeKind::Record &&
                   representation.nodes[each].name == token;
        });
        if (child != children.end()) {
            index = throughTags(representation, *child);
            continue;
        }
        const auto record = std::find_if(children.begin(), children.end(), [&](std::uint32_t each) {
            return representation.nodes[each].kind == NodeKind::Record &&
                   tokenOf(representation, each) == token;
        });
        if (record == children.end())
            return std::nullopt;
        index = *record;
    }
    return index;
}

// Of an object's members with one name a pointer finds the first; the others, and all below them,
// are hidden.
bool isHidden(const Representation &representation, std::uint32_t index)
{
    for (; index != 0; index = representation.nodes[index].parent) {
        const ValueNode &node = representation.nodes[index];
        const ValueNode &parent = representation.nodes[node.parent];
        if (parent.kind != NodeKind::Object)
            continue;
        for (const std::uint32_t sibling : parent.children) {
            if (sibling == index)
                break;
            if (representation.nodes[sibling].name == node.name)
                return true;
        }
    }
    return false;
}

// The same for all nodes at once.
std::vector<bool> hiddenNodes(const Representation &representation)
{
    std::vector<bool> hidden(representation.nodes.size(), false);
    for (std::uint32_t index = 0; index < representation.nodes.size(); ++index) {
        const ValueNode &node = representation.nodes[index];
        std::set<std::string_view> names;
        for (const std::uint32_t child : node.children) {
            const ValueNode &each = representation.nodes[child];
            const bool isFirst = node.kind != NodeKind::Object || names.insert(each.name).second;
            hidden[child] = hidden[index] || !isFirst;
        }
    }
    return hidden;
}

// {"value": 23.4, "unit": "Cel"}: devices without SenML often say it so.
std::string unitOf(const Representation &representation, std::uint32_t index)
{
    const ValueNode &node = representation.nodes[index];
    if (!node.unit.empty() || index == 0)
        return node.unit;
    const ValueNode &parent = representation.nodes[node.parent];
    if (parent.kind != NodeKind::Object)
        return {};
    for (const std::uint32_t child : parent.children) {
        const ValueNode &sibling = representation.nodes[child];
        if (sibling.kind == NodeKind::Text && (sibling.name == "unit" || sibling.name == "u") &&
            sibling.text.size() <= 16)
            return sibling.text;
    }
    return {};
}

ChartableValue chartable(const Representation &representation, std::uint32_t index,
                         std::string path)
{
    const ValueNode &node = representation.nodes[index];
    ChartableValue value;
    value.path.text = std::move(path);
    value.name = node.name;
    value.unit = unitOf(representation, index);
    value.value = *node.number;
    value.node = index;
    return value;
}

ChartableValue senmlValue(const Representation &representation, const SenmlRecord &record)
{
    ChartableValue value =
        chartable(representation, *record.valueNode, std::string(kSenmlPrefix) + record.name);
    value.name = record.name;
    value.unit = record.unit;
    return value;
}

} // namespace

std::vector<ChartableValue> chartableValues(const Representation &representation)
{
    std::vector<ChartableValue> values;
    if (isSenml(representation)) {
        // One for each name, where the record that stands for it is.
        for (const auto &[name, record] : latestRecords(representation))
            values.push_back(senmlValue(representation, record));
        std::sort(values.begin(), values.end(),
                  [](const ChartableValue &a, const ChartableValue &b) { return a.node < b.node; });
        return values;
    }
    const std::vector<bool> hidden = hiddenNodes(representation);
    for (std::uint32_t index = 0; index < representation.nodes.size(); ++index) {
        if (!carriesNumber(representation.nodes[index]) || hidden[index])
            continue;
        if (auto pointer = pointerTo(representation, index))
            values.push_back(chartable(representation, index, std::move(*pointer)));
    }
    return values;
}

std::optional<ChartableValue> valueAt(const Representation &representation, const ValuePath &path)
{
    if (path.text.compare(0, kSenmlPrefix.size(), kSenmlPrefix) == 0) {
        const auto latest = latestRecords(representation);
        const auto found = latest.find(path.text.substr(kSenmlPrefix.size()));
        if (found == latest.end())
            return std::nullopt;
        return senmlValue(representation, found->second);
    }
    const auto index = nodeAtPointer(representation, path.text);
    if (!index || !carriesNumber(representation.nodes[*index]))
        return std::nullopt;
    return chartable(representation, *index, path.text);
}

std::optional<ValuePath> pathOf(const Representation &representation, std::uint32_t node)
{
    if (node >= representation.nodes.size() || !carriesNumber(representation.nodes[node]))
        return std::nullopt;
    if (isSenml(representation)) {
        for (const auto &[name, record] : latestRecords(representation)) {
            if (record.valueNode == node)
                return ValuePath{std::string(kSenmlPrefix) + name};
        }
    }
    auto pointer = pointerTo(representation, node);
    if (!pointer || isHidden(representation, node))
        return std::nullopt;
    return ValuePath{std::move(*pointer)};
}

} // namespace copper
