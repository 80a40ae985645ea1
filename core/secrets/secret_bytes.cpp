// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secret_bytes.h"

#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <utility>

namespace copper {

void prepareSodium()
{
    // Negative only where the system has no source of randomness at all: nothing may be made then.
    static const bool ready = sodium_init() >= 0;
    if (!ready)
        std::abort();
}

void wipeStack()
{
    constexpr std::size_t kDeepest = 32U << 10U; // more than libsodium's functions use
    sodium_stackzero(kDeepest);
}

SecretBytes::SecretBytes(std::size_t size)
{
    if (size == 0)
        return;
    prepareSodium();
    void *memory = sodium_malloc(size);
    if (memory == nullptr)
        throw std::bad_alloc();
    m_data = static_cast<std::uint8_t *>(memory);
    m_size = size;
    // sodium_malloc() locks too, but does not say whether it could.
    m_locked = sodium_mlock(m_data, m_size) == 0;
    std::fill_n(m_data, m_size, std::uint8_t{0});
}

SecretBytes SecretBytes::copyOf(ByteView bytes)
{
    SecretBytes copy(bytes.size());
    std::copy(bytes.begin(), bytes.end(), copy.m_data);
    return copy;
}

SecretBytes SecretBytes::random(std::size_t size)
{
    SecretBytes bytes(size);
    if (size > 0)
        randombytes_buf(bytes.m_data, size);
    return bytes;
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)),
      m_locked(std::exchange(other.m_locked, false))
{}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        clear();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
        m_locked = std::exchange(other.m_locked, false);
    }
    return *this;
}

void SecretBytes::clear()
{
    if (m_data != nullptr)
        sodium_free(m_data); // wipes first
    m_data = nullptr;
    m_size = 0;
    m_locked = false;
}

bool SecretBytes::equals(ByteView other) const
{
    return m_size == other.size() &&
           (m_size == 0 || sodium_memcmp(m_data, other.data(), m_size) == 0);
}

} // namespace copper
