// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/codec.h"

#include "core/coap/option_wire.h"

#include <array>
#include <cassert>
#include <cstring>

namespace copper {

namespace {

constexpr std::size_t kHeaderSize = 4;
constexpr std::uint8_t kPayloadMarker = 0xff;
constexpr std::uint8_t kVersion1 = 1;

// One option of any form.
struct OptionStep
{
    const std::uint8_t *next;
    std::uint32_t number;
    std::optional<DecodeFault> fault;
};

OptionStep stepOverOption(const std::uint8_t *at, const std::uint8_t *end, std::uint32_t number)
{
    const OptionHeader header = readOptionHeader(at, end);
    switch (header.fault) {
    case OptionHeaderFault::None:
        break;
    case OptionHeaderFault::ReservedDelta:
        return {at, number, DecodeFault::ReservedOptionDelta};
    case OptionHeaderFault::ReservedLength:
        return {at, number, DecodeFault::ReservedOptionLength};
    case OptionHeaderFault::Truncated:
        return {at, number, DecodeFault::TruncatedOption};
    }
    number += header.delta;
    if (number > UINT16_MAX)
        return {at, number, DecodeFault::OptionNumberOverflow};
    if (static_cast<std::size_t>(end - at) < std::size_t{header.size} + header.length)
        return {at, number, DecodeFault::TruncatedOption};
    return {at + header.size + header.length, number, std::nullopt};
}

// Where the walk over the options stopped: at the payload marker, at the end, or at a fault.
struct OptionsEnd
{
    const std::uint8_t *at;
    std::optional<DecodeFault> fault;
};

OptionsEnd walkOptions(const std::uint8_t *at, const std::uint8_t *end)
{
    std::uint32_t number = 0;
    while (at != end && *at != kPayloadMarker) {
        const std::uint32_t delta = *at >> 4U;
        const std::size_t length = *at & 0x0fU;
        // The short form is decided here in registers; all others, and all faults, go the long way.
        if (delta < 13 && length < 13 && static_cast<std::size_t>(end - at) > length &&
            number < UINT16_MAX - 13U) [[likely]] {
            number += delta;
            at += 1 + length;
            continue;
        }
        const OptionStep step = stepOverOption(at, end, number);
        if (step.fault)
            return {at, step.fault};
        number = step.number;
        at = step.next;
    }
    return {at, std::nullopt};
}

std::array<std::uint8_t, kHeaderSize> headerBytes(const MessageHeader &header)
{
    const unsigned first = (kVersion1 << 6U) | (static_cast<unsigned>(header.type) << 4U) |
                           static_cast<unsigned>(header.token.size());
    return {static_cast<std::uint8_t>(first), header.code.raw,
            static_cast<std::uint8_t>(header.mid.value >> 8U),
            static_cast<std::uint8_t>(header.mid.value & 0xffU)};
}

} // namespace

Result<MessageView, DecodeError> decode(ByteView datagram)
{
    // One object on every way out, so that it is built in the caller's place and never moved.
    Result<MessageView, DecodeError> result{};
    const std::uint8_t *const begin = datagram.data();
    const std::uint8_t *const end = begin + datagram.size();
    if (datagram.size() < kHeaderSize) {
        result = failure(DecodeError{DecodeFault::Truncated, datagram.size(), {}, {}});
        return result;
    }
    if ((begin[0] >> 6U) != kVersion1) {
        result = failure(DecodeError{DecodeFault::UnknownVersion, 0, {}, {}});
        return result;
    }
    const auto type = static_cast<MessageType>((begin[0] >> 4U) & 3U);
    const MessageId mid{static_cast<std::uint16_t>((begin[2] << 8U) | begin[3])};
    const std::size_t tokenLength = begin[0] & 0x0fU;
    const auto refuse = [&](DecodeFault fault, std::size_t offset) {
        result = failure(DecodeError{fault, offset, type, mid});
    };
    if (tokenLength > Token::kMaxLength) {
        refuse(DecodeFault::ReservedTokenLength, 0);
        return result;
    }
    if (begin[1] == 0 && (datagram.size() > kHeaderSize || tokenLength > 0)) { // §4.1
        refuse(DecodeFault::EmptyMessageNotEmpty, datagram.size() > kHeaderSize ? 4 : 0);
        return result;
    }
    if (datagram.size() - kHeaderSize < tokenLength) {
        refuse(DecodeFault::TruncatedToken, kHeaderSize);
        return result;
    }
    const std::uint8_t *const optionsBegin = begin + kHeaderSize + tokenLength;
    const OptionsEnd options = walkOptions(optionsBegin, end);
    const bool markerIsLast = options.at != end && options.at + 1 == end;
    if (options.fault || markerIsLast) {
        refuse(options.fault.value_or(DecodeFault::EmptyPayload),
               static_cast<std::size_t>(options.at - begin));
        return result;
    }
    MessageView &message = *result;
    message.type = type;
    message.code = Code{begin[1]};
    message.mid = mid;
    if (datagram.size() >= kHeaderSize + Token::kMaxLength)
        message.token = Token::fromPadded(begin + kHeaderSize, tokenLength);
    else
        message.token = Token({begin + kHeaderSize, tokenLength});
    message.options = OptionsView(ByteView(optionsBegin, options.at));
    if (options.at != end)
        message.payload = ByteView(options.at + 1, end);
    return result;
}

std::size_t encodedSize(const MessageHeader &header, OptionsView options, ByteView payload)
{
    return kHeaderSize + header.token.size() + options.wire().size() +
           (payload.empty() ? 0 : 1 + payload.size());
}

Bytes encode(const MessageHeader &header, OptionsView options, ByteView payload)
{
    Bytes datagram(encodedSize(header, options, payload));
    std::uint8_t *at = datagram.data();
    const auto append = [&at](ByteView bytes) {
        if (!bytes.empty())
            std::memcpy(at, bytes.data(), bytes.size());
        at += bytes.size();
    };
    append(headerBytes(header));
    append(header.token.view());
    append(options.wire());
    if (!payload.empty()) {
        *at++ = kPayloadMarker;
        append(payload);
    }
    return datagram;
}

void MessageWriter::put(ByteView bytes)
{
    if (m_buffer.size() - m_used < bytes.size()) {
        m_overflow = true;
        return;
    }
    if (!bytes.empty())
        std::memcpy(m_buffer.data() + m_used, bytes.data(), bytes.size());
    m_used += bytes.size();
}

MessageWriter &MessageWriter::header(const MessageHeader &header)
{
    put(headerBytes(header));
    put(header.token.view());
    return *this;
}

MessageWriter &MessageWriter::option(OptionNumber number, ByteView value)
{
    assert(toNumber(number) >= m_lastNumber && value.size() <= kMaxOptionLength);
    if (toNumber(number) < m_lastNumber || value.size() > kMaxOptionLength) {
        m_overflow = true;
        return *this;
    }
    const std::uint32_t delta = std::uint32_t{toNumber(number)} - m_lastNumber;
    m_lastNumber = toNumber(number);
    if (delta < 13 && value.size() < 13 && m_buffer.size() - m_used > value.size()) [[likely]] {
        // The usual option: one header byte and a value too short to be worth a call.
        std::uint8_t *const at = m_buffer.data() + m_used;
        *at = static_cast<std::uint8_t>((delta << 4U) | value.size());
        for (std::size_t i = 0; i < value.size(); ++i)
            at[1 + i] = value[i];
        m_used += 1 + value.size();
        return *this;
    }
    put(writeOptionHeader(delta, value.size()).view());
    put(value);
    return *this;
}

MessageWriter &MessageWriter::optionUint(OptionNumber number, std::uint64_t value)
{
    return option(number, writeUint(value).view());
}

MessageWriter &MessageWriter::options(OptionsView all)
{
    if (m_lastNumber != 0) {
        for (const OptionView &each : all)
            option(each.number, each.value);
        return *this;
    }
    put(all.wire());
    for (const OptionView &each : all)
        m_lastNumber = toNumber(each.number);
    return *this;
}

MessageWriter &MessageWriter::payload(ByteView payload)
{
    if (payload.empty())
        return *this;
    put(ByteView(&kPayloadMarker, 1));
    put(payload);
    return *this;
}

std::optional<ByteView> MessageWriter::finish() const
{
    if (m_overflow)
        return std::nullopt;
    return ByteView(m_buffer.data(), m_used);
}

} // namespace copper
