// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/job.h"

namespace copper {

// A handshake for its own sake, step by step, and one request over its session.
class HandshakeJob final : public Job
{
    Q_OBJECT
public:
    HandshakeJob(Session &session, JobId id, HandshakeSpec spec);

    void begin() override;
    void handle(Output &output) override;
    void cancel() override;

private:
    void openSecurely() override;
    void ready(const Target &target, PeerId peer) override;
    void noteStep(const DtlsStep &step);
    void noteAnswer(const Result<PeerId, DtlsError> &result);
    // From the step before until `at`; each stage once, whatever is sent again.
    void tell(HandshakeStepped step, TimePoint at);

    HandshakeSpec m_spec;
    SecureWish m_wish;
    TimePoint m_began;
    TimePoint m_lastStep;
    TimePoint m_finishedAt;
    std::vector<HandshakeStage> m_told;
    std::shared_ptr<void> m_wanted; // until the handshake's answer, or cancel()
    std::optional<ExchangeId> m_exchange;
};

} // namespace copper
