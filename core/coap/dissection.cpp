// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/dissection.h"

#include "core/coap/block_option.h"
#include "core/coap/content_format.h"
#include "core/coap/option_wire.h"

#include <algorithm>

namespace copper {

namespace {

constexpr std::size_t kHeaderSize = 4;
constexpr std::uint8_t kPayloadMarker = 0xff;

class Dissector
{
public:
    explicit Dissector(ByteView datagram) : m_data(datagram) {}

    Dissection run();

private:
    bool readHeader();
    bool readToken();
    bool readOptions();
    bool readOption();
    void readPayload();
    void judgeMessage();
    void judgeOption(Field &field, bool repeated);
    void judgeKnownOption(Field &field, const OptionDefinition &definition, ByteView value);
    void judgeBlock(Field &field);
    void judgeBlocks();
    void judgePayloadText();

    Field &add(FieldKind kind, std::size_t offset, std::size_t length, std::uint64_t number = 0)
    {
        Field &field = m_result.fields.emplace_back();
        field.kind = kind;
        field.offset = offset;
        field.length = length;
        field.number = number;
        return field;
    }
    static void note(Field &field, FindingKind kind)
    {
        field.findings.push_back({kind, field.offset, field.length});
    }
    // Reading ends here: the remaining bytes become one field that carries the finding.
    bool stop(FindingKind kind, std::size_t offset)
    {
        if (offset < m_data.size()) {
            note(add(FieldKind::Rest, offset, m_data.size() - offset), kind);
        } else {
            m_loose.push_back({kind, offset, 0});
        }
        return false;
    }
    ByteView valueOf(const Field &field) const
    {
        return m_data.subspan(field.valueOffset, field.valueLength);
    }
    const Field *firstOption(OptionNumber number) const;

