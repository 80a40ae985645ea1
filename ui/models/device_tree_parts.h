// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Shared by the parts of DeviceTreeModel: its rows, its filter, and what it says in a cell.
#include "ui/models/device_tree_model.h"

#include <algorithm>

namespace copper {

// Which children of each node are shown, where not all are. As long as the tree: the block of a
// node's children has those that are shown first.
struct DeviceTreeModel::ShownNodes
{
    std::vector<std::uint32_t> at;    // node at firstChild + row
    std::vector<std::uint32_t> row;   // of a node that is shown
    std::vector<std::uint32_t> count; // of a node's children that are shown
    std::vector<bool> shown;

    explicit ShownNodes(const ResourceTree &tree)
        : at(tree.size()), row(tree.size()), count(tree.size()), shown(tree.size(), true)
    {
        for (std::uint32_t node = 0; node < tree.size(); ++node)
            fill(tree, node);
    }
    // The children's block from `shown`.
    void fill(const ResourceTree &tree, std::uint32_t node)
    {
        const ResourceTree::Node &parent = tree.node(node);
        std::uint32_t rows = 0;
        for (std::uint32_t i = 0; i < parent.children; ++i) {
            const std::uint32_t child = parent.firstChild + i;
            if (!shown[child])
                continue;
            at[parent.firstChild + rows] = child;
            row[child] = rows++;
        }
        count[node] = rows;
    }
};

// What a device is sorted by. Made anew when the device changes.
struct DeviceTreeModel::SortKey
{
    bool favourite = false;
    bool hasAddress = false;
    double number = 0; // smaller first
    QString text;
    SocketAddress address;
    std::uint32_t order = 0; // as they became known

    bool before(const SortKey &other) const
    {
        if (favourite != other.favourite)
            return favourite;
        if (number != other.number)
            return number < other.number;
        if (const int texts = QString::compare(text, other.text, Qt::CaseInsensitive); texts != 0)
            return texts < 0;
        if (hasAddress != other.hasAddress)
            return hasAddress;
        if (hasAddress && address != other.address)
            return address < other.address;
        return order < other.order;
    }
};

// One device at one place. A device that is in groups has a row in each, with the same tree.
struct DeviceTreeModel::Row
{
    DeviceId device;
    std::uint32_t branch = 0;
    std::uint32_t at = 0;      // in its branch's `shown`, while it is there
    std::uint32_t matched = 0; // links that the filter leaves
    bool isUsed = false;
    bool isShown = false;
    bool isWaiting = false; // for the filter
    bool isPart = false;    // the filter leaves only some links
    SortKey key;
    std::shared_ptr<const ResourceTree> tree; // null until somebody asks for the children
    std::unique_ptr<ShownNodes> nodes;        // null: all are shown
    // While there is a filter: links it leaves that said something, and their numbers.
    std::uint32_t read = 0;
    std::vector<std::pair<std::uint32_t, double>> values;
};

// Of a branch's devices; made when somebody looks.
struct DeviceTreeModel::Counters
{
    int alive = 0, stale = 0, gone = 0;
    std::size_t resources = 0;
    int observed = 0; // resources
};

struct DeviceTreeModel::Branch
{
    Kind kind = Kind::Network;
    std::uint32_t order = 0; // as they appeared
    QString name;
    std::vector<std::uint32_t> all;   // rows in their order
    std::vector<std::uint32_t> shown; // those the filter leaves
    mutable std::optional<Counters> counters;
};

} // namespace copper
