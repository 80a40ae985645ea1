// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/lwm2m_tlv.h"

#include "core/payload/node_builder.h"
#include "core/payload/plain_text.h"

#include <algorithm>

namespace copper {

namespace {

struct TlvHead
{
    NodeMeaning meaning = NodeMeaning::None;
    std::uint16_t id = 0;
    std::size_t size = 0; // of the head
    std::size_t length = 0;
};

// Nothing when the head reaches beyond the bytes.
std::optional<TlvHead> readHead(ByteView data, std::size_t at)
{
    static constexpr NodeMeaning kMeanings[] = {
        NodeMeaning::TlvObjectInstance, NodeMeaning::TlvResourceInstance,
        NodeMeaning::TlvMultipleResource, NodeMeaning::TlvResource};
    const std::uint8_t type = data[at];
    const std::size_t idBytes = (type & 0x20U) != 0 ? 2 : 1;
    const std::size_t lengthBytes = (type >> 3U) & 3U;
    if (data.size() - at < 1 + idBytes + lengthBytes)
        return std::nullopt;
    TlvHead head;
    head.meaning = kMeanings[type >> 6U];
    head.size = 1 + idBytes + lengthBytes;
    for (std::size_t i = 0; i < idBytes; ++i)
        head.id = static_cast<std::uint16_t>((head.id << 8U) | data[at + 1 + i]);
    if (lengthBytes == 0)
        head.length = type & 7U;
    for (std::size_t i = 0; i < lengthBytes; ++i)
        head.length = (head.length << 8U) | data[at + 1 + idBytes + i];
    return head;
}

bool isPrintable(ByteView bytes)
{
    return bytes.size() >= 3 && isValidUtf8(bytes) &&
           std::none_of(bytes.begin(), bytes.end(),
                        [](std::uint8_t b) { return b < 0x20 || b == 0x7f; });
}

void setValue(ValueNode &node, ByteView bytes)
{
    const bool wholeNumber =
        bytes.size() == 1 || bytes.size() == 2 || bytes.size() == 4 || bytes.size() == 8;
    if (isPrintable(bytes)) {
        node.kind = NodeKind::Text;
        node.text = cutUtf8(bytes);
    } else if (wholeNumber) {
        std::uint64_t value = (bytes[0] & 0x80U) != 0 ? UINT64_MAX : 0;
        for (const std::uint8_t byte : bytes)
            value = (value << 8U) | byte;
        node.kind = NodeKind::Number;
        node.text = std::to_string(static_cast<std::int64_t>(value));
        node.number = static_cast<double>(static_cast<std::int64_t>(value));
    } else {
        node.kind = NodeKind::ByteString;
        node.text = hexText(bytes);
    }
}

} // namespace

void readLwm2mTlv(ByteView payload, Representation &out)
{
    NodeBuilder builder(payload, out);
    const auto root = builder.add(NodeKind::Object, {}, 0);
    if (!root || !builder.open(*root))
        return;
    std::vector<std::size_t> ends{payload.size()};
    for (std::size_t at = 0; at < payload.size();) {
        while (at == ends.back() && ends.size() > 1) {
            builder.close(at);
            ends.pop_back();
        }
        const auto head = readHead(payload, at);
        if (!head || head->length > ends.back() - at - std::min(head->size, ends.back() - at) ||
            head->size > ends.back() - at) {
            builder.fail(PayloadFault::Truncated, at);
            return;
        }
        const bool nested = head->meaning == NodeMeaning::TlvObjectInstance ||
                            head->meaning == NodeMeaning::TlvMultipleResource;
        const auto node = builder.add(NodeKind::Object, std::to_string(head->id), at);
        if (!node)
            return;
        builder.node(*node).meaning = head->meaning;
        builder.node(*node).length = head->size + head->length;
        at += head->size;
        if (!nested) {
            setValue(builder.node(*node), payload.subspan(at, head->length));
            at += head->length;
        } else if (head->length > 0) {
            if (!builder.open(*node))
                return;
            ends.push_back(at + head->length);
        }
    }
    while (builder.hasOpen())
        builder.close(payload.size());
}

} // namespace copper
