// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/job.h"

#include "core/net/monotonic_clock.h"
#include "core/net/session.h"

#include <QPointer>

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
    m_resolved = std::move(*target);
    m_wantedParameters = parameters ? parameters : m_session.parametersFor(m_resolved.address);
    const auto peer = m_driver->peer(m_resolved.address);
    if (!peer) {
        fail(FailureKind::SocketFailed, peer.error().text);
        return;
    }
    if (m_session.singlePeer())
        m_driver->dedicateTo(m_resolved.address);
    m_isSecure = m_resolved.uri.scheme == UriScheme::Coaps;
    if (m_isSecure)
        openSecurely();
    else
        peerKnown(*peer);
}

void Job::peerKnown(PeerId peer)
{
    if (m_wantedParameters)
        m_driver->endpoint().setParameters(m_driver->now(), peer, *m_wantedParameters);
    ready(m_resolved, peer);
}

// --- over DTLS ---

void Job::openSecurely()
{
    const SecureWish wish = m_session.wishFor(typedHost(), m_resolved.address);
    SecurePeers &secure = m_driver->secure();
    // Whether a session was there that may be lost; one of our own is not.
    m_mayRenew = secure.hasSession(m_resolved.address);
    // A session that stands outlives its credential, as when the vault is locked.
    if (!wish.credential && !m_mayRenew) {
        fail(FailureKind::NoCredential, QString::fromStdString(m_resolved.uri.host));
        return;
    }
    secure.open(m_driver->now(), m_resolved.address, wish, secureReady());
    m_driver->pump();
}

std::string Job::typedHost() const
{
    const Uri &typed = m_resolved.uri;
    return typed.zone.empty() ? typed.host : typed.host + '%' + typed.zone;
}

SecurePeers::Ready Job::secureReady()
{
    return [self = QPointer<Job>(this)](const Result<PeerId, DtlsError> &result) {
        if (self)
            self->secureAnswer(result);
    };
}

void Job::secureAnswer(const Result<PeerId, DtlsError> &result)
{
    if (m_finished)
        return;
    if (!result) {
        if (!outlasts(result.error()))
            failHandshake(result.error());
        return;
    }
    m_securePeer = *result;
    peerKnown(*result);
}

bool Job::beginAgainSecurely()
{
    if (!mayBeginAgainSecurely())
        return false;
    m_mayRenew = false; // once, until something comes back
    renewSecurely();
    return true;
}

void Job::renewSecurely()
{
    const SecureWish wish = m_session.wishFor(typedHost(), m_resolved.address);
    if (!wish.credential) {
        fail(FailureKind::NoCredential, QString::fromStdString(m_resolved.uri.host));
        return;
    }
    m_driver->secure().renew(m_driver->now(), m_resolved.address, m_securePeer, wish,
                             secureReady());
    m_driver->pump();
}

void Job::failHandshake(const DtlsError &error, const CredentialId &credential)
{
    JobFailed event = failed(FailureKind::HandshakeFailed);
    event.detail = QString::fromStdString(m_resolved.uri.host);
    event.handshake = error;
    event.credential = credential;
    endWith(std::move(event));
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

JobFailed Job::failed(FailureKind kind) const
{
    JobFailed event;
    event.job = m_id;
    event.uri = m_uri;
    event.kind = kind;
    event.at = wallNow();
    return event;
}

void Job::endWith(JobFailed event)
{
    if (m_finished)
        return;
    m_session.emitEvent(std::move(event));
    finish();
}

void Job::fail(FailureKind kind, const QString &detail, Code code)
{
    JobFailed event = failed(kind);
    event.detail = detail;
    event.code = code;
    endWith(std::move(event));
}

void Job::fail(const ExchangeFailed &failure)
{
    JobFailed event = failed(toFailureKind(failure.reason));
    event.code = failure.code;
    event.retransmissions = failure.stats.retransmissions;
    if (event.kind == FailureKind::Unreachable && m_driver && m_driver->lastSendFailure())
        event.detail = m_driver->lastSendFailure()->text;
    endWith(std::move(event));
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
    case RequestError::MessageIdInUse:
        fail(FailureKind::LimitReached, QStringLiteral("message ID"));
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
