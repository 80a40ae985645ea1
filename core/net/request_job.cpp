// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/request_job.h"

#include "core/net/monotonic_clock.h"
#include "core/net/session.h"

namespace copper {

namespace {

constexpr std::uint64_t kMaxFileBody = 1U << 30U; // what 2^20 blocks of 1024 bytes hold
constexpr Duration kProgressInterval = seconds(0.033);

} // namespace

RequestJob::RequestJob(Session &session, JobId id, RequestSpec spec, Kind kind)
    : Job(session, id, spec.uri), m_spec(std::move(spec)), m_kind(kind)
{
    m_status.job = id;
    m_status.uri = m_spec.uri;
    m_nextHandshake.setSingleShot(true);
    connect(&m_nextHandshake, &QTimer::timeout, this, [this] { renewSecurely(); });
}

void RequestJob::begin()
{
    if (m_kind == Kind::Observe)
        emitStatus(ObservationStatus::State::Registering);
    prepare(m_spec.bindAddress, m_spec.interfaceName, m_spec.parameters);
}

std::optional<Request> RequestJob::build(const Target &target)
{
    Request request;
    request.method = m_spec.method;
    request.confirmable = m_spec.confirmable;
    request.options = target.options;
    for (const OptionView &option : m_spec.options)
        request.options.add(option.number, option.value);
    if (!m_spec.payloadFile.isEmpty()) {
        const FileSource::Opened opened = FileSource::open(m_spec.payloadFile, true);
        if (!opened.source) {
            fail(FailureKind::InputUnreadable, m_spec.payloadFile);
            return std::nullopt;
        }
        request.body = opened.source;
    } else if (m_spec.payload && !m_spec.payload->empty()) {
        request.body = std::make_shared<MemorySource>(*m_spec.payload);
    }
    if (!m_spec.outputFile.isEmpty()) {
        m_output = std::make_shared<FileSink>(m_spec.outputFile, kMaxFileBody);
        if (!m_output->openError().isEmpty()) {
            fail(FailureKind::OutputUnwritable,
                 m_spec.outputFile + QStringLiteral(": ") + m_output->openError());
            return std::nullopt;
        }
        request.sink = m_output;
    }
    request.maxBody = m_spec.maxBody;
    if (m_spec.blockSize) {
        const auto szx = szxForSize(*m_spec.blockSize);
        request.szx = szx.value_or(kMaxSzx);
        request.responseSzx = szx;
        request.lateResponseSzx = m_spec.lateBlockSize;
    }
    if (m_spec.mid)
        request.mid = MessageId{*m_spec.mid};
    request.token = m_spec.token;
    request.freshTokens = isSecure();
    if (m_kind == Kind::Request)
        request.timeout = m_spec.timeout;
    request.endsByReset = m_spec.endsByReset;
    request.maxRegistrationAttempts = m_spec.maxRegistrationAttempts;
    return request;
}

void RequestJob::ready(const Target &target, PeerId peer)
{
    std::optional<Request> request = build(target);
    if (!request)
        return;
    Endpoint &endpoint = driver()->endpoint();
    const auto id = m_kind == Kind::Observe
                        ? endpoint.observe(driver()->now(), peer, std::move(*request))
                        : endpoint.sendRequest(driver()->now(), peer, std::move(*request));
    if (!id) {
        failRequest(id.error());
        return;
    }
    m_exchange = *id;
    session().route(driver(), *id, this);
    driver()->pump();
}

// An observation waits for a server that is away, as long and in the same steps as the engine does
// in the clear, where it asks for the registration and not for a session.
bool RequestJob::outlasts(const DtlsError &error)
{
    const bool away = error.failure == DtlsFailure::NoAnswer ||
                      error.failure == DtlsFailure::Unreachable ||
                      error.failure == DtlsFailure::SilentInHandshake;
    if (m_kind != Kind::Observe || m_status.notifications == 0 || !away)
        return false;
    ++m_handshakesFailed;
    if (m_spec.maxRegistrationAttempts && m_handshakesFailed >= *m_spec.maxRegistrationAttempts)
        return false;
    const EndpointConfig &config = session().config().endpoint;
    const unsigned doublings = std::min(m_handshakesFailed - 1, 10U);
    const Duration delay =
        std::min(config.reregisterDelayMin * (1U << doublings), config.observeRetryMax);
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(delay);
    m_status.nextAttempt = {wallNow().unixMicros + std::chrono::microseconds(wait).count()};
    emitStatus(ObservationStatus::State::Retrying);
    m_nextHandshake.start(wait);
    return true;
}

void RequestJob::handle(Output &output)
{
    if (auto *response = std::get_if<ResponseReceived>(&output)) {
        handleResponse(*response);
    } else if (const auto *progress = std::get_if<BlockProgress>(&output)) {
        handleProgress(*progress);
    } else if (const auto *change = std::get_if<ObservationChanged>(&output)) {
        handleObservation(*change);
    } else if (const auto *failed = std::get_if<ExchangeFailed>(&output)) {
        m_exchange.reset();
        if (m_kind == Kind::Observe && failed->reason == FailureReason::Cancelled) {
            emitStatus(ObservationStatus::State::Ended);
            finish();
        } else if (!mayBeAskedTwice(*failed) || !beginAgainSecurely()) {
            fail(*failed);
        }
    }
}

// In a new session the peer cannot tell a request sent again from a new one (RFC 7252 §4.2), so
// only what may be done twice is.
bool RequestJob::mayBeAskedTwice(const ExchangeFailed &failed) const
{
    const bool silent =
        failed.reason == FailureReason::Timeout || failed.reason == FailureReason::PeerLost;
    return silent && m_spec.method != code::kPost && m_spec.method != code::kPatch;
}

void RequestJob::handleResponse(ResponseReceived &response)
{
    heardSecurely();
    m_handshakesFailed = 0;
    ResponseArrived event = toEvent(response);
    if (m_output && response.code.isSuccess()) {
        if (!m_output->commit()) {
            fail(FailureKind::OutputUnwritable,
                 m_spec.outputFile + QStringLiteral(": ") + m_output->errorString());
            return;
        }
        event.outputPath = m_spec.outputFile;
    } else {
        event.payload = std::make_shared<const Bytes>(std::move(response.payload));
    }
    if (response.observe) {
        ++m_status.notifications;
        m_status.lastNotification = event.at;
    }
    const bool last = response.last;
    session().emitEvent(std::move(event));
    if (!last)
        return;
    if (m_kind == Kind::Observe)
        emitStatus(ObservationStatus::State::Ended);
    finish();
}

void RequestJob::handleProgress(const BlockProgress &progress)
{
    const TimePoint now = driver()->now();
    if (now - m_lastProgress < kProgressInterval)
        return;
    m_lastProgress = now;
    UploadProgress event;
    event.job = id();
    event.uri = uri();
    event.state = UploadState::Sending;
    event.sent = progress.confirmed;
    event.total = progress.total;
    event.block = progress.num;
    event.blockSize = progress.blockSize;
    event.at = wallNow();
    session().emitEvent(std::move(event));
}

void RequestJob::handleObservation(const ObservationChanged &change)
{
    m_status.gaps = change.gaps;
    m_status.outOfOrder = change.outOfOrder;
    m_status.registrations = change.registrations;
    m_status.maxAgeSeconds = change.maxAgeSeconds;
    if (change.nextAttempt) {
        const auto wait = std::chrono::duration_cast<std::chrono::microseconds>(
            *change.nextAttempt - driver()->now());
        m_status.nextAttempt = {wallNow().unixMicros + wait.count()};
    }
    switch (change.state) {
    case ObservationChanged::State::Live:
        emitStatus(ObservationStatus::State::Live);
        return;
    case ObservationChanged::State::Stale:
        emitStatus(ObservationStatus::State::Stale);
        return;
    case ObservationChanged::State::Retrying:
        emitStatus(ObservationStatus::State::Retrying);
        // The session may be what was lost. The observation of before ends with it.
        if (mayBeginAgainSecurely() && m_exchange) {
            const ExchangeId old = *m_exchange;
            m_exchange.reset();
            session().unroute(driver(), old);
            Endpoint &endpoint = driver()->endpoint();
            endpoint.cancel(driver()->now(), old);
            endpoint.cancel(driver()->now(), old); // no back-off for a session that is gone
            beginAgainSecurely();
        }
        return;
    }
}

void RequestJob::emitStatus(ObservationStatus::State state)
{
    m_status.state = state;
    session().emitEvent(m_status);
}

void RequestJob::cancel()
{
    if (!m_exchange) {
        fail(FailureKind::Cancelled);
        return;
    }
    driver()->endpoint().cancel(driver()->now(), *m_exchange);
    driver()->pump();
}

// --- PingJob ---

PingJob::PingJob(Session &session, JobId id, RequestSpec spec, unsigned count)
    : Job(session, id, spec.uri), m_spec(std::move(spec)), m_left(count)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        if (m_exchange)
            driver()->endpoint().cancel(driver()->now(), *m_exchange);
        m_exchange.reset();
        fail(FailureKind::Timeout);
    });
}

