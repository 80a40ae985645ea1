// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/device_tree_model.h"

namespace copper {

// What a row of the explorer is, for the parts of the dock.

inline DeviceTreeModel::Kind kindOf(const QModelIndex &index)
{
    return static_cast<DeviceTreeModel::Kind>(index.data(DeviceTreeModel::KindRole).toInt());
}

inline DeviceId deviceOf(const QModelIndex &index)
{
    return DeviceId{index.data(DeviceTreeModel::DeviceIdRole).toUInt()};
}

} // namespace copper
