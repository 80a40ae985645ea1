// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secrets/secret_bytes.h"

namespace copper {

// mbedTLS 2.28 takes no longer pre-shared key (MBEDTLS_PSK_MAX_LEN).
inline constexpr std::size_t kMaxKeySize = 32;
// The limit libcoap and mbedTLS share; RFC 4279 §5.3 asks for no less.
inline constexpr std::size_t kMaxIdentitySize = 128;

enum class KeyForm { Text, Hex, Base64 };

struct KeyTextError
{
    enum class Problem {
        Empty,
        OddHexDigits, // `count` digits
        NotHex,       // the octet at `count` is none; white space before it all is not counted
        NotBase64,    // another character, or padding that does not fit
        TooLong,      // `count` bytes, or at least as many
    };
    Problem problem = Problem::Empty;
    std::size_t count = 0;
    bool operator==(const KeyTextError &) const = default;
};

// Text is taken octet by octet as it stands. Hex may have spaces, colons and "0x" before a group;
// base64 is the plain or the URL alphabet, with or without padding. White space around both is
// passed over.
Result<SecretBytes, KeyTextError> parseKey(ByteView typed, KeyForm form);

// To be shown on demand: lower-case hex without separators, base64 with padding.
SecretBytes keyText(const SecretBytes &key, KeyForm form);
// False when the key is no text one could read.
bool canBeText(const SecretBytes &key);

enum class IdentityError { Empty, TooLong };
Result<void, IdentityError> checkIdentity(ByteView identity);

} // namespace copper
