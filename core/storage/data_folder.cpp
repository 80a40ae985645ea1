// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/data_folder.h"

#include <QStandardPaths>

namespace copper {

QString dataFolder()
{
    // Not AppDataLocation, which has each program's name in it.
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/copperfield");
}

} // namespace copper
