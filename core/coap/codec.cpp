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
        const OptionHeader header = readOptionHeader(at, end);
        switch (header.fault) {
        case OptionHeaderFault::None:
            break;
        case OptionHeaderFault::ReservedDelta:
            return {at, DecodeFault::ReservedOptionDelta};
        case OptionHeaderFault::ReservedLength:
            return {at, DecodeFault::ReservedOptionLength};
        case OptionHeaderFault::Truncated:
            return {at, DecodeFault::TruncatedOption};
        }
        number += header.delta;
        if (number > UINT16_MAX)
            return {at, DecodeFault::OptionNumberOverflow};
        if (static_cast<std::size_t>(end - at) < std::size_t{header.size} + header.length)
            return {at, DecodeFault::TruncatedOption};
        at += header.size + header.length;
    }
    return {at, std::nullopt};
}

std::array<std::uint8_t, kHeaderSize> headerBytes(const MessageHeader &header)
{
    const unsigned first = (kVersion1 << 6U) | (static_cast<unsigned>(header.type) << 4U)
                           | static_cast<unsigned>(header.token.size());
    return {static_cast<std::uint8_t>(first), header.code.raw,
            static_cast<std::uint8_t>(header.mid.value >> 8U),
            static_cast<std::uint8_t>(header.mid.value & 0xffU)};
}

} // namespace

Result<MessageView, DecodeError> decode(ByteView datagram)
{
    if (datagram.size() < kHeaderSize)
        return failure(DecodeError{DecodeFault::Truncated, datagram.size(), {}, {}});
    const std::uint8_t *const begin = datagram.data();
    const std::uint8_t *const end = begin + datagram.size();
    if ((begin[0] >> 6U) != kVersion1)
        return failure(DecodeError{DecodeFault::UnknownVersion, 0, {}, {}});

    const auto type = static_cast<MessageType>((begin[0] >> 4U) & 3U);
    const MessageId mid{static_cast<std::uint16_t>((begin[2] << 8U) | begin[3])};
    const auto refuse = [&](DecodeFault fault, std::size_t offset) {
        return failure(DecodeError{fault, offset, type, mid});
    };
    const std::size_t tokenLength = begin[0] & 0x0fU;
    if (tokenLength > Token::kMaxLength)
        return refuse(DecodeFault::ReservedTokenLength, 0);
    if (begin[1] == 0 && (datagram.size() > kHeaderSize || tokenLength > 0)) // §4.1
        return refuse(DecodeFault::EmptyMessageNotEmpty, datagram.size() > kHeaderSize ? 4 : 0);
    if (datagram.size() - kHeaderSize < tokenLength)
        return refuse(DecodeFault::TruncatedToken, kHeaderSize);

    const std::uint8_t *const optionsBegin = begin + kHeaderSize + tokenLength;
    const OptionsEnd options = walkOptions(optionsBegin, end);
    const auto stop = static_cast<std::size_t>(options.at - begin);
    if (options.fault)
        return refuse(*options.fault, stop);
    if (options.at != end && options.at + 1 == end)
        return refuse(DecodeFault::EmptyPayload, stop);

    Result<MessageView, DecodeError> result{};
    MessageView &message = *result;
    message.type = type;
    message.code = Code{begin[1]};
    message.mid = mid;
    message.token = Token({begin + kHeaderSize, tokenLength});
    message.options = OptionsView(ByteView(optionsBegin, options.at));
    if (options.at != end)
        message.payload = ByteView(options.at + 1, end);
    return result;
}

std::size_t encodedSize(const MessageHeader &header, OptionsView options, ByteView payload)
{
    return kHeaderSize + header.token.size() + options.wire().size()
           + (payload.empty() ? 0 : 1 + payload.size());
}

Bytes encode(const MessageHeader &header, OptionsView options, ByteView payload)
{
    Bytes datagram;
    datagram.reserve(encodedSize(header, options, payload));
    const auto append = [&datagram](ByteView bytes) {
        datagram.insert(datagram.end(), bytes.begin(), bytes.end());
    };
    append(headerBytes(header));
    append(header.token.view());
    append(options.wire());
    if (!payload.empty()) {
        datagram.push_back(kPayloadMarker);
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
    put(writeOptionHeader(std::uint32_t{toNumber(number)} - m_lastNumber, value.size()).view());
    put(value);
    m_lastNumber = toNumber(number);
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
