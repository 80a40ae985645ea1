// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/senml.h"

#include "core/payload/cbor_reader.h"
#include "core/payload/json_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace copper {

namespace {

constexpr double kRelativeLimit = 268'435'456; // 2^28

struct Label
{
    std::string_view json;
    std::string_view cbor; // RFC 8428 §6, table 4, as its decimal text
    NodeMeaning meaning;
};

constexpr std::array kLabels{
    Label{"bver", "-1", NodeMeaning::SenmlVersion},
    Label{"bn", "-2", NodeMeaning::SenmlBaseName},
    Label{"bt", "-3", NodeMeaning::SenmlBaseTime},
    Label{"bu", "-4", NodeMeaning::SenmlBaseUnit},
    Label{"bv", "-5", NodeMeaning::SenmlBaseValue},
    Label{"bs", "-6", NodeMeaning::SenmlBaseSum},
    Label{"n", "0", NodeMeaning::SenmlName},
    Label{"u", "1", NodeMeaning::SenmlUnit},
    Label{"v", "2", NodeMeaning::SenmlValue},
    Label{"vs", "3", NodeMeaning::SenmlStringValue},
    Label{"vb", "4", NodeMeaning::SenmlBooleanValue},
    Label{"s", "5", NodeMeaning::SenmlSum},
    Label{"t", "6", NodeMeaning::SenmlTime},
    Label{"ut", "7", NodeMeaning::SenmlUpdateTime},
    Label{"vd", "8", NodeMeaning::SenmlDataValue},
};

bool fits(const ValueNode &node, NodeMeaning meaning)
{
    switch (meaning) {
    case NodeMeaning::SenmlBaseName:
    case NodeMeaning::SenmlBaseUnit:
    case NodeMeaning::SenmlName:
    case NodeMeaning::SenmlUnit:
    case NodeMeaning::SenmlStringValue:
        return node.kind == NodeKind::Text;
    case NodeMeaning::SenmlDataValue:
        return node.kind == NodeKind::Text || node.kind == NodeKind::ByteString;
    case NodeMeaning::SenmlBooleanValue:
        return node.kind == NodeKind::Boolean;
    case NodeMeaning::SenmlVersion:
    case NodeMeaning::SenmlBaseTime:
    case NodeMeaning::SenmlBaseValue:
    case NodeMeaning::SenmlBaseSum:
    case NodeMeaning::SenmlValue:
    case NodeMeaning::SenmlSum:
    case NodeMeaning::SenmlTime:
    case NodeMeaning::SenmlUpdateTime:
        return node.kind == NodeKind::Number && node.number.has_value();
    case NodeMeaning::None:
    case NodeMeaning::SenmlPack:
    case NodeMeaning::SenmlUnknown:
    case NodeMeaning::LinkTarget:
    case NodeMeaning::LinkAttribute:
    case NodeMeaning::ProblemTitle:
    case NodeMeaning::ProblemDetail:
    case NodeMeaning::ProblemInstance:
    case NodeMeaning::ProblemResponseCode:
    case NodeMeaning::ProblemBaseUri:
    case NodeMeaning::ProblemBaseLanguage:
    case NodeMeaning::ProblemBaseDirection:
    case NodeMeaning::TlvObjectInstance:
    case NodeMeaning::TlvResource:
    case NodeMeaning::TlvMultipleResource:
    case NodeMeaning::TlvResourceInstance:
    case NodeMeaning::Bignum:
    case NodeMeaning::EmbeddedCbor:
        return false;
    }
    return false;
}

const Label *labelOf(std::string_view name, bool cbor)
{
    const auto *label = std::find_if(kLabels.begin(), kLabels.end(), [&](const Label &each) {
        return name == each.json || (cbor && name == each.cbor);
    });
    return label == kLabels.end() ? nullptr : label;
}

void labelField(ValueNode &field, bool cbor)
{
    field.meaning = NodeMeaning::SenmlUnknown;
    const Label *label = labelOf(field.name, cbor);
    if (label == nullptr)
        return;
    field.name = label->json;
    if (fits(field, label->meaning))
        field.meaning = label->meaning;
}

// The first field of that meaning; null when absent.
const ValueNode *fieldOf(const Representation &pack, const ValueNode &record, NodeMeaning meaning)
{
    for (const std::uint32_t child : record.children) {
        if (pack.nodes[child].meaning == meaning)
            return &pack.nodes[child];
    }
    return nullptr;
}

std::string textOf(const Representation &pack, const ValueNode &record, NodeMeaning meaning)
{
    const ValueNode *const field = fieldOf(pack, record, meaning);
    return field == nullptr ? std::string() : field->text;
}

double numberOf(const Representation &pack, const ValueNode &record, NodeMeaning meaning)
{
    const ValueNode *const field = fieldOf(pack, record, meaning);
    return field == nullptr ? 0 : field->number.value_or(0);
}

void updateBases(const Representation &pack, const ValueNode &record, SenmlBases &bases)
{
    for (const std::uint32_t child : record.children) {
        const ValueNode &field = pack.nodes[child];
        if (field.meaning == NodeMeaning::SenmlBaseName)
            bases.name = field.text;
        else if (field.meaning == NodeMeaning::SenmlBaseUnit)
            bases.unit = field.text;
        else if (field.meaning == NodeMeaning::SenmlBaseTime)
            bases.time = *field.number;
        else if (field.meaning == NodeMeaning::SenmlBaseValue)
            bases.value = *field.number;
        else if (field.meaning == NodeMeaning::SenmlBaseSum)
            bases.sum = *field.number;
    }
}

void resolveRecord(Representation &pack, std::uint32_t index, const SenmlBases &bases)
{
    ValueNode &record = pack.nodes[index];
    record.name = bases.name + textOf(pack, record, NodeMeaning::SenmlName);
    const std::string unit = textOf(pack, record, NodeMeaning::SenmlUnit);
    record.unit = unit.empty() ? bases.unit : unit;
    for (const std::uint32_t child : record.children) {
        ValueNode &field = pack.nodes[child];
        double base = 0;
        if (field.meaning == NodeMeaning::SenmlValue)
            base = bases.value;
        else if (field.meaning == NodeMeaning::SenmlSum)
            base = bases.sum;
        else
            continue;
        const double sum = *field.number + base;
        field.number = std::isfinite(sum) ? std::optional(sum) : std::nullopt;
        field.unit = record.unit;
    }
}

} // namespace

