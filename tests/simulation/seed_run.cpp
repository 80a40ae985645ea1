// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/seed_run.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace copper::test {

SeedSums runSeeds(std::uint64_t first, std::uint64_t count, unsigned threads, std::size_t enough)
{
    SeedSums sums;
    std::mutex guard;
    std::atomic<std::uint64_t> next{0};
    std::atomic<bool> stop{false};
    const auto work = [&] {
        for (std::uint64_t i = next++; i < count && !stop; i = next++) {
            Scenario scenario(first + i);
            const ScenarioReport report = scenario.run();
            const std::lock_guard lock(guard);
            ++sums.seeds;
            sums.messages += report.messages;
            sums.lost += report.lost;
            sums.exchanges += report.exchanges;
            sums.simulated_s += report.simulated_s;
            if (!report.failure.empty())
                sums.failures.push_back({first + i, report.failure});
            stop = sums.failures.size() >= enough;
        }
    };
    std::vector<std::thread> others;
    for (unsigned i = 1; i < threads; ++i)
        others.emplace_back(work);
    work();
    for (std::thread &other : others)
        other.join();
    std::sort(sums.failures.begin(), sums.failures.end(),
              [](const SeedFailure &a, const SeedFailure &b) { return a.seed < b.seed; });
    return sums;
}

} // namespace copper::test
