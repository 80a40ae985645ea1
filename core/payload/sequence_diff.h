// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace copper {

// A stretch that differs: [aFrom, aTo) of the one became [bFrom, bTo) of the other; one of the two
// may be empty. What lies between stretches is equal.
struct SequenceGap
{
    std::size_t aFrom = 0, aTo = 0, bFrom = 0, bTo = 0;
    bool operator==(const SequenceGap &) const = default;
};

// The shortest edit script (Myers 1986) of two sequences, as gaps in order. Beyond kMaxEdits edits
// the middle is one gap: time and memory are bounded by its square.
inline constexpr int kMaxEdits = 1200;
std::vector<SequenceGap> sequenceDiff(std::span<const std::uint64_t> a,
                                      std::span<const std::uint64_t> b);

} // namespace copper
