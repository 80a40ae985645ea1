// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/run_command.h"

#include <QBuffer>
#include <QJsonObject>

#include <vector>

namespace copper::test {

// Remembers what the command line asks of the network and answers nothing by itself.
class CliSession final : public SessionControl
{
public:
    JobId discover(const DiscoverySpec &spec) override;
    JobId request(const RequestSpec &spec) override;
    JobId observe(const RequestSpec &spec) override;
    JobId ping(const RequestSpec &spec, unsigned count) override;
    JobId upload(const UploadSpec &spec) override;
    JobId plugtest(const PlugtestSpec &spec) override;
    JobId testHandshake(const HandshakeSpec &spec) override;
    void pauseUpload(JobId) override {}
    void resumeUpload(JobId) override {}
    void cancel(JobId job) override { cancelled.push_back(job); }
    void setParameters(const QString &, const TransmissionParameters &) override {}
    void setCredentials(CredentialSnapshotPtr) override {}
    void endSecureSession(const SocketAddress &) override {}
    void resumeSecureSession(const SocketAddress &) override {}
    void setKeyLog(const QString &) override {}
    void setRecording(bool) override {}

    std::vector<DiscoverySpec> discoveries;
    std::vector<RequestSpec> requests, observations, pings;
    std::vector<UploadSpec> uploads;
    std::vector<PlugtestSpec> plugtests;
    std::vector<HandshakeSpec> handshakes;
    std::vector<JobId> cancelled;
    // Called inside the next command, before it returns the job's number.
    std::function<void(JobId)> duringCommand;

private:
    JobId next();
    std::uint64_t m_last = 0;
};

// A verb run against CliSession, with time that only moves when told.
class CliRun
{
public:
    explicit CliRun(const QStringList &arguments, cli::PrinterConfig config = {});

    cli::VerbRunner &runner() { return *m_runner; }
    CliSession session;
    void send(const SessionEvent &event) { m_runner->handle(event); }
    // Runs what is due now, or within this time.
    void advance(Duration by = {});
    bool finished() const { return m_runner->finished(); }
    int status() const { return static_cast<int>(m_runner->status()); }
    QByteArray out() const { return m_out.data(); }
    QByteArray err() const { return m_err.data(); }
    std::vector<QJsonObject> events() const;

private:
    struct Timer
    {
        Duration at;
        std::function<void()> callback;
    };
    QBuffer m_out, m_err;
    Duration m_now{};
    std::vector<Timer> m_timers;
    std::unique_ptr<cli::Printer> m_printer;
    std::unique_ptr<cli::VerbRunner> m_runner;
};

// Of the command line, or of the complaint about it; ends the test program when it is the other.
cli::Command commandOf(const QStringList &arguments);
cli::Complaint complaintOf(const QStringList &arguments);
// Words divided at blanks.
QStringList words(const char *line);

ResponseArrived responseOf(JobId job, Code code, const char *payload);
JobFailed failedOf(JobId job, FailureKind kind, Code code = {});
ObservationStatus stateOf(JobId job, ObservationStatus::State state);
std::vector<QJsonObject> jsonLines(const QByteArray &text);

} // namespace copper::test
