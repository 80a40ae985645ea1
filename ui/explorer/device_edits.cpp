// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/device_edits.h"

#include "ui/explorer/device_edit_parts.h"
#include "ui/text/plain_text.h"

#include <QUndoCommand>

#include <set>
#include <utility>
#include <vector>

namespace copper {

class DeviceEdits::Change : public QUndoCommand
{
public:
    struct Pair
    {
        Device before, after;
    };
    Change(DeviceEdits &edits, const QString &text, std::vector<Pair> pairs)
        : QUndoCommand(text), m_edits(edits), m_pairs(std::move(pairs))
    {}
    void redo() override
    {
        const ApplyingEdit applying(m_edits.m_applying);
        for (const Pair &pair : m_pairs)
            applyUsersPart(m_edits.m_workspace, pair.after);
    }
    void undo() override
    {
        const ApplyingEdit applying(m_edits.m_applying);
        for (const Pair &pair : m_pairs)
            applyUsersPart(m_edits.m_workspace, pair.before);
    }

private:
    DeviceEdits &m_edits;
    std::vector<Pair> m_pairs;
};

class DeviceEdits::Forget : public QUndoCommand
{
public:
    Forget(DeviceEdits &edits, const QString &text, const QList<DeviceId> &ids)
        : QUndoCommand(text), m_edits(edits), m_workspace(edits.m_workspace)
    {
        const QStringList observed = m_workspace.observations().observed();
        for (const DeviceId id : ids) {
            if (const Device *device = m_workspace.devices().device(id))
                m_devices.push_back(*device);
        }
        for (const QString &uri : observed) {
            const Device *device = m_workspace.devices().deviceAt(uri);
            if (device != nullptr && ids.contains(device->id))
                m_observed << uri;
        }
    }
    ~Forget() override { release(); }
    Q_DISABLE_COPY_MOVE(Forget)
    void redo() override
    {
        const ApplyingEdit applying(m_edits.m_applying);
        std::vector<DeviceId> ids;
        for (const Device &device : m_devices)
            ids.push_back(device.id);
        keepValues(ids);
        m_workspace.removeDevices(ids);
    }
    void undo() override
    {
        const ApplyingEdit applying(m_edits.m_applying);
        for (Device &device : m_devices)
            bringBack(device);
        m_edits.m_keptSamples -= std::exchange(m_samplesKept, 0);
        m_workspace.samples().putBack(std::exchange(m_samples, {}));
        m_workspace.samples().commit();
        for (const auto &[uri, latest] : std::exchange(m_latest, {}))
            m_workspace.observations().putBack(uri, latest);
        m_workspace.observations().commit();
        for (const QString &uri : std::as_const(m_observed))
            m_workspace.observe(uri);
    }

private:
    bool isLeaving(const QString &uri, const std::set<DeviceId> &leaving) const
    {
        const Device *device = m_workspace.devices().deviceAt(uri);
        return device != nullptr && leaving.contains(device->id);
    }
    // What they said, as long as there is room for it among all steps.
    void keepValues(const std::vector<DeviceId> &ids)
    {
        const std::set<DeviceId> leaving(ids.begin(), ids.end());
        ObservationBook &observations = m_workspace.observations();
        const QStringList known = observations.uris();
        for (const QString &uri : known) {
            if (const ObservedResource *resource = observations.find(uri);
                resource->latest && isLeaving(uri, leaving))
                m_latest.emplace_back(uri, *resource->latest);
        }
        SampleStore &samples = m_workspace.samples();
        const QStringList sampled = samples.uris();
        for (const QString &uri : sampled) {
            if (!isLeaving(uri, leaving))
                continue;
            for (SampleStore::Kept &each : samples.takeOut(uri)) {
                const std::size_t count = each.samples.size();
                if (m_edits.m_keptSamples + count > kMaxKeptSamples)
                    continue;
                m_edits.m_keptSamples += count;
                m_samplesKept += count;
                m_samples.push_back(std::move(each));
            }
        }
    }
    void release() { m_edits.m_keptSamples -= m_samplesKept; }
    // It may have been found again meanwhile: then it gets what was the user's.
    void bringBack(Device &device)
    {
        DeviceRegistry &devices = m_workspace.devices();
        const Device *known = devices.deviceAt(device.baseUri());
        if (known != nullptr) {
            device.id = known->id;
        } else {
            const auto id = devices.restore(device);
            if (!id)
                return; // the list is full; said there
            device.id = *id;
            if (device.lastHeard)
                devices.heard(*id, *device.lastHeard);
        }
        applyUsersPart(m_workspace, device);
    }
    DeviceEdits &m_edits;
    Workspace &m_workspace;
    std::vector<Device> m_devices;
    QStringList m_observed;
    std::vector<SampleStore::Kept> m_samples;
    std::vector<std::pair<QString, LatestValue>> m_latest;
    std::size_t m_samplesKept = 0;
};

DeviceEdits::DeviceEdits(Workspace &workspace, QObject *parent)
    : QObject(parent), m_workspace(workspace)
{
    m_stack.setUndoLimit(kMaxSteps);
    // What is set in other rooms is a step here too.
    connect(&workspace.devices(), &DeviceRegistry::parametersSet, this,
            [this](DeviceId id, const std::optional<TransmissionParameters> &before) {
                note(tr("Transmission parameters"), id,
                     [&](Device &device) { device.parameters = before; });
            });
    connect(&workspace.devices(), &DeviceRegistry::observingSet, this,
            [this](DeviceId id, const ObservationPolicy &before) {
                note(tr("How it is observed"), id,
                     [&](Device &device) { device.observing = before; });
            });
}

DeviceEdits::~DeviceEdits()
{
    m_stack.clear(); // its steps count in what is behind it
}

// A step that was done already; doing it again changes nothing.
template <typename Edit>
void DeviceEdits::note(const QString &text, DeviceId id, const Edit &before)
{
    const Device *device = m_workspace.devices().device(id);
    if (m_applying > 0 || device == nullptr)
        return;
    Change::Pair pair{*device, *device};
    before(pair.before);
    m_stack.push(new Change(*this, text, {std::move(pair)}));
}

template <typename Edit>
void DeviceEdits::change(const QString &text, const QList<DeviceId> &ids, const Edit &edit)
{
    std::vector<Change::Pair> pairs;
    for (const DeviceId id : ids) {
        const Device *device = m_workspace.devices().device(id);
        if (device == nullptr)
            continue;
        Change::Pair pair{*device, *device};
        edit(pair.after);
        if (!isUsersPartSame(pair.before, pair.after))
            pairs.push_back(std::move(pair));
    }
    if (!pairs.empty())
        m_stack.push(new Change(*this, text, std::move(pairs)));
}

void DeviceEdits::rename(DeviceId id, const QString &name)
{
    const Device *device = m_workspace.devices().device(id);
    if (device != nullptr)
        change(tr("Rename %1").arg(displayText(device->name(), 40)), {id},
               [&](Device &after) { after.givenName = name.trimmed(); });
}

void DeviceEdits::setFavourite(const QList<DeviceId> &ids, bool on)
{
    change(on ? tr("Make it a favourite") : tr("No longer a favourite"), ids,
           [on](Device &after) { after.favourite = on; });
}

void DeviceEdits::setNotes(DeviceId id, const QString &note, const QStringList &tags,
                           const QStringList &groups)
{
    const Device *device = m_workspace.devices().device(id);
    if (device == nullptr)
        return;
    change(tr("Note, tags and groups of %1").arg(displayText(device->name(), 40)), {id},
           [&](Device &after) {
               after.note = note.trimmed();
               after.tags = tags;
               after.groups = groups;
           });
}

void DeviceEdits::addTags(const QList<DeviceId> &ids, const QStringList &tags)
{
    change(tr("Tag %n device(s)", nullptr, static_cast<int>(ids.size())), ids, [&](Device &after) {
        for (const QString &tag : tags) {
            if (!after.tags.contains(tag, Qt::CaseInsensitive))
                after.tags << tag;
        }
    });
}

void DeviceEdits::addToGroup(const QList<DeviceId> &ids, const QString &group)
{
    change(tr("Put %n device(s) into a group", nullptr, static_cast<int>(ids.size())), ids,
           [&](Device &after) {
               if (!after.groups.contains(group, Qt::CaseInsensitive))
                   after.groups << group;
           });
}

void DeviceEdits::setSecurePort(DeviceId id, std::optional<std::uint16_t> port)
{
    change(port ? tr("Use coaps") : tr("Back to coap"), {id},
           [port](Device &after) { after.securePort = port; });
}

void DeviceEdits::setParameters(DeviceId id,
                                const std::optional<TransmissionParameters> &parameters)
{
    change(tr("Transmission parameters"), {id},
           [&](Device &after) { after.parameters = parameters; });
}

void DeviceEdits::forget(const QList<DeviceId> &ids)
{
    if (!ids.isEmpty())
        m_stack.push(new Forget(
            *this, tr("Remove %n device(s)", nullptr, static_cast<int>(ids.size())), ids));
}

} // namespace copper
