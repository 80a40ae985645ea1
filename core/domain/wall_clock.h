// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <functional>

namespace copper {

// Asked by the domain when a command is given. app/ passes the system clock, tests a variable.
using WallClock = std::function<WallTime()>;

// The system clock. For composition roots; stores and models are told the time.
WallTime systemWallTime();

inline WallTime plusSeconds(WallTime time, double seconds)
{
    return WallTime{time.unixMicros + static_cast<std::int64_t>(seconds * 1e6)};
}

} // namespace copper
