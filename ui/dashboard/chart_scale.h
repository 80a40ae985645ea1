// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/time_window.h"

#include <QString>

#include <vector>

namespace copper {

// A value axis: round bounds around the data with at most seven lines.
struct ValueScale
{
    double low = 0;
    double high = 1;
    double step = 0.2;
    int decimals = 1;

    std::vector<double> ticks() const;
    QString label(double tick) const;
    bool operator==(const ValueScale &) const = default;
};

ValueScale scaleFor(double lowest, double highest);

struct TimeTick
{
    WallTime at;
    QString label; // "14:02" or "14:02:30", local time
};

// Round local times inside the span, far enough apart for `width_px`.
std::vector<TimeTick> timeTicks(const TimeSpan &span, double width_px);
QString timeOfDay(WallTime at, bool withSeconds = true);

} // namespace copper
