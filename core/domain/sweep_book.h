// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device_registry.h"
#include "core/domain/session_control.h"

#include <QObject>

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace copper {

class SessionFeed;

// What one sweep learned of one device, as it was called then.
struct SweepChange
{
    enum class Kind {
        Appeared, // nobody knew it
        Back,     // it did not answer the sweep before
        Changed,  // another address, or another list of resources
        Went,     // known there, and did not answer
    };
    Kind kind = Kind::Appeared;
    DeviceId device;
    QString name;
    QString address;
    QString addressBefore;       // empty: the same
    bool linksChanged = false;   // of Changed
    std::size_t linksBefore = 0; // of Changed
    std::size_t links = 0;
    bool operator==(const SweepChange &) const = default;
};

// One discovery, from the click to its end.
struct Sweep
{
    std::uint64_t id = 0;
    JobId job;
    DiscoverySpec spec;
    WallTime began;
    std::optional<WallTime> ended;
    bool stopped = false;               // by the user
    std::optional<FailureKind> failure; // it could not begin
    ScanCounts counts;
    ScanCuts cuts;
    std::vector<ScanInterface> interfaces;
    std::vector<ScanReason> reasons;
    std::vector<SweepChange> changes; // at most SweepBook::kMaxChanges, in the order they came
    std::uint32_t appeared = 0, changed = 0, went = 0; // all of them
    bool isRunning() const { return !ended; }
};

// The sweeps of this session, newest last, and what each of them changed. UI thread.
class SweepBook : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kMaxSweeps = 200;
    static constexpr std::size_t kMaxChanges = 1000; // of one sweep; beyond they are only counted

    SweepBook(SessionFeed &feed, const DeviceRegistry &devices, QObject *parent = nullptr);

    void begin(JobId job, const DiscoverySpec &spec, WallTime now);
    const std::deque<Sweep> &sweeps() const { return m_sweeps; }
    const Sweep *sweep(std::uint64_t id) const;
    // The one that is under way.
    const Sweep *running() const;

Q_SIGNALS:
    void sweepAdded(quint64 id);
    void sweepChanged(quint64 id);
    void sweepEnded(quint64 id);
    // The oldest has been forgotten.
    void sweepRemoved();

private:
    struct Before // a device when the sweep began
    {
        QString address;
        std::size_t links = 0;
    };
    Sweep *current();
    void take(DeviceId id, const DeviceFound &found);
    void take(const DiscoveryFinished &finished);
    void take(const JobFailed &failed);
    void note(Sweep &sweep, SweepChange change);
    void noteThoseThatWent(Sweep &sweep);
    void end(Sweep &sweep, WallTime at);

    const DeviceRegistry &m_devices;
    std::deque<Sweep> m_sweeps;
    std::uint64_t m_nextId = 1;
    // Of the sweep that is under way.
    std::map<DeviceId, Before> m_before;
    std::set<DeviceId> m_answered;
    std::set<DeviceId> m_linksChanged;
    std::map<DeviceId, std::size_t> m_noted; // where in Sweep::changes
    // Did not answer the last sweep that asked where they are.
    std::set<DeviceId> m_silent;
};

} // namespace copper
