// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/collection_check.h"
#include "core/domain/collection_request.h"

namespace copper {

struct RunSetup
{
    std::vector<Variable> given; // stronger than the environment
    std::optional<Environment> environment;
    std::vector<std::size_t> only; // places in stepsOf(); empty: all of them
    bool stopAtFailure = false;
    QString folder; // of payload files
    // What a step takes where it says nothing itself: timeout, parameters, bindAddress,
    // interfaceName, maxBody.
    RequestSpec defaults;
};

enum class StepOutcome {
    Passed,
    Failed,     // an expectation, or a value that was to be saved
    NoAnswer,   // `failure`
    CannotSend, // `fault`
    NotRun,     // after a failure, or stopped
};

struct StepResult
{
    std::size_t index = 0; // in stepsOf()
    Step step;
    StepOutcome outcome = StepOutcome::NotRun;
    RequestSpec spec;                        // as sent, without the payload
    std::optional<ResponseArrived> response; // without the payload
    std::optional<JobFailed> failure;
    std::optional<StepFault> fault;
    std::vector<CheckedExpectation> checks; // in the order of the collection, saved values last
    std::vector<Variable> saved;
    WallTime startedAt;
    Duration duration{};
};

// The steps of a collection one after another, over any session: asked for the next request and
// told what became of it. No clock, no sockets; the window and the command line drive it alike.
class CollectionRun
{
public:
    // Steps that `collection` does not have are passed over.
    CollectionRun(Collection collection, RunSetup setup);

    // What to send now. Nothing: it is over. Steps that cannot be sent have their result already.
    std::optional<RequestSpec> next(WallTime now);
    // Of the request under way.
    void take(const ResponseArrived &response);
    void take(const JobFailed &failure);
    // The rest is not run. A request under way is given up by the caller.
    void stop();

    bool isWaiting() const { return m_waiting; }
    bool isOver() const { return m_over; }
    // Of the step under way, or else of the last one.
    const StepResult &current() const { return m_results.back(); }
    const std::vector<StepResult> &results() const { return m_results; }
    std::size_t stepCount() const { return m_order.size(); }
    std::size_t count(StepOutcome outcome) const;
    // Everything was run and everything passed.
    bool passed() const;

private:
    void finishStep(StepOutcome outcome, WallTime at);
    void judge(const ResponseArrived &response);
    const CollectionRequest &request() const;

    Collection m_collection;
    RunSetup m_setup;
    std::vector<Step> m_steps;
    std::vector<std::size_t> m_order;
    std::size_t m_at = 0; // in m_order: the next one
    VariableLayers m_layers;
    std::vector<StepResult> m_results;
    bool m_waiting = false;
    bool m_over = false;
};

// The steps an "--only" names: a request or a folder by its name or its full one
// ("Sensors/Read it"). Empty when there is none.
std::vector<std::size_t> stepsNamed(const Collection &collection, const QString &name);

} // namespace copper
