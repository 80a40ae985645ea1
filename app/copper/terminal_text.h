// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/time.h"

#include <QByteArray>
#include <QString>

namespace copper::cli {

// Text from the network for a terminal: control characters but line feed and tab as \x1b,
// characters that change the direction of text as \u202e, bytes that are not UTF-8 as \xff.
QByteArray escapedForTerminal(ByteView text);
// The same on one line: line feeds and tabs are escaped too.
QByteArray escapedLine(ByteView text);
QString escapedLine(const QString &text);

QString durationText(Duration duration); // "4.1 ms", "2.50 s", "3 min 20 s"
QString sizeText(std::uint64_t bytes);   // "212 B", "212.0 KiB"
QString rateText(double bytesPerSecond); // "41.2 KiB/s"

} // namespace copper::cli
