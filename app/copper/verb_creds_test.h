// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"
#include "app/copper/verb_runner.h"

namespace copper::cli {

class CredsTestRunner final : public VerbRunner
{
public:
    CredsTestRunner(RunContext context, HandshakeSpec spec);

private:
    void start() override;
    void onHandshakeStep(const HandshakeStepped &step) override;
    void onHandshakeTested(const HandshakeTested &tested) override;
    void onFailed(const JobFailed &failed) override;

    HandshakeSpec m_spec;
};

} // namespace copper::cli
