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
};

enum class PayloadFault {
    None,
    Syntax, // not the format it claims to be, at `offset`
    Truncated,
    TooDeep,      // kMaxDepth
    TooManyNodes, // kMaxNodes
    NotUtf8,
};

inline constexpr std::uint32_t kMaxPayloadDepth = 64;
inline constexpr std::uint32_t kMaxPayloadNodes = 20'000;

struct ValueNode
{
    NodeKind kind = NodeKind::Invalid;
    NodeMeaning meaning = NodeMeaning::None;
    std::string name; // object key, array index, link target, SenML resolved name; UTF-8
    std::string text; // scalar in plain text, UTF-8, invalid input as U+FFFD; no markup
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
    enum class Format { Text, Json, Cbor, LinkFormat, SenmlJson, SenmlCbor, Binary };
    Format format = Format::Binary;
    std::vector<ValueNode> nodes; // nodes[0] is the root when not empty
    PayloadFault fault = PayloadFault::None;
    std::size_t faultOffset = 0;
};

// contentFormat: the option's value; nothing when the message carried none (then valid UTF-8 is
// Text and anything else Binary; text that starts like JSON is read as JSON).
Representation readPayload(ByteView payload, std::optional<std::uint32_t> contentFormat);

} // namespace copper
