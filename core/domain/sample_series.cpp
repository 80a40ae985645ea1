// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sample_series.h"

#include <algorithm>
#include <cmath>

namespace copper {

namespace {

constexpr std::size_t kSpans[2] = {SampleSeries::kFanOut,
                                   SampleSeries::kFanOut *SampleSeries::kFanOut};

} // namespace

SampleSeries::SampleSeries(std::size_t limit) : m_limit(std::max(limit, 2 * kTrimSamples)) {}

bool SampleSeries::append(Sample sample)
{
    if (!std::isfinite(sample.value))
        return false;
    if (!m_samples.empty() && sample.at < m_samples.back().at)
        sample.at = m_samples.back().at;
    if (m_breakPending) {
        m_gaps.push_back({m_samples.back().at, sample.at});
        if (m_gaps.size() > kMaxGaps)
            m_gaps.pop_front();
        m_breakPending = false;
    }
    if (m_samples.size() >= m_limit)
        trim();
    m_samples.push_back(sample);
    climb(sample);
    return true;
}

void SampleSeries::climb(const Sample &sample)
{
    const std::size_t index = m_samples.size() - 1;
    for (std::size_t k = 0; k < m_levels.size(); ++k) {
        std::deque<Bucket> &level = m_levels[k];
        if (index / kSpans[k] == level.size()) {
            level.push_back({sample, sample});
            continue;
        }
        Bucket &bucket = level.back();
        if (sample.value < bucket.lowest.value)
            bucket.lowest = sample;
        if (sample.value > bucket.highest.value)
            bucket.highest = sample;
    }
}

void SampleSeries::trim()
{
    const auto drop = [](auto &deque, std::size_t count) {
        deque.erase(deque.begin(), deque.begin() + static_cast<std::ptrdiff_t>(count));
    };
    drop(m_samples, kTrimSamples);
    for (std::size_t k = 0; k < m_levels.size(); ++k)
        drop(m_levels[k], kTrimSamples / kSpans[k]);
    m_dropped += kTrimSamples;
    while (!m_gaps.empty() && m_gaps.front().to < m_samples.front().at)
        m_gaps.pop_front();
}

std::size_t SampleSeries::lowerBound(WallTime at) const
{
    const auto found = std::lower_bound(m_samples.begin(), m_samples.end(), at,
                                        [](const Sample &s, WallTime t) { return s.at < t; });
    return static_cast<std::size_t>(found - m_samples.begin());
}

template <class Together, class Visit>
void SampleSeries::visitExtremes(std::size_t begin, std::size_t end, const Together &together,
                                 const Visit &visit) const
{
    std::size_t i = begin;
    while (i < end) {
        std::size_t step = 1;
        for (std::size_t k = m_levels.size(); k-- > 0;) {
            if (i % kSpans[k] == 0 && i + kSpans[k] <= end &&
                together(m_samples[i], m_samples[i + kSpans[k] - 1])) {
                const Bucket &bucket = m_levels[k][i / kSpans[k]];
                visit(bucket.lowest);
                visit(bucket.highest);
                step = kSpans[k];
                break;
            }
        }
        if (step == 1)
            visit(m_samples[i]);
        i += step;
    }
}

std::vector<Sample> SampleSeries::decimated(WallTime from, WallTime to, std::size_t pixels) const
{
    std::vector<Sample> points;
    if (m_samples.empty() || pixels == 0 || to < from)
        return points;
    const std::size_t begin = lowerBound(from);
    const std::size_t end = lowerBound(WallTime{to.unixMicros + 1});
    if (begin > 0)
        points.push_back(m_samples[begin - 1]);
    if (end - begin <= 2 * pixels) {
        for (std::size_t i = begin; i < end; ++i)
            points.push_back(m_samples[i]);
    } else {
        const double width = static_cast<double>(to.unixMicros - from.unixMicros) + 1.0;
        const auto column = [&](const Sample &sample) {
            const auto offset = static_cast<double>(sample.at.unixMicros - from.unixMicros);
            return static_cast<std::size_t>(offset * static_cast<double>(pixels) / width);
        };
        std::size_t current = pixels;
        Sample lowest{}, highest{};
        const auto flush = [&] {
            if (current == pixels)
                return;
            const bool lowFirst = lowest.at <= highest.at;
            points.push_back(lowFirst ? lowest : highest);
            if (!(lowest == highest))
                points.push_back(lowFirst ? highest : lowest);
        };
        visitExtremes(
            begin, end, [&](const Sample &a, const Sample &b) { return column(a) == column(b); },
            [&](const Sample &sample) {
                const std::size_t c = column(sample);
                if (c != current) {
                    flush();
                    current = c;
                    lowest = highest = sample;
                    return;
                }
                if (sample.value < lowest.value)
                    lowest = sample;
                if (sample.value > highest.value)
                    highest = sample;
            });
        flush();
    }
    if (end < m_samples.size())
        points.push_back(m_samples[end]);
    return points;
}

std::optional<SampleExtremes> SampleSeries::extremes(WallTime from, WallTime to) const
{
    const std::size_t begin = lowerBound(from);
    const std::size_t end = lowerBound(WallTime{to.unixMicros + 1});
    if (begin >= end)
        return std::nullopt;
    SampleExtremes result{m_samples[begin].value, m_samples[begin].value};
    visitExtremes(
        begin, end, [](const Sample &, const Sample &) { return true; },
        [&result](const Sample &sample) {
            result.lowest = std::min(result.lowest, sample.value);
            result.highest = std::max(result.highest, sample.value);
        });
    return result;
}

std::optional<Sample> SampleSeries::atOrBefore(WallTime at) const
{
    const std::size_t next = lowerBound(WallTime{at.unixMicros + 1});
    if (next == 0)
        return std::nullopt;
    return m_samples[next - 1];
}

} // namespace copper
