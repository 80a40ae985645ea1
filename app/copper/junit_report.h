// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <QFile>

#include <vector>

namespace copper::cli {

// The verdicts of a plugtest run as JUnit XML, for CI: a test case each, INCONCLUSIVE as skipped.
class JunitReport
{
public:
    // Makes the file, so that one that cannot be written is known before the run.
    bool open(const QString &path);
    void add(const PlugtestJudged &judged);
    // Writes it. False when it could not be written whole.
    bool close(const QString &uri);
    QString errorString() const { return m_file.errorString(); }

private:
    QFile m_file;
    std::vector<PlugtestJudged> m_tests;
};

} // namespace copper::cli
