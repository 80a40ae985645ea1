// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/coap_driver.h"
#include "core/net/interfaces.h"
#include "core/net/session.h"
#include "core/net/system_random.h"
#include "core/net/target.h"
#include "core/sim/virtual_device.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace copper::test {

// Turns the event loop without pauses until the condition holds; false when the time is up.
// (QTest::qWaitFor sleeps between looks, and both ends of these transfers live in this thread.)
bool spinUntil(const std::function<bool()> &condition, int timeoutMs);

// A virtual board on a loopback address, in this process.
class LoopbackBoard
{
public:
    LoopbackBoard(const std::string &name, std::vector<std::string> profiles,
                  UdpSocket::Backend backend, int lastByte = 1);
    QString uri(const QString &path = {}) const;
    SocketAddress address() const;
    void join(const QString &group);
    CoapDriver &driver() { return m_driver; }
    VirtualDevice &device() { return m_device; }
    // From now on it neither hears nor speaks.
    void setSilent(bool silent) { m_driver.setSilent(silent); }

private:
    SystemRandom m_random;
    VirtualDevice m_device;
    CoapDriver m_driver;
    QTimer m_timer;
};

// A Session and what it said.
class SessionBench
{
public:
    explicit SessionBench(UdpSocket::Backend backend, const QString &stateFolder = {},
                          EndpointConfig config = {});
    explicit SessionBench(SessionConfig config, const QString &stateFolder = {});
    Session &session() { return *m_session; }
    // As when the program is killed: nothing is cancelled first.
    void drop() { m_session.reset(); }

    template <class Event>
    std::vector<Event> all() const
    {
        std::vector<Event> found;
        for (const SessionEvent &event : m_events) {
            if (const Event *e = std::get_if<Event>(&event))
                found.push_back(*e);
        }
        return found;
    }
    template <class Event>
    bool waitFor(std::size_t count = 1, int timeoutMs = 10'000)
    {
        return spinUntil([&] { return all<Event>().size() >= count; }, timeoutMs);
    }
    // Until the job's terminal event, whatever it is.
    bool waitForEnd(int timeoutMs = 10'000)
    {
        return spinUntil([&] { return m_session->jobCount() == 0; }, timeoutMs);
    }
    std::vector<SessionEvent> &events() { return m_events; }
    std::vector<MessageRecord> &records() { return m_records; }

private:
    std::vector<SessionEvent> m_events;
    std::vector<MessageRecord> m_records;
    std::unique_ptr<Session> m_session;
};

// Rows "posix" and "qt" for a data function; the column is `backend`.
void addBackends();
UdpSocket::Backend currentBackend();
QString writeFile(const QTemporaryDir &folder, const QString &name, const QByteArray &content);
QByteArray patternBytes(int size);

} // namespace copper::test
