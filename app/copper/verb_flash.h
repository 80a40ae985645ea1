// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"
#include "app/copper/verb_runner.h"

#include <map>

namespace copper::cli {

// flash: some uploads at a time, the next one when one has ended.
class FlashRunner final : public VerbRunner
{
public:
    FlashRunner(RunContext context, FlashCommand command);

private:
    void start() override;
    void onProgress(const UploadProgress &progress) override;
    void onFlashed(const UploadFinished &finished) override;
    void onFailed(const JobFailed &failed) override;
    void startMore();
    // One has ended.
    void advance();

    FlashCommand m_command;
    std::size_t m_started = 0;
    std::size_t m_ended = 0;
    std::map<JobId, ResumeOutcome> m_resumes; // as last said
};

} // namespace copper::cli
