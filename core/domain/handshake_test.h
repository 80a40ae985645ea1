// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_control.h"

#include <QObject>

#include <optional>
#include <vector>

namespace copper {

class SessionFeed;

// One handshake test at a time and its steps; the last one stays until the next begins. UI thread.
class HandshakeTest : public QObject
{
    Q_OBJECT
public:
    enum class State { Never, Running, Works, Failed, Stopped };

    HandshakeTest(SessionControl &session, SessionFeed &feed, QObject *parent = nullptr);

    // One that runs is stopped first.
    void start(const HandshakeSpec &spec);
    void stop();

    State state() const { return m_state; }
    bool isRunning() const { return m_state == State::Running; }
    const HandshakeSpec &spec() const { return m_spec; } // of the last one
    const std::vector<HandshakeStepped> &steps() const { return m_steps; }
    const std::optional<HandshakeTested> &result() const { return m_result; } // when it Works
    const std::optional<JobFailed> &failure() const { return m_failure; }     // when it Failed

Q_SIGNALS:
    void stepAdded();
    void stateChanged();

private:
    void step(const HandshakeStepped &event);
    void works(const HandshakeTested &event);
    void failed(const JobFailed &event);
    void setState(State state);

    SessionControl &m_session;
    JobId m_job;
    State m_state = State::Never;
    HandshakeSpec m_spec;
    std::vector<HandshakeStepped> m_steps;
    std::optional<HandshakeTested> m_result;
    std::optional<JobFailed> m_failure;
};

} // namespace copper
