// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/value_path.h"

#include <QString>

#include <vector>

QT_BEGIN_NAMESPACE
class QMimeData;
QT_END_NAMESPACE

namespace copper {

// What a drag from the tree or a response carries: lines of "uri<TAB>value path", UTF-8.
inline constexpr char16_t kResourceMimeType[] = u"application/x-copperfield-resource";
inline constexpr std::size_t kMaxDroppedValues = 64;

struct DroppedValue
{
    QString uri;
    ValuePath path;
};

bool hasDroppedValues(const QMimeData *data);
// Only lines with a coap URI; the rest is left out.
std::vector<DroppedValue> droppedValues(const QMimeData *data);
// The caller owns it, as QDrag wants.
QMimeData *mimeOf(const std::vector<DroppedValue> &values);

} // namespace copper
