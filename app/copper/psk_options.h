// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/arguments.h"
#include "core/secrets/credential_book.h"

namespace copper::cli {

// --psk-identity with --psk-file or --psk-hex-file: one credential for every host, without an id;
// null when none of them is given. What is wrong becomes the arguments' complaint, and never quotes
// what is in the file.
CredentialSnapshotPtr pskCredential(Arguments &arguments);

} // namespace copper::cli
