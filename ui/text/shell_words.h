// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace copper {

inline constexpr qsizetype kMaxCommandText = 1 << 20; // characters
inline constexpr qsizetype kMaxCommandWords = 4096;

enum class ShellFault { TooLong, TooManyWords, UnclosedQuote };

struct ShellLine
{
    QStringList words;
    // What a shell would have done and nobody does here, as written: "| hexdump", "$KEY".
    QStringList leftOut;
};

// The words of the first command on a POSIX shell's line: quotes, backslashes, continued lines,
// $'...' (bash). Nothing is run, expanded or redirected.
Result<ShellLine, ShellFault> splitShellLine(const QString &text);

// One word for the shell: as it is when nothing in it is special, else in single quotes.
QString shellWord(const QString &text);

} // namespace copper
