// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/link_tree.h"

#include "core/coap/link_format.h"
#include "core/payload/node_builder.h"
#include "core/payload/plain_text.h"

namespace copper {

namespace {

constexpr std::size_t kMaxListBytes = 512U << 10U;

bool addLink(NodeBuilder &builder, const Link &link)
{
    const auto node = builder.add(NodeKind::Link, toValidUtf8(asBytes(link.target)), link.offset);
    if (!node || !builder.open(*node))
        return false;
    builder.node(*node).meaning = NodeMeaning::LinkTarget;
    builder.node(*node).text = builder.node(*node).name;
    for (const LinkAttribute &attribute : link.attributes) {
        const auto child =
            builder.add(NodeKind::Text, toValidUtf8(asBytes(attribute.name)), attribute.offset);
        if (!child)
            return false;
        builder.node(*child).meaning = NodeMeaning::LinkAttribute;
        builder.node(*child).length = attribute.length;
        if (attribute.value)
            builder.node(*child).text = toValidUtf8(asBytes(*attribute.value));
    }
    builder.close(link.offset + link.length);
    return true;
}

} // namespace

void readLinkTree(ByteView payload, Representation &out)
{
    LinkLimits limits;
    // What the tree has no room for need not be read: a list of megabytes would take long.
    limits.maxLinks = std::max<std::size_t>(out.nodeLimit, 2) / 2;
    limits.maxBytes = kMaxListBytes;
    const LinkList list = parseLinkFormat(asText(payload), limits);
    NodeBuilder builder(payload, out);
    const auto root = builder.add(NodeKind::Array, {}, 0);
    if (!root || !builder.open(*root))
        return;
    for (const Link &link : list.links) {
        if (!addLink(builder, link))
            return;
    }
    if (list.notUtf8At)
        builder.noteNotUtf8(*list.notUtf8At);
    if (list.fault != LinkFault::None) {
        const bool cut =
            list.fault == LinkFault::UnclosedQuote || list.fault == LinkFault::UnclosedTarget;
        builder.fail(cut ? PayloadFault::Truncated : PayloadFault::Syntax, list.faultOffset);
        return;
    }
    if (list.bytesCut || list.linksCut || list.attributesCut) {
        const std::size_t end =
            list.links.empty() ? 0 : list.links.back().offset + list.links.back().length;
        const bool cutInside = list.bytesCut || list.linksCut;
        builder.fail(PayloadFault::TooManyNodes, cutInside ? end : payload.size());
        return;
    }
    builder.close(payload.size());
}

} // namespace copper
