// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/shared_project.h"
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
    // Of forgotten devices, in all steps together (16 bytes each); what is beyond is not kept.
    static constexpr std::size_t kMaxKeptSamples = 2'000'000;

    explicit DeviceEdits(Workspace &workspace, QObject *parent = nullptr);
    ~DeviceEdits() override;

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
    // They come back as they were, with what was observed of them and what they said until then.
    void forget(const QList<DeviceId> &ids);
    // What is in a project comes to what is here, or takes its place: one step. `name` is the
    // file's.
    ProjectMerge addProject(const QString &name, const QJsonObject &project);
    ProjectMerge openProject(const QString &name, const QJsonObject &project);

private:
    class Change;
    class Forget;
    class Project;
    template <typename Edit>
    void note(const QString &text, DeviceId id, const Edit &before);
    template <typename Edit>
    void change(const QString &text, const QList<DeviceId> &ids, const Edit &edit);

    Workspace &m_workspace;
    QUndoStack m_stack;
    int m_applying = 0;            // a step is being done or undone
    std::size_t m_keptSamples = 0; // of kMaxKeptSamples
};

} // namespace copper
