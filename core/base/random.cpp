// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <cstring>

namespace copper {

std::uint64_t RandomSource::next64()
{
    std::array<std::uint8_t, 8> raw{};
    fill(raw);
    std::uint64_t value = 0;
    for (const std::uint8_t byte : raw)
        value = (value << 8) | byte;
    return value;
}

std::uint64_t RandomSource::below(std::uint64_t bound)
{
    if (bound < 2)
        return 0;
    // Values above the largest multiple of bound would favour the small results: draw again.
    const std::uint64_t limit = UINT64_MAX - (UINT64_MAX % bound);
    std::uint64_t value = next64();
    while (value >= limit)
        value = next64();
    return value % bound;
}

double RandomSource::unit()
{
    return static_cast<double>(next64() >> 11) * 0x1.0p-53;
}

SeededRandom::SeededRandom(std::uint64_t seed) : m_state{}
{
    // splitmix64 spreads a small seed over the whole state.
    for (std::uint64_t &word : m_state) {
        seed += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = seed;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        word = z ^ (z >> 31);
    }
}

std::uint64_t SeededRandom::step()
{
    const auto rotl = [](std::uint64_t x, int k) {
        return (x << k) | (x >> (64 - k));
    };
    const std::uint64_t result = rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = rotl(m_state[3], 45);
    return result;
}

void SeededRandom::fill(MutableByteView out)
{
    std::size_t i = 0;
    while (i < out.size()) {
        std::uint64_t word = step();
        for (int k = 0; k < 8 && i < out.size(); ++k, ++i) {
            out[i] = static_cast<std::uint8_t>(word & 0xff);
            word >>= 8;
        }
    }
}

} // namespace copper
