// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/vault_key.h"

#include <sodium.h>

#include <QElapsedTimer>

#include <algorithm>

namespace copper {

namespace {

constexpr std::uint64_t kMiB = 1ULL << 20U;
constexpr std::uint64_t kMostMemory = 1024 * kMiB;
constexpr std::uint32_t kMostOperations = 16;
constexpr std::size_t kKeySize = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;

// What calibration chooses from.
constexpr std::uint64_t kLeastChosenMemory = 19 * kMiB;
constexpr std::uint64_t kMostChosenMemory = 256 * kMiB;
constexpr std::uint32_t kLeastChosenOperations = 2;
constexpr std::int64_t kAtLeast_ms = 250;
constexpr std::int64_t kAtMost_ms = 500;
constexpr double kAim_ms = 375;
constexpr int kMostTrials = 4;

// Time grows with memory times passes: memory first, as that is what an attacker pays most for.
KdfParameters scaled(const KdfParameters &tried, double factor)
{
    const double work = static_cast<double>(tried.memoryBytes) * tried.operations * factor;
    KdfParameters next;
    next.operations = 3;
    const double memory =
        std::clamp(work / next.operations, double{kLeastChosenMemory}, double{kMostChosenMemory});
    next.memoryBytes = static_cast<std::uint64_t>(memory) / kMiB * kMiB;
    const double passes = work / static_cast<double>(next.memoryBytes);
    next.operations = static_cast<std::uint32_t>(
        std::clamp(passes + 0.5, double{kLeastChosenOperations}, double{kMostOperations}));
    return next;
}

} // namespace

KdfParameters leastKdfParameters()
{
    return {crypto_pwhash_argon2id_OPSLIMIT_MIN, crypto_pwhash_argon2id_MEMLIMIT_MIN};
}

bool areAcceptable(const KdfParameters &parameters)
{
    const KdfParameters least = leastKdfParameters();
    return parameters.operations >= least.operations && parameters.operations <= kMostOperations &&
           parameters.memoryBytes >= least.memoryBytes && parameters.memoryBytes <= kMostMemory;
}

SecretBytes deriveVaultKey(const SecretBytes &password, const VaultSalt &salt,
                           const KdfParameters &parameters)
{
    static_assert(std::tuple_size_v<VaultSalt> == crypto_pwhash_argon2id_SALTBYTES);
    prepareSodium();
    SecretBytes key(kKeySize);
    const char *octets = password.isEmpty()
                             ? "" // libsodium wants a place even for nothing
                             : reinterpret_cast<const char *>(password.view().data());
    const bool derived =
        crypto_pwhash(key.mutableView().data(), key.size(), octets, password.size(), salt.data(),
                      parameters.operations, static_cast<std::size_t>(parameters.memoryBytes),
                      crypto_pwhash_ALG_ARGON2ID13) == 0;
    wipeStack();
    return derived ? std::move(key) : SecretBytes();
}

KdfParameters calibratedKdfParameters(const KeyDerivation &derive,
                                      const std::function<std::int64_t()> &elapsedMs)
{
    const SecretBytes password = SecretBytes::random(16);
    const VaultSalt salt{};
    KdfParameters chosen;
    for (int trial = 0; trial < kMostTrials; ++trial) {
        const std::int64_t start = elapsedMs();
        if (derive(password, salt, chosen).isEmpty()) { // not that much memory here
            if (chosen.memoryBytes <= kLeastChosenMemory)
                break;
            chosen.memoryBytes = std::max(chosen.memoryBytes / 2, kLeastChosenMemory);
            continue;
        }
        const std::int64_t took = std::max<std::int64_t>(elapsedMs() - start, 1);
        if (took >= kAtLeast_ms && took <= kAtMost_ms)
            break;
        const KdfParameters next = scaled(chosen, kAim_ms / static_cast<double>(took));
        if (next == chosen)
            break;
        chosen = next;
    }
    return chosen;
}

KdfParameters calibratedKdfParameters()
{
    QElapsedTimer timer;
    timer.start();
    return calibratedKdfParameters(deriveVaultKey, [&timer] { return timer.elapsed(); });
}

} // namespace copper
