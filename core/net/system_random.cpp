// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/system_random.h"

#include <QRandomGenerator>

#include <cstring>

namespace copper {

void SystemRandom::refill()
{
    std::array<quint32, 256> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    std::memcpy(m_pool.data(), words.data(), m_pool.size());
    m_used = 0;
}

void SystemRandom::fill(MutableByteView out)
{
    for (std::uint8_t &byte : out) {
        if (m_used == m_pool.size())
            refill();
        byte = m_pool[m_used];
        m_pool[m_used++] = 0; // a token that has been given out is not kept here
    }
}

} // namespace copper
