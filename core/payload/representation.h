// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copper {

enum class NodeKind {
    Object,
    Array,
    Text,
    Number,
    Boolean,
    Null,
    Undefined,
    ByteString,
    Tag,     // CBOR tag: one child
    Link,    // one link of a link-format list: children are its attributes
    Record,  // one SenML record: children are its fields
    Invalid, // bytes that could not be read; kept, shown as hex
};

// What a node is in its format, beyond its JSON or CBOR shape. Words live in ui/text.
enum class NodeMeaning {
    None,
    SenmlPack,
    SenmlBaseName,
    SenmlBaseTime,
    SenmlBaseUnit,
    SenmlBaseValue,
    SenmlBaseSum,
    SenmlVersion,
    SenmlName,
    SenmlUnit,
    SenmlValue,
    SenmlStringValue,
    SenmlBooleanValue,
    SenmlDataValue,
    SenmlSum,
    SenmlTime,
    SenmlUpdateTime,
    SenmlUnknown,
    LinkTarget,
    LinkAttribute,
    ProblemTitle, // RFC 9290 §2.1, and so on
    ProblemDetail,
    ProblemInstance,
    ProblemResponseCode,
    ProblemBaseUri,
    ProblemBaseLanguage,
    ProblemBaseDirection,
    TlvObjectInstance, // OMA LwM2M TLV
    TlvResource,
    TlvMultipleResource,
    TlvResourceInstance,
    Bignum,       // a Number of any size that stands in tag 2 or 3
    EmbeddedCbor, // a ByteString whose bytes are CBOR: its children are the items
};

enum class PayloadFault {
    None,
    Syntax, // not the format it claims to be, at `offset`
    Truncated,
    TooDeep,      // kMaxDepth
    TooManyNodes, // the node limit
    NotUtf8,
};

inline constexpr std::uint32_t kMaxPayloadDepth = 64;
inline constexpr std::uint32_t kMaxPayloadNodes = 20'000;
// Bytes of one text; the views show all of it over the payload itself.
inline constexpr std::size_t kMaxNodeText = 64U << 10U;

struct ValueNode
{
    NodeKind kind = NodeKind::Invalid;
    NodeMeaning meaning = NodeMeaning::None;
    std::string name; // object key, array index, link target, SenML resolved name; UTF-8
    // Scalar in plain text, UTF-8, invalid input as U+FFFD; no markup. Cut at kMaxNodeText.
    std::string text;
    std::optional<double> number; // numbers, and booleans as 0/1
    std::string unit;             // SenML unit in force, else empty
    std::size_t offset = 0;       // byte range in the payload this node was read from
    std::size_t length = 0;
    std::uint32_t parent = 0; // index into Representation::nodes; the root is its own parent
    std::vector<std::uint32_t> children;
};

// A payload read by its Content-Format. The buffer itself stays with the caller, unchanged. Never
// fails: what could not be read is one Invalid node and a fault with its place.
struct Representation
{
    enum class Format {
        Text,
        Json,
        Cbor,
        CborSequence,
        LinkFormat,
        SenmlJson,
        SenmlCbor,
        Lwm2mTlv,
        Binary
    };
    Format format = Format::Binary;
    std::vector<ValueNode> nodes; // nodes[0] is the root when not empty
    PayloadFault fault = PayloadFault::None;
    std::size_t faultOffset = 0;
    std::uint32_t nodeLimit = kMaxPayloadNodes; // of the readers
};

// contentFormat: the option's value; nothing when the message carried none (then valid UTF-8 is
// Text and anything else Binary; text that starts like JSON is read as JSON).
Representation readPayload(ByteView payload, std::optional<std::uint32_t> contentFormat,
                           std::uint32_t nodeLimit = kMaxPayloadNodes);
// What a Content-Format is read as, without reading; nothing for those that are unknown here.
std::optional<Representation::Format> formatOfContent(std::uint32_t contentFormat);

} // namespace copper
