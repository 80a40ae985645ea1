// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/code.h"
#include "core/domain/session_events.h"

namespace copper::cli {

// What the process says to the shell.
enum class ExitStatus : int {
    Ok = 0,                // a 2.xx response
    ExpectationFailed = 1, // also: what was read back is not what was sent
    NoAnswer = 3,
    ClientError = 4, // 4.xx
    ServerError = 5, // 5.xx
    Usage = 64,
    DataMalformed = 65,
    InputUnusable = 66,
    OutputUnwritable = 73,
    Interrupted = 130,
};

ExitStatus statusOf(Code responseCode);
ExitStatus statusOf(const JobFailed &failure, bool upload);

// Of several URIs: interrupted and unusable files before all, then the first of 3, 5, 4 that
// occurred.
ExitStatus worse(ExitStatus a, ExitStatus b);

} // namespace copper::cli
