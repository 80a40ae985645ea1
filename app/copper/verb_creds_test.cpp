// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verb_creds_test.h"

namespace copper::cli {

CredsTestRunner::CredsTestRunner(RunContext context, HandshakeSpec spec)
    : VerbRunner(std::move(context)), m_spec(std::move(spec))
{}

void CredsTestRunner::start()
{
    begin([this] { return m_context.session.testHandshake(m_spec); });
}

void CredsTestRunner::onHandshakeStep(const HandshakeStepped &step)
{
    m_context.printer.handshakeStep(step);
}

void CredsTestRunner::onHandshakeTested(const HandshakeTested &tested)
{
    m_context.printer.handshakeTested(tested);
    finish();
}

void CredsTestRunner::onFailed(const JobFailed &failed)
{
    complain(failureComplaint(failed, false));
    finish();
}

} // namespace copper::cli
