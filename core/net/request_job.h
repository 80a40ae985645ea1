// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/file_body.h"
#include "core/net/job.h"

#include <QTimer>

namespace copper {

// One request with its response, or an observation with its notifications.
class RequestJob final : public Job
{
    Q_OBJECT
public:
    enum class Kind { Request, Observe };
    RequestJob(Session &session, JobId id, RequestSpec spec, Kind kind);
    void begin() override;
    void handle(Output &output) override;
    void cancel() override;

private:
    void ready(const Target &target, PeerId peer) override;
    bool outlasts(const DtlsError &error) override;
    std::optional<Request> build(const Target &target);
    bool mayBeAskedTwice(const ExchangeFailed &failed) const;
    void handleResponse(ResponseReceived &response);
    void handleProgress(const BlockProgress &progress);
    void handleObservation(const ObservationChanged &change);
    void emitStatus(ObservationStatus::State state);

    RequestSpec m_spec;
    Kind m_kind;
    std::optional<ExchangeId> m_exchange;
    std::shared_ptr<FileSink> m_output;
    ObservationStatus m_status;
    TimePoint m_lastProgress{};
    unsigned m_handshakesFailed = 0; // since something was heard
    QTimer m_nextHandshake;
};

// CoAP pings (RFC 7252 §4.3), one after another.
class PingJob final : public Job
{
    Q_OBJECT
public:
    PingJob(Session &session, JobId id, RequestSpec spec, unsigned count);
    void begin() override;
    void handle(Output &output) override;
    void cancel() override;

private:
    void ready(const Target &target, PeerId peer) override;
    void next();
    RequestSpec m_spec;
    unsigned m_left;
    unsigned m_answered = 0;
    PeerId m_peer;
    std::optional<ExchangeId> m_exchange;
    QTimer m_timeout;
};

} // namespace copper
