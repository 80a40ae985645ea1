// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verb_plugtest.h"

#include "app/copper/plugtest_text.h"

namespace copper::cli {

PlugtestRunner::PlugtestRunner(RunContext context, PlugtestCommand command)
    : VerbRunner(std::move(context)), m_command(std::move(command))
{}

void PlugtestRunner::start()
{
    // Before the run, which takes minutes, and not after it.
    if (!m_command.junitPath.isEmpty() &&
        !m_report.open(m_command.junitPath,
                       QStringLiteral("ETSI CoAP plugtest ") + m_command.spec.uri)) {
        complain(badOutputFile(m_command.junitPath, m_report.errorString()));
        finish();
        return;
    }
    begin([this] { return m_context.session.plugtest(m_command.spec); });
}

void PlugtestRunner::onPlugtestJudged(const PlugtestJudged &judged)
{
    m_context.printer.plugtest(judged);
    if (judged.result->verdict == PlugtestVerdict::Fail)
        note(ExitStatus::ExpectationFailed);
    if (!m_command.junitPath.isEmpty() && !m_report.add(junitCase(judged))) {
        complain(badOutputFile(m_command.junitPath, m_report.errorString()));
        cancelAll();
    }
}

void PlugtestRunner::onPlugtestEnded(const PlugtestEnded &ended)
{
    m_context.printer.plugtestSummary(ended);
    if (!ended.anythingReceived)
        complain(silentServer(ended.uri));
    finish();
}

void PlugtestRunner::onFailed(const JobFailed &failed)
{
    complain(failureComplaint(failed, false));
    finish();
}

} // namespace copper::cli
