// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dtls/psk_credential.h"

#include "core/secrets/key_text.h"

#include <mbedtls/platform_util.h>

#include <algorithm>

namespace copper {

void wipeSecret(Bytes &secret)
{
    mbedtls_platform_zeroize(secret.data(), secret.size());
    secret.clear();
}

ByteView keyInFile(ByteView content)
{
    ByteView key = content;
    if (!key.empty() && key.back() == '\n') {
        key = key.first(key.size() - 1);
        if (!key.empty() && key.back() == '\r')
            key = key.first(key.size() - 1);
    }
    const bool text = std::all_of(key.begin(), key.end(),
                                  [](std::uint8_t byte) { return byte >= 0x20 && byte < 0x7f; });
    return text ? key : content;
}

Result<PskCredentialPtr, PskFault> makePskCredential(Bytes identity, SecretBytes key)
{
    if (identity.empty())
        return failure(PskFault::IdentityEmpty);
    if (identity.size() > kMaxPskIdentityBytes)
        return failure(PskFault::IdentityTooLong);
    if (key.isEmpty())
        return failure(PskFault::KeyEmpty);
    if (key.size() > kMaxPskBytes)
        return failure(PskFault::KeyTooLong);
    return std::make_shared<PskCredential>(PskCredential{std::move(identity), std::move(key), {}});
}

Result<PskCredentialPtr, PskFault> makePskCredentialFromHex(Bytes identity, ByteView digits)
{
    auto key = parseKey(digits, KeyForm::Hex);
    if (key)
        return makePskCredential(std::move(identity), std::move(*key));
    switch (key.error().problem) {
    case KeyTextError::Problem::Empty:
        return makePskCredential(std::move(identity), {}); // which says what is wrong first
    case KeyTextError::Problem::TooLong:
        return failure(PskFault::KeyTooLong);
    case KeyTextError::Problem::OddHexDigits:
    case KeyTextError::Problem::NotHex:
    case KeyTextError::Problem::NotBase64:
        break;
    }
    return failure(PskFault::KeyNotHex);
}

} // namespace copper
