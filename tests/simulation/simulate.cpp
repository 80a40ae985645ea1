// SPDX-License-Identifier: GPL-3.0-or-later
// ./dev simulate: seeds by the thousand, or one of them with its messages.
#include "tests/simulation/scenario.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace copper::test;

namespace {

struct Wanted
{
    std::uint64_t seeds = 1000;
    std::uint64_t first = 1;
    bool trace = false;
    bool good = true;
};

Wanted parse(int argc, char **argv)
{
    Wanted wanted;
    for (int i = 1; i < argc && wanted.good; ++i) {
        const bool valued = i + 1 < argc;
        if (std::strcmp(argv[i], "--trace") == 0) {
            wanted.trace = true;
        } else if (valued && std::strcmp(argv[i], "--seeds") == 0) {
            wanted.seeds = std::strtoull(argv[++i], nullptr, 10);
        } else if (valued && std::strcmp(argv[i], "--first") == 0) {
            wanted.first = std::strtoull(argv[++i], nullptr, 10);
        } else if (valued && std::strcmp(argv[i], "--seed") == 0) {
            wanted.first = std::strtoull(argv[++i], nullptr, 10);
            wanted.seeds = 1;
        } else {
            wanted.good = false;
        }
    }
    return wanted;
}

} // namespace

int main(int argc, char **argv)
{
    const Wanted wanted = parse(argc, argv);
    if (!wanted.good) {
        std::fputs("usage: simulate [--seeds N] [--first N] | --seed S [--trace]\n", stderr);
        return 64;
    }
    const auto begin = std::chrono::steady_clock::now();
    ScenarioReport sum;
    unsigned failures = 0;
    for (std::uint64_t seed = wanted.first; seed < wanted.first + wanted.seeds; ++seed) {
        Scenario scenario(seed);
        const ScenarioReport report = scenario.run();
        sum.messages += report.messages;
        sum.exchanges += report.exchanges;
        sum.lost += report.lost;
        sum.simulated_s += report.simulated_s;
        if (wanted.trace) {
            for (const std::string &line : scenario.trace())
                std::puts(line.c_str());
        }
        if (report.failure.empty())
            continue;
        ++failures;
        std::printf("seed %llu: %s\n  again: ./dev simulate --seed %llu --trace\n",
                    static_cast<unsigned long long>(seed), report.failure.c_str(),
                    static_cast<unsigned long long>(seed));
    }
    const double real_s =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("%llu seeds, %llu messages, %llu exchanges, %llu lost, %.1f hours simulated, "
                "%.0f times real time, %u failures\n",
                static_cast<unsigned long long>(wanted.seeds),
                static_cast<unsigned long long>(sum.messages),
                static_cast<unsigned long long>(sum.exchanges),
                static_cast<unsigned long long>(sum.lost), sum.simulated_s / 3600,
                sum.simulated_s / real_s, failures);
    return failures == 0 ? 0 : 1;
}
