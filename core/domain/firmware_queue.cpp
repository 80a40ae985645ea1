// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/firmware_queue.h"

#include "core/domain/image_digest.h"
#include "core/domain/resource_uri.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace copper {

namespace {

bool isBlockSize(std::uint32_t size)
{
    return size >= 16 && size <= 1024 && (size & (size - 1)) == 0;
}

QString versionIn(const QString &fileName)
{
    static const QRegularExpression pattern(QStringLiteral("\\d+(?:\\.\\d+){1,3}"));
    QString version;
    for (auto it = pattern.globalMatch(fileName); it.hasNext();)
        version = it.next().captured();
    return version;
}

} // namespace

FirmwareQueue::FirmwareQueue(SessionControl &session, WallClock clock, QObject *parent)
    : QObject(parent), m_session(session), m_clock(std::move(clock))
{
    connect(&m_hashing, &QFutureWatcher<QByteArray>::finished, this, [this] {
        if (!m_image || m_hashing.isCanceled() || m_hashing.future().resultCount() == 0)
            return;
        m_image->sha256 = m_hashing.result();
        Q_EMIT imageChanged();
    });
}

FirmwareQueue::~FirmwareQueue()
{
    m_hashing.disconnect(this);
    m_hashing.cancel();
}

FirmwarePlan::Problem FirmwareQueue::setImage(const QString &path)
{
    const QFileInfo file(path);
    if (!file.isFile() || !file.isReadable())
        return FirmwarePlan::Problem::ImageUnreadable;
    if (file.size() == 0)
        return FirmwarePlan::Problem::ImageEmpty;
    FirmwareImage image;
    image.path = file.absoluteFilePath();
    image.fileName = file.fileName();
    image.bytes = static_cast<std::uint64_t>(file.size());
    image.version = versionIn(image.fileName);
    m_image = image;
    for (const auto &job : m_jobs) {
        if (job->state == UploadState::Queued && !job->upload.isValid()) {
            resetProgress(*job);
            changed(*job);
        }
    }
    m_hashing.cancel();
    m_hashing.setFuture(digestOfImage(image.path));
    Q_EMIT imageChanged();
    Q_EMIT totalsChanged();
    Q_EMIT persistentChange();
    return plan().problem == FirmwarePlan::Problem::ImageTooLarge
               ? FirmwarePlan::Problem::ImageTooLarge
               : FirmwarePlan::Problem::None;
}

void FirmwareQueue::clearImage()
{
    m_hashing.cancel();
    m_image.reset();
    Q_EMIT imageChanged();
    Q_EMIT persistentChange();
}

void FirmwareQueue::setSettings(const FirmwareSettings &settings)
{
    const bool versionPathChanged = settings.versionPath != m_settings.versionPath;
    m_settings = settings;
    m_settings.parallel = std::clamp(settings.parallel, 1, FirmwareSettings::kMaxParallel);
    for (const auto &job : m_jobs) {
        if (job->state != UploadState::Queued || job->upload.isValid())
            continue;
        if (const auto parts = splitUri(job->uri); parts && job->device.isValid())
            job->uri = canonicalUri(parts->endpoint + m_settings.path);
        resetProgress(*job);
        changed(*job);
    }
    if (versionPathChanged)
        readVersions();
    Q_EMIT settingsChanged();
    Q_EMIT persistentChange();
    fillPlaces();
}

FirmwarePlan FirmwareQueue::plan() const
{
    FirmwarePlan plan;
    plan.blockSize = m_settings.blockSize;
    plan.devices = m_jobs.size();
    if (!m_image)
        return plan;
    plan.bytes = m_image->bytes;
    plan.toVersion = m_image->version;
    if (!isBlockSize(m_settings.blockSize)) {
        plan.problem = FirmwarePlan::Problem::BadBlockSize;
        return plan;
    }
    plan.blocks = (plan.bytes + plan.blockSize - 1) / plan.blockSize;
    for (const auto &job : m_jobs) {
        if (plan.fromVersion.isEmpty())
            plan.fromVersion = job->versionBefore;
        if (job->versionBefore != plan.fromVersion) {
            plan.fromVersion.clear();
            break;
        }
    }
    if (plan.blocks > kMaxBlocks)
        plan.problem = FirmwarePlan::Problem::ImageTooLarge;
    else if (m_jobs.empty())
        plan.problem = FirmwarePlan::Problem::NoDevices;
    else
        plan.problem = FirmwarePlan::Problem::None;
    return plan;
}

