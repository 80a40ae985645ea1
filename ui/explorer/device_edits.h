// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

#include <QList>
#include <QObject>
#include <QUndoStack>

namespace copper {

// What the user changes about devices, each step to be undone and done again. UI thread.
class DeviceEdits : public QObject
{
    Q_OBJECT
public:
    static constexpr int kMaxSteps = 200;

    explicit DeviceEdits(Workspace &workspace, QObject *parent = nullptr);

    QUndoStack &stack() { return m_stack; }

    void rename(DeviceId id, const QString &name);
    void setFavourite(const QList<DeviceId> &ids, bool on);
    // The three of one device in one step.
    void setNotes(DeviceId id, const QString &note, const QStringList &tags,
                  const QStringList &groups);
    void addTags(const QList<DeviceId> &ids, const QStringList &tags);
    void addToGroup(const QList<DeviceId> &ids, const QString &group);
    void setSecurePort(DeviceId id, std::optional<std::uint16_t> port);
    void setParameters(DeviceId id, const std::optional<TransmissionParameters> &parameters);
    // They come back as they were, with what was observed of them; what they said meanwhile is
    // gone.
    void forget(const QList<DeviceId> &ids);

private:
    class Change;
    class Forget;
    template <typename Edit>
    void change(const QString &text, const QList<DeviceId> &ids, const Edit &edit);

    Workspace &m_workspace;
    QUndoStack m_stack;
};

} // namespace copper
