// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"
#include "app/copper/verb_runner.h"

#include <memory>

namespace copper::cli {

// The runner of a networked verb; null for help, version and decode.
std::unique_ptr<VerbRunner> makeRunner(const Command &command, const RunContext &context);
// What the command says about printing and recording.
CommonOptions commonOptions(const Command &command);
// Whether it speaks DTLS: one of its URIs is coaps.
bool usesDtls(const Command &command);
// help, version and decode: carried out at once. Nothing for a networked verb.
std::optional<ExitStatus> runLocally(const Command &command, Printer &printer);

} // namespace copper::cli