FirmwareJob *FirmwareQueue::find(FirmwareJobId id)
{
    const int index = indexOf(id);
    return index < 0 ? nullptr : m_jobs[static_cast<std::size_t>(index)].get();
}

const FirmwareJob *FirmwareQueue::job(FirmwareJobId id) const
{
    const int index = indexOf(id);
    return index < 0 ? nullptr : m_jobs[static_cast<std::size_t>(index)].get();
}

int FirmwareQueue::indexOf(FirmwareJobId id) const
{
    for (std::size_t i = 0; i < m_jobs.size(); ++i) {
        if (m_jobs[i]->id == id)
            return static_cast<int>(i);
    }
    return -1;
}

FirmwareJob *FirmwareQueue::findByUpload(JobId upload)
{
    const auto found = m_byUpload.find(upload);
    return found == m_byUpload.end() ? nullptr : find(found->second);
}

FirmwareTotals FirmwareQueue::totals() const
{
    FirmwareTotals totals;
    std::uint64_t left = 0;
    for (const auto &job : m_jobs) {
        switch (job->state) {
        case UploadState::Queued:
            ++totals.queued;
            break;
        case UploadState::Sending:
        case UploadState::Verifying:
            ++totals.active;
            break;
        case UploadState::Paused:
            ++totals.paused;
            break;
        case UploadState::LinkLost:
            ++totals.linkLost;
            break;
        case UploadState::Verified:
            ++totals.verified;
            break;
        case UploadState::Done:
            ++totals.done;
            break;
        case UploadState::Failed:
            ++totals.failed;
            break;
        case UploadState::Cancelled:
            ++totals.cancelled;
            break;
        }
        totals.sent += job->sent;
        totals.total += job->total;
        if (job->state == UploadState::Sending)
            totals.rate += job->rate;
        if (!job->isFinished())
            left += job->total - std::min(job->sent, job->total);
    }
    if (totals.rate > 0 && left > 0)
        totals.timeLeft = seconds(static_cast<double>(left) / totals.rate);
    return totals;
}

std::optional<FirmwareJobId> FirmwareQueue::append(std::unique_ptr<FirmwareJob> added)
{
    if (m_jobs.size() >= kMaxJobs)
        return std::nullopt;
    added->id = FirmwareJobId{m_nextId++};
    const FirmwareJobId id = added->id;
    m_jobs.push_back(std::move(added));
    Q_EMIT jobAdded(id);
    Q_EMIT totalsChanged();
    Q_EMIT persistentChange();
    return id;
}

std::optional<FirmwareJobId> FirmwareQueue::addDevice(DeviceId device, const QString &name,
                                                      const QString &baseUri)
{
    const auto parts = splitUri(baseUri);
    if (!parts)
        return std::nullopt;
    const QString uri = canonicalUri(parts->endpoint + m_settings.path);
    for (const auto &known : m_jobs) {
        if (known->uri == uri || (device.isValid() && known->device == device))
            return known->id;
    }
    auto added = std::make_unique<FirmwareJob>();
    added->device = device;
    added->deviceName = name;
    added->uri = uri;
    added->stateSince = m_clock();
    resetProgress(*added);
    log(*added, FirmwareEvent::Kind::Queued);
    const std::optional<FirmwareJobId> id = append(std::move(added));
    if (id)
        readVersion(*job(*id), false);
    fillPlaces();
    return id;
}

std::optional<FirmwareJobId> FirmwareQueue::addUri(const QString &uri)
{
    const auto parts = splitUri(uri);
    if (!parts)
        return std::nullopt;
    for (const auto &known : m_jobs) {
        if (known->uri == parts->whole())
            return known->id;
    }
    auto added = std::make_unique<FirmwareJob>();
    added->deviceName = parts->endpoint.mid(parts->scheme.size() + 3);
    added->uri = parts->whole();
    added->stateSince = m_clock();
    resetProgress(*added);
    log(*added, FirmwareEvent::Kind::Queued);
    const std::optional<FirmwareJobId> id = append(std::move(added));
    if (id)
        readVersion(*job(*id), false);
    fillPlaces();
    return id;
}

