// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/handshake_test.h"

#include "core/domain/session_feed.h"

namespace copper {

HandshakeTest::HandshakeTest(SessionControl &session, SessionFeed &feed, QObject *parent)
    : QObject(parent), m_session(session)
{
    connect(&feed, &SessionFeed::handshakeStepped, this, &HandshakeTest::step);
    connect(&feed, &SessionFeed::handshakeTested, this, &HandshakeTest::works);
    connect(&feed, &SessionFeed::jobFailed, this, &HandshakeTest::failed);
}

void HandshakeTest::start(const HandshakeSpec &spec)
{
    if (isRunning())
        m_session.cancel(m_job);
    m_spec = spec;
    m_steps.clear();
    m_result.reset();
    m_failure.reset();
    m_job = m_session.testHandshake(spec);
    setState(State::Running);
}

void HandshakeTest::stop()
{
    if (!isRunning())
        return;
    m_session.cancel(m_job);
    m_job = {};
    setState(State::Stopped);
}

void HandshakeTest::step(const HandshakeStepped &event)
{
    if (event.job != m_job || !isRunning())
        return;
    m_steps.push_back(event);
    Q_EMIT stepAdded();
}

void HandshakeTest::works(const HandshakeTested &event)
{
    if (event.job != m_job || !isRunning())
        return;
    m_result = event;
    setState(State::Works);
}

void HandshakeTest::failed(const JobFailed &event)
{
    if (event.job != m_job || !isRunning())
        return;
    m_failure = event;
    setState(State::Failed);
}

void HandshakeTest::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace copper
