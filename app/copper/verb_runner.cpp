// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verb_runner.h"

namespace copper::cli {

namespace {

template <class... Handlers>
struct Overloaded : Handlers...
{
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

} // namespace

VerbRunner::VerbRunner(RunContext context) : m_context(std::move(context)) {}

void VerbRunner::run()
{
    start();
}

JobId VerbRunner::begin(const std::function<JobId()> &command)
{
    // The session may report a failure before it has told us the job's number.
    ++m_starting;
    const JobId job = command();
    --m_starting;
    m_jobs.insert(job);
    if (!m_waiting.empty()) {
        m_context.after(Duration{0}, [this, alive = std::weak_ptr<bool>(m_alive)] {
            if (alive.expired())
                return;
            std::deque<SessionEvent> waiting;
            waiting.swap(m_waiting);
            for (const SessionEvent &event : waiting)
                dispatch(event);
        });
    }
    return job;
}

void VerbRunner::handle(const SessionEvent &event)
{
    // Also behind events that still wait, so that the order stays.
    if (m_starting > 0 || !m_waiting.empty())
        m_waiting.push_back(event);
    else
        dispatch(event);
}

void VerbRunner::dispatch(const SessionEvent &event)
{
    if (m_finished)
        return;
    std::visit(Overloaded{
                   [this](const ResponseArrived &e) {
                       if (isOurs(e.job))
                           onResponse(e);
                   },
                   [this](const JobFailed &e) {
                       if (!isOurs(e.job))
                           return;
                       if (!(m_cancelling && e.kind == FailureKind::Cancelled))
                           onFailed(e);
                       jobEnded(e.job);
                   },
                   [this](const ObservationStatus &e) {
                       if (!isOurs(e.job))
                           return;
                       onObservation(e);
                       if (e.state == ObservationStatus::State::Ended)
                           jobEnded(e.job);
                   },
                   [this](const DeviceFound &e) {
                       if (isOurs(e.job))
                           onDevice(e);
                   },
                   [this](const DiscoveryFinished &e) {
                       if (!isOurs(e.job))
                           return;
                       onDiscoveryFinished(e);
                       jobEnded(e.job);
                   },
                   [this](const UploadProgress &e) {
                       if (isOurs(e.job))
                           onProgress(e);
                   },
                   [this](const UploadFinished &e) {
                       if (!isOurs(e.job))
                           return;
                       onFlashed(e);
                       jobEnded(e.job);
                   },
                   [this](const GroupAnswered &e) {
                       if (!isOurs(e.job))
                           return;
                       onGroupAnswered(e);
                       jobEnded(e.job);
                   },
                   [this](const PongArrived &e) {
                       if (!isOurs(e.job))
                           return;
                       onPong(e);
                       if (e.last)
                           jobEnded(e.job);
                   },
                   [](const PlugtestBegan &) {},
                   [this](const PlugtestJudged &e) {
                       if (isOurs(e.job))
                           onPlugtestJudged(e);
                   },
                   [this](const PlugtestEnded &e) {
                       if (!isOurs(e.job))
                           return;
                       onPlugtestEnded(e);
                       jobEnded(e.job);
                   },
                   [this](const HandshakeStepped &e) {
                       if (isOurs(e.job))
                           onHandshakeStep(e);
                   },
                   [this](const HandshakeTested &e) {
                       if (!isOurs(e.job))
                           return;
                       onHandshakeTested(e);
                       jobEnded(e.job);
                   },
                   [](const SecureSessionsChanged &) {},
                   [this](const SecureSessionRenewed &e) { m_context.printer.sessionRenewed(e); },
                   [](const SecureSessionMoved &) {},
                   [](const CredentialUsed &) {},
                   [this](const KeyLogFailed &e) { complain(badOutputFile(e.path, e.reason)); },
                   [](const TrafficCounters &) {},
                   [](const DiscoveryProgress &) {},
                   [](const InterfacesChanged &) {},
               },
               event);
    if (m_context.printer.outputFailed() && !m_finished && !m_cancelling) {
        // Nobody reads on: a full disk or a closed pipe.
        complain(badOutputFile(QStringLiteral("standard output"), m_context.printer.outputError()));
        cancelAll();
    }
}

void VerbRunner::jobEnded(JobId job)
{
    m_context.printer.transferEnded(job);
    m_jobs.erase(job);
    if (m_cancelling)
        finishWhenIdle();
}

void VerbRunner::complain(const Complaint &complaint)
{
    note(complaint.status);
    m_context.printer.complaint(complaint);
}

void VerbRunner::finishWhenIdle()
{
    if (m_jobs.empty())
        finish();
}

void VerbRunner::cancelJob(JobId job)
{
    m_context.after(Duration{0}, [this, job, alive = std::weak_ptr<bool>(m_alive)] {
        if (!alive.expired() && isOurs(job))
            m_context.session.cancel(job);
    });
}

void VerbRunner::cancelAll()
{
    if (m_cancelling || m_finished)
        return;
    m_cancelling = true;
    // Not from inside an event of the very job that is to be cancelled.
    m_context.after(Duration{0}, [this, alive = std::weak_ptr<bool>(m_alive)] {
        if (alive.expired())
            return;
        const std::set<JobId> jobs = m_jobs;
        for (const JobId job : jobs)
            m_context.session.cancel(job);
        if (!m_finished)
            finishWhenIdle();
    });
    m_context.after(seconds(kCancelWaitSeconds), [this, alive = std::weak_ptr<bool>(m_alive)] {
        if (!alive.expired())
            finish();
    });
}

void VerbRunner::interrupt()
{
    if (m_interrupted) {
        finish();
        return;
    }
    m_interrupted = true;
    note(ExitStatus::Interrupted);
    m_context.printer.complaint({QStringLiteral("cancelled"),
                                 QStringLiteral("interrupted"),
                                 {},
                                 ExitStatus::Interrupted,
                                 {}});
    cancelAll();
}

void VerbRunner::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    if (m_whenFinished)
        m_whenFinished();
}

} // namespace copper::cli
