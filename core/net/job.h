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
    virtual void ready(const Target &, PeerId) {}

    ResponseArrived toEvent(const ResponseReceived &response) const;
    void fail(FailureKind kind, const QString &detail = {}, Code code = {});
    void fail(const ExchangeFailed &failed);
    void failRequest(RequestError error);
    // The terminal event has been emitted: the session forgets the job.
    void finish();
    bool isFinished() const { return m_finished; }

private:
    void resolved(TargetResult target, const QString &bind,
                  const std::optional<TransmissionParameters> &parameters);
    Session &m_session;
    JobId m_id;
    QString m_uri;
    CoapDriver *m_driver = nullptr;
    bool m_finished = false;
};

FailureKind toFailureKind(FailureReason reason);

} // namespace copper
