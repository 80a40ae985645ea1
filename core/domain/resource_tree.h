// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/resource_list.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace copper {

// The links of one device as the tree of their paths: "/sensors/temp" is "temp" under the folder
// "sensors". A path may be folder and resource at once; the target on another host is one node. A
// value: built anew when the links change. Names are kept as places in the list's texts.
class ResourceTree
{
public:
    static constexpr std::size_t kMaxNodes = 20'000;
    static constexpr int kMaxDepth = 32; // deeper segments stay joined in one node

    // Children of a node stand one behind the other, from firstChild on.
    struct Node
    {
        std::uint32_t parent = 0;
        std::uint32_t firstChild = 0;
        std::uint32_t children = 0;
        std::int32_t link = -1;          // index into the links; -1: a folder only
        ResourceList::TextId source = 0; // the text its path is the beginning of
        std::uint32_t nameBegin = 0;     // octets in it
        std::uint32_t pathEnd = 0;
        bool isFolder() const { return link < 0; }
    };

    ResourceTree();
    explicit ResourceTree(ResourceList links);

    // node(0) is the root and its own parent; children in the order of the link list, with
    // .well-known last.
    std::size_t size() const { return m_nodes.size(); }
    const Node &root() const { return m_nodes.front(); }
    const Node &node(std::uint32_t index) const { return m_nodes[index]; }
    const ResourceList &links() const { return m_links; }
    QString name(std::uint32_t index) const; // last segment; "/" for the device's root resource
    QString path(std::uint32_t index) const; // "/sensors/temp"; "" for the root
    // Place among its parent's children.
    std::uint32_t row(std::uint32_t index) const
    {
        return index == 0 ? 0 : index - m_nodes[m_nodes[index].parent].firstChild;
    }
    // Node of a path; 0 (the root) when there is none.
    std::uint32_t find(const QString &path) const;
    bool cut() const { return m_cut; }
    std::size_t memory_bytes() const { return m_nodes.capacity() * sizeof(Node); }

private:
    struct Builder;
    std::string_view nameOf(const Node &node) const;
    ResourceList m_links;
    std::vector<Node> m_nodes;
    bool m_cut = false;
};

} // namespace copper
