// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace copper {

// Files for one user's eyes. Failures are the system's words.

// A folder that is not there is made, 0700; one that is there stays as it is.
Result<void, QString> makePrivateFolder(const QString &path);

enum class Previous { Keep, None };
// Whole or not at all, 0600 before the name appears; what stood there before becomes PATH.previous.
Result<void, QString> savePrivately(const QString &path, ByteView bytes, Previous previous);

QString previousOf(const QString &path);

struct FileReadError
{
    bool isMissing = false;
    QString reason;
};
Result<QByteArray, FileReadError> readBounded(const QString &path, std::size_t greatest);

} // namespace copper
