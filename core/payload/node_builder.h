// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/representation.h"

#include <optional>
#include <string>
#include <vector>

namespace copper {

// Builds the node tree of a Representation within its limits. Shared by the readers; none of them
// recurses, the containers that are open are the stack kept here.
class NodeBuilder
{
public:
    NodeBuilder(ByteView payload, Representation &out) : m_payload(payload), m_out(out) {}

    // A node inside the innermost open container; the first node is the root. Nothing when the
    // node limit is reached: then fail() has been called.
    std::optional<std::uint32_t> add(NodeKind kind, std::string name, std::size_t offset);
    // Makes this container the innermost. False beyond the depth limit: then fail() has been
    // called.
    bool open(std::uint32_t container);
    // Ends the innermost container before `end`.
    void close(std::size_t end);

    bool hasOpen() const { return !m_open.empty(); }
    std::uint32_t innermost() const { return m_open.back(); }
    ValueNode &node(std::uint32_t index) { return m_out.nodes[index]; }
    std::size_t childCount(std::uint32_t index) const { return m_out.nodes[index].children.size(); }

    // Reading ends at `offset`: the rest becomes one Invalid node, open containers reach the end.
    void fail(PayloadFault fault, std::size_t offset);
    // Text that is not UTF-8 is shown with U+FFFD; reading goes on and a later fault replaces this.
    void noteNotUtf8(std::size_t offset);

private:
    std::uint32_t attach(NodeKind kind, std::string name, std::size_t offset);

    ByteView m_payload;
    Representation &m_out;
    std::vector<std::uint32_t> m_open;
};

} // namespace copper
