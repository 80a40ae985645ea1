// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/discovery_choice.h"
#include "core/domain/handshake_test.h"
#include "core/domain/history_keeper.h"
#include "core/domain/plugtest_report.h"
#include "core/domain/request_batch.h"
#include "core/domain/secure_session_list.h"
#include "core/domain/session_feed.h"
#include "core/domain/sweep_book.h"
#include "core/domain/user_limits.h"
#include "core/domain/wall_clock.h"
#include "core/storage/json_file.h"

#include <QJsonObject>
#include <QObject>
#include <QString>

#include <functional>
#include <future>

namespace copper {

// Everything the window shows and may ask for, in one place: owns the stores, the feed and what is
// kept over a restart. UI thread. Give it the session's batches through feed().take() and the time
// through tick() once a second.
class Workspace : public QObject
{
    Q_OBJECT
public:
    enum class NoticeKind {
        WorkspaceDamaged,          // detail: where the damaged file was put aside
        WorkspaceFromPreviousCopy, // detail: where the damaged file was put aside
        WorkspaceGone,             // the file is not there, the copy before it was taken
        WorkspaceTooNew,           // written by a later version; left alone and not written
        CannotSave,                // detail: path and reason
        DeviceLimit,               // a device was found and not kept
        ObservationLimit,
        HistoryDamaged, // detail: where the damaged file was put aside
        HistoryTooNew,  // written by a later version; left alone and not written
    };

    // storagePath: the JSON file, beside which the history of requests is kept; empty: nothing is.
    Workspace(SessionControl &session, const QString &storagePath, WallClock clock,
              QObject *parent = nullptr);
    ~Workspace() override; // saves when something is unsaved

    SessionControl &session() { return m_session; }
    DeviceRegistry &devices() { return m_devices; }
    MessageLog &log() { return m_log; }
    SampleStore &samples() { return m_samples; }
    ObservationBook &observations() { return m_observations; }
    RequestHistory &history() { return m_history; }
    HistoryKeeper &historyKeeper() { return m_historyKeeper; }
    FirmwareQueue &firmware() { return m_firmware; }
    SessionFeed &feed() { return m_feed; }
    PlugtestReport &plugtest() { return m_plugtest; }
    SecureSessionList &secureSessions() { return m_secureSessions; }
    HandshakeTest &handshakeTest() { return m_handshakeTest; }
    DiscoveryChoice &discoveryChoice() { return m_discoveryChoice; }
    SweepBook &sweeps() { return m_sweeps; }
    RequestBatch &batch() { return m_batch; }
    WallTime now() const { return m_clock(); }

    // Sends and puts it into the history. Parameters of the device are used unless the spec has
    // its own.
    // mostBody: what this one answer may take where that is more than the limit.
    JobId send(RequestSpec spec, std::uint64_t mostBody = 0);
    JobId get(const QString &uri);
    // With a URI one device's list is read; else it is a sweep, and stops the one under way.
    JobId discover(const DiscoverySpec &spec);
    // As DiscoveryChoice has it; nothing when it has a problem.
    std::optional<JobId> discover();
    // Adds by hand and asks the device for its links.
    Result<DeviceId, DeviceRegistry::AddError> addDevice(const QString &uri,
                                                         const QString &name = {});
    // Asks a known device for its links again.
    JobId refresh(DeviceId id);
    std::optional<JobId> observe(const QString &uri);
    void stopObserving(const QString &uri);
    // Kept, and used for all further transmissions to its endpoints; nothing: the defaults.
    void setDeviceParameters(DeviceId id, const std::optional<TransmissionParameters> &parameters);
    // By coaps at this port from now on, or as it says of itself. What is observed of the device
    // moves along, and its list of resources is read there.
    void setDeviceSecurePort(DeviceId id, std::optional<std::uint16_t> port);
    // Stops its observations and forgets the device and its values.
    void removeDevice(DeviceId id) { removeDevices({id}); }
    void removeDevices(const std::vector<DeviceId> &ids);
    void setRecording(bool on);
    bool isRecording() const { return m_recording; }

    bool isDiscovering() const { return m_discovery.isValid(); }
    std::optional<WallTime> lastDiscovery() const { return m_lastDiscovery; }
    void stopDiscovery();
    // From now on every DiscoverySettings::every_s seconds after the last one's end, the first at
    // once; until the program ends.
    void setRepeating(bool on);
    bool isRepeating() const { return m_repeating; }

    // Taken by what begins afterwards, by the log at once; kept over a restart.
    const UserLimits &limits() const { return m_limits; }
    void setLimits(const UserLimits &limits);

    // What belongs to the window and is kept as it is: dashboards, layout. Small JSON objects.
    QJsonObject section(const QString &name) const;
    void setSection(const QString &name, const QJsonObject &value);

    // What is kept, and back: into an empty workspace.
    QJsonObject toJson() const { return snapshot()(); }
    void restore(const QJsonObject &object);

    // Reads the storage file; emits noticeRaised for trouble. Call once, after connecting.
    void load();
    // Now; also happens some seconds after a change by tick(), and again later when it failed. True
    // when nothing is left unsaved. With more than kSaveBesideLinks resources tick() only copies
    // what is to be written, and another thread writes it.
    bool save();
    bool isSaving() const { return m_saving.valid(); }
    static constexpr std::size_t kSaveBesideLinks = 5000;
    void tick(WallTime now);

Q_SIGNALS:
    void noticeRaised(copper::Workspace::NoticeKind kind, const QString &detail);
    void requestSent(copper::JobId job);
    void discoveryStarted();
    void discoveryEnded(std::uint32_t devices, const copper::ScanCuts &cuts);
    void repeatingChanged(bool on);
    void recordingChanged(bool on);
    void sectionChanged(const QString &name);

private:
    // Everything as it is now, to be made JSON in any thread.
    std::function<QJsonObject()> snapshot() const;
    void saveBeside();
    void sayHistoryFault(const HistoryDatabase::Fault &fault);
    bool noteSaved(const Result<void, JsonFile::SaveError> &saved);
    bool isLarge() const;
    // What was observed of a device that moved is observed where it is now.
    void followDevice(DeviceId id, const QString &before);
    void markUnsaved();
    bool isTimeToSave(WallTime now) const;
    void applyParameters(const Device &device);
    void applyLimits();
    static void applyPolicy(const Device &device, RequestSpec &spec);
    void connectDiscovery();
    void repeatWhenDue(WallTime now);

    SessionControl &m_session;
    WallClock m_clock;
    DeviceRegistry m_devices;
    MessageLog m_log;
    SampleStore m_samples;
    ObservationBook m_observations;
    RequestHistory m_history;
    HistoryKeeper m_historyKeeper;
    FirmwareQueue m_firmware;
    SessionFeed m_feed;
    PlugtestReport m_plugtest;
    SecureSessionList m_secureSessions;
    HandshakeTest m_handshakeTest;
    DiscoveryChoice m_discoveryChoice;
    SweepBook m_sweeps;
    RequestBatch m_batch;
    JsonFile m_file;
    std::future<Result<void, JsonFile::SaveError>> m_saving; // valid while another thread writes
    QJsonObject m_sections;
    std::optional<WallTime> m_unsavedSince;
    std::optional<WallTime> m_saveFailedAt;
    JobId m_discovery;
    std::optional<WallTime> m_lastDiscovery;
    UserLimits m_limits;
    bool m_deviceLimitSaid = false; // since the last scan began
    bool m_recording = true;
    bool m_repeating = false;
    bool m_mayWrite = true;
    bool m_loading = false;
};

} // namespace copper
