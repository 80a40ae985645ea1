// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dtls/dtls_types.h"

#include <memory>
#include <vector>

namespace copper {

// A pre-shared key and whose it is. Wiped when the last who holds it lets go.
struct PskCredential
{
    PskCredential(Bytes who, Bytes secret, std::vector<CipherSuite> allowed = {})
        : identity(std::move(who)), key(std::move(secret)), suites(std::move(allowed))
    {}
    PskCredential(const PskCredential &) = delete;
    PskCredential &operator=(const PskCredential &) = delete;
    ~PskCredential() { wipeSecret(key); }

    Bytes identity;                  // 1 to kMaxPskIdentityBytes
    Bytes key;                       // 1 to kMaxPskBytes
    std::vector<CipherSuite> suites; // in the order offered; empty: all
};

using PskCredentialPtr = std::shared_ptr<const PskCredential>;

enum class PskFault {
    IdentityEmpty,
    IdentityTooLong,
    KeyEmpty,
    KeyTooLong, // mbedTLS 2.28 takes kMaxPskBytes
    KeyNotHex,  // an odd number of digits, or something that is none
};

// The key in a file that holds it as it is. Editors end a line of text: one line end at the end is
// cut off, but only where everything before it is printable ASCII.
ByteView keyInFile(ByteView content);

// Wipes `key` in any case.
Result<PskCredentialPtr, PskFault> makePskCredential(Bytes identity, Bytes &&key);
// `digits`: hex, white space between octets allowed.
Result<PskCredentialPtr, PskFault> makePskCredentialFromHex(Bytes identity, ByteView digits);

} // namespace copper
