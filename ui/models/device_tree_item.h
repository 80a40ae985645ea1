// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Shared by the two halves of DeviceTreeModel: its structure, and what it says in a cell.
#include "ui/models/device_tree_model.h"

#include <algorithm>

namespace copper {

struct DeviceTreeModel::Item
{
    Kind kind = Kind::Network;
    Item *parent = nullptr; // null: a network
    QString network;        // of a network
    DeviceId device;
    QString name, path, uri;
    std::int32_t link = -1;
    std::vector<std::unique_ptr<Item>> children;

    int row(const std::vector<std::unique_ptr<Item>> &networks) const
    {
        const auto &siblings = parent == nullptr ? networks : parent->children;
        const auto found = std::find_if(siblings.begin(), siblings.end(),
                                        [this](const auto &each) { return each.get() == this; });
        return static_cast<int>(found - siblings.begin());
    }
};

} // namespace copper
