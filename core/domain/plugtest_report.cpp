// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/plugtest_report.h"

#include "core/coap/uri.h"

#include <algorithm>

namespace copper {

bool PlugtestSpec::isSecure() const
{
    const auto parsed = parseUri(uri.toStdString());
    if (parsed && parsed->scheme == UriScheme::Coaps)
        return true;
    const PlugtestDescription *first =
        only.isEmpty() ? nullptr : findPlugtest(only.constFirst().toStdString());
    return first != nullptr && isSecurePlugtest(*first);
}

PlugtestReport::PlugtestReport(SessionControl &session, SessionFeed &feed, QObject *parent)
    : QObject(parent), m_session(session)
{
    setTests(plugtestDescriptions());
    connect(&feed, &SessionFeed::plugtestBegan, this, &PlugtestReport::began);
    connect(&feed, &SessionFeed::plugtestJudged, this, &PlugtestReport::judge);
    connect(&feed, &SessionFeed::plugtestEnded, this, &PlugtestReport::ended);
    connect(&feed, &SessionFeed::jobFailed, this, &PlugtestReport::failed);
}

std::span<const PlugtestDescription> PlugtestReport::testsFor(const QString &uri)
{
    PlugtestSpec spec;
    spec.uri = uri;
    return spec.isSecure() ? securePlugtestDescriptions() : plugtestDescriptions();
}

void PlugtestReport::setTests(std::span<const PlugtestDescription> tests)
{
    if (!m_rows.empty() && m_rows.front().test == &tests.front()) {
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            m_rows[i] = {m_rows[i].test, Row::State::Waiting, {}};
            Q_EMIT rowChanged(static_cast<int>(i));
        }
        return;
    }
    Q_EMIT aboutToReset();
    m_rows.clear();
    for (const PlugtestDescription &test : tests)
        m_rows.push_back({&test, Row::State::Waiting, {}});
    Q_EMIT reset();
}

void PlugtestReport::start(const PlugtestSpec &spec)
{
    if (isRunning())
        return;
    setTests(testsFor(spec.uri));
    m_failure.reset();
    m_uri = spec.uri;
    m_job = m_session.plugtest(spec);
    setState(State::Running);
}

void PlugtestReport::stop()
{
    if (isRunning())
        m_session.cancel(m_job);
}

int PlugtestReport::count(PlugtestVerdict verdict) const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [verdict](const Row &row) {
        return row.state == Row::State::Judged && row.judged.result->verdict == verdict;
    }));
}

int PlugtestReport::judged() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) {
        return row.state == Row::State::Judged;
    }));
}

int PlugtestReport::rowOf(const PlugtestDescription *test) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [test](const Row &row) { return row.test == test; });
    return static_cast<int>(found - m_rows.begin());
}

void PlugtestReport::setState(State state)
{
    m_state = state;
    if (state != State::Running) {
        m_job = {};
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            if (m_rows[i].state != Row::State::Running)
                continue;
            m_rows[i].state = Row::State::Waiting;
            Q_EMIT rowChanged(static_cast<int>(i));
        }
    }
    Q_EMIT stateChanged();
}

void PlugtestReport::began(const PlugtestBegan &event)
{
    if (event.job != m_job)
        return;
    const int row = rowOf(event.test);
    m_rows[static_cast<std::size_t>(row)].state = Row::State::Running;
    Q_EMIT rowChanged(row);
}

void PlugtestReport::judge(const PlugtestJudged &event)
{
    if (event.job != m_job)
        return;
    const int row = rowOf(event.result->test);
    m_rows[static_cast<std::size_t>(row)].state = Row::State::Judged;
    m_rows[static_cast<std::size_t>(row)].judged = event;
    Q_EMIT rowChanged(row);
    Q_EMIT stateChanged();
}

void PlugtestReport::ended(const PlugtestEnded &event)
{
    if (event.job != m_job)
        return;
    m_duration = event.duration;
    setState(State::Ended);
}

void PlugtestReport::failed(const JobFailed &event)
{
    if (event.job != m_job || !m_job.isValid())
        return;
    if (event.kind == FailureKind::Cancelled) {
        setState(State::Stopped);
        return;
    }
    m_failure = event;
    setState(State::Failed);
}

} // namespace copper
