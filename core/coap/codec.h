// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/coap/message.h"

#include <cstdint>
#include <optional>

namespace copper {

// Why the strict decoder refused a datagram. Message format errors of RFC 7252 §3.
enum class DecodeFault {
    Truncated,      // shorter than the 4-byte header: nothing can be matched
    UnknownVersion, // §3: must be silently ignored
    ReservedTokenLength,
    TruncatedToken,
    ReservedOptionDelta,
    ReservedOptionLength,
    TruncatedOption,
    OptionNumberOverflow,
    EmptyPayload,         // marker without a payload
    EmptyMessageNotEmpty, // code 0.00 with bytes after the Message ID, §4.1
};

struct DecodeError
{
    DecodeFault fault;
    std::size_t offset = 0; // of the first byte at fault
    // What could be read all the same, so that a Confirmable message can be answered by a Reset.
    // Absent for Truncated and UnknownVersion.
    std::optional<MessageType> type;
    std::optional<MessageId> mid;
};

// Strict. Views into `datagram`; no allocation. Accepts what RFC 7252 §3 accepts, RFC 8974
// extended tokens excluded; whether codes and types go together is the message layer's business.
Result<MessageView, DecodeError> decode(ByteView datagram);

// Bytes the message takes on the wire.
std::size_t encodedSize(const MessageHeader &header, OptionsView options, ByteView payload);
Bytes encode(const MessageHeader &header, OptionsView options, ByteView payload);
inline Bytes encode(const Message &message)
{
    return encode(message, message.options.view(), message.payload);
}

// Builds a message piece by piece into the caller's buffer, without allocation. Options come in
// ascending order. finish() gives the bytes written, or nothing if the buffer was too small.
class MessageWriter
{
public:
    explicit MessageWriter(MutableByteView buffer) : m_buffer(buffer) {}
    MessageWriter &header(const MessageHeader &header);
    MessageWriter &option(OptionNumber number, ByteView value);
    MessageWriter &optionUint(OptionNumber number, std::uint64_t value);
    MessageWriter &options(OptionsView all);
    MessageWriter &payload(ByteView payload);
    std::optional<ByteView> finish() const;

private:
    void put(ByteView bytes);
    MutableByteView m_buffer;
    std::size_t m_used = 0;
    std::uint16_t m_lastNumber = 0;
    bool m_overflow = false;
};

} // namespace copper
