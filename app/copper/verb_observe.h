// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"
#include "app/copper/verb_runner.h"

#include <map>

namespace copper::cli {

// observe: all URIs together, until --count, --duration, the end of each, or an interrupt.
class ObserveRunner final : public VerbRunner
{
public:
    ObserveRunner(RunContext context, ObserveCommand command);

private:
    struct Progress
    {
        std::uint64_t notifications = 0;
        bool registered = false; // an answer with Observe came
        bool settled = false;    // its status has been decided
    };
    void start() override;
    void onResponse(const ResponseArrived &response) override;
    void onFailed(const JobFailed &failed) override;
    void onObservation(const ObservationStatus &status) override;
    // This one needs nothing any more; when all are so, the rest is cancelled.
    void settle(JobId job);

    ObserveCommand m_command;
    std::map<JobId, Progress> m_progress;
    bool m_durationReached = false;
};

} // namespace copper::cli
