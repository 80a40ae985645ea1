// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/dashboard.h"
#include "core/domain/sample_store.h"
#include "ui/dashboard/time_window.h"

#include <QByteArray>

namespace copper {

// One cell, quoted as RFC 4180 §2 wants. Text that a spreadsheet would take for a formula (it
// begins with = + - @, tab or return) gets a ' in front: names come from devices.
QByteArray csvTextCell(const QString &text);

// "time,series,uri,path,value,unit", one line for each sample in the span, series after series,
// UTC times with milliseconds, CRLF line ends (RFC 4180 §2).
QByteArray csvOf(const SampleStore &samples, const std::vector<DashboardSeries> &series,
                 const TimeSpan &span);

} // namespace copper
