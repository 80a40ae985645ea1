// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"

namespace copper::cli {

// What follows 'run'. Reads the collection and the environment, and opens nothing else.
Command readRun(Arguments &arguments, const VerbRow &verb);
// A step may go to a coaps URI.
bool mayUseDtls(const CollectionCommand &command);

} // namespace copper::cli
