// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/programs.h"

#include <QTemporaryDir>

namespace copper::test {

// What fault_shim.c does to a program; its words.
struct Fault
{
    QString call;
    int at = 1;
    QString action = QStringLiteral("once");
    int error = 0; // errno
    QString text() const;
};

// The folder the program writes to and, beside it, the shim's mark.
class HinderedRun
{
public:
    HinderedRun();
    const QString &folder() const { return m_folder; }
    QString path(const char *name) const
    {
        return m_folder + QLatin1Char('/') + QLatin1String(name);
    }
    Finished run(const Fault &fault, const QString &program, const QStringList &arguments);
    // The last run came as far as the call that was to fail.
    bool wasReached() const { return m_reached; }

private:
    QTemporaryDir m_place;
    QString m_folder;
    bool m_reached = false;
};

// Of what this folder builds besides the test program.
QString helperPath(const char *name);

} // namespace copper::test
