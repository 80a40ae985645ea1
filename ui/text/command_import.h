// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/text/copper_command.h"

namespace copper {

struct ImportedRequest
{
    ClientTool tool = ClientTool::Copper;
    RequestSpec spec;
    bool observe = false;
    // What stands in the command and not in the request, in words; flags that change only what is
    // printed are passed over.
    QStringList leftOut;
};

// The text begins with the name of one of the programs, perhaps behind a prompt.
bool looksLikeCommand(const QString &text);

// A pasted line of a shell as the request it sends. The error is one sentence.
Result<ImportedRequest, QString> importCommand(const QString &text);

} // namespace copper
