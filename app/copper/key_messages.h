// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/messages.h"
#include "core/credentials/credential_store.h"
#include "core/secrets/key_text.h"

namespace copper::cli {

// The words about keys; none of them quotes one.
Complaint storeComplaint(const CredentialStore::Error &error);
// `source`: the file, or "the key" where it was typed.
Complaint keyComplaint(const KeyTextError &error, KeyForm form, const QString &source);
Complaint patternComplaint(const QString &text, HostPattern::Error error);

} // namespace copper::cli
