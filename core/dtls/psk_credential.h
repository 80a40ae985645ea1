// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dtls/dtls_types.h"
#include "core/secrets/secret_bytes.h"

#include <memory>
#include <vector>

namespace copper {

// A pre-shared key and whose it is. Wiped when the last who holds it lets go.
struct PskCredential
{
    Bytes identity;                  // 1 to kMaxPskIdentityBytes
    SecretBytes key;                 // 1 to kMaxPskBytes
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

Result<PskCredentialPtr, PskFault> makePskCredential(Bytes identity, SecretBytes key);
// `digits`: hex as parseKey() reads it, with white space between octets.
Result<PskCredentialPtr, PskFault> makePskCredentialFromHex(Bytes identity, ByteView digits);

} // namespace copper
