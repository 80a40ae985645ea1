// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/representation.h"

#include "core/coap/content_format.h"
#include "core/payload/cbor_reader.h"
#include "core/payload/json_reader.h"
#include "core/payload/link_tree.h"
#include "core/payload/lwm2m_tlv.h"
#include "core/payload/node_builder.h"
#include "core/payload/plain_text.h"
#include "core/payload/problem_details.h"
#include "core/payload/senml.h"

namespace copper {

namespace {

using Format = Representation::Format;

// Bytes that are read at once; what is behind them counts as too many nodes.
constexpr std::size_t kMaxPayloadRead = 4U << 20U;

bool endsWith(std::string_view text, std::string_view tail)
{
    return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

Format readingOf(const ContentFormatRow &row)
{
    if (!row.coding.empty()) // compressed
        return Format::Binary;
    const std::string_view type = row.mediaType.substr(0, row.mediaType.find(';'));
    const auto ends = [type](std::string_view tail) {
        return endsWith(type, tail);
    };
    if (type == "application/link-format")
        return Format::LinkFormat;
    if (ends("/senml+json") || ends("/sensml+json"))
        return Format::SenmlJson;
    if (ends("/senml+cbor") || ends("/sensml+cbor"))
        return Format::SenmlCbor;
    if (ends("/json") || ends("+json"))
        return Format::Json;
    if (ends("/cbor-seq") || ends("+cbor-seq"))
        return Format::CborSequence;
    if (ends("/cbor") || ends("+cbor") || ends("/cose") || ends("+cose") || ends("/cwt") ||
        ends("+cwt") || ends("/cose-key") || ends("/cose-key-set") || ends("/multipart-core"))
        return Format::Cbor;
    if (type == "application/vnd.oma.lwm2m+tlv")
        return Format::Lwm2mTlv;
    if (isTextContentFormat(row.number) || type.substr(0, 5) == "text/")
        return Format::Text;
    return Format::Binary;
}

void readText(ByteView payload, Representation &out)
{
    NodeBuilder builder(payload, out);
    const auto root = builder.add(NodeKind::Text, {}, 0);
    if (!root)
        return;
    ValueNode &node = builder.node(*root);
    node.text = cutUtf8(payload);
    node.length = payload.size();
    if (const auto invalid = firstInvalidUtf8(payload))
        builder.noteNotUtf8(*invalid);
    if (const auto number = numberWithUnit(node.text)) {
        node.number = number->value;
        node.unit = number->unit;
    }
}

void readBinary(ByteView payload, Representation &out)
{
    NodeBuilder builder(payload, out);
    const auto root = builder.add(NodeKind::ByteString, {}, 0);
    if (!root)
        return;
    builder.node(*root).text = hexText(payload);
    builder.node(*root).length = payload.size();
}

Representation readAs(ByteView payload, Format format, std::uint32_t nodeLimit)
{
    Representation out;
    out.format = format;
    out.nodeLimit = nodeLimit;
    if (payload.empty())
        return out;
    switch (format) {
    case Format::Text:
        readText(payload, out);
        break;
    case Format::Json:
        readJson(payload, out);
        break;
    case Format::Cbor:
        readCbor(payload, out);
        break;
    case Format::CborSequence:
        readCborSequence(payload, out);
        break;
    case Format::Lwm2mTlv:
        readLwm2mTlv(payload, out);
        break;
    case Format::LinkFormat:
        readLinkTree(payload, out);
        break;
    case Format::SenmlJson:
        readJson(payload, out);
        annotateSenml(out);
        break;
    case Format::SenmlCbor:
        readCbor(payload, out);
        annotateSenml(out);
        break;
    case Format::Binary:
        readBinary(payload, out);
        break;
    }
    return out;
}

bool startsLikeJson(ByteView payload)
{
    const std::size_t first = asText(payload).find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (payload[first] == '{' || payload[first] == '[');
}

// A guess must not blame the device: what turns out not to be JSON is plain text.
Representation readByLooks(ByteView payload, std::uint32_t nodeLimit)
{
    if (!isValidUtf8(payload))
        return readAs(payload, Format::Binary, nodeLimit);
    if (startsLikeJson(payload)) {
        Representation json = readAs(payload, Format::Json, nodeLimit);
        if (json.fault != PayloadFault::Syntax && json.fault != PayloadFault::Truncated)
            return json;
    }
    return readAs(payload, Format::Text, nodeLimit);
}

} // namespace

namespace {

Representation readWhole(ByteView payload, std::optional<std::uint32_t> contentFormat,
                         std::uint32_t nodeLimit)
{
    const ContentFormatRow *const row = contentFormat ? findContentFormat(*contentFormat) : nullptr;
    if (row == nullptr)
        return readByLooks(payload, nodeLimit);
    Representation read = readAs(payload, readingOf(*row), nodeLimit);
    if (row->mediaType == "application/concise-problem-details+cbor")
        annotateProblem(read);
    return read;
}

} // namespace

Representation readPayload(ByteView payload, std::optional<std::uint32_t> contentFormat,
                           std::uint32_t nodeLimit)
{
    if (payload.size() <= kMaxPayloadRead)
        return readWhole(payload, contentFormat, nodeLimit);
    Representation read = readWhole(payload.first(kMaxPayloadRead), contentFormat, nodeLimit);
    // The cut is ours, not the device's.
    const bool cut = read.fault == PayloadFault::Truncated || read.fault == PayloadFault::NotUtf8;
    if (cut || read.fault == PayloadFault::None) {
        read.fault = PayloadFault::TooManyNodes;
        read.faultOffset = std::min(read.faultOffset + (cut ? 0 : kMaxPayloadRead), payload.size());
    }
    const bool oneNode = read.format == Format::Text || read.format == Format::Binary;
    if (oneNode && !read.nodes.empty()) {
        read.nodes[0].length = payload.size();
        read.fault = PayloadFault::None;
        read.faultOffset = 0;
    }
    return read;
}

std::optional<Format> formatOfContent(std::uint32_t contentFormat)
{
    const ContentFormatRow *const row = findContentFormat(contentFormat);
    return row == nullptr ? std::nullopt : std::optional(readingOf(*row));
}

} // namespace copper
