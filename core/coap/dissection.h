// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/coap/message.h"

#include <cstdint>
#include <string>
#include <vector>

namespace copper {

// What the tolerant reader found wrong or remarkable. The words live in ui/text and app/copper.
enum class FindingKind {
    // malformed: the strict decoder refuses the datagram
    Truncated,
    UnknownVersion,
    ReservedTokenLength,
    TruncatedToken,
    ReservedOptionDelta,
    ReservedOptionLength,
    TruncatedOption,
    OptionNumberOverflow,
    EmptyPayload,
    EmptyMessageNotEmpty,
    // well-formed, but the message or request layer rejects it
    ReservedCodeClass,     // RFC 7252 §4.2
    SignallingCodeOverUdp, // RFC 8323 §5
    EmptyNonConfirmable,   // RFC 7252 §4.3
    ResetNotEmpty,         // RFC 7252 §4.2
    AcknowledgementWithRequest,
    // well-formed and processed; still worth saying
    UnknownMethod,
    UnknownResponseCode,
    UnknownCriticalOption, // RFC 7252 §5.4.1
    UnknownElectiveOption,
    OptionLengthOutOfRange, // RFC 7252 §5.4.3: treated as unrecognised
    OptionRepeated,         // RFC 7252 §5.4.5
    OptionNotUtf8,
    UintLeadingZeros,     // RFC 7252 §3.2: accepted when received
    PathDotSegment,       // RFC 7252 §5.10.1
    ReservedBlockSize,    // SZX 7 over UDP, RFC 7959 §2.2
    BlockLengthMismatch,  // M set and the payload is not 2^(SZX+4) bytes, RFC 7959 §2.2
    BlockNumberExhausted, // NUM 2^20-1 with M set: no next block can follow
    PayloadNotUtf8,       // a text Content-Format or diagnostic payload
};

bool isMalformed(FindingKind kind);
// "RFC 7252 §3.1": where the rule stands.
std::string_view findingReference(FindingKind kind);

struct Finding
{
    FindingKind kind;
    std::size_t offset = 0;
    std::size_t length = 0;
    bool operator==(const Finding &) const = default;
};

enum class FieldKind {
    Version,
    Type,
    TokenLength,
    Code,
    MessageId,
    Token,
    Option,
    PayloadMarker,
    Payload,
    Rest, // bytes after the point where reading had to stop
};

struct Field
{
    FieldKind kind;
    std::size_t offset = 0;      // of the first byte that carries it
    std::size_t length = 0;      // an option includes its delta and length bytes
    std::uint64_t number = 0;    // Version, Type, TokenLength, Code, MessageId; option number
    std::size_t valueOffset = 0; // option value, token, payload
    std::size_t valueLength = 0;
    std::vector<Finding> findings;
};

// One datagram, read as far as it goes. Total: every input gives a dissection.
struct Dissection
{
    std::vector<Field> fields;     // in wire order, without gaps or overlap except the first byte
    std::vector<Finding> findings; // all of them, by offset
    bool malformed = false;        // the strict decoder refuses it; the two always agree

    const Field *field(FieldKind kind) const;
};

Dissection dissect(ByteView datagram);

} // namespace copper
