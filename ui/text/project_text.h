// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/shared_project.h"

#include <QString>

namespace copper {

// What became of a project file, in words. Safe to show as plain text.
QString projectFaultText(ProjectFault fault, const QString &path);
// What it brought, and where ours was kept; at most kNamedConflicts of these are named.
inline constexpr std::size_t kNamedConflicts = 4;
QString projectMergeText(const ProjectMerge &merge);

} // namespace copper
