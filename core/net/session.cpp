// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/session.h"

#include "core/domain/resource_uri.h"
#include "core/net/discovery_job.h"
#include "core/net/group_request_job.h"
#include "core/net/handshake_job.h"
#include "core/net/monotonic_clock.h"
#include "core/net/plugtest_job.h"
#include "core/net/request_job.h"
#include "core/net/upload_job.h"

#include <algorithm>

namespace copper {

Session::Session(SessionConfig config, QObject *parent)
    : QObject(parent), m_config(std::move(config)),
      m_secureSessions([this] { return secureSessions(); },
                       [this](SessionEvent event) { emitEvent(std::move(event)); })
{}

Session::~Session()
{
    m_routes.clear();
    m_jobs.clear();
    // A peer that still has our session may not answer the next one from the same port.
    for (const auto &[bind, driver] : m_drivers) {
        if (driver->hasSecure())
            driver->secure().closeAll(driver->now());
    }
}

// --- commands ---

JobId Session::discover(const DiscoverySpec &spec)
{
    const JobId id = nextJob();
    startDiscovery(id, spec);
    return id;
}

JobId Session::request(const RequestSpec &spec)
{
    const JobId id = nextJob();
    startRequest(id, spec);
    return id;
}

JobId Session::observe(const RequestSpec &spec)
{
    const JobId id = nextJob();
    startObserve(id, spec);
    return id;
}

JobId Session::ping(const RequestSpec &spec, unsigned count)
{
    const JobId id = nextJob();
    startPing(id, spec, count);
    return id;
}

JobId Session::upload(const UploadSpec &spec)
{
    const JobId id = nextJob();
    startUpload(id, spec);
    return id;
}

JobId Session::plugtest(const PlugtestSpec &spec)
{
    const JobId id = nextJob();
    startPlugtest(id, spec);
    return id;
}

JobId Session::testHandshake(const HandshakeSpec &spec)
{
    const JobId id = nextJob();
    startHandshakeTest(id, spec);
    return id;
}

void Session::startDiscovery(JobId id, const DiscoverySpec &spec)
{
    begin(std::make_unique<DiscoveryJob>(*this, id, spec));
}

void Session::startRequest(JobId id, const RequestSpec &spec)
{
    if (isGroupUri(spec.uri))
        begin(std::make_unique<GroupRequestJob>(*this, id, spec));
    else
        begin(std::make_unique<RequestJob>(*this, id, spec, RequestJob::Kind::Request));
}

void Session::startObserve(JobId id, const RequestSpec &spec)
{
    begin(std::make_unique<RequestJob>(*this, id, spec, RequestJob::Kind::Observe));
}

void Session::startPing(JobId id, const RequestSpec &spec, unsigned count)
{
    begin(std::make_unique<PingJob>(*this, id, spec, count));
}

void Session::startUpload(JobId id, const UploadSpec &spec)
{
    begin(std::make_unique<UploadJob>(*this, id, spec));
}

void Session::startPlugtest(JobId id, const PlugtestSpec &spec)
{
    begin(std::make_unique<PlugtestJob>(*this, id, spec));
}

void Session::startHandshakeTest(JobId id, const HandshakeSpec &spec)
{
    begin(std::make_unique<HandshakeJob>(*this, id, spec));
}

void Session::begin(std::unique_ptr<Job> job)
{
    Job *started = job.get();
    m_jobs[started->id().value] = std::move(job);
    // Not from within the command: whoever asked must know the JobId before its first event.
    QMetaObject::invokeMethod(
        started, [started] { started->begin(); }, Qt::QueuedConnection);
}

void Session::pauseUpload(JobId job)
{
    if (const auto it = m_jobs.find(job.value); it != m_jobs.end())
        it->second->pause();
}

void Session::resumeUpload(JobId job)
{
    if (const auto it = m_jobs.find(job.value); it != m_jobs.end())
        it->second->resume();
}

void Session::cancel(JobId job)
{
    if (const auto it = m_jobs.find(job.value); it != m_jobs.end())
        it->second->cancel();
}

void Session::setParameters(const QString &endpoint, const TransmissionParameters &p)
{
    const auto address = parseAddressAndPort(endpoint, 5683);
    if (!address)
        return;
    m_parameters[*address] = p;
    for (const auto &[bind, driver] : m_drivers) {
        if (const auto peer = driver->peer(*address))
            driver->endpoint().setParameters(driver->now(), *peer, p);
    }
}

std::optional<TransmissionParameters> Session::parametersFor(const SocketAddress &endpoint) const
{
    const auto it = m_parameters.find(endpoint);
    return it == m_parameters.end() ? std::nullopt
                                    : std::optional<TransmissionParameters>(it->second);
}

std::vector<JobId> Session::jobs() const
{
    std::vector<JobId> ids;
    for (const auto &[id, job] : m_jobs)
        ids.push_back({id});
    return ids;
}

// --- keys and secure sessions ---

void Session::setCredentials(CredentialSnapshotPtr credentials)
{
    m_credentials = std::move(credentials);
}

SecureWish Session::wishFor(const std::string &host, const Credential *credential) const
{
    SecureWish wish;
    wish.host = host;
    wish.giveUpAfter = m_config.handshakeTimeout;
    if (credential != nullptr && credential->hasKey())
        wish.credential = {m_credentials, credential}; // the book lives as long
    return wish;
}

SecureWish Session::wishFor(const std::string &host, const SocketAddress &address) const
{
    if (!m_credentials)
        return wishFor(host, nullptr);
    const auto match = m_credentials->match(host, address, address.port);
    return wishFor(host, match ? m_credentials->find(match->chosen.id) : nullptr);
}

SecureWish Session::wishFor(const std::string &host, const CredentialId &id) const
{
    return wishFor(host, m_credentials ? m_credentials->find(id) : nullptr);
}

void Session::endSecureSession(const SocketAddress &peer)
{
    for (const auto &[bind, driver] : m_drivers) {
        if (!driver->hasSecure())
            continue;
        driver->secure().end(driver->now(), peer);
        driver->pump();
    }
}

void Session::resumeSecureSession(const SocketAddress &peer)
{
    for (const auto &[bind, driver] : m_drivers) {
        if (!driver->hasSecure())
            continue;
        for (const SecurePeers::Standing &each : driver->secure().standing()) {
            if (each.info.peer != peer)
                continue;
            SecureWish wish = wishFor(each.host, each.credential);
            if (!wish.credential) // it was removed; another may have taken its place
                wish = wishFor(each.host, peer);
            if (wish.credential)
                driver->secure().resume(driver->now(), peer, wish);
        }
        driver->pump();
    }
}

void Session::setKeyLog(const QString &path)
{
    m_secureSessions.setKeyLog(path);
}

std::vector<SecureSession> Session::secureSessions() const
{
    const WallTime wall = wallNow();
    const TimePoint now = monotonicNow();
    const auto wallOf = [&](TimePoint at) {
        const auto ago = std::chrono::duration_cast<std::chrono::microseconds>(now - at);
        return WallTime{wall.unixMicros - ago.count()};
    };
    std::vector<SecureSession> sessions;
    for (const auto &[bind, driver] : m_drivers) {
        if (!driver->hasSecure())
            continue;
        for (const SecurePeers::Standing &each : driver->secure().standing()) {
            const AssociationInfo &info = each.info;
            sessions.push_back({info.peer, info.session.resumed, info.session.suite,
                                info.session.identity, each.credential, wallOf(info.since),
                                wallOf(info.lastUsed), info.recordsIn, info.recordsOut,
                                info.resumptions});
        }
    }
    std::stable_sort(
        sessions.begin(), sessions.end(),
        [](const SecureSession &a, const SecureSession &b) { return a.peer < b.peer; });
    return sessions;
}

// --- trace ---

void Session::setTraceHandler(CoapDriver::TraceHandler handler)
{
    m_trace = std::move(handler);
    for (const auto &[bind, driver] : m_drivers)
        applyTrace(*driver);
}

void Session::setRecording(bool on)
{
    m_recording = on;
    for (const auto &[bind, driver] : m_drivers)
        applyTrace(*driver);
}

void Session::applyTrace(CoapDriver &driver)
{
    driver.setTraceHandler(m_recording ? m_trace : CoapDriver::TraceHandler{});
}

void Session::trace(MessageRecord record)
{
    if (m_recording && m_trace)
        m_trace(std::move(record));
}

TrafficCounters Session::counters() const
{
    TrafficCounters total;
    for (const auto &[bind, driver] : m_drivers) {
        const MessageCounters &c = driver->endpoint().counters();
        total.messagesIn += c.received;
        total.messagesOut += c.sent;
        total.retransmissions += c.retransmissions;
        total.duplicates += c.duplicates;
        total.rejected += c.rejected;
        total.kernelDrops += driver->kernelDrops();
    }
    return total;
}

// --- for jobs ---

Result<CoapDriver *, JobFailure> Session::driverFor(const QString &bind)
{
    if (const auto it = m_drivers.find(bind); it != m_drivers.end())
        return it->second.get();
    auto driver = std::make_unique<CoapDriver>(m_config.endpoint, m_random, m_config.backend);
    if (!bind.isEmpty()) {
        const auto local = parseAddressAndPort(bind, 0);
        if (!local)
            return failure(JobFailure{FailureKind::SocketFailed, bind});
        if (const auto bound = driver->bind(*local, {}); !bound)
            return failure(JobFailure{FailureKind::SocketFailed,
                                      bind + QStringLiteral(": ") + bound.error().text});
    }
    CoapDriver *raw = driver.get();
    raw->setSecureWatch(&m_secureSessions, m_config.secureIdleAfter);
    raw->setOutputHandler([this, raw](Output &output) { dispatch(raw, output); });
    applyTrace(*raw);
    m_drivers[bind] = std::move(driver);
    return raw;
}

void Session::route(CoapDriver *driver, ExchangeId exchange, Job *job)
{
    m_routes[{driver, exchange}] = job;
}

namespace {

struct ExchangeOf
{
    std::optional<ExchangeId> id;
    bool last = false;
};

ExchangeOf exchangeOf(const Output &output)
{
    if (const auto *response = std::get_if<ResponseReceived>(&output))
        return {response->exchange, response->last};
    if (const auto *failed = std::get_if<ExchangeFailed>(&output))
        return {failed->exchange, true};
    if (const auto *progress = std::get_if<BlockProgress>(&output))
        return {progress->exchange, false};
    if (const auto *observation = std::get_if<ObservationChanged>(&output))
        return {observation->exchange, false};
    if (const auto *pong = std::get_if<PongReceived>(&output))
        return {pong->exchange, true};
    return {};
}

} // namespace

void Session::dispatch(CoapDriver *driver, Output &output)
{
    const ExchangeOf about = exchangeOf(output);
    if (!about.id)
        return;
    const auto it = m_routes.find({driver, *about.id});
    if (it == m_routes.end())
        return;
    Job *job = it->second;
    if (about.last)
        m_routes.erase(it);
    job->handle(output);
}

void Session::emitEvent(SessionEvent event)
{
    if (m_events)
        m_events(std::move(event));
}

void Session::forget(Job *job)
{
    std::erase_if(m_routes, [job](const auto &entry) { return entry.second == job; });
    const auto it = m_jobs.find(job->id().value);
    if (it == m_jobs.end())
        return;
    // The job may be in the middle of its own code.
    it->second.release()->deleteLater();
    m_jobs.erase(it);
}

} // namespace copper
