// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/scenario.h"

namespace copper::test {

struct SeedFailure
{
    std::uint64_t seed = 0;
    std::string invariant; // and when it did not hold
};

struct SeedSums
{
    std::uint64_t seeds = 0;
    std::uint64_t messages = 0;
    std::uint64_t lost = 0;
    std::uint64_t exchanges = 0;
    double simulated_s = 0;
    std::vector<SeedFailure> failures; // ordered by seed
};

// Seeds first .. first + count - 1, on so many threads. Stops early after `enough` failures.
SeedSums runSeeds(std::uint64_t first, std::uint64_t count, unsigned threads = 1,
                  std::size_t enough = SIZE_MAX);

} // namespace copper::test
