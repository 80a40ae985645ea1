// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace copper {

// What a device sends is shown, never obeyed: control characters and the marks that reorder text
// become U+FFFD, line breaks a space. Cut to `limit` characters. For one-line places.
QString displayText(const QString &untrusted, qsizetype limit = 512);
// The same, escaped, for a tool tip: QToolTip guesses rich text by itself.
QString toolTipText(const QString &untrusted);

// "18 240" with thin spaces from 10,000 on, as tables want it.
QString groupedNumber(qint64 value);
// "48 MiB", "212 KiB", "14.2 KiB", "512 bytes".
QString byteSize(quint64 bytes);
// "now", "3 s", "4 min", "2 h", "3 d": an age or a time left in one word.
QString shortSpan(double seconds);

} // namespace copper
