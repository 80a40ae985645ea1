// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <array>
#include <cstdint>

namespace copper {

// Where the engine's tokens, Message IDs and timeouts come from. Real programs pass the operating
// system's generator (core/net), tests and the simulation a seeded one.
class RandomSource
{
public:
    virtual ~RandomSource() = default;
    virtual void fill(MutableByteView out) = 0;

    std::uint64_t next64();
    // Uniform in [0, bound); bound 0 gives 0.
    std::uint64_t below(std::uint64_t bound);
    // Uniform in [0, 1).
    double unit();
};

// xoshiro256**: the same sequence for the same seed on every machine. Not for secrets.
class SeededRandom final : public RandomSource
{
public:
    explicit SeededRandom(std::uint64_t seed);
    void fill(MutableByteView out) override;

private:
    std::uint64_t step();
    std::array<std::uint64_t, 4> m_state;
};

} // namespace copper
