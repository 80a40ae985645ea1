// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/senml_pack.h"

#include "core/payload/base_text.h"
#include "core/payload/cbor_diagnostic.h"
#include "core/payload/cbor_head.h"
#include "core/payload/plain_text.h"
#include "core/payload/representation.h"
#include "core/payload/senml.h"

#include <charconv>
#include <cmath>

namespace copper {

namespace {

using Reason = SenmlPackError::Reason;

constexpr double kLargestWhole = 9'007'199'254'740'992; // 2^53

std::string jsonText(const std::string &text)
{
    Bytes item;
    appendCborHead(item, CborMajor::TextString, preferredInfo(text.size()), text.size());
    item.insert(item.end(), text.begin(), text.end());
    return toDiagnostic(item).value_or("\"\"");
}

bool isWhole(double value)
{
    return std::fabs(value) <= kLargestWhole && std::trunc(value) == value &&
           !(value == 0 && std::signbit(value));
}

// A whole number without the exponent that a shortest form may have: times are long.
std::string jsonNumber(double value)
{
    return isWhole(value) ? std::to_string(static_cast<std::int64_t>(value)) : numberText(value);
}

void appendNumber(Bytes &out, double value)
{
    if (!isWhole(value)) {
        appendCborFloat(out, shortestFloat(value), value);
        return;
    }
    const bool negative = value < 0;
    const auto size = static_cast<std::uint64_t>(negative ? -1 - value : value);
    appendCborHead(out, negative ? CborMajor::Negative : CborMajor::Unsigned, preferredInfo(size),
                   size);
}

void appendLabel(Bytes &out, int label)
{
    appendNumber(out, label);
}

void appendString(Bytes &out, CborMajor major, ByteView content)
{
    appendCborHead(out, major, preferredInfo(content.size()), content.size());
    out.insert(out.end(), content.begin(), content.end());
}

std::optional<double> wholeNumber(std::string_view text)
{
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool digit =
        !text.empty() && (text.front() == '-' ? text.size() > 1 && text[1] != 'i' && text[1] != 'n'
                                              : text.front() >= '0' && text.front() <= '9');
    if (!digit || error != std::errc() || stop != text.data() + text.size() ||
        !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<Bytes> dataOf(std::string_view typed)
{
    if (typed.size() < 3 || typed.substr(0, 2) != "h'" || typed.back() != '\'')
        return std::nullopt;
    return fromHex(typed.substr(2, typed.size() - 3));
}

class Reader
{
public:
    Reader(ByteView payload, bool cbor) : m_payload(payload), m_cbor(cbor) {}
    Result<SenmlPack, SenmlPackError> read();

private:
    bool record(std::uint32_t index, bool first);
    bool field(const ValueNode &node, SenmlEntry &entry, bool first);
    bool refuse(Reason reason, const ValueNode &node)
    {
        m_error = {reason, node.offset, node.name};
        return false;
    }

    ByteView m_payload;
    bool m_cbor;
    Representation m_tree;
    SenmlPack m_pack;
    SenmlPackError m_error;
};

Result<SenmlPack, SenmlPackError> Reader::read()
{
    m_tree = readPayload(m_payload, m_cbor ? 112 : 110);
    if (m_tree.fault != PayloadFault::None || m_tree.nodes.empty())
        return failure(SenmlPackError{Reason::NotSenml, m_tree.faultOffset, {}});
    const auto &records = m_tree.nodes[0].children;
    if (records.size() > kMaxSenmlEntries)
        return failure(SenmlPackError{Reason::TooMany, m_tree.nodes[records.back()].offset, {}});
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!record(records[i], i == 0))
            return failure(m_error);
    }
    return std::move(m_pack);
}

bool Reader::record(std::uint32_t index, bool first)
{
    SenmlEntry entry;
    for (const std::uint32_t child : m_tree.nodes[index].children) {
        if (!field(m_tree.nodes[child], entry, first))
            return false;
    }
    m_pack.entries.push_back(std::move(entry));
    return true;
}

bool Reader::field(const ValueNode &node, SenmlEntry &entry, bool first)
{
    const bool hasValue = !std::holds_alternative<std::monostate>(entry.value);
    switch (node.meaning) {
    case NodeMeaning::SenmlBaseName:
        m_pack.baseName = node.text;
        return first || refuse(Reason::OtherField, node);
    case NodeMeaning::SenmlBaseTime:
        m_pack.baseTime = node.number;
        return first || refuse(Reason::OtherField, node);
    case NodeMeaning::SenmlName:
        entry.name = node.text;
        return true;
    case NodeMeaning::SenmlUnit:
        entry.unit = node.text;
        return true;
    case NodeMeaning::SenmlTime:
        entry.time = node.number;
        return true;
    case NodeMeaning::SenmlValue:
        entry.value = *node.number;
        return !hasValue || refuse(Reason::OtherField, node);
    case NodeMeaning::SenmlStringValue:
        entry.value = node.text;
        return !hasValue || refuse(Reason::OtherField, node);
    case NodeMeaning::SenmlBooleanValue:
        entry.value = node.number == 1.0;
        return !hasValue || refuse(Reason::OtherField, node);
    case NodeMeaning::SenmlDataValue: {
        auto data = m_cbor ? fromHex(node.text) : fromBase64(node.text);
        if (!data)
            return refuse(Reason::WrongType, node);
        entry.value = std::move(*data);
        return !hasValue || refuse(Reason::OtherField, node);
    }
    case NodeMeaning::SenmlUnknown:
    case NodeMeaning::None:
        return refuse(Reason::WrongType, node);
    case NodeMeaning::SenmlPack:
    case NodeMeaning::SenmlBaseUnit:
    case NodeMeaning::SenmlBaseValue:
    case NodeMeaning::SenmlBaseSum:
    case NodeMeaning::SenmlVersion:
    case NodeMeaning::SenmlSum:
    case NodeMeaning::SenmlUpdateTime:
    case NodeMeaning::LinkTarget:
    case NodeMeaning::LinkAttribute:
        break;
    }
    return refuse(Reason::OtherField, node);
}

} // namespace

Result<SenmlPack, SenmlPackError> readSenmlPack(ByteView payload, bool cbor)
{
    auto pack = Reader(payload, cbor).read();
    if (!pack)
        return pack;
    // A long text cut by the reader, a number beyond a double: seen by writing it again.
    const std::string text = writeSenmlJson(*pack);
    const auto back = Reader(asBytes(text), false).read();
    if (!back || !(*back == *pack))
        return failure(SenmlPackError{Reason::NotRepeated, 0, {}});
    return pack;
}

std::string writeSenmlJson(const SenmlPack &pack)
{
    std::string out = "[";
    for (std::size_t i = 0; i < pack.entries.size(); ++i) {
        const SenmlEntry &entry = pack.entries[i];
        std::string fields;
        const auto add = [&fields](std::string_view label, const std::string &value) {
            if (!fields.empty())
                fields += ", ";
            fields += '"' + std::string(label) + "\": " + value;
        };
        if (i == 0 && !pack.baseName.empty())
            add("bn", jsonText(pack.baseName));
        if (i == 0 && pack.baseTime)
            add("bt", jsonNumber(*pack.baseTime));
        if (!entry.name.empty())
            add("n", jsonText(entry.name));
        if (!entry.unit.empty())
            add("u", jsonText(entry.unit));
        if (const auto *number = std::get_if<double>(&entry.value))
            add("v", jsonNumber(*number));
        else if (const auto *boolean = std::get_if<bool>(&entry.value))
            add("vb", *boolean ? "true" : "false");
        else if (const auto *text = std::get_if<std::string>(&entry.value))
            add("vs", jsonText(*text));
        else if (const auto *data = std::get_if<Bytes>(&entry.value))
            add("vd", '"' + toBase64Url(*data) + '"');
        if (entry.time)
            add("t", jsonNumber(*entry.time));
        out += (i > 0 ? ",\n {" : "{") + fields + '}';
    }
    return out + ']';
}

Bytes writeSenmlCbor(const SenmlPack &pack)
{
    Bytes out;
    appendCborHead(out, CborMajor::Array, preferredInfo(pack.entries.size()), pack.entries.size());
    for (std::size_t i = 0; i < pack.entries.size(); ++i) {
        const SenmlEntry &entry = pack.entries[i];
        Bytes fields;
        std::uint64_t count = 0;
        const auto text = [&](int label, const std::string &value) {
            appendLabel(fields, label);
            appendString(fields, CborMajor::TextString, asBytes(value));
            ++count;
        };
        const auto number = [&](int label, double value) {
            appendLabel(fields, label);
            appendNumber(fields, value);
            ++count;
        };
        if (i == 0 && !pack.baseName.empty())
            text(-2, pack.baseName);
        if (i == 0 && pack.baseTime)
            number(-3, *pack.baseTime);
        if (!entry.name.empty())
            text(0, entry.name);
        if (!entry.unit.empty())
            text(1, entry.unit);
        if (const auto *value = std::get_if<double>(&entry.value)) {
            number(2, *value);
        } else if (const auto *boolean = std::get_if<bool>(&entry.value)) {
            appendLabel(fields, 4);
            fields.push_back(*boolean ? 0xf5 : 0xf4);
            ++count;
        } else if (const auto *words = std::get_if<std::string>(&entry.value)) {
            text(3, *words);
        } else if (const auto *data = std::get_if<Bytes>(&entry.value)) {
            appendLabel(fields, 8);
            appendString(fields, CborMajor::ByteString, *data);
            ++count;
        }
        if (entry.time)
            number(6, *entry.time);
        appendCborHead(out, CborMajor::Map, preferredInfo(count), count);
        out.insert(out.end(), fields.begin(), fields.end());
    }
    return out;
}

std::string senmlValueText(const SenmlEntry &entry)
{
    if (const auto *number = std::get_if<double>(&entry.value))
        return jsonNumber(*number);
    if (const auto *boolean = std::get_if<bool>(&entry.value))
        return *boolean ? "true" : "false";
    if (const auto *data = std::get_if<Bytes>(&entry.value))
        return "h'" + toHex(*data) + '\'';
    const auto *text = std::get_if<std::string>(&entry.value);
    if (text == nullptr)
        return {};
    SenmlEntry read;
    setSenmlValue(read, *text);
    const bool same = std::holds_alternative<std::string>(read.value) && read.value == entry.value;
    return same ? *text : '"' + *text + '"';
}

void setSenmlValue(SenmlEntry &entry, std::string_view typed)
{
    if (typed.empty())
        entry.value = std::monostate{};
    else if (typed == "true" || typed == "false")
        entry.value = typed == "true";
    else if (const auto number = wholeNumber(typed))
        entry.value = *number;
    else if (auto data = dataOf(typed))
        entry.value = std::move(*data);
    else if (typed.size() >= 2 && typed.front() == '"' && typed.back() == '"')
        entry.value = std::string(typed.substr(1, typed.size() - 2));
    else
        entry.value = std::string(typed);
}

} // namespace copper
