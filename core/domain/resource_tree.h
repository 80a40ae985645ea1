// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace copper {

// The links of one device as the tree of their paths: "/sensors/temp" is "temp" under the folder
// "sensors". A path may be folder and resource at once. A value: built anew when the links change.
class ResourceTree
{
public:
    static constexpr std::size_t kMaxNodes = 20'000;
    static constexpr int kMaxDepth = 32; // deeper segments stay joined in one node

    struct Node
    {
        QString name; // last segment; "/" for the device's root resource
        QString path; // "/sensors/temp"
        std::uint32_t parent = 0;
        std::vector<std::uint32_t> children;
        std::int32_t link = -1; // index into the links it was built from; -1: a folder only
        bool isFolder() const { return link < 0; }
    };

    ResourceTree();
    explicit ResourceTree(const std::vector<ResourceLink> &links);

    // nodes()[0] is the root and its own parent; children in the order of the link list, with
    // .well-known last.
    const std::vector<Node> &nodes() const { return m_nodes; }
    const Node &root() const { return m_nodes.front(); }
    const Node &node(std::uint32_t index) const { return m_nodes[index]; }
    // Place among its parent's children.
    int row(std::uint32_t index) const;
    // Node of a path; 0 (the root) when there is none.
    std::uint32_t find(const QString &path) const;
    bool cut() const { return m_cut; }

private:
    void insert(const QString &path, std::int32_t link);
    std::vector<Node> m_nodes;
    bool m_cut = false;
};

} // namespace copper
