// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/asked_group.h"
#include "core/net/job.h"

#include <map>

namespace copper {

// One request to a multicast group (RFC 7252 §8), on one interface or on all. Collects answers
// until its timeout: a ResponseArrived for each, what comes in blocks fetched to its end by unicast
// (RFC 7959 §2.8), then GroupAnswered. Only a method that changes nothing may be sent so without
// asking; who builds the request decides that.
class GroupRequestJob final : public Job
{
    Q_OBJECT
public:
    static constexpr std::uint32_t kMaxAnswers = 16'384;
    static constexpr std::uint32_t kMaxAnswersEach = 8; // of one source
    static constexpr std::uint64_t kMaxBytes = 64U << 20U;

    GroupRequestJob(Session &session, JobId id, RequestSpec spec);
    void begin() override;
    void handle(Output &output) override;
    void cancel() override;

private:
    bool ask(const AskedGroup &group);
    Request build() const;
    void answered(ResponseReceived &response);
    void fetchRest(const SocketAddress &from, const ResponseReceived &response);
    void report(ResponseReceived &response);
    void over(ExchangeId exchange);

    RequestSpec m_spec;
    Options m_options; // of the URI
    QString m_path;    // and query
    std::map<ExchangeId, AskedGroup> m_groups;
    std::map<ExchangeId, std::shared_ptr<MemorySink>> m_rests; // of bodies in blocks
    std::map<SocketAddress, std::uint32_t> m_perSource;
    std::uint32_t m_answers = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_notUsed = 0;
    std::uint64_t m_dropsBefore = 0;
    bool m_cancelled = false;
};

} // namespace copper
