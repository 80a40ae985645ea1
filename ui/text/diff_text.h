// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/structural_diff.h"

#include <QString>

namespace copper {

QString diffKindText(DiffChange::Kind kind); // "added"
// "/config/interval", "line 12", "byte 40"; the root in words.
QString diffPathText(StructuralDiff::Way way, const DiffSide &side);
// "23.5", "\"on\"", "{ } 3 values"
QString diffSideText(const DiffSide &side);

} // namespace copper
