// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verb_run.h"

#include "app/copper/run_text.h"
#include "core/domain/wall_clock.h"

namespace copper::cli {

CollectionRunner::CollectionRunner(RunContext context, const CollectionCommand &command)
    : VerbRunner(std::move(context)), m_name(command.collection.name),
      m_junitPath(command.junitPath), m_run(command.collection, command.setup)
{
    if (m_name.isEmpty())
        m_name = command.path;
}

void CollectionRunner::start()
{
    if (!m_junitPath.isEmpty() && !m_report.open(m_junitPath, m_name)) {
        complain(badOutputFile(m_junitPath, m_report.errorString()));
        finish();
        return;
    }
    advance();
}

void CollectionRunner::advance()
{
    if (interrupted())
        return;
    const auto spec = m_run.next(systemWallTime());
    if (!report()) {
        cancelAll();
        return;
    }
    if (spec) {
        begin([this, &spec] { return m_context.session.request(*spec); });
        return;
    }
    m_context.printer.runSummary(m_run, m_name);
    note(statusOf(m_run));
    finish();
}

bool CollectionRunner::report()
{
    const std::size_t ended = m_run.results().size() - (m_run.isWaiting() ? 1 : 0);
    while (m_reported < ended) {
        const StepResult &result = m_run.results()[m_reported++];
        m_context.printer.step(result);
        if (!m_junitPath.isEmpty() && !m_report.add(junitCase(result, m_name))) {
            complain(badOutputFile(m_junitPath, m_report.errorString()));
            return false;
        }
    }
    return true;
}

void CollectionRunner::onResponse(const ResponseArrived &response)
{
    m_context.printer.transferEnded(response.job);
    m_run.take(response);
    jobEnded(response.job);
    m_context.after(Duration{0}, [this] { advance(); });
}

void CollectionRunner::onFailed(const JobFailed &failed)
{
    m_context.printer.transferEnded(failed.job);
    m_run.take(failed);
    m_context.after(Duration{0}, [this] { advance(); });
}

void CollectionRunner::onProgress(const UploadProgress &progress)
{
    // Of a request only a person wants to see it.
    if (!m_context.printer.isJson())
        m_context.printer.progress(progress);
}

} // namespace copper::cli
