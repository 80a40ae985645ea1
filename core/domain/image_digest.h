// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFuture>
#include <QString>

namespace copper {

// SHA-256 of a file, computed in the global thread pool; empty when it cannot be read to its end.
// Cancel the future to stop early.
QFuture<QByteArray> digestOfImage(const QString &path);

} // namespace copper
