// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/copper_command.h"

#include <functional>
#include <optional>
#include <vector>

namespace copper {

// Which program a line starts, and how many of its words say so: "$", "sudo", "A=b" and
// "python3 -m" stand before it.
struct FoundProgram
{
    ClientTool tool = ClientTool::Copper;
    qsizetype words = 0;
};
std::optional<FoundProgram> findProgram(const QStringList &words);

enum class FlagStyle {
    QtLong,   // QCommandLineParser with long options alone: --name VALUE, --name=VALUE, -name
    Getopt,   // -n VALUE, -nVALUE, -abc
    Argparse, // both: -n VALUE and --name VALUE
};

struct FlagWord
{
    QString name;    // without dashes
    QString written; // with them
    QString value;
};

struct FlagWords
{
    std::vector<FlagWord> flags; // known and unknown, in order
    QStringList others;
    QString withoutValue; // the last flag, when it needs a value and there is none
};

// `takesValue`: of a flag by its name; nothing for one that is not known, which takes none.
FlagWords readFlagWords(const QStringList &words, FlagStyle style,
                        const std::function<std::optional<bool>(const QString &)> &takesValue);

} // namespace copper
