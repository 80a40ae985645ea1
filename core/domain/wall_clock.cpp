// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/wall_clock.h"

#include <chrono>

namespace copper {

WallTime systemWallTime()
{
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    return WallTime{std::chrono::duration_cast<std::chrono::microseconds>(sinceEpoch).count()};
}

} // namespace copper
