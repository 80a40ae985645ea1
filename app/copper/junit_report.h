// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <QFile>
#include <QString>

#include <vector>

namespace copper::cli {

// One test case, in words; what devices said need not be escaped.
struct JunitCase
{
    enum class Verdict { Passed, Failed, Error, Skipped };
    QString group;
    QString name;
    Duration duration{};
    Verdict verdict = Verdict::Passed;
    QString message; // why, of all but Passed
    QString text;    // more about it, several lines
};

// Verdicts as JUnit XML, for CI. The file is whole after each test, so that a run that is broken
// off leaves what was played.
class JunitReport
{
public:
    // Makes the file, so that one that cannot be written is known before the run.
    bool open(const QString &path, const QString &suite);
    // False when it could not be written.
    bool add(const JunitCase &test);
    QString errorString() const { return m_file.errorString(); }

private:
    bool write();

    QFile m_file;
    QString m_suite;
    std::vector<JunitCase> m_tests;
};

} // namespace copper::cli
