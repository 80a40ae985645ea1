// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/plugtest_job.h"

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
    SocketAddress::Family family = SocketAddress::Family::None;
    if (const auto local = parseAddressAndPort(m_spec.bindAddress, 0))
        family = local->family;
    resolveTarget(uri(), m_spec.interfaceName, family, this,
                  [this](const TargetResult &target) { resolved(target); });
}

std::optional<PlugtestConfig> PlugtestJob::configFor(const Target &target)
{
    PlugtestConfig config;
    for (const QString &name : m_spec.only) {
        const PlugtestDescription *test = findPlugtest(name.toStdString());
        if (test == nullptr) {
            fail(FailureKind::NotSupported, name);
            return std::nullopt;
        }
        config.tests.push_back(test);
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

bool PlugtestJob::openSocket()
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
    m_socket = UdpSocket::create(session().config().backend, *this);
    UdpOptions options;
    options.timestamps = true;
    if (const auto bound = m_socket->bind(local, options); !bound) {
        fail(FailureKind::SocketFailed, bound.error().text);
        return false;
    }
    m_socket->connectTo(m_server);
    m_local = routeSource(m_server);
    m_local.port = m_socket->localAddress().port;
    return true;
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
    std::optional<PlugtestConfig> config = configFor(*target);
    if (!config || !openSocket())
        return;
    m_begunAt = monotonicNow();
    m_run = std::make_unique<PlugtestRun>(m_begunAt, std::move(*config), m_random);
    drain();
}

// --- datagrams ---

void PlugtestJob::datagramReceived(const ReceivedDatagram &datagram)
{
    if (isFinished() || datagram.from.ip != m_server.ip || datagram.from.port != m_server.port)
        return;
    const PlugtestRun::Arrival arrival = m_run->handleDatagram(monotonicNow(), datagram.bytes);
    MessageRecord record;
    record.at = datagram.arrivalUnixMicros ? WallTime{*datagram.arrivalUnixMicros} : wallNow();
    record.direction = MessageRecord::Direction::Received;
    record.mark = markOf(arrival);
    record.local = m_local;
    record.peer = m_server;
    record.datagram = toOwned(datagram.bytes);
    session().trace(std::move(record));
    drain();
}

void PlugtestJob::peerUnreachable(const SocketAddress &)
{
    if (isFinished() || !m_run)
        return;
    m_run->handleServerLost(monotonicNow());
    drain();
}

void PlugtestJob::send(const PlugtestSend &send)
{
    MessageRecord record;
    record.at = wallNow();
    record.direction = MessageRecord::Direction::Sent;
    record.mark =
        send.retransmission ? MessageRecord::Mark::Retransmission : MessageRecord::Mark::None;
    record.local = m_local;
    record.peer = m_server;
    record.datagram = send.datagram;
    session().trace(std::move(record));
    if (!m_socket->send(m_server, send.datagram, std::nullopt)) {
        // No route is an answer like any ICMP error. Not from within the run's own output.
        QMetaObject::invokeMethod(
            this, [this] { peerUnreachable(m_server); }, Qt::QueuedConnection);
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
