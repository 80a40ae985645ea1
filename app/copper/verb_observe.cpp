// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verb_observe.h"

#include <algorithm>

namespace copper::cli {

ObserveRunner::ObserveRunner(RunContext context, ObserveCommand command)
    : VerbRunner(std::move(context)), m_command(std::move(command))
{}

void ObserveRunner::start()
{
    for (const RequestSpec &spec : m_command.requests) {
        const JobId job = begin([&] { return m_context.session.observe(spec); });
        m_progress[job];
    }
    if (m_command.duration) {
        m_context.after(*m_command.duration, [this] {
            if (finished())
                return;
            m_durationReached = true;
            cancelAll();
        });
    }
}

void ObserveRunner::onResponse(const ResponseArrived &response)
{
    Progress &progress = m_progress[response.job];
    if (progress.settled)
        return;
    if (!response.code.isSuccess()) {
        // The server refuses, or ends what it had begun (RFC 7641 §4.2).
        m_context.printer.response(response);
        note(statusOf(response.code));
        settle(response.job);
        return;
    }
    progress.registered = progress.registered || response.observeSequence.has_value();
    ++progress.notifications;
    m_context.printer.notification(response);
    if (m_command.count && progress.notifications >= *m_command.count)
        settle(response.job);
}

void ObserveRunner::onFailed(const JobFailed &failed)
{
    Progress &progress = m_progress[failed.job];
    if (!progress.settled) {
        const bool refused = failed.kind == FailureKind::ErrorResponse && !failed.code.isSuccess();
        if (progress.registered && failed.kind == FailureKind::Timeout && !refused)
            complain(silentObservation(failed.uri));
        else
            complain(failureComplaint(failed, false));
    }
    settle(failed.job);
}

void ObserveRunner::onObservation(const ObservationStatus &status)
{
    m_context.printer.observation(status);
    if (status.state != ObservationStatus::State::Ended)
        return;
    const Progress &progress = m_progress[status.job];
    const bool ours = m_durationReached || interrupted() || progress.settled;
    if (!ours)
        complain(progress.registered ? silentObservation(status.uri) : notObservable(status.uri));
    settle(status.job);
}

void ObserveRunner::settle(JobId job)
{
    m_progress[job].settled = true;
    const bool all = std::all_of(m_progress.begin(), m_progress.end(),
                                 [](const auto &each) { return each.second.settled; });
    // All others are over too: deregister what still runs.
    if (all && m_progress.size() == m_command.requests.size())
        cancelAll();
    else
        cancelJob(job);
}

} // namespace copper::cli
