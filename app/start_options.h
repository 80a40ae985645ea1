// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace copper {

struct StartOptions
{
    bool demo = false;
    QString tourFolder; // empty: no tour
    std::optional<ThemeChoice> theme;
    // Help, the version or what is wrong; the window is not opened then.
    QString message;
    int exitCode = 0;
};

// Total: every list of arguments gives options or a message.
StartOptions parseStartOptions(const QStringList &arguments);

} // namespace copper
