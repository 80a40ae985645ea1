// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/handshake_job.h"

#include "core/capture/dtls_record.h"
#include "core/net/monotonic_clock.h"
#include "core/net/session.h"

#include <QPointer>

#include <algorithm>

namespace copper {

namespace {

// The stage that a message ends; nothing for one that is none, or only part of one.
std::optional<HandshakeStage> stageOf(const DtlsStep &step)
{
    switch (static_cast<DtlsHandshakeType>(step.type)) {
    case DtlsHandshakeType::ClientHello:
        return step.outgoing ? std::optional(HandshakeStage::ClientHello) : std::nullopt;
    case DtlsHandshakeType::HelloVerifyRequest:
        return HandshakeStage::HelloVerifyRequest;
    case DtlsHandshakeType::ServerHello:
        return HandshakeStage::ServerHello;
    case DtlsHandshakeType::ServerKeyExchange:
        return HandshakeStage::ServerKeyExchange;
    case DtlsHandshakeType::ClientKeyExchange:
        return HandshakeStage::ClientKeyExchange;
    default:
        return std::nullopt;
    }
}

} // namespace

HandshakeJob::HandshakeJob(Session &session, JobId id, HandshakeSpec spec)
    : Job(session, id, spec.uri), m_spec(std::move(spec))
{}

void HandshakeJob::begin()
{
    m_began = monotonicNow();
    m_lastStep = m_began;
    const auto parsed = parseUri(uri().toStdString());
    if (parsed && parsed->scheme != UriScheme::Coaps) {
        fail(FailureKind::UnsupportedScheme, QString::fromUtf8(schemeName(parsed->scheme).data()));
        return;
    }
    prepare(m_spec.bindAddress, m_spec.interfaceName, std::nullopt);
}

void HandshakeJob::openSecurely()
{
    const SocketAddress &address = target().address;
    const std::string host = typedHost();
    m_wish = m_spec.credential.isNull() ? session().wishFor(host, address)
                                        : session().wishFor(host, m_spec.credential);
    HandshakeStepped resolved;
    resolved.peer = address;
    tell(std::move(resolved), driver()->now());
    if (!m_wish.credential) {
        fail(FailureKind::NoCredential, QString::fromStdString(target().uri.host));
        return;
    }
    m_wish.giveUpAfter = m_spec.timeout.value_or(m_wish.giveUpAfter);
    m_wanted = std::make_shared<int>();
    const QPointer<HandshakeJob> self(this);
    driver()->secure().test(
        driver()->now(), address, m_wish, m_wanted,
        [self](const DtlsStep &step) {
            if (self && !self->isFinished())
                self->noteStep(step);
        },
        [self](const Result<PeerId, DtlsError> &result) {
            if (self && !self->isFinished())
                self->noteAnswer(result);
        });
    driver()->pump();
}

void HandshakeJob::tell(HandshakeStepped step, TimePoint at)
{
    if (std::find(m_told.begin(), m_told.end(), step.stage) != m_told.end())
        return;
    m_told.push_back(step.stage);
    step.job = id();
    step.began = m_lastStep - m_began;
    step.took = at - m_lastStep;
    step.at = wallNow();
    m_lastStep = at;
    session().emitEvent(std::move(step));
}

void HandshakeJob::noteStep(const DtlsStep &message)
{
    // Whether the keys agree is known when the session stands, not when Finished comes.
    if (message.type == static_cast<std::uint8_t>(DtlsHandshakeType::Finished)) {
        m_finishedAt = message.at;
        return;
    }
    const std::optional<HandshakeStage> stage = stageOf(message);
    if (!stage)
        return;
    HandshakeStepped step;
    step.stage = *stage;
    const Credential &credential = *m_wish.credential;
    switch (*stage) {
    case HandshakeStage::ClientHello:
        step.suitesOffered =
            credential.suites.empty() ? kCipherSuites.size() : credential.suites.size();
        break;
    case HandshakeStage::ServerHello:
        step.suite = cipherSuiteFromNumber(message.suite);
        break;
    case HandshakeStage::ServerKeyExchange:
        step.text = message.hint;
        break;
    case HandshakeStage::ClientKeyExchange:
        step.text = credential.identity;
        break;
    default:
        break;
    }
    tell(std::move(step), message.at);
}

void HandshakeJob::noteAnswer(const Result<PeerId, DtlsError> &result)
{
    m_wanted.reset();
    if (!result) {
        failHandshake(result.error(), m_wish.credential->id);
        return;
    }
    HandshakeStepped finished;
    finished.stage = HandshakeStage::Finished;
    tell(std::move(finished), m_finishedAt);
    secureAnswer(result);
}

void HandshakeJob::ready(const Target &target, PeerId peer)
{
    Request request;
    request.method = code::kGet;
    for (const OptionView &option : target.options) {
        if (option.number == OptionNumber::UriHost || option.number == OptionNumber::UriPort)
            request.options.add(option.number, option.value);
    }
    request.options.add(OptionNumber::UriPath, asBytes(".well-known"));
    request.options.add(OptionNumber::UriPath, asBytes("core"));
    request.freshTokens = true;
    request.timeout = m_wish.giveUpAfter;
    const auto exchange =
        driver()->endpoint().sendRequest(driver()->now(), peer, std::move(request));
    if (!exchange) {
        failRequest(exchange.error());
        return;
    }
    m_exchange = *exchange;
    session().route(driver(), *exchange, this);
    driver()->pump();
}

void HandshakeJob::handle(Output &output)
{
    if (const auto *failed = std::get_if<ExchangeFailed>(&output)) {
        m_exchange.reset();
        fail(*failed);
        return;
    }
    const auto *response = std::get_if<ResponseReceived>(&output);
    if (response == nullptr)
        return;
    m_exchange.reset();
    HandshakeStepped request;
    request.stage = HandshakeStage::FirstRequest;
    request.code = response->code;
    request.payloadSize = response->bodySize;
    tell(std::move(request), response->stats.lastReceived);
    HandshakeTested tested;
    tested.job = id();
    tested.uri = uri();
    tested.peer = target().address;
    tested.credential = m_wish.credential->id;
    if (const auto info = driver()->secure().sessionOf(response->from))
        tested.session = *info;
    tested.duration = m_lastStep - m_began;
    tested.at = wallNow();
    session().emitEvent(std::move(tested));
    finish();
}

void HandshakeJob::cancel()
{
    if (isFinished())
        return;
    if (m_exchange) {
        driver()->endpoint().cancel(driver()->now(), *m_exchange);
        driver()->pump(); // which fails the exchange
        return;
    }
    const bool shaking = m_wanted != nullptr;
    m_wanted.reset();
    CoapDriver *const used = driver();
    const SocketAddress peer = target().address;
    fail(FailureKind::Cancelled);
    if (shaking) {
        used->secure().abandonTest(used->now(), peer);
        used->pump();
    }
}

} // namespace copper
