// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_events.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace copper {

struct Sample
{
    WallTime at;
    double value = 0;
    bool operator==(const Sample &) const = default;
};

struct SampleGap
{
    WallTime from; // last sample before
    WallTime to;   // first sample after
    bool operator==(const SampleGap &) const = default;
};

struct SampleExtremes
{
    double lowest = 0;
    double highest = 0;
};

// The samples of one series in order of time, with two levels of lowest and highest values above
// them, so that a day of data is drawn without reading every sample. Bounded: the oldest
// kTrimSamples leave at once when it is full. Finite values only; a time before the last sample's
// counts as that time (the wall clock was set back).
class SampleSeries
{
public:
    static constexpr std::size_t kFanOut = 32;
    static constexpr std::size_t kTrimSamples = kFanOut * kFanOut * 4;
    static constexpr std::size_t kDefaultLimit = 256U * 1024U;
    static constexpr std::size_t kMaxGaps = 1000;

    // At least 2 * kTrimSamples.
    explicit SampleSeries(std::size_t limit = kDefaultLimit);

    bool append(Sample sample); // false: not finite, not taken
    // Between the last sample and the next one lies a hole.
    void breakHere() { m_breakPending = !m_samples.empty(); }

    std::size_t size() const { return m_samples.size(); }
    bool empty() const { return m_samples.empty(); }
    const Sample &operator[](std::size_t index) const { return m_samples[index]; }
    const Sample &last() const { return m_samples.back(); }
    const std::deque<SampleGap> &gaps() const { return m_gaps; }
    std::uint64_t dropped() const { return m_dropped; } // by the limit

    // First index with a time not before `at`; size() when there is none.
    std::size_t lowerBound(WallTime at) const;
    // At most two points for each of `pixels` columns between from and to (both included), in
    // order of time, the lowest and the highest of each column kept. One sample before and one
    // after the range come along so that a line can leave the plot.
    std::vector<Sample> decimated(WallTime from, WallTime to, std::size_t pixels) const;
    // Nothing when no sample lies in the range.
    std::optional<SampleExtremes> extremes(WallTime from, WallTime to) const;
    // The last sample not after `at`.
    std::optional<Sample> atOrBefore(WallTime at) const;

private:
    struct Bucket
    {
        Sample lowest;
        Sample highest;
    };
    void climb(const Sample &sample);
    void trim();
    // Visits every sample of [begin, end), a whole bucket at once where `together` says that its
    // first and last sample need not be told apart.
    template <class Together, class Visit>
    void visitExtremes(std::size_t begin, std::size_t end, const Together &together,
                       const Visit &visit) const;

    std::deque<Sample> m_samples;
    // m_levels[k] covers kFanOut^(k+1) samples a bucket, aligned with m_samples[0].
    std::array<std::deque<Bucket>, 2> m_levels;
    std::deque<SampleGap> m_gaps;
    std::size_t m_limit;
    std::uint64_t m_dropped = 0;
    bool m_breakPending = false;
};

} // namespace copper
