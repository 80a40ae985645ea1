// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/collection_run.h"

#include <algorithm>

namespace copper {

CollectionRun::CollectionRun(Collection collection, RunSetup setup)
    : m_collection(std::move(collection)), m_setup(std::move(setup)), m_steps(stepsOf(m_collection))
{
    if (m_setup.only.empty()) {
        for (std::size_t i = 0; i < m_steps.size(); ++i)
            m_order.push_back(i);
    } else {
        std::copy_if(m_setup.only.begin(), m_setup.only.end(), std::back_inserter(m_order),
                     [this](std::size_t each) { return each < m_steps.size(); });
    }
    m_layers.given = m_setup.given;
    if (m_setup.environment)
        m_layers.environment = m_setup.environment->variables;
    m_layers.collection = m_collection.variables;
}

const CollectionRequest &CollectionRun::request() const
{
    return *itemAt(m_collection, m_results.back().step.path)->request;
}

std::optional<RequestSpec> CollectionRun::next(WallTime now)
{
    if (m_waiting)
        return std::nullopt;
    while (!m_over && m_at < m_order.size()) {
        StepResult &result = m_results.emplace_back();
        result.index = m_order[m_at++];
        result.step = m_steps[result.index];
        result.startedAt = now;
        auto spec = toSpec(request(), m_layers, m_setup.folder);
        if (!spec) {
            result.fault = spec.error();
            finishStep(StepOutcome::CannotSend, now);
            continue;
        }
        const RequestSpec &defaults = m_setup.defaults;
        if (!spec->timeout)
            spec->timeout = defaults.timeout;
        if (!spec->parameters)
            spec->parameters = defaults.parameters;
        spec->bindAddress = defaults.bindAddress;
        spec->interfaceName = defaults.interfaceName;
        spec->maxBody = defaults.maxBody;
        result.spec = *spec;
        result.spec.payload.reset();
        m_waiting = true;
        return std::move(*spec);
    }
    m_over = true;
    return std::nullopt;
}

void CollectionRun::take(const ResponseArrived &response)
{
    if (!m_waiting)
        return;
    judge(response);
    StepResult &result = m_results.back();
    result.response = response;
    // Bodies of thousands of steps would stay otherwise; what was judged keeps its bytes.
    result.response->payload.reset();
    const bool passed = std::all_of(result.checks.begin(), result.checks.end(),
                                    [](const CheckedExpectation &each) { return each.passed(); });
    finishStep(passed ? StepOutcome::Passed : StepOutcome::Failed, response.at);
}

void CollectionRun::judge(const ResponseArrived &response)
{
    StepResult &result = m_results.back();
    const AnswerReader answer(response);
    const CollectionRequest &asked = request();
    const bool saysCode =
        std::any_of(asked.expectations.begin(), asked.expectations.end(),
                    [](const Expectation &each) { return each.what == Subject::Code; });
    if (!saysCode) {
        result.checks.push_back(
            answer.check({Subject::Code, {}, Comparison::Equal, QStringLiteral("2.xx")}, m_layers));
        result.checks.back().implied = true;
    }
    for (const Expectation &expectation : asked.expectations)
        result.checks.push_back(answer.check(expectation, m_layers));
    for (const SavedValue &saved : asked.saved) {
        CheckedExpectation found = answer.read(saved, m_layers);
        if (found.passed()) {
            setVariable(m_layers.saved, saved.variable, found.value);
            result.saved.push_back({saved.variable, found.value});
        }
        found.value.truncate(kMaxShownValue);
        result.checks.push_back(std::move(found));
    }
}

void CollectionRun::take(const JobFailed &failure)
{
    if (!m_waiting)
        return;
    m_results.back().failure = failure;
    finishStep(StepOutcome::NoAnswer, failure.at);
}

void CollectionRun::finishStep(StepOutcome outcome, WallTime at)
{
    StepResult &result = m_results.back();
    result.outcome = outcome;
    result.duration = seconds(std::max(0.0, at.secondsSince(result.startedAt)));
    if (result.duration <= Duration{} && result.response)
        result.duration = result.response->rtt;
    m_waiting = false;
    if (outcome != StepOutcome::Passed && m_setup.stopAtFailure)
        stop();
    else if (m_at == m_order.size())
        m_over = true;
}

void CollectionRun::stop()
{
    if (m_over)
        return;
    m_over = true;
    m_waiting = false;
    for (; m_at < m_order.size(); ++m_at) {
        StepResult &result = m_results.emplace_back();
        result.index = m_order[m_at];
        result.step = m_steps[result.index];
    }
}

std::size_t CollectionRun::count(StepOutcome outcome) const
{
    return static_cast<std::size_t>(
        std::count_if(m_results.begin(), m_results.end(),
                      [outcome](const StepResult &each) { return each.outcome == outcome; }));
}

bool CollectionRun::passed() const
{
    return m_over && count(StepOutcome::Passed) == m_order.size();
}

std::vector<std::size_t> stepsNamed(const Collection &collection, const QString &name)
{
    std::vector<std::size_t> found;
    const std::vector<Step> steps = stepsOf(collection);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        bool here = steps[i].name == name || steps[i].fullName() == name;
        QString folder;
        for (const QString &each : steps[i].folders) {
            folder += (folder.isEmpty() ? QString() : QStringLiteral("/")) + each;
            here = here || each == name || folder == name;
        }
        if (here)
            found.push_back(i);
    }
    return found;
}

} // namespace copper
