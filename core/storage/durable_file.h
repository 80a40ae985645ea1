// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QIODevice>
#include <QString>

#include <optional>

class QFileDevice;
class QSaveFile;

namespace copper {

// Files that are there whole or not at all, also after a power cut. A failure is the system's
// words; the file of before is then still in its place, unless only the folder could not be synced.

// How a file is opened that is written by writeAll().
inline constexpr QIODevice::OpenMode kWholeFile = QIODevice::WriteOnly | QIODevice::Unbuffered;

// False when the device does not take everything; its errorString() then says why. A disk that gets
// full takes a part first, which QFile passes over in silence.
bool writeAll(QFileDevice &file, QByteArrayView bytes);

// Brings what was written so far to the disk. Nothing takes its place yet.
Result<void, QString> syncContent(QSaveFile &file);

// Content to the disk, then the name, then the folder. QSaveFile alone passes over a failed sync,
// and may put a file in place whose bytes never reached the disk.
Result<void, QString> commitDurably(QSaveFile &file);

Result<void, QString> saveWhole(const QString &path, QByteArrayView bytes);

// A damaged file is somebody's evidence: gives it the name "PATH.damaged-N", the first that is
// free up to kMaxAsideCopies, and returns that. Nothing when it stays where it is.
inline constexpr int kMaxAsideCopies = 100;
std::optional<QString> setAside(const QString &path);

// The file at `path` stays and is also known as `copyPath`, where what was there before goes in
// the same instant. False when `copyPath` is as it was.
bool keepCopy(const QString &path, const QString &copyPath);

} // namespace copper
