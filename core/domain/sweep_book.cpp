// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sweep_book.h"

#include "core/domain/session_feed.h"

#include <algorithm>

namespace copper {

SweepBook::SweepBook(SessionFeed &feed, const DeviceRegistry &devices, QObject *parent)
    : QObject(parent), m_devices(devices)
{
    connect(&devices, &DeviceRegistry::linksChanged, this, [this](DeviceId id) {
        if (running() != nullptr)
            m_linksChanged.insert(id);
    });
    connect(&feed, &SessionFeed::deviceFound, this,
            qOverload<DeviceId, const DeviceFound &>(&SweepBook::take));
    connect(&feed, &SessionFeed::discoveryProgressed, this, [this](const DiscoveryProgress &told) {
        Sweep *sweep = current();
        if (sweep == nullptr || sweep->job != told.job)
            return;
        sweep->counts = told.counts;
        sweep->cuts = told.cuts;
        sweep->interfaces = told.interfaces;
        Q_EMIT sweepChanged(sweep->id);
    });
    connect(&feed, &SessionFeed::discoveryFinished, this,
            qOverload<const DiscoveryFinished &>(&SweepBook::take));
    connect(&feed, &SessionFeed::jobFailed, this, qOverload<const JobFailed &>(&SweepBook::take));
}

const Sweep *SweepBook::sweep(std::uint64_t id) const
{
    const auto found = std::find_if(m_sweeps.begin(), m_sweeps.end(),
                                    [id](const Sweep &each) { return each.id == id; });
    return found == m_sweeps.end() ? nullptr : &*found;
}

const Sweep *SweepBook::running() const
{
    return m_sweeps.empty() || !m_sweeps.back().isRunning() ? nullptr : &m_sweeps.back();
}

Sweep *SweepBook::current()
{
    return running() == nullptr ? nullptr : &m_sweeps.back();
}

void SweepBook::begin(JobId job, const DiscoverySpec &spec, WallTime now)
{
    if (Sweep *old = current()) {
        old->stopped = true; // its end will not be heard any more
        end(*old, now);
    }
    if (m_sweeps.size() == kMaxSweeps) {
        m_sweeps.pop_front();
        Q_EMIT sweepRemoved();
    }
    m_before.clear();
    m_answered.clear();
    m_linksChanged.clear();
    m_noted.clear();
    for (const Device &device : m_devices.devices())
        m_before[device.id] = {device.addressText(), device.links.size()};
    Sweep sweep;
    sweep.id = m_nextId++;
    sweep.job = job;
    sweep.spec = spec;
    sweep.began = now;
    m_sweeps.push_back(std::move(sweep));
    Q_EMIT sweepAdded(m_sweeps.back().id);
}

void SweepBook::take(DeviceId id, const DeviceFound &found)
{
    Sweep *sweep = current();
    const Device *device = m_devices.device(id);
    if (sweep == nullptr || sweep->job != found.job || device == nullptr)
        return;
    m_answered.insert(id);
    SweepChange change;
    change.device = id;
    change.name = device->name();
    change.address = device->addressText();
    change.links = device->links.size();
    const auto before = m_before.find(id);
    if (before == m_before.end()) {
        change.kind = SweepChange::Kind::Appeared;
    } else {
        if (before->second.address != change.address)
            change.addressBefore = before->second.address;
        // A list that was read for the first time is no change.
        change.linksChanged = m_linksChanged.contains(id) && before->second.links > 0;
        change.linksBefore = before->second.links;
        if (m_silent.erase(id) > 0)
            change.kind = SweepChange::Kind::Back;
        else if (change.linksChanged || !change.addressBefore.isEmpty())
            change.kind = SweepChange::Kind::Changed;
        else
            return;
    }
    note(*sweep, std::move(change));
    Q_EMIT sweepChanged(sweep->id);
}

// A device comes again when another address of it answers: it stands once.
void SweepBook::note(Sweep &sweep, SweepChange change)
{
    const auto [place, isNew] = m_noted.try_emplace(change.device, sweep.changes.size());
    if (!isNew) {
        if (place->second < sweep.changes.size()) {
            SweepChange &known = sweep.changes[place->second];
            change.kind = known.kind;
            known = std::move(change);
        }
        return;
    }
    switch (change.kind) {
    case SweepChange::Kind::Appeared:
    case SweepChange::Kind::Back:
        ++sweep.appeared;
        break;
    case SweepChange::Kind::Changed:
        ++sweep.changed;
        break;
    case SweepChange::Kind::Went:
        ++sweep.went;
        break;
    }
    if (sweep.changes.size() < kMaxChanges)
        sweep.changes.push_back(std::move(change));
    else
        place->second = kMaxChanges;
}

// Only a sweep that asked everybody on a device's network can miss it.
void SweepBook::noteThoseThatWent(Sweep &sweep)
{
    if (!sweep.spec.multicast || !sweep.spec.filters.isEmpty())
        return;
    std::set<QString> asked;
    for (const ScanInterface &each : sweep.interfaces) {
        if (each.groups.size() > each.refused.size())
            asked.insert(each.name);
    }
    for (const Device &device : m_devices.devices()) {
        if (device.manual || !asked.contains(device.networkName) ||
            m_answered.contains(device.id) || !m_before.contains(device.id) ||
            !m_silent.insert(device.id).second)
            continue;
        SweepChange change;
        change.kind = SweepChange::Kind::Went;
        change.device = device.id;
        change.name = device.name();
        change.address = device.addressText();
        note(sweep, std::move(change));
    }
}

void SweepBook::take(const DiscoveryFinished &finished)
{
    Sweep *sweep = current();
    if (sweep == nullptr || sweep->job != finished.job)
        return;
    sweep->counts = finished.counts;
    sweep->cuts = finished.cuts;
    sweep->interfaces = finished.perInterface;
    sweep->reasons = finished.reasons;
    noteThoseThatWent(*sweep);
    end(*sweep, finished.at);
}

void SweepBook::take(const JobFailed &failed)
{
    Sweep *sweep = current();
    if (sweep == nullptr || sweep->job != failed.job)
        return;
    if (failed.kind == FailureKind::Cancelled) {
        sweep->stopped = true;
    } else {
        sweep->failure = failed.kind;
        if (failed.kind == FailureKind::NoInterface)
            sweep->reasons.push_back({ScanFinding::NoInterface, failed.detail, {}});
    }
    end(*sweep, failed.at);
}

void SweepBook::end(Sweep &sweep, WallTime at)
{
    sweep.ended = std::max(at, sweep.began);
    Q_EMIT sweepChanged(sweep.id);
    Q_EMIT sweepEnded(sweep.id);
}

} // namespace copper
