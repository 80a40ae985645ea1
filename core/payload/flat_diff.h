// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/structural_diff.h"

namespace copper {

// Lines by their content, as far as kMaxDiffLines; what is behind counts as one line.
inline constexpr std::size_t kMaxDiffLines = 200'000;
void lineDiff(ByteView before, ByteView after, StructuralDiff &out);
// Runs of bytes that differ at their place, when the lengths are equal; else the stretch between
// what both begin and end with.
void byteDiff(ByteView before, ByteView after, StructuralDiff &out);

} // namespace copper
