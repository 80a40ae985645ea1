// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verb_discover.h"

namespace copper::cli {

DiscoverRunner::DiscoverRunner(RunContext context, DiscoverCommand command)
    : VerbRunner(std::move(context)), m_command(std::move(command))
{}

void DiscoverRunner::start()
{
    begin([this] { return m_context.session.discover(m_command.spec); });
}

void DiscoverRunner::onDevice(const DeviceFound &device)
{
    m_found = true;
    m_context.printer.device(device);
}

void DiscoverRunner::onFailed(const JobFailed &failed)
{
    complain(failureComplaint(failed, false));
    finish();
}

void DiscoverRunner::onDiscoveryFinished(const DiscoveryFinished &finished)
{
    m_context.printer.discoveryFinished(finished);
    if (!m_found)
        complain(noDevice(finished.reasons));
    finish();
}

} // namespace copper::cli
