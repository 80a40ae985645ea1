// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device.h"

#include <optional>
#include <vector>

namespace copper {

// What the device says of the resource of this address.
std::optional<ResourceLink> linkAt(const Device &device, const QString &uri);
// The formats it says it speaks: its ct attribute. Null: no device is known there.
std::vector<std::uint32_t> formatsOf(const Device *device, const QString &uri);

} // namespace copper
