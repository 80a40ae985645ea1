// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/events.h"
#include "core/domain/session_control.h"
#include "core/net/coap_driver.h"
#include "core/net/target.h"

#include <QObject>

namespace copper {

class Session;

// Why a job cannot begin or go on, before the engine has anything to do with it.
struct JobFailure
{
    FailureKind kind = FailureKind::Timeout;
    QString detail;
};

// One thing the user asked for, from the command to its terminal event. Owned by Session, in the
// net thread. begin() runs once; handle() gets the engine's outputs for the exchanges it has routed
// to itself; finish() must be the last thing it calls.
class Job : public QObject
{
    Q_OBJECT
public:
    Job(Session &session, JobId id, QString uri);

    JobId id() const { return m_id; }
    virtual void begin() = 0;
    virtual void handle(Output &output) = 0;
    virtual void cancel() = 0;
    virtual void pause() {}
    virtual void resume() {}

protected:
    Session &session() { return m_session; }
    const QString &uri() const { return m_uri; }
    CoapDriver *driver() { return m_driver; }
    void setDriver(CoapDriver *driver) { m_driver = driver; }
    // Resolves uri(), opens the sockets for `bind`, applies the parameters; then ready() or a
    // terminal failure.
    void prepare(const QString &bind, const QString &interfaceName,
                 const std::optional<TransmissionParameters> &parameters);
    // Once more, with another peer, when a secure session had to be made anew.
    virtual void ready(const Target &, PeerId) {}
    // For one that makes its session itself, in place of the session that stands or a new one.
    virtual void openSecurely();
    // True: the job tries again by itself, later.
    virtual bool outlasts(const DtlsError &) { return false; }
    // The session is there, or why it is not.
    void secureAnswer(const Result<PeerId, DtlsError> &result);
    void failHandshake(const DtlsError &error, const CredentialId &credential = {});
    const Target &target() const { return m_resolved; }
    // The host as it was typed, with its zone.
    std::string typedHost() const;
    // For a request over DTLS that got no answer: true when the peer may have lost the session, as
    // after a restart. Another one is taken or made; ready() or a failure follows.
    bool beginAgainSecurely();
    // Another session than the last one, or a failure.
    void renewSecurely();
    bool isSecure() const { return m_isSecure; }
    bool mayBeginAgainSecurely() const { return m_mayRenew && !m_finished; }
    // Something came back: the session is alive.
    void heardSecurely() { m_mayRenew = m_isSecure; }

    ResponseArrived toEvent(const ResponseReceived &response) const;
    void fail(FailureKind kind, const QString &detail = {}, Code code = {});
    void fail(const ExchangeFailed &failure);
    void failRequest(RequestError error);
    // The terminal event has been emitted: the session forgets the job.
    void finish();
    bool isFinished() const { return m_finished; }

private:
    void resolved(TargetResult target, const QString &bind,
                  const std::optional<TransmissionParameters> &parameters);
    JobFailed failed(FailureKind kind) const;
    void endWith(JobFailed event);
    void peerKnown(PeerId peer);
    SecurePeers::Ready secureReady();
    Session &m_session;
    JobId m_id;
    QString m_uri;
    CoapDriver *m_driver = nullptr;
    Target m_resolved;
    std::optional<TransmissionParameters> m_wantedParameters;
    PeerId m_securePeer;
    bool m_isSecure = false; // a coaps target
    bool m_mayRenew = false;
    bool m_finished = false;
};

FailureKind toFailureKind(FailureReason reason);

} // namespace copper
