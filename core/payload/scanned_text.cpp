// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/link_format.h"
#include "core/payload/cbor_diagnostic.h"
#include "core/payload/cbor_head.h"
#include "core/payload/cbor_reader.h"
#include "core/payload/container_scan.h"
#include "core/payload/json_reader.h"
#include "core/payload/plain_text.h"

#include <algorithm>

namespace copper {

namespace {

constexpr std::size_t kLongestShown = 2048; // bytes of an item that are read for one line
constexpr std::string_view kEllipsis = "\xe2\x80\xa6";

ValueNode firstNode(Representation &&read, NodeKind otherwise)
{
    ValueNode node;
    if (read.nodes.empty() || read.fault == PayloadFault::Syntax ||
        read.fault == PayloadFault::Truncated)
        node.kind = otherwise;
    else
        node = std::move(read.nodes[0]);
    return node;
}

ValueNode jsonScalar(ByteView bytes, NodeKind kind)
{
    std::string cut;
    const bool longText = kind == NodeKind::Text && bytes.size() > kLongestShown;
    if (longText) {
        cut = asText(bytes.first(kLongestShown));
        // Not inside an escape, the longest of which are twelve bytes, nor inside a character.
        const std::size_t escape = cut.rfind('\\');
        if (escape != std::string::npos && escape + 12 > cut.size()) {
            std::size_t first = escape;
            while (first > 0 && cut[first - 1] == '\\')
                --first;
            cut.resize(first);
            if (cut.size() > 6 && cut[cut.size() - 6] == '\\')
                cut.resize(cut.size() - 6); // the half of a pair
        }
        while (!cut.empty() && (static_cast<std::uint8_t>(cut.back()) & 0xc0U) == 0x80U)
            cut.pop_back();
        if (!cut.empty() && static_cast<std::uint8_t>(cut.back()) >= 0xc0)
            cut.pop_back();
        cut += '"';
        bytes = asBytes(cut);
    }
    Representation read;
    readJson(bytes, read);
    ValueNode node = firstNode(std::move(read), NodeKind::Invalid);
    if (node.kind == NodeKind::Invalid)
        node.text = toValidUtf8(bytes.first(std::min<std::size_t>(bytes.size(), 100)));
    else if (longText)
        node.text += kEllipsis;
    return node;
}

ValueNode cborScalar(ByteView bytes, NodeKind kind)
{
    ValueNode node;
    CborHead head;
    if (bytes.size() > kLongestShown && readCborHead(bytes, 0, head) == CborHeadFault::None) {
        const ByteView part = bytes.subspan(head.size, kLongestShown);
        node.kind = kind;
        node.text = (kind == NodeKind::Text ? toValidUtf8(part) : toHex(part));
        node.text += kEllipsis;
        return node;
    }
    Representation read;
    read.nodeLimit = 16;
    readCbor(bytes, read);
    return firstNode(std::move(read), kind);
}

std::string cborKey(ByteView key)
{
    const ByteView part = key.first(std::min(key.size(), kLongestShown));
    const ValueNode scalar = cborScalar(key, cborKind(key, 0));
    if (!ContainerScan::isContainer(scalar.kind) && scalar.kind != NodeKind::Invalid)
        return scalar.text;
    return toDiagnostic(part).value_or(toHex(part));
}

void showLink(ByteView bytes, ValueNode &node)
{
    const ByteView part = bytes.first(std::min(bytes.size(), kLongestShown));
    const LinkList list = parseLinkFormat(asText(part));
    node.kind = list.links.empty() ? NodeKind::Invalid : NodeKind::Link;
    node.text = toValidUtf8(part);
    if (!list.links.empty())
        node.name = toValidUtf8(asBytes(list.links[0].target));
}

} // namespace

NodeKind jsonKind(std::uint8_t first)
{
    switch (first) {
    case '{':
        return NodeKind::Object;
    case '[':
        return NodeKind::Array;
    case '"':
        return NodeKind::Text;
    case 't':
    case 'f':
        return NodeKind::Boolean;
    case 'n':
        return NodeKind::Null;
    case '-':
        return NodeKind::Number;
    }
    return first >= '0' && first <= '9' ? NodeKind::Number : NodeKind::Invalid;
}

NodeKind cborKind(ByteView data, std::size_t at)
{
    CborHead head;
    if (readCborHead(data, at, head) != CborHeadFault::None)
        return NodeKind::Invalid;
    switch (head.major) {
    case CborMajor::Unsigned:
    case CborMajor::Negative:
        return NodeKind::Number;
    case CborMajor::ByteString:
        return NodeKind::ByteString;
    case CborMajor::TextString:
        return NodeKind::Text;
    case CborMajor::Array:
        return NodeKind::Array;
    case CborMajor::Map:
        return NodeKind::Object;
    case CborMajor::Tag: {
        CborHead content;
        const bool big = (head.argument == 2 || head.argument == 3) &&
                         readCborHead(data, at + head.size, content) == CborHeadFault::None &&
                         content.major == CborMajor::ByteString && !content.indefinite &&
                         content.argument <= 256;
        return big ? NodeKind::Number : NodeKind::Tag;
    }
    case CborMajor::SimpleOrFloat:
        if (head.info == 20 || head.info == 21)
            return NodeKind::Boolean;
        if (head.info == 22)
            return NodeKind::Null;
        return head.info < 25 ? NodeKind::Undefined : NodeKind::Number;
    }
    return NodeKind::Invalid;
}

ValueNode shownItem(ByteView data, ScanFormat format, const ScannedItem &item)
{
    const ByteView bytes = data.subspan(item.offset, item.length);
    ValueNode node;
    node.kind = item.kind;
    if (item.kind == NodeKind::Invalid) {
        node.text = hexText(bytes.first(std::min(bytes.size(), kLongestShown)));
    } else if (item.kind == NodeKind::Tag) {
        CborHead head;
        if (readCborHead(bytes, 0, head) == CborHeadFault::None)
            node.text = std::to_string(head.argument);
    } else if (format == ScanFormat::Links && item.kind == NodeKind::Link) {
        showLink(bytes, node);
    } else if (!ContainerScan::isContainer(item.kind)) {
        node = format == ScanFormat::Json ? jsonScalar(bytes, item.kind)
                                          : cborScalar(bytes, item.kind);
    }
    node.children.clear();
    if (item.keyLength > 0) {
        const ByteView key = data.subspan(item.keyOffset, item.keyLength);
        node.name =
            format == ScanFormat::Json ? jsonScalar(key, NodeKind::Text).text : cborKey(key);
    }
    node.offset = item.offset;
    node.length = item.length;
    return node;
}

} // namespace copper
