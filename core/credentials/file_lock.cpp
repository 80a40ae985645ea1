// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/file_lock.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLockFile>
#include <QThread>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace copper {

namespace {

constexpr int kPatience_ms = 2000;

QString lockPath(const QString &path)
{
    return path + QStringLiteral(".lock");
}

} // namespace

#ifdef Q_OS_UNIX
FileLock::FileLock(const QString &path)
{
    m_descriptor = ::open(QFile::encodeName(lockPath(path)).constData(),
                          O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600); // NOLINT(*-vararg)
    if (m_descriptor < 0) {
        m_reason = qt_error_string(errno);
        return;
    }
    QElapsedTimer waited;
    waited.start();
    while (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        const bool isTaken = error == EWOULDBLOCK || error == EINTR;
        if (isTaken && waited.elapsed() < kPatience_ms) {
            QThread::msleep(2);
            continue;
        }
        if (!isTaken)
            m_reason = qt_error_string(error);
        ::close(m_descriptor);
        m_descriptor = -1;
        return;
    }
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool FileLock::isHeld() const
{
    return m_descriptor >= 0;
}
#else
FileLock::FileLock(const QString &path) : m_file(std::make_unique<QLockFile>(lockPath(path)))
{
    if (!m_file->tryLock(kPatience_ms) && m_file->error() != QLockFile::LockFailedError)
        m_reason = lockPath(path);
}

FileLock::~FileLock() = default;

bool FileLock::isHeld() const
{
    return m_file->isLocked();
}
#endif

} // namespace copper
