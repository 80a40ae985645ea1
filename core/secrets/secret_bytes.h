// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstddef>

namespace copper {

// Octets of a secret: a key, a password, the plain text of a vault. They stand between guard pages,
// locked in memory where the system allows, are left out of core dumps, and are wiped when this
// object goes. Moved, never copied by accident. Each takes some pages of address space: not for
// many small pieces. No thread may change it while another looks.
class SecretBytes
{
public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size); // zeros
    static SecretBytes copyOf(ByteView bytes);
    // From the system's generator.
    static SecretBytes random(std::size_t size);

    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes() { clear(); }

    SecretBytes clone() const { return copyOf(view()); }
    ByteView view() const { return {m_data, m_size}; }
    MutableByteView mutableView() { return {m_data, m_size}; }
    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    // Never written to swap. False where the limit for locked memory is used up; nothing is too.
    bool isLocked() const { return m_locked; }

    // Wipes; empty afterwards.
    void clear();

    // Takes as long wherever the difference is; sizes are no secret.
    bool equals(ByteView other) const;
    bool equals(const SecretBytes &other) const { return equals(other.view()); }

private:
    std::uint8_t *m_data = nullptr;
    std::size_t m_size = 0;
    bool m_locked = false;
};

// What the calls before left of keys below the caller's frame: Argon2 leaves its result there.
void wipeStack();

// libsodium is ready after this; all of core/credentials calls it where it must. From any thread.
void prepareSodium();

} // namespace copper
