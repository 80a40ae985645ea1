// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verb_ping.h"

namespace copper::cli {

PingRunner::PingRunner(RunContext context, PingCommand command)
    : VerbRunner(std::move(context)), m_command(std::move(command))
{}

void PingRunner::start()
{
    begin([this] { return m_context.session.ping(m_command.spec, m_command.count); });
}

void PingRunner::onPong(const PongArrived &pong)
{
    m_answered = true;
    m_context.printer.pong(pong);
    if (pong.last)
        finish();
}

void PingRunner::onFailed(const JobFailed &failed)
{
    const Complaint complaint = failureComplaint(failed, false);
    // One reply is enough for success; what failed after it is said all the same.
    if (m_answered && complaint.status == ExitStatus::NoAnswer)
        m_context.printer.complaint(complaint);
    else
        complain(complaint);
    finish();
}

} // namespace copper::cli
