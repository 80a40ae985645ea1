// SPDX-License-Identifier: GPL-3.0-or-later
// What the session reports about uploads and version reads.
#include "core/domain/firmware_queue.h"

#include "core/domain/resource_uri.h"

#include <algorithm>

namespace copper {

namespace {

bool isBlockSize(std::uint32_t size)
{
    return size >= 16 && size <= 1024 && (size & (size - 1)) == 0;
}

} // namespace

void FirmwareQueue::readVersion(const FirmwareJob &job, bool after)
{
    const auto parts = splitUri(job.uri);
    if (m_settings.versionPath.isEmpty() || !parts)
        return;
    RequestSpec spec;
    spec.uri = canonicalUri(parts->endpoint + m_settings.versionPath);
    spec.maxBody = 1024;
    m_versionReads[m_session.request(spec)] = {job.id, after};
}

void FirmwareQueue::readVersions()
{
    for (const auto &job : m_jobs) {
        if (!job->isFinished())
            readVersion(*job, false);
    }
}

void FirmwareQueue::take(const ResponseArrived &response)
{
    const auto read = m_versionReads.find(response.job);
    if (read == m_versionReads.end())
        return;
    const VersionRead target = read->second;
    m_versionReads.erase(read);
    FirmwareJob *job = find(target.job);
    constexpr std::size_t kMaxVersionBytes = 64;
    if (job == nullptr || response.code != code::kContent || !response.payload ||
        response.payload->size() > kMaxVersionBytes || !isValidUtf8(*response.payload))
        return;
    const std::string_view text = asText(*response.payload);
    const QString version =
        QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed();
    (target.after ? job->versionAfter : job->versionBefore) = version;
    changed(*job);
    Q_EMIT totalsChanged();
}

void FirmwareQueue::noteBlocks(FirmwareJob &job, const UploadProgress &progress)
{
    if (progress.blockSize != job.blockSize && isBlockSize(progress.blockSize)) {
        // RFC 7959 §2.3: the device asked for smaller blocks; the map keeps what it knows.
        const std::vector<std::uint8_t> before = std::move(job.blockCounts);
        const std::uint32_t oldSize = job.blockSize;
        job.blockSize = progress.blockSize;
        job.blockCounts.assign(std::min<std::uint64_t>(job.totalBlocks(), kMaxBlocks), 0);
        for (std::size_t i = 0; i < job.blockCounts.size(); ++i) {
            const std::size_t old = i * progress.blockSize / oldSize;
            if (old < before.size())
                job.blockCounts[i] = before[old];
        }
        log(job, FirmwareEvent::Kind::BlockSizeLowered, progress.block, progress.blockSize);
    }
    std::optional<std::uint32_t> newest;
    for (const auto &[number, times] : progress.blocksSent) {
        if (number >= job.blockCounts.size())
            continue;
        std::uint8_t &count = job.blockCounts[number];
        const std::uint32_t now = std::min<std::uint32_t>(count + times, 255);
        count = static_cast<std::uint8_t>(now);
        if (now > 1)
            log(job, FirmwareEvent::Kind::Retransmitted, number, now);
        else
            newest = number;
    }
    if (newest)
        log(job, FirmwareEvent::Kind::BlockSent, *newest);
}

void FirmwareQueue::noteState(FirmwareJob &job, const UploadProgress &progress)
{
    // Numbers that were on their way when the user paused do not wake the row again.
    if (job.pausedByUser && job.state == UploadState::Paused)
        return;
    if (progress.state == job.state)
        return;
    switch (progress.state) {
    case UploadState::LinkLost:
        log(job, FirmwareEvent::Kind::LinkLost, progress.block);
        break;
    case UploadState::Verifying:
        log(job, FirmwareEvent::Kind::Verifying);
        break;
    case UploadState::Sending:
        if (job.state == UploadState::LinkLost)
            log(job, FirmwareEvent::Kind::LinkBack, progress.block);
        break;
    case UploadState::Queued:
    case UploadState::Paused:
    case UploadState::Verified:
    case UploadState::Done:
    case UploadState::Failed:
    case UploadState::Cancelled:
        // Waiting belongs to this queue, ends come with their own events.
        return;
    }
    setState(job, progress.state);
    Q_EMIT persistentChange();
}

void FirmwareQueue::take(const UploadProgress &progress)
{
    FirmwareJob *job = findByUpload(progress.job);
    if (job == nullptr || job->isFinished())
        return;
    noteState(*job, progress);
    if (progress.restarts > job->restarts)
        log(*job, FirmwareEvent::Kind::Restarted, progress.block);
    if (progress.resume == ResumeOutcome::RecordDamaged && job->resume != progress.resume)
        log(*job, FirmwareEvent::Kind::RecordDamaged);
    if (progress.total > 0)
        job->total = progress.total;
    noteBlocks(*job, progress);
    job->sent = std::min(progress.sent, job->total);
    job->block = progress.block;
    job->averageRate = progress.averageRate;
    job->retransmissions = progress.retransmissions;
    job->restarts = progress.restarts;
    job->resume = progress.resume;
    job->resumed = progress.resume == ResumeOutcome::Resumed;
    if (job->isActive()) {
        job->rate = progress.rate;
        job->timeLeft = progress.timeLeft;
        job->rateHistory.emplace_back(progress.at, progress.rate);
        if (job->rateHistory.size() > FirmwareJob::kMaxRatePoints)
            job->rateHistory.pop_front();
    }
    changed(*job);
    Q_EMIT totalsChanged();
}

void FirmwareQueue::take(const UploadFinished &finished)
{
    FirmwareJob *job = findByUpload(finished.job);
    if (job == nullptr)
        return;
    job->code = finished.code;
    job->duration = finished.duration;
    job->retransmissions = finished.retransmissions;
    job->verified = finished.verified;
    job->pausedByUser = false;
    if (finished.verified == false) {
        JobFailed failed;
        failed.job = finished.job;
        failed.uri = finished.uri;
        failed.kind = FailureKind::VerificationFailed;
        failed.at = finished.at;
        fail(*job, failed);
        return;
    }
    job->sent = job->total;
    const bool verified = finished.verified == true;
    setState(*job, verified ? UploadState::Verified : UploadState::Done);
    log(*job, verified ? FirmwareEvent::Kind::Verified : FirmwareEvent::Kind::Done);
    if (toSeconds(job->duration) > 0)
        job->averageRate = static_cast<double>(finished.bytes) / toSeconds(job->duration);
    forgetUpload(*job);
    readVersion(*job, true);
    changed(*job);
    Q_EMIT persistentChange();
    fillPlaces();
    Q_EMIT totalsChanged();
}

void FirmwareQueue::fail(FirmwareJob &job, const JobFailed &failed)
{
    job.failure = failed;
    job.code = failed.code;
    job.pausedByUser = false;
    const bool cancelled = failed.kind == FailureKind::Cancelled;
    setState(job, cancelled ? UploadState::Cancelled : UploadState::Failed);
    log(job, cancelled ? FirmwareEvent::Kind::Cancelled : FirmwareEvent::Kind::Failed, job.block);
    forgetUpload(job);
    changed(job);
    Q_EMIT persistentChange();
    fillPlaces();
    Q_EMIT totalsChanged();
}

void FirmwareQueue::take(const JobFailed &failed)
{
    m_versionReads.erase(failed.job);
    FirmwareJob *job = findByUpload(failed.job);
    if (job != nullptr)
        fail(*job, failed);
}

} // namespace copper
