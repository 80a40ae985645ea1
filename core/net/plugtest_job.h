// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/conformance/plugtest_run.h"
#include "core/net/job.h"
#include "core/net/record_trace.h"
#include "core/net/system_random.h"
#include "core/net/udp_socket.h"

#include <QTimer>

#include <memory>

namespace copper {

// The ETSI tests against one server, over sockets of their own: what the server remembers of this
// address and port must be the tests' doing alone.
class PlugtestJob final : public Job
{
    Q_OBJECT
public:
    PlugtestJob(Session &session, JobId id, PlugtestSpec spec);
    ~PlugtestJob() override;
    void begin() override;
    void handle(Output &) override {}
    void cancel() override;

private:
    // What comes to a port that was left is nobody's.
    class Port final : public UdpSocketListener
    {
    public:
        explicit Port(PlugtestJob &job) : m_job(job) {}
        std::unique_ptr<UdpSocket> socket;

    private:
        bool isCurrent() const { return m_job.m_port.get() == this; }
        void datagramReceived(const ReceivedDatagram &datagram) override
        {
            if (isCurrent())
                m_job.datagramReceived(datagram);
        }
        void peerUnreachable(const SocketAddress &) override
        {
            if (isCurrent())
                m_job.serverUnreachable();
        }
        void readFinished() override {}
        PlugtestJob &m_job;
    };

    // False, with the failure told, where there is none of a name or they do not belong together.
    bool chooseTests();
    void resolved(const TargetResult &target);
    PlugtestConfig configFor(const Target &target);
    bool openPort();
    void takeFreshPort();
    void datagramReceived(const ReceivedDatagram &datagram);
    void serverUnreachable();
    void drain();
    void send(const PlugtestSend &send);
    MessageRecord traceRecord(bool outgoing, MessageRecord::Mark mark, MessageRecord::Layer layer,
                              const Bytes &bytes, WallTime at) const;
    void traceInside(const PlugtestInside &inside);
    void traceKeys(const DtlsKeys &keys);
    void report(PlugtestResult &&result);
    void end(const PlugtestFinished &finished);
    void armTimer();

    PlugtestSpec m_spec;
    SystemRandom m_random;
    std::vector<const PlugtestDescription *> m_tests;
    bool m_secure = false; // they are DTLS tests
    SocketAddress m_server;
    std::unique_ptr<Port> m_port;
    SocketAddress m_local; // for the trace
    RecordTrace m_trace;
    std::unique_ptr<PlugtestRun> m_run;
    QTimer m_timer;
    PlugtestEnded m_end;
    TimePoint m_begunAt{};
};

} // namespace copper
