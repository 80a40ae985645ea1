// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"

namespace copper {

// The operating system's generator, read in larger pieces: a request takes three numbers.
class SystemRandom final : public RandomSource
{
public:
    void fill(MutableByteView out) override;

private:
    void refill();
    std::array<std::uint8_t, 1024> m_pool{};
    std::size_t m_used = 1024;
};

} // namespace copper
