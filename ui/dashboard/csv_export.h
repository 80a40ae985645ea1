// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/dashboard.h"
#include "core/domain/sample_store.h"
#include "ui/dashboard/time_window.h"

#include <QByteArray>

namespace copper {

// "time,series,uri,path,value,unit", one line for each sample in the span, series after series,
// UTC times with milliseconds, CRLF line ends (RFC 4180 §2).
QByteArray csvOf(const SampleStore &samples, const std::vector<DashboardSeries> &series,
                 const TimeSpan &span);

} // namespace copper
