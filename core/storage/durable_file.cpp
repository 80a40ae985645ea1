// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/durable_file.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <filesystem>
#include <system_error>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace copper {

namespace {

std::filesystem::path nativePath(const QString &path)
{
    return {path.toStdU16String()};
}

#ifdef Q_OS_UNIX
// Some file systems know no syncing; theirs is not a failure.
bool isFailure(int synced)
{
    return synced != 0 && errno != EINVAL && errno != ENOTSUP;
}

Result<void, QString> syncFolder(const QString &path)
{
    const int folder = ::open(QFile::encodeName(path).constData(),
                              O_RDONLY | O_DIRECTORY | O_CLOEXEC); // NOLINT(*-vararg)
    if (folder < 0)
        return {}; // may be written to but not read: the name is there, only later on the disk
    const bool failed = isFailure(::fsync(folder));
    const QString reason = failed ? qt_error_string(errno) : QString();
    ::close(folder);
    if (failed)
        return failure(reason);
    return {};
}
#else
Result<void, QString> syncFolder(const QString &)
{
    return {};
}
#endif

} // namespace

bool writeAll(QFileDevice &file, QByteArrayView bytes)
{
    while (!bytes.empty()) {
        const qint64 taken = file.write(bytes.data(), bytes.size());
        if (taken <= 0)
            return false;
        bytes = bytes.sliced(taken);
    }
    return true;
}

Result<void, QString> syncContent(QSaveFile &file)
{
    if (!file.flush())
        return failure(file.errorString());
#ifdef Q_OS_UNIX
    if (isFailure(::fsync(file.handle())))
        return failure(qt_error_string(errno));
#endif
    return {};
}

Result<void, QString> commitDurably(QSaveFile &file)
{
    if (const auto synced = syncContent(file); !synced) {
        file.cancelWriting();
        return synced;
    }
    errno = 0;
    if (!file.commit()) {
        // QSaveFile has no words of its own when the name cannot be made.
        const int reason = errno;
        const bool hasWords =
            file.error() != QFileDevice::NoError && file.error() != QFileDevice::UnspecifiedError;
        return failure(hasWords || reason == 0 ? file.errorString() : qt_error_string(reason));
    }
    return syncFolder(QFileInfo(file.fileName()).absolutePath());
}

Result<void, QString> saveWhole(const QString &path, QByteArrayView bytes)
{
    QSaveFile file(path);
    if (!file.open(kWholeFile) || !writeAll(file, bytes))
        return failure(file.errorString());
    return commitDurably(file);
}

std::optional<QString> setAside(const QString &path)
{
    for (int i = 1; i <= kMaxAsideCopies; ++i) {
        const QString name = path + QStringLiteral(".damaged-") + QString::number(i);
        if (!QFile::exists(name))
            return QFile::rename(path, name) ? std::optional(name) : std::nullopt;
    }
    return std::nullopt;
}

bool keepCopy(const QString &path, const QString &copyPath)
{
    const QString beside = copyPath + QStringLiteral(".new");
    QFile::remove(beside);
    std::error_code error;
    // A second name costs nothing and cannot be half done; not every file system has it.
    std::filesystem::create_hard_link(nativePath(path), nativePath(beside), error);
    if (error && !QFile::copy(path, beside))
        return false;
    std::filesystem::rename(nativePath(beside), nativePath(copyPath), error);
    // Still there where both are names of one file: then there is nothing to be done.
    QFile::remove(beside);
    return !error;
}

} // namespace copper
