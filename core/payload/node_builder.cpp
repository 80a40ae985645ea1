// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/node_builder.h"

#include "core/payload/plain_text.h"

#include <algorithm>

namespace copper {

std::uint32_t NodeBuilder::attach(NodeKind kind, std::string name, std::size_t offset)
{
    const auto index = static_cast<std::uint32_t>(m_out.nodes.size());
    ValueNode &node = m_out.nodes.emplace_back();
    node.kind = kind;
    node.name = std::move(name);
    node.offset = offset;
    if (index > 0) {
        node.parent = m_open.empty() ? 0 : m_open.back();
        m_out.nodes[m_out.nodes[index].parent].children.push_back(index);
    }
    return index;
}

std::optional<std::uint32_t> NodeBuilder::add(NodeKind kind, std::string name, std::size_t offset)
{
    // The last place is kept for the Invalid node.
    if (m_out.nodes.size() + 1 >= m_out.nodeLimit) {
        fail(PayloadFault::TooManyNodes, offset);
        return std::nullopt;
    }
    return attach(kind, std::move(name), offset);
}

bool NodeBuilder::open(std::uint32_t container)
{
    if (m_open.size() >= kMaxPayloadDepth) {
        fail(PayloadFault::TooDeep, m_out.nodes[container].offset);
        return false;
    }
    m_open.push_back(container);
    return true;
}

void NodeBuilder::close(std::size_t end)
{
    ValueNode &container = m_out.nodes[m_open.back()];
    container.length = end - container.offset;
    m_open.pop_back();
}

void NodeBuilder::fail(PayloadFault fault, std::size_t offset)
{
    m_out.fault = fault;
    m_out.faultOffset = offset;
    offset = std::min(offset, m_payload.size());
    if (offset < m_payload.size() || m_out.nodes.empty()) {
        // A container that would be too deep stands there already, empty: it becomes the rest.
        const bool reuse = !m_out.nodes.empty() && m_out.nodes.back().offset == offset &&
                           m_out.nodes.back().length == 0 &&
                           (m_open.empty() || m_open.back() != m_out.nodes.size() - 1);
        const std::uint32_t index = reuse ? static_cast<std::uint32_t>(m_out.nodes.size() - 1)
                                          : attach(NodeKind::Invalid, {}, offset);
        ValueNode &rest = m_out.nodes[index];
        rest.kind = NodeKind::Invalid;
        rest.length = m_payload.size() - offset;
        rest.text = hexText(m_payload.subspan(offset));
    }
    while (!m_open.empty())
        close(m_payload.size());
}

void NodeBuilder::noteNotUtf8(std::size_t offset)
{
    if (m_out.fault != PayloadFault::None)
        return;
    m_out.fault = PayloadFault::NotUtf8;
    m_out.faultOffset = offset;
}

} // namespace copper
