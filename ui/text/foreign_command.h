// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/copper_command.h"

namespace copper {

// commandFor() of the programs that are not ours.
CopiedCommand libcoapCommand(const RequestSpec &spec, bool observe);
CopiedCommand aiocoapCommand(const RequestSpec &spec, bool observe);

} // namespace copper
