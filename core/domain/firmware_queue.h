// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/firmware_job.h"
#include "core/domain/wall_clock.h"

#include <QFutureWatcher>
#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace copper {

struct FirmwarePlan
{
    enum class Problem {
        None,
        NoImage,
        ImageUnreadable,
        ImageEmpty,
        ImageTooLarge,
        BadBlockSize,
        NoDevices
    };
    Problem problem = Problem::NoImage;
    std::uint64_t bytes = 0; // of one image
    std::uint32_t blockSize = 0;
    std::uint64_t blocks = 0;
    std::size_t devices = 0;
    QString fromVersion; // when all devices say the same; else empty
    QString toVersion;
};

struct FirmwareTotals
{
    std::uint64_t sent = 0;
    std::uint64_t total = 0;
    double rate = 0;                  // of all active ones, bytes per second
    std::optional<Duration> timeLeft; // of the whole batch at this rate
    int verified = 0, done = 0, active = 0, paused = 0, queued = 0, linkLost = 0, failed = 0,
        cancelled = 0;
};

// One image on its way to many devices, so many at a time. UI thread. Starts uploads through
// SessionControl; block-wise transfer and its recovery are the net thread's business. Every
// command is harmless in every state. The hash is computed in the thread pool.
class FirmwareQueue : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kMaxJobs = 1000;
    static constexpr std::uint64_t kMaxBlocks = 1U << 20U; // RFC 7959 §2.2: NUM has 20 bits

    FirmwareQueue(SessionControl &session, WallClock clock, QObject *parent = nullptr);
    ~FirmwareQueue() override;

    // Reads size and hash; waiting jobs use the new image, running ones keep theirs.
    FirmwarePlan::Problem setImage(const QString &path);
    void clearImage();
    const std::optional<FirmwareImage> &image() const { return m_image; }
    void setSettings(const FirmwareSettings &settings);
    const FirmwareSettings &settings() const { return m_settings; }
    FirmwarePlan plan() const;

    const std::vector<std::unique_ptr<FirmwareJob>> &jobs() const { return m_jobs; }
    const FirmwareJob *job(FirmwareJobId id) const;
    int indexOf(FirmwareJobId id) const;
    FirmwareTotals totals() const;

    // baseUri: "coap://127.0.0.14". A device that is listed is given again (not twice). Nothing
    // at kMaxJobs.
    std::optional<FirmwareJobId> addDevice(DeviceId device, const QString &name,
                                           const QString &baseUri);
    std::optional<FirmwareJobId> addUri(const QString &uri);
    // Unfinished ones are cancelled first.
    void remove(FirmwareJobId id);
    void removeFinished();

    // Starts waiting jobs as places are free, until stopped by pauseAll or an empty queue.
    void start();
    bool isRunning() const { return m_running; }
    void pause(FirmwareJobId id);
    void resume(FirmwareJobId id); // paused: goes on; link lost: tries now
    void cancel(FirmwareJobId id);
    void retry(FirmwareJobId id); // goes on from the resume record after a failure
    void pauseAll();
    void resumeAll();
    void cancelAll();
    // Asks settings().versionPath of every unfinished device.
    void readVersions();

    bool owns(JobId job) const { return m_byUpload.contains(job) || m_versionReads.contains(job); }
    void take(const UploadProgress &progress);
    void take(const UploadFinished &finished);
    void take(const JobFailed &failure);
    void take(const ResponseArrived &response); // answers to readVersions

    // From storage: Paused, to be gone on with from the resume record.
    std::optional<FirmwareJobId> restore(FirmwareJob job);

Q_SIGNALS:
    void imageChanged();
    void settingsChanged();
    void jobAdded(copper::FirmwareJobId id);
    void jobChanged(copper::FirmwareJobId id);
    void jobAboutToBeRemoved(copper::FirmwareJobId id);
    void jobRemoved();
    void totalsChanged();
    void runningChanged(bool running);
    // Jobs or image are different in a way that is kept over a restart.
    void persistentChange();

private:
    struct VersionRead
    {
        FirmwareJobId job;
        bool after = false; // the upload
    };
    FirmwareJob *find(FirmwareJobId id);
    FirmwareJob *findByUpload(JobId job);
    std::optional<FirmwareJobId> append(std::unique_ptr<FirmwareJob> job);
    void setState(FirmwareJob &job, UploadState state);
    void log(FirmwareJob &job, FirmwareEvent::Kind kind, std::uint32_t block = 0,
             std::uint32_t value = 0);
    void resetProgress(FirmwareJob &job);
    void startUpload(FirmwareJob &job, bool resume);
    void fillPlaces();
    void readVersion(const FirmwareJob &job, bool after);
    void noteBlocks(FirmwareJob &job, const UploadProgress &progress);
    void noteState(FirmwareJob &job, const UploadProgress &progress);
    void fail(FirmwareJob &job, const JobFailed &failure);
    void forgetUpload(FirmwareJob &job);
    void changed(FirmwareJob &job);
    void updateRunning();

    SessionControl &m_session;
    WallClock m_clock;
    std::optional<FirmwareImage> m_image;
    QFutureWatcher<QByteArray> m_hashing;
    FirmwareSettings m_settings;
    std::vector<std::unique_ptr<FirmwareJob>> m_jobs;
    std::map<JobId, FirmwareJobId> m_byUpload;
    std::map<JobId, VersionRead> m_versionReads;
    std::uint32_t m_nextId = 1;
    bool m_running = false;
};

} // namespace copper
