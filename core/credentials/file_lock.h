// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

class QLockFile;

namespace copper {

// One writer at a time among all processes: holds PATH.lock while it lives. Where the system has
// flock() it goes with the process, however that ends; elsewhere QLockFile tells a left-over by the
// process's number. The file stays.
class FileLock
{
public:
    // Waits for another writer, who needs some milliseconds, up to two seconds.
    explicit FileLock(const QString &path);
    ~FileLock();
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;

    bool isHeld() const;
    // The system's words when it is not held; empty: somebody else holds it.
    const QString &reason() const { return m_reason; }

private:
    int m_descriptor = -1;
    std::unique_ptr<QLockFile> m_file;
    QString m_reason;
};

} // namespace copper
