// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/plugtest_job.h"

#include "core/coap/uri.h"
#include "core/net/monotonic_clock.h"
#include "core/net/session.h"

#include <algorithm>

namespace copper {

namespace {

MessageRecord::Mark markOf(PlugtestRun::Arrival arrival)
{
    switch (arrival) {
    case PlugtestRun::Arrival::Duplicate:
        return MessageRecord::Mark::Duplicate;
    case PlugtestRun::Arrival::Rejected:
        return MessageRecord::Mark::Rejected;
    case PlugtestRun::Arrival::Lost:
        return MessageRecord::Mark::Lost;
    case PlugtestRun::Arrival::Accepted:
    case PlugtestRun::Arrival::Unmatched:
        break;
    }
    return MessageRecord::Mark::None;
}

MessageRecord::Mark markOf(PlugtestMessage::Fate fate)
{
    switch (fate) {
    case PlugtestMessage::Fate::Retransmission:
    case PlugtestMessage::Fate::Repeated:
        return MessageRecord::Mark::Retransmission;
    case PlugtestMessage::Fate::Duplicate:
        return MessageRecord::Mark::Duplicate;
    case PlugtestMessage::Fate::Malformed:
        return MessageRecord::Mark::Rejected;
    case PlugtestMessage::Fate::Lost:
        return MessageRecord::Mark::Lost;
    case PlugtestMessage::Fate::Normal:
    case PlugtestMessage::Fate::Unexpected:
        break;
    }
    return MessageRecord::Mark::None;
}

// The pair of the list where nobody has said otherwise.
PskCredentialPtr toPsk(const Credential *credential)
{
    if (credential == nullptr)
        return nullptr;
    const auto made = makePskCredential(credential->identity, credential->key.clone());
    return made ? *made : nullptr;
}

} // namespace

PlugtestJob::PlugtestJob(Session &session, JobId id, PlugtestSpec spec)
    : Job(session, id, spec.uri), m_spec(std::move(spec))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_run->handleTimeout(monotonicNow());
        drain();
    });
}

PlugtestJob::~PlugtestJob() = default;

void PlugtestJob::begin()
{
    std::optional<Uri> typed;
    if (const auto parsed = parseUri(uri().toStdString()))
        typed = *parsed;
    m_secure = m_spec.isSecure();
    if (!chooseTests())
        return;
    QString server = uri();
    if (m_secure && typed && typed->scheme == UriScheme::Coap) {
        typed->scheme = UriScheme::Coaps; // and with it the port, unless one was written
        server = QString::fromStdString(toText(*typed));
    }
    SocketAddress::Family family = SocketAddress::Family::None;
    if (const auto local = parseAddressAndPort(m_spec.bindAddress, 0))
        family = local->family;
    resolveTarget(server, m_spec.interfaceName, family, this,
                  [this](const TargetResult &target) { resolved(target); });
}

bool PlugtestJob::chooseTests()
{
    for (const QString &name : m_spec.only) {
        const PlugtestDescription *test = findPlugtest(name.toStdString());
        if (test == nullptr || isSecurePlugtest(*test) != m_secure) {
            fail(FailureKind::NotSupported, name);
            return false;
        }
        m_tests.push_back(test);
    }
    if (!m_spec.only.isEmpty())
        return true;
    for (const PlugtestDescription &test :
         m_secure ? securePlugtestDescriptions() : plugtestDescriptions())
        m_tests.push_back(&test);
    return true;
}

PlugtestConfig PlugtestJob::configFor(const Target &target)
{
    PlugtestConfig config;
    config.tests = m_tests;
    if (m_secure) {
        const Uri &typed = target.uri;
        const SecureWish wish = session().wishFor(
            typed.zone.empty() ? typed.host : typed.host + '%' + typed.zone, target.address);
        config.credential = toPsk(wish.credential.get());
        config.exportKeys = session().secureWatch().wantsKeys();
    }
    if (m_spec.parameters)
        config.parameters = *m_spec.parameters;
    else if (const auto known = session().parametersFor(target.address))
        config.parameters = *known;
    if (m_spec.timeout)
        config.limit = std::min(config.limit, *m_spec.timeout);
    if (const auto host = target.options.first(OptionNumber::UriHost))
        config.uriHost.add(OptionNumber::UriHost, *host);
    return config;
}

bool PlugtestJob::openPort()
{
    SocketAddress local;
    local.family = m_server.family;
    if (!m_spec.bindAddress.isEmpty()) {
        const auto wanted = parseAddressAndPort(m_spec.bindAddress, 0);
        if (!wanted) {
            fail(FailureKind::SocketFailed, m_spec.bindAddress);
            return false;
        }
        local = *wanted;
    }
    auto port = std::make_unique<Port>(*this);
    port->socket = UdpSocket::create(session().config().backend, *port);
    UdpOptions options;
    options.timestamps = true;
    if (const auto bound = port->socket->bind(local, options); !bound) {
        fail(FailureKind::SocketFailed, bound.error().text);
        return false;
    }
    port->socket->connectTo(m_server);
    m_local = routeSource(m_server);
    m_local.port = port->socket->localAddress().port;
    std::swap(m_port, port);
    if (port) // it may be what called us
        QMetaObject::invokeMethod(
            this, [old = std::shared_ptr<Port>(std::move(port))] {}, Qt::QueuedConnection);
    return true;
}

// Where the port was chosen by hand there is only that one.
void PlugtestJob::takeFreshPort()
{
    const auto chosen = parseAddressAndPort(m_spec.bindAddress, 0);
    if (!chosen || chosen->port == 0)
        (void)openPort();
}

