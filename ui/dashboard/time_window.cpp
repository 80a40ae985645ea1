// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/time_window.h"

#include "core/domain/wall_clock.h"

#include <algorithm>

namespace copper {

void TimeWindow::setRange(double range_s)
{
    m_range_s = std::clamp(range_s, kShortest_s, kLongest_s);
    backToLive();
}

void TimeWindow::pause(WallTime now)
{
    if (!m_pausedAt && !m_zoom)
        m_pausedAt = now;
}

void TimeWindow::backToLive()
{
    m_pausedAt.reset();
    m_zoom.reset();
}

void TimeWindow::zoomTo(TimeSpan span)
{
    if (span.to < span.from)
        std::swap(span.from, span.to);
    if (span.length_s() < kShortest_s)
        span.to = plusSeconds(span.from, kShortest_s);
    m_zoom = span;
    m_pausedAt.reset();
}

void TimeWindow::zoomAround(WallTime at, double factor, WallTime now)
{
    if (isLive()) {
        m_range_s = std::clamp(m_range_s * factor, kShortest_s, kLongest_s);
        return;
    }
    const TimeSpan old = span(now);
    const double length = std::clamp(old.length_s() * factor, kShortest_s, kLongest_s);
    const double share = std::clamp(at.secondsSince(old.from) / old.length_s(), 0.0, 1.0);
    const WallTime from = plusSeconds(at, -share * length);
    m_zoom = TimeSpan{from, plusSeconds(from, length)};
    m_pausedAt.reset();
}

void TimeWindow::moveBy(double seconds, WallTime now)
{
    TimeSpan moved = span(now);
    moved.from = plusSeconds(moved.from, seconds);
    moved.to = plusSeconds(moved.to, seconds);
    m_zoom = moved;
    m_pausedAt.reset();
}

TimeSpan TimeWindow::span(WallTime now) const
{
    if (m_zoom)
        return *m_zoom;
    const WallTime to = m_pausedAt.value_or(now);
    return {plusSeconds(to, -m_range_s), to};
}

} // namespace copper
