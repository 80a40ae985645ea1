// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dtls/psk_credential.h"

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

Result<PskCredentialPtr, PskFault> makePskCredential(Bytes identity, Bytes &&key)
{
    auto credential = std::make_shared<PskCredential>(std::move(identity), std::move(key));
    if (credential->identity.empty())
        return failure(PskFault::IdentityEmpty);
    if (credential->identity.size() > kMaxPskIdentityBytes)
        return failure(PskFault::IdentityTooLong);
    if (credential->key.empty())
        return failure(PskFault::KeyEmpty);
    if (credential->key.size() > kMaxPskBytes)
        return failure(PskFault::KeyTooLong);
    return credential;
}

Result<PskCredentialPtr, PskFault> makePskCredentialFromHex(Bytes identity, ByteView digits)
{
    auto key = fromHex(asText(digits));
    if (!key)
        return failure(PskFault::KeyNotHex);
    return makePskCredential(std::move(identity), std::move(*key));
}

} // namespace copper
