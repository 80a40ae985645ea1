// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_control.h"
#include "core/domain/session_feed.h"

#include <QObject>

#include <optional>
#include <span>
#include <vector>

namespace copper {

// One run of the ETSI tests and what has come of it: a row for each test of the group that is
// played, in the list's order. The last run stays until the next begins. UI thread.
class PlugtestReport : public QObject
{
    Q_OBJECT
public:
    struct Row
    {
        enum class State { Waiting, Running, Judged };
        const PlugtestDescription *test = nullptr;
        State state = State::Waiting;
        PlugtestJudged judged; // when state is Judged
    };
    enum class State { Never, Running, Ended, Stopped, Failed };

    PlugtestReport(SessionControl &session, SessionFeed &feed, QObject *parent = nullptr);

    // A coaps URI stands for the DTLS tests, any other for those in the clear.
    void start(const PlugtestSpec &spec);
    // The tests that start() would play against this URI.
    static std::span<const PlugtestDescription> testsFor(const QString &uri);
    void stop();

    State state() const { return m_state; }
    bool isRunning() const { return m_state == State::Running; }
    const QString &uri() const { return m_uri; } // of the last run
    const std::vector<Row> &rows() const { return m_rows; }
    int count(PlugtestVerdict verdict) const;
    int judged() const;
    const std::optional<JobFailed> &failure() const { return m_failure; } // when state is Failed
    Duration duration() const { return m_duration; }                      // when state is Ended

Q_SIGNALS:
    void rowChanged(int row);
    // The rows become others, or are others now: another group.
    void aboutToReset();
    void reset();
    void stateChanged();

private:
    void began(const PlugtestBegan &event);
    void judge(const PlugtestJudged &event);
    void ended(const PlugtestEnded &event);
    void failed(const JobFailed &event);
    int rowOf(const PlugtestDescription *test) const;
    void setState(State state);
    void setTests(std::span<const PlugtestDescription> tests);

    SessionControl &m_session;
    JobId m_job;
    State m_state = State::Never;
    QString m_uri;
    std::vector<Row> m_rows;
    std::optional<JobFailed> m_failure;
    Duration m_duration{};
};

} // namespace copper
