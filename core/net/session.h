// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/coap_driver.h"
#include "core/net/job.h"
#include "core/net/secure_sessions.h"
#include "core/net/system_random.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>

namespace copper {

struct SessionConfig
{
    EndpointConfig endpoint;
    UdpSocket::Backend backend = UdpSocket::defaultBackend();
    QString stateFolder; // resume records; empty: none are kept
    Duration handshakeTimeout = seconds(15);
    Duration secureIdleAfter = seconds(30); // SecurePeers::setIdleAfter()
};

// Carries out commands over real sockets, in the thread it lives in: endpoints, drivers, one Job
// per command. Events come through the handlers, in the same thread. The window reaches it through
// NetThread; the command line uses it directly.
class Session final : public QObject, public SessionControl
{
    Q_OBJECT
public:
    using EventHandler = std::function<void(SessionEvent &&event)>;

    explicit Session(SessionConfig config, QObject *parent = nullptr);
    ~Session() override;

    void setEventHandler(EventHandler handler) { m_events = std::move(handler); }
    // Each datagram in and out while recording is on.
    void setTraceHandler(CoapDriver::TraceHandler handler);

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

    // The same with an identifier chosen by the caller (NetThread).
    void startDiscovery(JobId id, const DiscoverySpec &spec);
    void startRequest(JobId id, const RequestSpec &spec);
    void startObserve(JobId id, const RequestSpec &spec);
    void startPing(JobId id, const RequestSpec &spec, unsigned count);
    void startUpload(JobId id, const UploadSpec &spec);
    void startHandshakeTest(JobId id, const HandshakeSpec &spec);
    void startPlugtest(JobId id, const PlugtestSpec &spec);

    std::vector<JobId> jobs() const;
    std::size_t jobCount() const { return m_jobs.size(); }
    TrafficCounters counters() const;
    const SessionConfig &config() const { return m_config; }

    // --- for jobs ---
    // The best credential for a host, as it was typed, and its address; null where none matches or
    // its key is not known.
    SecureWish wishFor(const std::string &host, const SocketAddress &address) const;
    // This one and no other.
    SecureWish wishFor(const std::string &host, const CredentialId &id) const;
    // The driver that sends from `bind` (ADDR[:PORT]; empty: any). Lives as long as the session.
    Result<CoapDriver *, JobFailure> driverFor(const QString &bind);
    void route(CoapDriver *driver, ExchangeId exchange, Job *job);
    // What comes of it later is nobody's.
    void unroute(CoapDriver *driver, ExchangeId exchange) { m_routes.erase({driver, exchange}); }
    void emitEvent(SessionEvent event);
    // Of a job with a socket of its own.
    void trace(MessageRecord record);
    SecureWatch &secureWatch() { return m_secureSessions; }
    void forget(Job *job);
    std::optional<TransmissionParameters> parametersFor(const SocketAddress &endpoint) const;
    // The only job there is talks to this one peer: the socket is connected to it (the command
    // line's way; a window talks to many).
    void setSinglePeer(bool single) { m_singlePeer = single; }
    bool singlePeer() const { return m_singlePeer; }

private:
    struct Route
    {
        CoapDriver *driver;
        ExchangeId exchange;
        auto operator<=>(const Route &) const = default;
    };
    struct RouteHash
    {
        std::size_t operator()(const Route &route) const
        {
            return route.exchange.value * 31U + reinterpret_cast<std::size_t>(route.driver) / 64U;
        }
    };
    JobId nextJob() { return {++m_lastJob}; }
    void begin(std::unique_ptr<Job> job);
    void dispatch(CoapDriver *driver, Output &output);
    void applyTrace(CoapDriver &driver);
    SecureWish wishFor(const std::string &host, const Credential *credential) const;
    std::vector<SecureSession> secureSessions() const;

    SessionConfig m_config;
    SystemRandom m_random;
    EventHandler m_events;
    CredentialSnapshotPtr m_credentials; // null: none
    SecureSessions m_secureSessions;
    CoapDriver::TraceHandler m_trace;
    bool m_recording = true;
    bool m_singlePeer = false;
    std::map<QString, std::unique_ptr<CoapDriver>> m_drivers; // by bind text
    std::map<std::uint64_t, std::unique_ptr<Job>> m_jobs;
    std::unordered_map<Route, Job *, RouteHash> m_routes;
    std::map<SocketAddress, TransmissionParameters> m_parameters;
    std::uint64_t m_lastJob = 0;
};

} // namespace copper
