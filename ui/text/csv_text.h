// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace copper {

// One cell, quoted as RFC 4180 §2 wants. Text that a spreadsheet would take for a formula (it
// begins with = + - @, tab or return) gets a ' in front: names come from devices.
QByteArray csvTextCell(const QString &text);

} // namespace copper
