// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/device_edits.h"

#include "ui/text/plain_text.h"

#include <QUndoCommand>

#include <vector>

namespace copper {

namespace {

// The user's part of a device.
void applyTo(Workspace &workspace, const Device &wanted)
{
    DeviceRegistry &devices = workspace.devices();
    const DeviceId id = wanted.id;
    devices.rename(id, wanted.givenName);
    devices.setFavourite(id, wanted.favourite);
    devices.setNote(id, wanted.note);
    devices.setTags(id, wanted.tags);
    devices.setGroups(id, wanted.groups);
    const Device *now = devices.device(id);
    if (now != nullptr && now->parameters != wanted.parameters)
        workspace.setDeviceParameters(id, wanted.parameters);
    workspace.setDeviceSecurePort(id, wanted.securePort);
}

bool isSame(const Device &a, const Device &b)
{
    return a.givenName == b.givenName && a.favourite == b.favourite && a.note == b.note &&
           a.tags == b.tags && a.groups == b.groups && a.parameters == b.parameters &&
           a.securePort == b.securePort;
}

} // namespace

class DeviceEdits::Change : public QUndoCommand
{
public:
    struct Pair
    {
        Device before, after;
    };
    Change(Workspace &workspace, const QString &text, std::vector<Pair> pairs)
        : QUndoCommand(text), m_workspace(workspace), m_pairs(std::move(pairs))
    {}
    void redo() override
    {
        for (const Pair &pair : m_pairs)
            applyTo(m_workspace, pair.after);
    }
    void undo() override
    {
        for (const Pair &pair : m_pairs)
            applyTo(m_workspace, pair.before);
    }

private:
    Workspace &m_workspace;
    std::vector<Pair> m_pairs;
};

class DeviceEdits::Forget : public QUndoCommand
{
public:
    Forget(Workspace &workspace, const QString &text, const QList<DeviceId> &ids)
        : QUndoCommand(text), m_workspace(workspace)
    {
        const QStringList observed = workspace.observations().observed();
        for (const DeviceId id : ids) {
            if (const Device *device = workspace.devices().device(id))
                m_devices.push_back(*device);
        }
        for (const QString &uri : observed) {
            const Device *device = workspace.devices().deviceAt(uri);
            if (device != nullptr && ids.contains(device->id))
                m_observed << uri;
        }
    }
    void redo() override
    {
        std::vector<DeviceId> ids;
        for (const Device &device : m_devices)
            ids.push_back(device.id);
        m_workspace.removeDevices(ids);
    }
    void undo() override
    {
        for (Device &device : m_devices)
            bringBack(device);
        for (const QString &uri : std::as_const(m_observed))
            m_workspace.observe(uri);
    }

private:
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
        applyTo(m_workspace, device);
    }
    Workspace &m_workspace;
    std::vector<Device> m_devices;
    QStringList m_observed;
};

DeviceEdits::DeviceEdits(Workspace &workspace, QObject *parent)
    : QObject(parent), m_workspace(workspace)
{
    m_stack.setUndoLimit(kMaxSteps);
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
        if (!isSame(pair.before, pair.after))
            pairs.push_back(std::move(pair));
    }
    if (!pairs.empty())
        m_stack.push(new Change(m_workspace, text, std::move(pairs)));
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
            m_workspace, tr("Remove %n device(s)", nullptr, static_cast<int>(ids.size())), ids));
}

} // namespace copper
