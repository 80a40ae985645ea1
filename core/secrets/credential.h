// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cipher_suite.h"
#include "core/base/result.h"
#include "core/secrets/host_pattern.h"
#include "core/secrets/key_text.h"
#include "core/secrets/secret_bytes.h"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copper {

struct CredentialId
{
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const CredentialId &) const = default;
    bool isNull() const { return *this == CredentialId(); }
    std::string toText() const { return toHex(bytes); }
    static std::optional<CredentialId> fromText(std::string_view hex);
    static CredentialId random();
};

// What is kept, by its number in the vault. A number that is not here is a later version's.
enum class CredentialKind : std::uint16_t { DtlsPsk = 1 };

struct LastTest
{
    enum class Outcome : std::uint8_t { Never, Works, Refused, TimedOut };
    Outcome outcome = Outcome::Never;
    std::int64_t atMs = 0;
    bool operator==(const LastTest &) const = default;
};

// Who we are to which hosts. Times are milliseconds since 1970, 0: never.
struct Credential
{
    static constexpr std::size_t kMaxNameSize = 200;
    static constexpr std::size_t kMaxHintSize = 128;
    static constexpr std::size_t kMaxNoteSize = 2000;
    static constexpr std::size_t kMaxPatterns = 64;

    CredentialId id;
    CredentialKind kind = CredentialKind::DtlsPsk;
    std::string name; // UTF-8, as are hint and note
    Bytes identity;
    SecretBytes key; // empty: the place where it is kept did not give it out (yet)
    std::vector<HostPattern> patterns;
    std::string hint; // what the server announces, RFC 4279 §5.2
    std::string note;
    std::vector<CipherSuite> suites; // in this order; empty: all
    std::int64_t createdMs = 0;
    std::int64_t changedMs = 0;
    std::int64_t lastUsedMs = 0;
    LastTest lastTest;

    bool hasKey() const { return !key.isEmpty(); }
    Credential clone() const;
    // All but the key.
    Credential withoutKey() const;
};

enum class CredentialError {
    IdentityEmpty,
    IdentityTooLong,
    KeyEmpty,
    KeyTooLong,
    NameTooLong,
    HintTooLong,
    NoteTooLong,
    NotUtf8,
    TooManyPatterns,
    SuiteTwice,
    TooManyCredentials,
    IdInUse,
    UnknownId,
};

// The limits above. An absent key is none of them.
Result<void, CredentialError> checkCredential(const Credential &credential);

} // namespace copper
