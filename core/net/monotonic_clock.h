// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/domain/session_events.h"

namespace copper {

// The only place where the engine's time and the wall clock come from.
TimePoint monotonicNow();
WallTime wallNow();

} // namespace copper
