// SPDX-License-Identifier: GPL-3.0-or-later
// ./dev simulate: seeds by the thousand, or one of them with its messages; and the proof that the
// invariants see what they should, with faults planted in this program's own build of the engine.
#include "tests/simulation/seed_run.h"

#include "core/base/plant.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace copper;
using namespace copper::test;

namespace {

struct Wanted
{
    std::uint64_t seeds = 1000;
    std::uint64_t first = 1;
    bool trace = false;
    bool listPlants = false;
    const char *plant = nullptr;
    bool good = true;
};

std::uint64_t number(const char *text, bool &good)
{
    char *end = nullptr;
    const std::uint64_t value = std::strtoull(text, &end, 10);
    good = good && end != text && *end == '\0';
    return value;
}

Wanted parse(int argc, char **argv)
{
    Wanted wanted;
    for (int i = 1; i < argc && wanted.good; ++i) {
        const bool valued = i + 1 < argc;
        if (std::strcmp(argv[i], "--trace") == 0) {
            wanted.trace = true;
        } else if (std::strcmp(argv[i], "--list-plants") == 0) {
            wanted.listPlants = true;
        } else if (valued && std::strcmp(argv[i], "--plant") == 0) {
            wanted.plant = argv[++i];
        } else if (valued && std::strcmp(argv[i], "--seeds") == 0) {
            wanted.seeds = number(argv[++i], wanted.good);
        } else if (valued && std::strcmp(argv[i], "--first") == 0) {
            wanted.first = number(argv[++i], wanted.good);
        } else if (valued && std::strcmp(argv[i], "--seed") == 0) {
            wanted.first = number(argv[++i], wanted.good);
            wanted.seeds = 1;
        } else {
            wanted.good = false;
        }
    }
    return wanted;
}

int listPlants()
{
    for (const PlantName &plant : plantNames())
        std::printf("%-24.*s %.*s\n", static_cast<int>(plant.name.size()), plant.name.data(),
                    static_cast<int>(plant.what.size()), plant.what.data());
    return 0;
}

bool choosePlant(const char *name)
{
    for (const PlantName &plant : plantNames()) {
        if (plant.name == name) {
            plantFault(plant.plant);
            return true;
        }
    }
    return false;
}

void printTrace(std::uint64_t seed)
{
    Scenario scenario(seed, true);
    scenario.run();
    for (const std::string &line : scenario.trace())
        std::puts(line.c_str());
}

} // namespace

int main(int argc, char **argv)
{
    const Wanted wanted = parse(argc, argv);
    if (!wanted.good) {
        std::fputs("usage: simulate [--plant NAME] [--seeds N] [--first N] | --seed S [--trace]\n"
                   "       simulate --list-plants\n",
                   stderr);
        return 64;
    }
    if (wanted.listPlants)
        return listPlants();
    if (wanted.plant && !choosePlant(wanted.plant)) {
        std::fprintf(stderr, "simulate: there is no plant \"%s\"; --list-plants names them\n",
                     wanted.plant);
        return 64;
    }
    const auto begin = std::chrono::steady_clock::now();
    // A planted fault need be seen once.
    const SeedSums sums =
        runSeeds(wanted.first, wanted.seeds, 1, wanted.plant ? 1 : static_cast<std::size_t>(-1));
    const double real_s =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (wanted.trace)
        printTrace(wanted.first);
    const std::string again = wanted.plant ? std::string("--plant ") + wanted.plant + " " : "";
    for (const SeedFailure &failure : sums.failures)
        std::printf("seed %llu: %s\n  again: ./dev simulate %s--seed %llu --trace\n",
                    static_cast<unsigned long long>(failure.seed), failure.invariant.c_str(),
                    again.c_str(), static_cast<unsigned long long>(failure.seed));
    std::printf(
        "%llu seeds, %llu messages, %llu exchanges, %llu lost, %.1f hours simulated, "
        "%.0f times real time, %zu failures\n",
        static_cast<unsigned long long>(sums.seeds), static_cast<unsigned long long>(sums.messages),
        static_cast<unsigned long long>(sums.exchanges), static_cast<unsigned long long>(sums.lost),
        sums.simulated_s / 3600, sums.simulated_s / real_s, sums.failures.size());
    return sums.failures.empty() ? 0 : 1;
}