    ByteView m_data;
    std::size_t m_at = 0;
    std::uint32_t m_number = 0; // of the option before
    MessageType m_type = MessageType::Confirmable;
    Code m_code;
    std::vector<Finding> m_loose; // of the datagram, at its end
    Dissection m_result;
};

Dissection Dissector::run()
{
    if (readHeader() && readToken() && readOptions())
        readPayload();
    if (m_data.size() >= kHeaderSize && (m_data[0] >> 6U) == 1) {
        judgeMessage();
        if (m_code.classNumber() != 7) { // signalling has its own option numbers, RFC 8323 §5.2
            const Field *before = nullptr;
            for (Field &field : m_result.fields) {
                if (field.kind != FieldKind::Option)
                    continue;
                judgeOption(field, before != nullptr && before->number == field.number);
                before = &field;
            }
            judgeBlocks();
            judgePayloadText();
        }
    }
    m_result.findings = std::move(m_loose);
    for (const Field &field : m_result.fields)
        m_result.findings.insert(m_result.findings.end(), field.findings.begin(),
                                 field.findings.end());
    std::stable_sort(m_result.findings.begin(), m_result.findings.end(),
                     [](const Finding &a, const Finding &b) { return a.offset < b.offset; });
    m_result.malformed = std::any_of(m_result.findings.begin(), m_result.findings.end(),
                                     [](const Finding &f) { return isMalformed(f.kind); });
    return std::move(m_result);
}

bool Dissector::readHeader()
{
    if (m_data.empty())
        return stop(FindingKind::Truncated, 0);
    const unsigned version = m_data[0] >> 6U;
    Field &versionField = add(FieldKind::Version, 0, 1, version);
    if (m_data.size() >= kHeaderSize && version != 1) {
        // What follows is laid out in a way this program does not know.
        note(versionField, FindingKind::UnknownVersion);
        add(FieldKind::Rest, 1, m_data.size() - 1);
        return false;
    }
    m_type = static_cast<MessageType>((m_data[0] >> 4U) & 3U);
    const unsigned tokenLength = m_data[0] & 0x0fU;
    add(FieldKind::Type, 0, 1, (m_data[0] >> 4U) & 3U);
    add(FieldKind::TokenLength, 0, 1, tokenLength);
    if (m_data.size() > 1)
        add(FieldKind::Code, 1, 1, m_data[1]);
    if (m_data.size() < kHeaderSize)
        return stop(FindingKind::Truncated, std::min<std::size_t>(m_data.size(), 2));
    m_code = Code{m_data[1]};
    add(FieldKind::MessageId, 2, 2, std::uint64_t{m_data[2]} << 8U | m_data[3]);
    m_at = kHeaderSize;
    if (tokenLength > Token::kMaxLength) {
        note(m_result.fields[2], FindingKind::ReservedTokenLength);
        if (m_data.size() > kHeaderSize)
            add(FieldKind::Rest, kHeaderSize, m_data.size() - kHeaderSize);
        return false;
    }
    if (m_code.isEmpty() && tokenLength > 0 && m_data.size() == kHeaderSize) {
        note(m_result.fields[2], FindingKind::EmptyMessageNotEmpty);
        return false;
    }
    if (m_code.isEmpty() && m_data.size() > kHeaderSize)
        return stop(FindingKind::EmptyMessageNotEmpty, kHeaderSize);
    return true;
}

bool Dissector::readToken()
{
    const std::size_t length = m_data[0] & 0x0fU;
    if (m_data.size() - kHeaderSize < length)
        return stop(FindingKind::TruncatedToken, kHeaderSize);
    if (length > 0) {
        Field &field = add(FieldKind::Token, kHeaderSize, length);
        field.valueOffset = kHeaderSize;
        field.valueLength = length;
    }
    m_at += length;
    return true;
}

bool Dissector::readOptions()
{
    while (m_at < m_data.size() && m_data[m_at] != kPayloadMarker) {
        if (!readOption())
            return false;
    }
    return true;
}

bool Dissector::readOption()
{
    const OptionHeader header =
        readOptionHeader(m_data.data() + m_at, m_data.data() + m_data.size());
    switch (header.fault) {
    case OptionHeaderFault::None:
        break;
    case OptionHeaderFault::ReservedDelta:
        return stop(FindingKind::ReservedOptionDelta, m_at);
    case OptionHeaderFault::ReservedLength:
        return stop(FindingKind::ReservedOptionLength, m_at);
    case OptionHeaderFault::Truncated:
        return stop(FindingKind::TruncatedOption, m_at);
    }
    m_number += header.delta;
    if (m_number > UINT16_MAX)
        return stop(FindingKind::OptionNumberOverflow, m_at);
    const std::size_t whole = std::size_t{header.size} + header.length;
    if (m_data.size() - m_at < whole)
        return stop(FindingKind::TruncatedOption, m_at);
    Field &field = add(FieldKind::Option, m_at, whole, m_number);
    field.valueOffset = m_at + header.size;
    field.valueLength = header.length;
    m_at += whole;
    return true;
}

void Dissector::readPayload()
{
    if (m_at == m_data.size())
        return;
    Field &marker = add(FieldKind::PayloadMarker, m_at, 1, kPayloadMarker);
    ++m_at;
    if (m_at == m_data.size()) {
        note(marker, FindingKind::EmptyPayload);
        return;
    }
    Field &payload = add(FieldKind::Payload, m_at, m_data.size() - m_at);
    payload.valueOffset = payload.offset;
    payload.valueLength = payload.length;
}

void Dissector::judgeMessage()
{
    const auto codeField =
        std::find_if(m_result.fields.begin(), m_result.fields.end(),
                     [](const Field &field) { return field.kind == FieldKind::Code; });
    const unsigned group = m_code.classNumber();
    if (group == 1 || group == 6)
        note(*codeField, FindingKind::ReservedCodeClass);
    else if (group == 7)
        note(*codeField, FindingKind::SignallingCodeOverUdp);
    else if (codeName(m_code).empty())
        note(*codeField,
             group == 0 ? FindingKind::UnknownMethod : FindingKind::UnknownResponseCode);
    if (m_type == MessageType::NonConfirmable && m_code.isEmpty())
        note(*codeField, FindingKind::EmptyNonConfirmable);
    if (m_type == MessageType::Reset && !m_code.isEmpty())
        note(*codeField, FindingKind::ResetNotEmpty);
    if (m_type == MessageType::Acknowledgement && m_code.isRequest())
        note(*codeField, FindingKind::AcknowledgementWithRequest);
}

void Dissector::judgeOption(Field &field, bool repeated)
{
    const auto number = static_cast<OptionNumber>(field.number);
    const OptionDefinition *const definition = findOption(number);
    if (definition == nullptr) {
        note(field, isCritical(number) ? FindingKind::UnknownCriticalOption
                                       : FindingKind::UnknownElectiveOption);
        return;
    }
    if (repeated && !definition->repeatable)
        note(field, FindingKind::OptionRepeated);
    judgeKnownOption(field, *definition, valueOf(field));
}

void Dissector::judgeKnownOption(Field &field, const OptionDefinition &definition, ByteView value)
{
    if (value.size() < definition.minLength || value.size() > definition.maxLength) {
        note(field, FindingKind::OptionLengthOutOfRange);
        return;
    }
    if (definition.format == OptionFormat::String && !isValidUtf8(value))
        note(field, FindingKind::OptionNotUtf8);
    if (definition.format == OptionFormat::Uint && value.size() > definition.minLength &&
        value.front() == 0)
        note(field, FindingKind::UintLeadingZeros);
    if (definition.number == OptionNumber::UriPath &&
        (asText(value) == "." || asText(value) == ".."))
        note(field, FindingKind::PathDotSegment);
    if (definition.number == OptionNumber::Block1 || definition.number == OptionNumber::Block2) {
        const auto block = decodeBlock(value);
        if (!block && block.error() == BlockFault::ReservedSize)
            note(field, FindingKind::ReservedBlockSize);
    }
}

const Field *Dissector::firstOption(OptionNumber number) const
{
    const auto found =
        std::find_if(m_result.fields.begin(), m_result.fields.end(), [number](const Field &field) {
            return field.kind == FieldKind::Option && field.number == toNumber(number);
        });
    return found == m_result.fields.end() ? nullptr : &*found;
}

// Block1 describes the payload of a request, Block2 that of a response; the other way round they
// control, and the payload has nothing to do with them (RFC 7959 §2.3).
void Dissector::judgeBlocks()
{
    if (m_code.isEmpty())
        return;
    const OptionNumber describing =
        m_code.isRequest() ? OptionNumber::Block1 : OptionNumber::Block2;
    for (Field &field : m_result.fields) {
        if (field.kind == FieldKind::Option && field.number == toNumber(describing)) {
            judgeBlock(field);
            return;
        }
    }
}

void Dissector::judgeBlock(Field &field)
{
    const auto block = decodeBlock(valueOf(field));
    if (!block || !block->more || m_result.fields.back().kind == FieldKind::Rest)
        return;
    const Field &last = m_result.fields.back();
    const std::size_t payload = last.kind == FieldKind::Payload ? last.valueLength : 0;
    if (payload != block->size())
        note(field, FindingKind::BlockLengthMismatch);
    if (block->num == kMaxBlockNumber)
        note(field, FindingKind::BlockNumberExhausted);
}

void Dissector::judgePayloadText()
{
    if (m_result.fields.empty() || m_result.fields.back().kind != FieldKind::Payload)
        return;
    Field &payload = m_result.fields.back();
    const OptionNumber describing =
        m_code.isRequest() ? OptionNumber::Block1 : OptionNumber::Block2;
    if (const Field *const field = firstOption(describing)) {
        const auto block = decodeBlock(valueOf(*field));
        // A block boundary may cut a character in two.
        if (block && (block->more || block->num > 0))
            return;
    }
    const Field *const format = firstOption(OptionNumber::ContentFormat);
    bool text = false;
    if (format == nullptr) // a diagnostic payload, RFC 7252 §5.5.2
        text = m_code.classNumber() == 4 || m_code.classNumber() == 5;
    else if (format->valueLength <= 2)
        text = isTextContentFormat(static_cast<std::uint32_t>(
            OptionView{OptionNumber::ContentFormat, valueOf(*format)}.asUint()));
    if (text && !isValidUtf8(valueOf(payload)))
        note(payload, FindingKind::PayloadNotUtf8);
}

} // namespace

bool isMalformed(FindingKind kind)
{
    // The enumeration lists the malformed kinds first.
    return kind <= FindingKind::EmptyMessageNotEmpty;
}

std::string_view findingReference(FindingKind kind)
{
    switch (kind) {
    case FindingKind::Truncated:
    case FindingKind::UnknownVersion:
    case FindingKind::ReservedTokenLength:
    case FindingKind::TruncatedToken:
    case FindingKind::EmptyPayload:
        return "RFC 7252 §3";
    case FindingKind::ReservedOptionDelta:
    case FindingKind::ReservedOptionLength:
    case FindingKind::TruncatedOption:
    case FindingKind::OptionNumberOverflow:
        return "RFC 7252 §3.1";
    case FindingKind::EmptyMessageNotEmpty:
        return "RFC 7252 §4.1";
    case FindingKind::ReservedCodeClass:
    case FindingKind::ResetNotEmpty:
    case FindingKind::AcknowledgementWithRequest:
        return "RFC 7252 §4.2";
    case FindingKind::SignallingCodeOverUdp:
        return "RFC 8323 §5";
    case FindingKind::EmptyNonConfirmable:
        return "RFC 7252 §4.3";
    case FindingKind::UnknownMethod:
        return "RFC 7252 §5.8";
    case FindingKind::UnknownResponseCode:
        return "RFC 7252 §5.9";
    case FindingKind::UnknownCriticalOption:
    case FindingKind::UnknownElectiveOption:
        return "RFC 7252 §5.4.1";
    case FindingKind::OptionLengthOutOfRange:
        return "RFC 7252 §5.4.3";
    case FindingKind::OptionRepeated:
        return "RFC 7252 §5.4.5";
    case FindingKind::OptionNotUtf8:
    case FindingKind::UintLeadingZeros:
        return "RFC 7252 §3.2";
    case FindingKind::PathDotSegment:
        return "RFC 7252 §5.10.1";
    case FindingKind::ReservedBlockSize:
    case FindingKind::BlockLengthMismatch:
    case FindingKind::BlockNumberExhausted:
        return "RFC 7959 §2.2";
    case FindingKind::PayloadNotUtf8:
        return "RFC 7252 §5.5";
    }
    return {};
}

const Field *Dissection::field(FieldKind kind) const
{
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [kind](const Field &each) { return each.kind == kind; });
    return found == fields.end() ? nullptr : &*found;
}

Dissection dissect(ByteView datagram)
{
    return Dissector(datagram).run();
}

} // namespace copper
