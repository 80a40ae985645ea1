// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <optional>

namespace copper {

struct TimeSpan
{
    WallTime from;
    WallTime to;
    double length_s() const { return to.secondsSince(from); }
};

// Which part of time the charts show. Live: the last range_s seconds up to now. Paused: as live,
// but standing still. Zoomed: a chosen span that stays while data keeps arriving.
class TimeWindow
{
public:
    static constexpr double kShortest_s = 1;
    static constexpr double kLongest_s = 24 * 3600;

    void setRange(double range_s); // also back to live
    double range_s() const { return m_range_s; }
    void pause(WallTime now);
    void backToLive();
    void zoomTo(TimeSpan span);
    // Wheel: factor below 1 shows less. Live windows stay at now and change their range; zoomed
    // and paused ones keep `at` where it is.
    void zoomAround(WallTime at, double factor, WallTime now);
    void moveBy(double seconds, WallTime now);

    bool isLive() const { return !m_pausedAt && !m_zoom; }
    bool isPaused() const { return m_pausedAt.has_value(); }
    bool isZoomed() const { return m_zoom.has_value(); }
    TimeSpan span(WallTime now) const;

private:
    double m_range_s = 300;
    std::optional<WallTime> m_pausedAt;
    std::optional<TimeSpan> m_zoom;
};

} // namespace copper
