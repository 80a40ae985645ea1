// SPDX-License-Identifier: GPL-3.0-or-later
// Projects as steps to be undone.
#include "ui/explorer/device_edit_parts.h"

#include <QUndoCommand>

#include <set>
#include <utility>
#include <vector>

namespace copper {

namespace {

constexpr QLatin1String kDashboard("dashboard");

} // namespace

class DeviceEdits::Project : public QUndoCommand
{
public:
    Project(DeviceEdits &edits, QJsonObject project, bool replaces)
        : m_edits(edits), m_workspace(edits.m_workspace), m_project(std::move(project)),
          m_replaces(replaces)
    {}
    void redo() override
    {
        const ApplyingEdit applying(m_edits.m_applying);
        m_requests = m_workspace.history().named();
        m_dashboard = m_workspace.section(kDashboard);
        std::map<DeviceId, Device> before; // they share their lists
        for (const Device &device : m_workspace.devices().devices())
            before.emplace(device.id, device);
        if (m_replaces)
            clearProject(m_workspace);
        m_result = mergeProject(m_workspace, m_project);
        m_changed.clear();
        m_added.clear();
        for (const Device &device : m_workspace.devices().devices()) {
            const auto known = before.find(device.id);
            if (known == before.end())
                m_added.push_back(device.id);
            else if (!isUsersPartSame(known->second, device))
                m_changed.push_back(known->second);
        }
    }
    void undo() override
    {
        const ApplyingEdit applying(m_edits.m_applying);
        m_workspace.removeDevices(m_added);
        for (const Device &device : m_changed)
            applyUsersPart(m_workspace, device);
        clearProject(m_workspace);
        for (const NamedRequest &request : m_requests)
            m_workspace.history().saveAs(request.name, request.spec);
        m_workspace.setSection(kDashboard, m_dashboard);
    }
    const ProjectMerge &result() const { return m_result; }

private:
    DeviceEdits &m_edits;
    Workspace &m_workspace;
    QJsonObject m_project;
    bool m_replaces;
    ProjectMerge m_result;
    std::vector<DeviceId> m_added;
    std::vector<Device> m_changed; // as they were
    std::vector<NamedRequest> m_requests;
    QJsonObject m_dashboard;
};

ProjectMerge DeviceEdits::addProject(const QString &name, const QJsonObject &project)
{
    auto *step = new Project(*this, project, false);
    step->setText(tr("Add %1").arg(name));
    m_stack.push(step); // it stays: no step takes another in
    return step->result();
}

ProjectMerge DeviceEdits::openProject(const QString &name, const QJsonObject &project)
{
    QList<DeviceId> all;
    for (const Device &device : m_workspace.devices().devices())
        all << device.id;
    m_stack.beginMacro(tr("Open %1").arg(name));
    forget(all);
    auto *step = new Project(*this, project, true);
    m_stack.push(step);
    m_stack.endMacro();
    return step->result();
}

} // namespace copper
