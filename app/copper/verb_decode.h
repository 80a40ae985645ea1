// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"
#include "app/copper/printer.h"

namespace copper::cli {

// decode: fields with byte ranges and findings; DataMalformed when the strict decoder refuses.
ExitStatus runDecode(const DecodeCommand &command, Printer &printer);

} // namespace copper::cli