std::optional<FirmwareJobId> FirmwareQueue::restore(FirmwareJob restored)
{
    auto added = std::make_unique<FirmwareJob>(std::move(restored));
    added->upload = {};
    if (!added->isFinished()) {
        const bool started = added->state != UploadState::Queued || added->sent > 0;
        added->state = UploadState::Paused;
        added->pausedByUser = true;
        added->resumeNext = started;
    }
    added->stateSince = m_clock();
    added->blockCounts.assign(std::min<std::uint64_t>(added->totalBlocks(), kMaxBlocks), 0);
    const std::uint32_t confirmed = added->confirmedBlocks();
    for (std::size_t i = 0; i < added->blockCounts.size() && i < confirmed; ++i)
        added->blockCounts[i] = 1;
    return append(std::move(added));
}

void FirmwareQueue::remove(FirmwareJobId id)
{
    if (find(id) == nullptr)
        return;
    cancel(id);
    Q_EMIT jobAboutToBeRemoved(id);
    std::erase_if(m_versionReads, [id](const auto &read) { return read.second.job == id; });
    m_jobs.erase(m_jobs.begin() + indexOf(id));
    Q_EMIT jobRemoved();
    Q_EMIT totalsChanged();
    Q_EMIT persistentChange();
    updateRunning();
}

void FirmwareQueue::removeFinished()
{
    std::vector<FirmwareJobId> finished;
    for (const auto &job : m_jobs) {
        if (job->isFinished())
            finished.push_back(job->id);
    }
    for (const FirmwareJobId id : finished)
        remove(id);
}

void FirmwareQueue::changed(FirmwareJob &job)
{
    Q_EMIT jobChanged(job.id);
}

void FirmwareQueue::log(FirmwareJob &job, FirmwareEvent::Kind kind, std::uint32_t block,
                        std::uint32_t value)
{
    job.events.push_back({m_clock(), kind, block, value});
    if (job.events.size() > FirmwareJob::kMaxEvents)
        job.events.pop_front();
}

void FirmwareQueue::setState(FirmwareJob &job, UploadState state)
{
    if (job.state == state)
        return;
    job.state = state;
    job.stateSince = m_clock();
    if (!job.isActive()) {
        job.rate = 0;
        job.timeLeft.reset();
    }
}

void FirmwareQueue::resetProgress(FirmwareJob &job)
{
    job.sent = 0;
    job.total = m_image ? m_image->bytes : 0;
    job.block = 0;
    job.blockSize = isBlockSize(m_settings.blockSize) ? m_settings.blockSize : 1024;
    job.rate = job.averageRate = 0;
    job.timeLeft.reset();
    job.retransmissions = job.restarts = 0;
    job.resumed = false;
    job.resume = ResumeOutcome::NotAsked;
    job.failure.reset();
    job.code = {};
    job.duration = {};
    job.verified.reset();
    job.versionAfter.clear();
    job.rateHistory.clear();
    job.blockCounts.assign(std::min<std::uint64_t>(job.totalBlocks(), kMaxBlocks), 0);
}

void FirmwareQueue::startUpload(FirmwareJob &job, bool resume)
{
    if (!resume)
        resetProgress(job);
    job.total = m_image->bytes;
    UploadSpec spec;
    spec.uri = job.uri;
    spec.imagePath = m_image->path;
    spec.method = m_settings.method;
    spec.blockSize = m_settings.blockSize;
    spec.contentFormat = m_settings.contentFormat;
    spec.verifyPath = m_settings.verifyPath;
    spec.resume = resume;
    job.resumeNext = false;
    job.pausedByUser = false;
    job.failure.reset();
    job.upload = m_session.upload(spec);
    m_byUpload[job.upload] = job.id;
    setState(job, UploadState::Sending);
    log(job, FirmwareEvent::Kind::Started);
}

