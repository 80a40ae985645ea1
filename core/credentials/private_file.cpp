// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/private_file.h"

#include "core/storage/durable_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace copper {

namespace {

// Private from its first instant where the system allows.
bool makeOneFolder(const QString &path)
{
#ifdef Q_OS_UNIX
    return ::mkdir(QFile::encodeName(path).constData(), 0700) == 0 || errno == EEXIST;
#else
    return QDir().mkdir(path);
#endif
}

} // namespace

Result<void, QString> makePrivateFolder(const QString &path)
{
    const QDir folder(path);
    if (folder.exists())
        return {};
    const QString above = QFileInfo(folder.absolutePath()).path();
    errno = 0;
    if (!QDir().mkpath(above) || !makeOneFolder(folder.absolutePath()))
        return failure(errno != 0 ? qt_error_string(errno) : path);
    return {};
}

Result<void, QString> savePrivately(const QString &path, ByteView bytes, Previous previous)
{
    QSaveFile file(path);
    if (!file.open(kWholeFile))
        return failure(file.errorString());
    if (!file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        !writeAll(file, QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())))) {
        const QString reason = file.errorString(); // the next line has words of its own
        file.cancelWriting();
        return failure(reason);
    }
    // The new bytes are on the disk before the old ones become the copy.
    if (auto synced = syncContent(file); !synced) {
        file.cancelWriting();
        return synced;
    }
    if (previous == Previous::Keep && QFile::exists(path))
        keepCopy(path, previousOf(path));
    return commitDurably(file);
}

QString previousOf(const QString &path)
{
    return path + QStringLiteral(".previous");
}

Result<QByteArray, FileReadError> readBounded(const QString &path, std::size_t greatest)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return failure(FileReadError{true, {}});
    // A pipe would be waited for.
    if (!info.isFile())
        return failure(FileReadError{false, path});
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(FileReadError{false, file.errorString()});
    const QByteArray bytes = file.read(static_cast<qint64>(greatest) + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(FileReadError{false, file.errorString()});
    if (static_cast<std::size_t>(bytes.size()) > greatest)
        return failure(FileReadError{false, qt_error_string(EFBIG)});
    return bytes;
}

} // namespace copper
