// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/job.h"

#include "core/net/monotonic_clock.h"
#include "core/net/session.h"

namespace copper {

FailureKind toFailureKind(FailureReason reason)
{
    switch (reason) {
    case FailureReason::Timeout:
        return FailureKind::Timeout;
    case FailureReason::Reset:
        return FailureKind::Reset;
    case FailureReason::PeerLost:
        return FailureKind::Unreachable;
    case FailureReason::Cancelled:
        return FailureKind::Cancelled;
    case FailureReason::MalformedResponse:
    case FailureReason::BadOption:
        return FailureKind::Malformed;
    case FailureReason::BodyTooLarge:
        return FailureKind::TooLarge;
    case FailureReason::BodyChanged:
        return FailureKind::BodyChanged;
    case FailureReason::TransferLost:
        return FailureKind::TransferRefused;
    case FailureReason::SourceFailed:
        return FailureKind::InputUnreadable;
    case FailureReason::SinkFailed:
        return FailureKind::OutputUnwritable;
    case FailureReason::LimitReached:
        return FailureKind::LimitReached;
    }
    return FailureKind::Timeout;
}

Job::Job(Session &session, JobId id, QString uri)
    : m_session(session), m_id(id), m_uri(std::move(uri))
{}

void Job::prepare(const QString &bind, const QString &interfaceName,
                  const std::optional<TransmissionParameters> &parameters)
{
    SocketAddress::Family family = SocketAddress::Family::None;
    if (!bind.isEmpty()) {
        if (const auto local = parseAddressAndPort(bind, 0))
            family = local->family;
    }
    resolveTarget(m_uri, interfaceName, family, this,
                  [this, bind, parameters](TargetResult target) {
                      resolved(std::move(target), bind, parameters);
                  });
}

void Job::resolved(TargetResult target, const QString &bind,
                   const std::optional<TransmissionParameters> &parameters)
{
    if (m_finished)
        return; // cancelled during the look-up
    if (!target) {
        fail(target.error().kind, target.error().detail);
        return;
    }
    if (target->address.isMulticast()) {
        // A group answers many times; only discovery collects that.
        fail(FailureKind::NotSupported, QStringLiteral("multicast"));
        return;
    }
    const auto driver = m_session.driverFor(bind);
    if (!driver) {
        fail(driver.error().kind, driver.error().detail);
        return;
    }
    m_driver = *driver;
    const auto peer = m_driver->peer(target->address);
    if (!peer) {
        fail(FailureKind::SocketFailed, peer.error().text);
        return;
    }
    if (m_session.singlePeer())
        m_driver->dedicateTo(target->address);
    std::optional<TransmissionParameters> wanted = parameters;
    if (!wanted)
        wanted = m_session.parametersFor(target->address);
    if (wanted)
        m_driver->endpoint().setParameters(m_driver->now(), *peer, *wanted);
    ready(*target, *peer);
}

ResponseArrived Job::toEvent(const ResponseReceived &response) const
{
    ResponseArrived event;
    event.job = m_id;
    event.uri = m_uri;
    event.peer = m_driver->addressOf(response.from);
    event.code = response.code;
    event.type = response.type;
    event.mid = response.mid;
    event.token = response.token;
    event.rtt = response.stats.lastReceived - response.stats.firstSent;
    event.messages = response.stats.messages;
    event.retransmissions = response.stats.retransmissions;
    event.blocks = response.stats.blocks;
    event.options = response.options;
    event.payloadSize = response.bodySize;
    event.at = wallNow();
    event.observeSequence = response.observe;
    event.notificationIndex = response.index;
    return event;
}

void Job::fail(FailureKind kind, const QString &detail, Code code)
{
    if (m_finished)
        return;
    JobFailed event;
    event.job = m_id;
    event.uri = m_uri;
    event.kind = kind;
    event.detail = detail;
    event.code = code;
    event.at = wallNow();
    m_session.emitEvent(std::move(event));
    finish();
}

void Job::fail(const ExchangeFailed &failed)
{
    if (m_finished)
        return;
    JobFailed event;
    event.job = m_id;
    event.uri = m_uri;
    event.kind = toFailureKind(failed.reason);
    event.code = failed.code;
    event.retransmissions = failed.stats.retransmissions;
    event.at = wallNow();
    if (event.kind == FailureKind::Unreachable && m_driver && m_driver->lastSendFailure())
        event.detail = m_driver->lastSendFailure()->text;
    m_session.emitEvent(std::move(event));
    finish();
}

void Job::failRequest(RequestError error)
{
    switch (error) {
    case RequestError::LimitReached:
        fail(FailureKind::LimitReached);
        return;
    case RequestError::TokenInUse:
        fail(FailureKind::LimitReached, QStringLiteral("token"));
        return;
    case RequestError::BodyTooLarge:
        fail(FailureKind::TooLarge);
        return;
    case RequestError::InvalidMethod:
        fail(FailureKind::NotSupported);
        return;
    }
}

void Job::finish()
{
    m_finished = true;
    m_session.forget(this);
}

} // namespace copper
