// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/conformance/plugtest_run.h"
#include "core/net/job.h"
#include "core/net/system_random.h"
#include "core/net/udp_socket.h"

#include <QTimer>

#include <memory>

namespace copper {

// The ETSI tests against one server, over a socket of their own: what the server remembers of this
// address and port must be the tests' doing alone.
class PlugtestJob final : public Job, private UdpSocketListener
{
    Q_OBJECT
public:
    PlugtestJob(Session &session, JobId id, PlugtestSpec spec);
    ~PlugtestJob() override;
    void begin() override;
    void handle(Output &) override {}
    void cancel() override;

private:
    void resolved(const TargetResult &target);
    std::optional<PlugtestConfig> configFor(const Target &target);
    bool openSocket();
    void datagramReceived(const ReceivedDatagram &datagram) override;
    void peerUnreachable(const SocketAddress &peer) override;
    void readFinished() override {}
    void drain();
    void send(const PlugtestSend &send);
    void report(PlugtestResult &&result);
    void end(const PlugtestFinished &finished);
    void armTimer();

    PlugtestSpec m_spec;
    SystemRandom m_random;
    SocketAddress m_server;
    std::unique_ptr<UdpSocket> m_socket;
    SocketAddress m_local; // for the trace
    std::unique_ptr<PlugtestRun> m_run;
    QTimer m_timer;
    PlugtestEnded m_end;
    TimePoint m_begunAt{};
};

} // namespace copper
