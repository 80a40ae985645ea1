// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Shared by the steps of DeviceEdits.
#include "ui/explorer/device_edits.h"

namespace copper {

// The user's part of a device.
inline void applyUsersPart(Workspace &workspace, const Device &wanted)
{
    DeviceRegistry &devices = workspace.devices();
    const DeviceId id = wanted.id;
    devices.rename(id, wanted.givenName);
    devices.setFavourite(id, wanted.favourite);
    devices.setNote(id, wanted.note);
    devices.setTags(id, wanted.tags);
    devices.setGroups(id, wanted.groups);
    devices.setObserving(id, wanted.observing);
    const Device *now = devices.device(id);
    if (now != nullptr && now->parameters != wanted.parameters)
        workspace.setDeviceParameters(id, wanted.parameters);
    workspace.setDeviceSecurePort(id, wanted.securePort);
}

inline bool isUsersPartSame(const Device &a, const Device &b)
{
    return a.givenName == b.givenName && a.favourite == b.favourite && a.note == b.note &&
           a.tags == b.tags && a.groups == b.groups && a.parameters == b.parameters &&
           a.securePort == b.securePort && a.observing == b.observing;
}

// While it lives, what changes is a step's own doing and no step more.
class ApplyingEdit
{
public:
    explicit ApplyingEdit(int &depth) : m_depth(depth) { ++m_depth; }
    ~ApplyingEdit() { --m_depth; }
    ApplyingEdit(const ApplyingEdit &) = delete;
    ApplyingEdit &operator=(const ApplyingEdit &) = delete;

private:
    int &m_depth;
};

} // namespace copper
