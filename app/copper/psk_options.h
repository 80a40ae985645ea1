// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/arguments.h"
#include "core/dtls/psk_credential.h"

namespace copper::cli {

// --psk-identity with --psk-file or --psk-hex-file; null when none of them is given. What is wrong
// becomes the arguments' complaint, and never quotes what is in the file.
PskCredentialPtr pskCredential(Arguments &arguments);

} // namespace copper::cli
