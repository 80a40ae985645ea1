// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"
#include "app/copper/junit_report.h"
#include "app/copper/verb_runner.h"

namespace copper::cli {

// plugtest: one line a test as it ends, the messages of what failed, a summary.
class PlugtestRunner final : public VerbRunner
{
public:
    PlugtestRunner(RunContext context, PlugtestCommand command);

private:
    void start() override;
    void onPlugtestJudged(const PlugtestJudged &judged) override;
    void onPlugtestEnded(const PlugtestEnded &ended) override;
    void onFailed(const JobFailed &failed) override;

    PlugtestCommand m_command;
    JunitReport m_report;
};

} // namespace copper::cli
