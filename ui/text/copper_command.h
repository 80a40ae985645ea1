// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_control.h"

#include <QString>

namespace copper {

// The request as a command line of the program `copper`, quoted for a POSIX shell.
QString copperCommand(const RequestSpec &spec, bool observe = false);
// One word for the shell: as it is when nothing in it is special, else in single quotes.
QString shellWord(const QString &text);

} // namespace copper
