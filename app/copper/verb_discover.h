// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"
#include "app/copper/verb_runner.h"

namespace copper::cli {

// discover: by multicast, or one device by unicast.
class DiscoverRunner final : public VerbRunner
{
public:
    DiscoverRunner(RunContext context, DiscoverCommand command);

private:
    void start() override;
    void onDevice(const DeviceFound &device) override;
    void onFailed(const JobFailed &failed) override;
    void onDiscoveryFinished(const DiscoveryFinished &finished) override;

    DiscoverCommand m_command;
    bool m_found = false;
};

} // namespace copper::cli
