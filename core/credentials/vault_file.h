// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/credentials/vault_key.h"
#include "core/secrets/credential_book.h"

#include <cstdint>
#include <vector>

namespace copper {

// The bytes of a vault, without the disk and without time. Numbers are little-endian.
//   header    "CopVault", version (16 bits), 0 (16), Argon2id passes (32), memory (64), salt (16
//             octets), time of making (64)
//   manifest  size (32), nonce (24 octets), sealed: generation (64), and for each entry its id and
//             the BLAKE2b-256 of its nonce and sealed octets
//   entries   id (16 octets), size (32), nonce, sealed: kind (16), size (32), metadata as CBOR,
//             size (32), key
//   digest    BLAKE2b-256 of all before: tells damage from a wrong password, without the key
// Sealed is XChaCha20-Poly1305 (IETF) with header and id as associated data; a manifest's id is
// zeros. An entry moved, exchanged, taken away or put back in an older state is seen. An older
// state of the whole file is not: nobody remembers the generation between two runs.

inline constexpr std::size_t kMaxVaultSize = 8U << 20U;

struct VaultHeader
{
    KdfParameters kdf;
    VaultSalt salt{};
    std::int64_t createdMs = 0;
};

// An entry that only a later version can read: kept as it is, octet by octet.
struct LaterCredential
{
    CredentialId id;
    SecretBytes bytes;
};

struct VaultContent
{
    CredentialBook book;
    std::vector<LaterCredential> later;
    VaultContent clone() const;
};

enum class VaultFileError {
    NotAVault,
    Damaged,
    ForeignParameters, // of Argon2: below libsodium's least or above what is ever tried
    TooNew,
    WrongPassword,
};

// By its first octets alone.
bool isVaultFile(ByteView file);

// Found whole by its digest; nothing is opened yet. Views into the file.
struct SealedVault
{
    struct Entry
    {
        CredentialId id;
        ByteView box; // nonce and sealed octets
    };
    VaultHeader header;
    ByteView headerBytes;
    ByteView manifest;
    std::vector<Entry> entries;
};
Result<SealedVault, VaultFileError> readSealedVault(ByteView file);

struct UnsealedVault
{
    std::uint64_t generation = 0;
    VaultContent content;
};
// All or nothing. The key is the one derived with the header's parameters.
Result<UnsealedVault, VaultFileError> unseal(const SealedVault &vault, const SecretBytes &key);

// Every entry with a new nonce. Empty when it would be larger than kMaxVaultSize.
Bytes sealVault(const VaultHeader &header, const SecretBytes &key, std::uint64_t generation,
                const VaultContent &content);

} // namespace copper