void PingJob::begin()
{
    if (m_spec.timeout)
        m_timeout.start(std::chrono::ceil<std::chrono::milliseconds>(*m_spec.timeout));
    prepare(m_spec.bindAddress, m_spec.interfaceName, m_spec.parameters);
}

void PingJob::ready(const Target &, PeerId peer)
{
    m_peer = peer;
    next();
}

void PingJob::next()
{
    const auto id = driver()->endpoint().ping(driver()->now(), m_peer);
    if (!id) {
        failRequest(id.error());
        return;
    }
    m_exchange = *id;
    session().route(driver(), *id, this);
    driver()->pump();
}

void PingJob::handle(Output &output)
{
    if (const auto *failed = std::get_if<ExchangeFailed>(&output)) {
        fail(*failed);
        return;
    }
    const auto *pong = std::get_if<PongReceived>(&output);
    if (!pong)
        return;
    ++m_answered;
    PongArrived event;
    event.job = id();
    event.uri = uri();
    event.peer = driver()->addressOf(pong->from);
    event.rtt = pong->stats.lastReceived - pong->stats.firstSent;
    event.mid = pong->mid;
    event.at = wallNow();
    event.last = --m_left == 0;
    const bool last = event.last;
    session().emitEvent(std::move(event));
    if (last)
        finish();
    else
        next();
}

void PingJob::cancel()
{
    if (!m_exchange) {
        fail(FailureKind::Cancelled);
        return;
    }
    driver()->endpoint().cancel(driver()->now(), *m_exchange);
    driver()->pump();
}

} // namespace copper
