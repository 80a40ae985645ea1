// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device.h"
#include "ui/models/device_query.h"

#include <QString>

namespace copper {

// How a device is, in words. Safe to show as plain text.

// "now", "stale 4 min", "no answer".
QString stateAge(const Device &device, WallTime now);
// Why it counts as that: "unanswered since 14:02:11 (GET /sensors/temp, 4 transmissions)", "quiet
// for 6 min". Empty for one that is alive or was not asked.
QString stateReason(const Device &device, WallTime now);

// What a link into a resource directory is, by its rt (RFC 9176): "resource directory". Empty for
// any other.
QString directoryText(const QString &rt);
// What is wrong with a word of the filter, and what would be right.
QString queryProblemText(const DeviceQuery::Problem &problem);

} // namespace copper
