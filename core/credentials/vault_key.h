// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secret_bytes.h"

#include <array>
#include <cstdint>
#include <functional>

namespace copper {

// Argon2id, RFC 9106: how much work a password costs.
struct KdfParameters
{
    std::uint32_t operations = 3; // passes over the memory
    std::uint64_t memoryBytes = 64ULL << 20U;
    bool operator==(const KdfParameters &) const = default;
};

// The least libsodium does; for tests, never for a vault of a person.
KdfParameters leastKdfParameters();
// Between the least and 1 GiB, 16 passes. Asked before a foreign file's parameters are tried.
bool areAcceptable(const KdfParameters &parameters);

using VaultSalt = std::array<std::uint8_t, 16>;

// A pure function over values, for any thread. Empty when there is not enough memory.
using KeyDerivation = std::function<SecretBytes(const SecretBytes &password, const VaultSalt &salt,
                                                const KdfParameters &parameters)>;
SecretBytes deriveVaultKey(const SecretBytes &password, const VaultSalt &salt,
                           const KdfParameters &parameters);

// Parameters that take between 250 and 500 ms here, found by trying; at least those that are
// recommended for a slow machine (19 MiB and 2 passes), however long they take. `elapsedMs` is a
// clock that never goes back. For any thread, but not for the window's.
KdfParameters calibratedKdfParameters(const KeyDerivation &derive,
                                      const std::function<std::int64_t()> &elapsedMs);
KdfParameters calibratedKdfParameters();

} // namespace copper
