// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"
#include "app/copper/verb_runner.h"

namespace copper::cli {

// get, put, post, delete, fetch, patch, ipatch: one URI after another.
class RequestRunner final : public VerbRunner
{
public:
    RequestRunner(RunContext context, RequestCommand command);

private:
    void start() override;
    void onResponse(const ResponseArrived &response) override;
    void onGroupAnswered(const GroupAnswered &over) override;
    void onFailed(const JobFailed &failed) override;
    void onProgress(const UploadProgress &progress) override;
    void next();

    RequestCommand m_command;
    std::size_t m_at = 0; // of the request under way
};

} // namespace copper::cli