void annotateSenml(Representation &representation)
{
    if (representation.nodes.empty())
        return;
    const bool cbor = representation.format == Representation::Format::SenmlCbor;
    const auto refuse = [&representation](const ValueNode &node) {
        if (representation.fault != PayloadFault::None)
            return;
        representation.fault = PayloadFault::Syntax;
        representation.faultOffset = node.offset;
    };
    ValueNode &root = representation.nodes[0];
    if (root.kind != NodeKind::Array) {
        if (root.kind != NodeKind::Invalid)
            refuse(root);
        return;
    }
    root.meaning = NodeMeaning::SenmlPack;
    SenmlBases bases;
    for (const std::uint32_t index : root.children) {
        ValueNode &record = representation.nodes[index];
        if (record.kind == NodeKind::Invalid)
            continue;
        if (record.kind != NodeKind::Object) {
            refuse(record);
            continue;
        }
        record.kind = NodeKind::Record;
        for (const std::uint32_t child : record.children) {
            if (representation.nodes[child].kind != NodeKind::Invalid)
                labelField(representation.nodes[child], cbor);
        }
        updateBases(representation, record, bases);
        resolveRecord(representation, index, bases);
    }
}

namespace {

// Once its fields are labelled and resolved.
SenmlRecord recordOf(const Representation &pack, std::uint32_t index, const SenmlBases &bases)
{
    const ValueNode &node = pack.nodes[index];
    SenmlRecord record;
    record.node = index;
    record.name = node.name;
    record.unit = node.unit;
    record.time = bases.time + numberOf(pack, node, NodeMeaning::SenmlTime);
    for (const std::uint32_t child : node.children) {
        const ValueNode &field = pack.nodes[child];
        if (field.meaning == NodeMeaning::SenmlValue) {
            record.value = field.number;
            record.valueNode = child;
        } else if (field.meaning == NodeMeaning::SenmlBooleanValue) {
            record.booleanValue = field.number == 1.0;
            record.valueNode = child;
        } else if (field.meaning == NodeMeaning::SenmlStringValue) {
            record.stringValue = field.text;
        } else if (field.meaning == NodeMeaning::SenmlDataValue) {
            record.dataValue = field.text;
        } else if (field.meaning == NodeMeaning::SenmlSum) {
            record.sum = field.number;
        }
    }
    return record;
}

} // namespace

std::vector<SenmlRecord> senmlRecords(const Representation &representation)
{
    std::vector<SenmlRecord> records;
    if (representation.nodes.empty() || representation.nodes[0].meaning != NodeMeaning::SenmlPack)
        return records;
    SenmlBases bases;
    for (const std::uint32_t index : representation.nodes[0].children) {
        const ValueNode &node = representation.nodes[index];
        if (node.kind != NodeKind::Record)
            continue;
        updateBases(representation, node, bases);
        SenmlRecord record = recordOf(representation, index, bases);
        if (record.valueNode || record.stringValue || record.dataValue || record.sum)
            records.push_back(std::move(record));
    }
    return records;
}

NodeMeaning senmlField(std::string_view name, bool cbor)
{
    const Label *label = labelOf(name, cbor);
    return label == nullptr ? NodeMeaning::SenmlUnknown : label->meaning;
}

bool mayChangeBases(ByteView bytes, bool cbor)
{
    if (bytes.size() > kMostSenmlRecord)
        return false;
    if (!cbor) // a key may be written by escapes
        return asText(bytes).find("\"b") != std::string_view::npos ||
               asText(bytes).find('\\') != std::string_view::npos;
    // -1 to -6, or a key that begins with "b".
    return std::any_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) {
        return (byte >= 0x20 && byte <= 0x25) || byte == 'b';
    });
}

std::optional<SenmlRecord> resolveSenml(ByteView bytes, bool cbor, SenmlBases &bases)
{
    if (bytes.size() > kMostSenmlRecord)
        return std::nullopt;
    Representation pack;
    pack.format = cbor ? Representation::Format::SenmlCbor : Representation::Format::SenmlJson;
    if (cbor)
        readCbor(bytes, pack);
    else
        readJson(bytes, pack);
    if (pack.nodes.empty() || pack.nodes[0].kind != NodeKind::Object)
        return std::nullopt;
    for (const std::uint32_t child : pack.nodes[0].children) {
        if (pack.nodes[child].kind != NodeKind::Invalid)
            labelField(pack.nodes[child], cbor);
    }
    updateBases(pack, pack.nodes[0], bases);
    resolveRecord(pack, 0, bases);
    return recordOf(pack, 0, bases);
}

double senmlAbsoluteTime(double time, double now)
{
    return time < kRelativeLimit ? now + time : time;
}

bool senmlEarlier(double a, double b)
{
    const bool aRelative = a < kRelativeLimit;
    const bool bRelative = b < kRelativeLimit;
    return aRelative == bRelative ? a < b : bRelative;
}

} // namespace copper
