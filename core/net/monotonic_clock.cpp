// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/monotonic_clock.h"

#include <chrono>

namespace copper {

TimePoint monotonicNow()
{
    return TimePoint(
        std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch()));
}

WallTime wallNow()
{
    return {std::chrono::duration_cast<std::chrono::microseconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
}

} // namespace copper
