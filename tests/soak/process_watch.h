// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace copper::test {

// Resident memory and open descriptors of this process over time. "Flat" compares the second
// quarter, when every table has filled, with the last one.
class ProcessWatch
{
public:
    struct Sample
    {
        double resident_mb = 0;
        int descriptors = 0;
    };
    struct Quarter
    {
        double resident_mb = 0; // mean
        int descriptors = 0;    // most
    };
    void take();
    const Sample &last() const { return m_samples.back(); }
    std::size_t count() const { return m_samples.size(); }
    Quarter quarter(std::size_t number) const; // 0..3
    bool isEnough() const;                     // long enough to tell
    bool isFlat() const;

private:
    std::vector<Sample> m_samples;
};

} // namespace copper::test
