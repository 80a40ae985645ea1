// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device_registry.h"

#include <QString>
#include <QStringList>

namespace copper {

// What the registry keeps of a text that anybody may have written.

inline QString bounded(const QString &name)
{
    return name.trimmed().left(DeviceRegistry::kMaxNameLength);
}

// Each once, without the empty ones.
inline QStringList boundedSet(const QStringList &texts, qsizetype most, qsizetype longest)
{
    QStringList kept;
    for (const QString &text : texts) {
        const QString each = text.simplified().left(longest);
        if (kept.size() < most && !each.isEmpty() && !kept.contains(each, Qt::CaseInsensitive))
            kept << each;
    }
    return kept;
}

} // namespace copper
