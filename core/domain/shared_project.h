// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/workspace.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace copper {

// A project: what one user knows of a network, as a file for another. Devices with names, notes,
// tags, groups, favourites, links within kWorkspaceLinkBytes, titles of networks, saved requests
// and the dashboard: which values of which resources, not the values. Only what is named here goes
// in: no layout, and keys are not in a workspace at all. A project of before dashboards has none;
// a program of then passes over it.
inline constexpr int kProjectFormatVersion = 1;
inline constexpr char kProjectSuffix[] = "copperfield";

enum class ProjectFault { Unreadable, TooLarge, Damaged, NotAProject, TooNew };

struct ProjectMerge
{
    enum class Field { Name, Note, SecurePort, Parameters, Request };
    struct Conflict
    {
        QString of; // the device or the request
        Field field = Field::Name;
    };
    std::size_t devicesNew = 0;
    std::size_t devicesChanged = 0; // known, and they had something to add
    std::size_t devicesSame = 0;
    std::size_t devicesLeftOut = 0; // the list is full, or they could not be read
    std::size_t requestsNew = 0;
    std::size_t requestsLeftOut = 0;
    std::size_t chartsNew = 0;       // panels and numbers of the dashboard
    std::size_t chartsLeftOut = 0;   // it is full
    std::vector<Conflict> conflicts; // both said something: ours was kept
};

QJsonObject projectOf(Workspace &workspace);
// The error in the system's words.
Result<void, QString> saveProject(Workspace &workspace, const QString &path);
// The file is left as it is whatever is in it.
Result<QJsonObject, ProjectFault> readProject(const QString &path);
// Adds what is not known. Of what both say, ours is kept; tags and groups of both.
ProjectMerge mergeProject(Workspace &workspace, const QJsonObject &project);
// What a project holds besides devices goes: saved requests and the dashboard. Devices are the
// caller's to forget.
void clearProject(Workspace &workspace);

// A file that is there already and no project this version can read is somebody's only copy.
enum class ProjectTarget { Free, Project, Damaged, NotOurs };
ProjectTarget projectTargetAt(const QString &path);

} // namespace copper
