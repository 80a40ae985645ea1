// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/durability/hindered.h"

#include "tests/support/vectors.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace copper::test {

QString Fault::text() const
{
    return QStringLiteral("%1 %2 %3 errno %4").arg(call).arg(at).arg(action).arg(error);
}

namespace {

// In memory where there is such a place: thousands of syncs cost nothing there, and fail as well.
QString placeTemplate()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return (memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath()) +
           QStringLiteral("/copperfield-XXXXXX");
}

} // namespace

HinderedRun::HinderedRun()
    : m_place(placeTemplate()), m_folder(m_place.filePath(QStringLiteral("written")))
{
    if (!QDir().mkpath(m_folder))
        qFatal("no temporary folder");
}

Finished HinderedRun::run(const Fault &fault, const QString &program, const QStringList &arguments)
{
    const QString mark = m_place.filePath(QStringLiteral("reached"));
    QFile::remove(mark);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LD_PRELOAD"), helperPath("libfault_shim.so"));
    environment.insert(QStringLiteral("FAULT_FOLDER"), m_folder);
    environment.insert(QStringLiteral("FAULT_MARK"), mark);
    environment.insert(QStringLiteral("FAULT_CALL"), fault.call);
    environment.insert(QStringLiteral("FAULT_AT"), QString::number(fault.at));
    environment.insert(QStringLiteral("FAULT_DO"), fault.action);
    environment.insert(QStringLiteral("FAULT_ERRNO"), QString::number(fault.error));
    // Where copper keeps its records.
    environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder);
    Finished finished = test::run(program, arguments, 30'000, environment);
    m_reached = QFile::exists(mark);
    return finished;
}

QString helperPath(const char *name)
{
    return QDir::cleanPath(programFolder() + QStringLiteral("/../tests/helpers/") +
                           QLatin1String(name));
}

} // namespace copper::test