void FirmwareQueue::fillPlaces()
{
    if (!m_running)
        return;
    const FirmwarePlan::Problem problem = plan().problem;
    if (problem == FirmwarePlan::Problem::None) {
        int active = 0;
        for (const auto &job : m_jobs)
            active += job->isActive() ? 1 : 0;
        for (const auto &job : m_jobs) {
            if (active >= m_settings.parallel)
                break;
            if (job->state != UploadState::Queued)
                continue;
            if (job->upload.isValid()) {
                m_session.resumeUpload(job->upload);
                setState(*job, UploadState::Sending);
                log(*job, FirmwareEvent::Kind::Resumed, job->block);
            } else {
                startUpload(*job, job->resumeNext);
            }
            ++active;
            changed(*job);
        }
    }
    updateRunning();
    Q_EMIT totalsChanged();
}

void FirmwareQueue::updateRunning()
{
    const bool open = std::any_of(m_jobs.begin(), m_jobs.end(), [](const auto &job) {
        return job->isActive() || job->state == UploadState::Queued;
    });
    if (m_running && !open) {
        m_running = false;
        Q_EMIT runningChanged(false);
    }
}

void FirmwareQueue::start()
{
    if (plan().problem != FirmwarePlan::Problem::None)
        return;
    if (!m_running) {
        m_running = true;
        Q_EMIT runningChanged(true);
    }
    fillPlaces();
}

void FirmwareQueue::pause(FirmwareJobId id)
{
    FirmwareJob *job = find(id);
    if (job == nullptr || !job->canPause())
        return;
    job->pausedByUser = true;
    if (job->upload.isValid())
        m_session.pauseUpload(job->upload);
    setState(*job, UploadState::Paused);
    log(*job, FirmwareEvent::Kind::Paused, job->block);
    changed(*job);
    Q_EMIT persistentChange();
    fillPlaces();
}

void FirmwareQueue::resume(FirmwareJobId id)
{
    FirmwareJob *job = find(id);
    if (job == nullptr || !job->canResume())
        return;
    if (job->state == UploadState::LinkLost) {
        m_session.resumeUpload(job->upload);
        return;
    }
    job->pausedByUser = false;
    setState(*job, UploadState::Queued);
    changed(*job);
    start();
}

void FirmwareQueue::forgetUpload(FirmwareJob &job)
{
    m_byUpload.erase(job.upload);
    job.upload = {};
}

void FirmwareQueue::cancel(FirmwareJobId id)
{
    FirmwareJob *job = find(id);
    if (job == nullptr || !job->canCancel())
        return;
    if (job->upload.isValid()) {
        m_session.cancel(job->upload);
        forgetUpload(*job);
    }
    job->pausedByUser = false;
    setState(*job, UploadState::Cancelled);
    log(*job, FirmwareEvent::Kind::Cancelled, job->block);
    changed(*job);
    Q_EMIT persistentChange();
    fillPlaces();
    Q_EMIT totalsChanged();
}

void FirmwareQueue::retry(FirmwareJobId id)
{
    FirmwareJob *job = find(id);
    if (job == nullptr || !job->canRetry())
        return;
    job->resumeNext = job->state == UploadState::Failed || job->state == UploadState::Cancelled;
    // The record does not help when what arrived turned out to be wrong.
    if (job->failure && job->failure->kind == FailureKind::VerificationFailed)
        job->resumeNext = false;
    if (!job->resumeNext)
        resetProgress(*job);
    job->failure.reset();
    setState(*job, UploadState::Queued);
    log(*job, FirmwareEvent::Kind::Queued);
    changed(*job);
    start();
}

void FirmwareQueue::pauseAll()
{
    // The queue stands still first, so that no waiting job takes a freed place.
    if (m_running) {
        m_running = false;
        Q_EMIT runningChanged(false);
    }
    for (const auto &job : m_jobs) {
        if (job->state == UploadState::Sending || job->state == UploadState::LinkLost)
            pause(job->id);
    }
    Q_EMIT totalsChanged();
}

void FirmwareQueue::resumeAll()
{
    for (const auto &job : m_jobs) {
        if (job->state != UploadState::Paused)
            continue;
        job->pausedByUser = false;
        setState(*job, UploadState::Queued);
        changed(*job);
    }
    start();
}

void FirmwareQueue::cancelAll()
{
    if (m_running) {
        m_running = false;
        Q_EMIT runningChanged(false);
    }
    for (const auto &job : m_jobs)
        cancel(job->id);
}

} // namespace copper
