// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/file_body.h"
#include "core/net/job.h"
#include "core/net/resume_record.h"

#include <QTimer>

#include <deque>
#include <map>

namespace copper {

// Pushes a file to a device by Block1, with progress, pause, "link lost" and resumption, and reads
// it back when asked. Terminal events: UploadFinished or JobFailed.
class UploadJob final : public Job
{
    Q_OBJECT
public:
    UploadJob(Session &session, JobId id, UploadSpec spec);
    void begin() override;
    void handle(Output &output) override;
    void cancel() override;
    void pause() override;
    void resume() override;

private:
    void hashed(const std::optional<QByteArray> &sha256);
    void chooseStart();
    void ready(const Target &target, PeerId peer) override;
    Request buildRequest();
    void startSending();
    void keepRecord();
    void handleProgress(const BlockProgress &progress);
    void handleResponse(ResponseReceived &response);
    void startVerifying();
    void handleVerification(const ResponseReceived &response);
    void finishUpload(std::optional<bool> verified);
    void watchLink();
    void setState(UploadState state);
    void report(bool always);
    double currentRate(TimePoint now);

    UploadSpec m_spec;
    std::shared_ptr<FileSource> m_source;
    std::optional<QByteArray> m_sha256;
    bool m_hashing = false;
    std::optional<ResponseReceived> m_waitingForHash;
    ResumeRecord m_record;
    std::optional<ResumeState> m_resumeFrom;
    Bytes m_requestTag;
    Target m_target;
    PeerId m_peer;
    std::optional<ExchangeId> m_exchange;
    std::shared_ptr<HashingSink> m_readBack;
    Code m_finalCode;

    UploadProgress m_progress;
    TimePoint m_started{};
    TimePoint m_lastAnswer{};
    TimePoint m_lastReport{};
    std::deque<std::pair<TimePoint, std::uint64_t>> m_window; // confirmed bytes over time
    std::uint64_t m_startOffset = 0;
    QTimer m_watch;
    bool m_cancelled = false;
};

} // namespace copper