void PlugtestJob::resolved(const TargetResult &target)
{
    if (isFinished())
        return; // cancelled during the look-up
    if (!target) {
        fail(target.error().kind, target.error().detail);
        return;
    }
    m_server = target->address;
    if (m_server.isMulticast()) {
        fail(FailureKind::NotSupported, QStringLiteral("multicast"));
        return;
    }
    if (!openPort())
        return;
    m_trace.setHandler([this](MessageRecord &&record) { session().trace(std::move(record)); });
    m_begunAt = monotonicNow();
    m_run = std::make_unique<PlugtestRun>(m_begunAt, configFor(*target), m_random);
    drain();
}

// --- datagrams ---

void PlugtestJob::datagramReceived(const ReceivedDatagram &datagram)
{
    if (isFinished() || datagram.from.ip != m_server.ip || datagram.from.port != m_server.port)
        return;
    const PlugtestRun::Arrival arrival = m_run->handleDatagram(monotonicNow(), datagram.bytes);
    MessageRecord record =
        traceRecord(false, markOf(arrival),
                    m_secure ? MessageRecord::Layer::Record : MessageRecord::Layer::Clear,
                    toOwned(datagram.bytes),
                    datagram.arrivalUnixMicros ? WallTime{*datagram.arrivalUnixMicros} : wallNow());
    if (m_secure)
        m_trace.arrived(std::move(record));
    else
        m_trace.add(std::move(record));
    drain();
    m_trace.handled();
}

void PlugtestJob::serverUnreachable()
{
    if (isFinished() || !m_run)
        return;
    m_run->handleServerLost(monotonicNow());
    drain();
}

MessageRecord PlugtestJob::traceRecord(bool outgoing, MessageRecord::Mark mark,
                                       MessageRecord::Layer layer, const Bytes &bytes,
                                       WallTime at) const
{
    MessageRecord record;
    record.at = at;
    record.direction =
        outgoing ? MessageRecord::Direction::Sent : MessageRecord::Direction::Received;
    record.mark = mark;
    record.layer = layer;
    record.local = m_local;
    record.peer = m_server;
    record.datagram = bytes;
    return record;
}

void PlugtestJob::traceInside(const PlugtestInside &inside)
{
    MessageRecord record = traceRecord(inside.outgoing, markOf(inside.fate),
                                       MessageRecord::Layer::Secure, inside.message, wallNow());
    if (inside.outgoing)
        (void)m_trace.sealing(std::move(record));
    else
        m_trace.opened(inside.record, std::move(record));
}

void PlugtestJob::traceKeys(const DtlsKeys &keys)
{
    session().secureWatch().keysExported(keys);
    m_trace.keysExported(wallNow(), m_server, keys);
}

void PlugtestJob::send(const PlugtestSend &send)
{
    MessageRecord record = traceRecord(
        true, send.retransmission ? MessageRecord::Mark::Retransmission : MessageRecord::Mark::None,
        m_secure ? MessageRecord::Layer::Record : MessageRecord::Layer::Clear, send.datagram,
        wallNow());
    if (m_secure)
        m_trace.sent(std::move(record));
    else
        m_trace.add(std::move(record));
    if (!m_port->socket->send(m_server, send.datagram, std::nullopt)) {
        // No route is an answer like any ICMP error. Not from within the run's own output.
        QMetaObject::invokeMethod(
            this, [this] { serverUnreachable(); }, Qt::QueuedConnection);
    }
}

void PlugtestJob::drain()
{
    while (!isFinished()) {
        std::optional<PlugtestOutput> output = m_run->pollOutput();
        if (!output)
            break;
        if (const auto *datagram = std::get_if<PlugtestSend>(&*output))
            send(*datagram);
        else if (std::holds_alternative<PlugtestFreshPort>(*output))
            takeFreshPort();
        else if (const auto *inside = std::get_if<PlugtestInside>(&*output))
            traceInside(*inside);
        else if (const auto *keys = std::get_if<DtlsKeys>(&*output))
            traceKeys(*keys);
        else if (const auto *started = std::get_if<PlugtestStarted>(&*output))
            session().emitEvent(PlugtestBegan{id(), started->test, wallNow()});
        else if (auto *result = std::get_if<PlugtestResult>(&*output))
            report(std::move(*result));
        else if (const auto *finished = std::get_if<PlugtestFinished>(&*output))
            end(*finished);
    }
    armTimer();
}

void PlugtestJob::report(PlugtestResult &&result)
{
    switch (result.verdict) {
    case PlugtestVerdict::Pass:
        ++m_end.passed;
        break;
    case PlugtestVerdict::Fail:
        ++m_end.failed;
        break;
    case PlugtestVerdict::Inconclusive:
        ++m_end.inconclusive;
        break;
    }
    PlugtestJudged event;
    event.job = id();
    event.uri = uri();
    event.server = m_server;
    event.local = m_local;
    const Duration ago = monotonicNow() - result.started;
    event.startedAt = {wallNow().unixMicros -
                       std::chrono::duration_cast<std::chrono::microseconds>(ago).count()};
    event.result = std::make_shared<const PlugtestResult>(std::move(result));
    session().emitEvent(std::move(event));
}

void PlugtestJob::end(const PlugtestFinished &finished)
{
    m_end.job = id();
    m_end.uri = uri();
    m_end.anythingReceived = finished.anythingReceived;
    m_end.duration = monotonicNow() - m_begunAt;
    m_end.at = wallNow();
    session().emitEvent(m_end);
    finish();
}

void PlugtestJob::cancel()
{
    m_timer.stop();
    fail(FailureKind::Cancelled);
}

void PlugtestJob::armTimer()
{
    const std::optional<TimePoint> next = isFinished() ? std::nullopt : m_run->nextTimeout();
    if (!next) {
        m_timer.stop();
        return;
    }
    const Duration wait = std::max(Duration{}, *next - monotonicNow());
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

} // namespace copper
