// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"
#include "app/copper/key_store.h"
#include "app/copper/printer.h"

namespace copper::cli {

// 'creds list', 'add', 'remove', 'export' and 'import', from the store's opening to the exit
// status. Runs events while it waits. `keyFromTerminal`: where the key is asked for.
struct CredsContext
{
    KeyStore &keys;
    Printer &printer;
    std::function<Result<SecretBytes, Complaint>(const QString &prompt)> keyFromTerminal;
};
ExitStatus runCreds(const CredsCommand &command, const CredsContext &context);

} // namespace copper::cli
