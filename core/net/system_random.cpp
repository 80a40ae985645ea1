// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/system_random.h"

#include "core/secrets/secret_bytes.h"

#include <sodium.h>

namespace copper {

// From the kernel. (Qt's takes each word from the processor where it can, which is many times
// slower and shows in the time of a handshake.)
void SystemRandom::refill()
{
    prepareSodium();
    randombytes_buf(m_pool.data(), m_pool.size());
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
