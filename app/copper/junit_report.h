// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <QFile>

#include <vector>

namespace copper::cli {

// The verdicts of a plugtest run as JUnit XML, for CI: a test case each, INCONCLUSIVE as skipped.
// The file is whole after each test, so that a run that is broken off leaves what was played.
class JunitReport
{
public:
    // Makes the file, so that one that cannot be written is known before the run.
    bool open(const QString &path, const QString &uri);
    // False when it could not be written.
    bool add(const PlugtestJudged &judged);
    QString errorString() const { return m_file.errorString(); }

private:
    bool write();

    QFile m_file;
    QString m_uri;
    std::vector<PlugtestJudged> m_tests;
};

} // namespace copper::cli
