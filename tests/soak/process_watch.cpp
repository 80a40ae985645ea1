// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/process_watch.h"

#include "tests/support/process_figures.h"

#include <QDir>

#include <algorithm>

namespace copper::test {

namespace {

// Duplicates are remembered for 247 s: before the second quarter of eight minutes memory must grow.
constexpr std::size_t kEnough = 240;
constexpr double kGrowth = 1.05;
constexpr double kNoise_mb = 4;
constexpr int kNoiseDescriptors = 2; // boards come and go

int openDescriptors()
{
    const QDir folder(QStringLiteral("/proc/self/fd"));
    return static_cast<int>(folder.entryList(QDir::AllEntries | QDir::System).size());
}

} // namespace

void ProcessWatch::take()
{
    m_samples.push_back({resident_mb(), openDescriptors()});
}

ProcessWatch::Quarter ProcessWatch::quarter(std::size_t number) const
{
    const std::size_t from = m_samples.size() * number / 4;
    const std::size_t end = m_samples.size() * (number + 1) / 4;
    Quarter quarter;
    for (std::size_t i = from; i < end; ++i) {
        quarter.resident_mb += m_samples[i].resident_mb / static_cast<double>(end - from);
        quarter.descriptors = std::max(quarter.descriptors, m_samples[i].descriptors);
    }
    return quarter;
}

bool ProcessWatch::isEnough() const
{
    return m_samples.size() >= kEnough;
}

bool ProcessWatch::isFlat() const
{
    const Quarter second = quarter(1);
    const Quarter last = quarter(3);
    return last.resident_mb <= second.resident_mb * kGrowth + kNoise_mb &&
           last.descriptors <= second.descriptors + kNoiseDescriptors;
}

} // namespace copper::test
