// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/printer.h"
#include "core/domain/session_control.h"

#include <deque>
#include <functional>
#include <memory>
#include <set>

namespace copper::cli {

// What a verb works with. `after` calls back once, later, in the same thread; Duration 0 means:
// when the current event has been dealt with.
struct RunContext
{
    SessionControl &session;
    Printer &printer;
    std::function<void(Duration, std::function<void()>)> after;
};

// Carries out one networked verb: starts jobs, prints their events, decides the exit status. It is
// over when finished() is true; then the handler is called, once.
class VerbRunner
{
public:
    explicit VerbRunner(RunContext context);
    virtual ~VerbRunner() = default;
    VerbRunner(const VerbRunner &) = delete;
    VerbRunner &operator=(const VerbRunner &) = delete;

    void setFinishedHandler(std::function<void()> handler) { m_whenFinished = std::move(handler); }
    void run();
    // Every event of the session, also of jobs that are not ours.
    void handle(const SessionEvent &event);
    // Ctrl+C, SIGTERM: cancels what runs. The status is Interrupted, within kCancelWait whatever
    // the network does. A second call ends at once.
    void interrupt();

    bool finished() const { return m_finished; }
    ExitStatus status() const { return m_status; }

    static constexpr double kCancelWaitSeconds = 1.5;

protected:
    virtual void start() = 0;
    virtual void onResponse(const ResponseArrived &) {}
    virtual void onFailed(const JobFailed &failed) = 0;
    virtual void onObservation(const ObservationStatus &) {}
    virtual void onDevice(const DeviceFound &) {}
    virtual void onDiscoveryFinished(const DiscoveryFinished &) {}
    virtual void onProgress(const UploadProgress &) {}
    virtual void onFlashed(const UploadFinished &) {}
    virtual void onGroupAnswered(const GroupAnswered &) {}
    virtual void onPong(const PongArrived &) {}
    virtual void onPlugtestJudged(const PlugtestJudged &) {}
    virtual void onPlugtestEnded(const PlugtestEnded &) {}
    virtual void onHandshakeStep(const HandshakeStepped &) {}
    virtual void onHandshakeTested(const HandshakeTested &) {}

    // Starts a job; its events reach the hooks above after this has returned.
    JobId begin(const std::function<JobId()> &command);
    void jobEnded(JobId job);
    // One of several that is not needed any more.
    void cancelJob(JobId job);
    // Cancels all jobs and waits for their ends, so that observations are deregistered.
    void cancelAll();
    std::size_t openJobs() const { return m_jobs.size(); }
    void note(ExitStatus status) { m_status = worse(m_status, status); }
    void complain(const Complaint &complaint);
    void finish();
    bool interrupted() const { return m_interrupted; }

    RunContext m_context;

private:
    bool isOurs(JobId job) const { return m_jobs.count(job) > 0; }
    void dispatch(const SessionEvent &event);
    void finishWhenIdle();

    std::set<JobId> m_jobs;
    std::deque<SessionEvent> m_waiting; // arrived while a command was being given
    unsigned m_starting = 0;
    bool m_cancelling = false;
    bool m_interrupted = false;
    bool m_finished = false;
    ExitStatus m_status = ExitStatus::Ok;
    std::function<void()> m_whenFinished;
    // Callbacks that outlive this object do nothing.
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace copper::cli
