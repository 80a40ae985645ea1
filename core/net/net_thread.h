// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_control.h"
#include "core/net/session.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace copper {

class NetWorker;

// The window's way to the network: a Session in a thread of its own, so that a slow paint never
// delays an ACK. Lives in the UI thread; commands go down through a mailbox, events come up as one
// batch at most every 33 ms, at once when nothing was said lately. Let go of a batch when it is
// read: while four are held, the next one waits.
class NetThread final : public QObject, public SessionControl
{
    Q_OBJECT
public:
    explicit NetThread(SessionConfig config, QObject *parent = nullptr);
    // Deregisters observations and waits for that, 1.5 s at most.
    ~NetThread() override;

    JobId discover(const DiscoverySpec &spec) override;
    JobId request(const RequestSpec &spec) override;
    JobId observe(const RequestSpec &spec) override;
    JobId ping(const RequestSpec &spec, unsigned count) override;
    JobId upload(const UploadSpec &spec) override;
    JobId plugtest(const PlugtestSpec &spec) override;
    JobId testHandshake(const HandshakeSpec &spec) override;
    void pauseUpload(JobId job) override;
    void resumeUpload(JobId job) override;
    void cancel(JobId job) override;
    void setParameters(const QString &endpoint, const TransmissionParameters &p) override;
    void setCredentials(CredentialSnapshotPtr credentials) override;
    void endSecureSession(const SocketAddress &peer) override;
    void resumeSecureSession(const SocketAddress &peer) override;
    void setKeyLog(const QString &path) override;
    void setRecording(bool on) override;
    // Runs there, after the commands given before it. For measurements.
    void runInNetThread(std::function<void()> action);

Q_SIGNALS:
    void batchReady(const copper::EventBatchPtr &batch);
    void callsWaiting(); // our own, for the net thread

private:
    void takeBatches();
    JobId nextJob() { return {++m_lastJob}; }
    template <class Call>
    void post(Call call);

    QThread m_thread;
    NetWorker *m_worker;
    std::uint64_t m_lastJob = 0;
};

} // namespace copper
