// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/messages.h"
#include "core/base/result.h"
#include "core/secrets/secret_bytes.h"

namespace copper::cli {

// Whether this process has a terminal, whatever its standard input is.
bool hasTerminal();
// One line from the terminal, without echo, straight into memory that is wiped. Ctrl+C and SIGTERM
// end it with the terminal as it was.
Result<SecretBytes, Complaint> askSecret(const QString &prompt);

} // namespace copper::cli
