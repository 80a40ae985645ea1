// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"
#include "app/copper/verb_runner.h"

namespace copper::cli {

class PingRunner final : public VerbRunner
{
public:
    PingRunner(RunContext context, PingCommand command);

private:
    void start() override;
    void onPong(const PongArrived &pong) override;
    void onFailed(const JobFailed &failed) override;

    PingCommand m_command;
    bool m_answered = false;
};

} // namespace copper::cli
