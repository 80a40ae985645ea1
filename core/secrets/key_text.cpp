// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/key_text.h"

#include <sodium.h>

#include <algorithm>
#include <optional>

namespace copper {

namespace {

using Problem = KeyTextError::Problem;

// What nobody types for 32 bytes, whatever the form and its separators.
constexpr std::size_t kMaxTyped = 4096;

bool isSpace(std::uint8_t octet)
{
    return octet == ' ' || (octet >= '\t' && octet <= '\r');
}

bool isHexDigit(std::uint8_t octet)
{
    return (octet >= '0' && octet <= '9') || (octet >= 'a' && octet <= 'f') ||
           (octet >= 'A' && octet <= 'F');
}

ByteView trimmed(ByteView typed)
{
    while (!typed.empty() && isSpace(typed.front()))
        typed = typed.subspan(1);
    while (!typed.empty() && isSpace(typed.back()))
        typed = typed.first(typed.size() - 1);
    return typed;
}

const char *chars(ByteView bytes)
{
    return reinterpret_cast<const char *>(bytes.data());
}

Result<SecretBytes, KeyTextError> checked(ByteView key)
{
    if (key.empty())
        return failure(KeyTextError{Problem::Empty, 0});
    if (key.size() > kMaxKeySize)
        return failure(KeyTextError{Problem::TooLong, key.size()});
    return SecretBytes::copyOf(key);
}

Result<SecretBytes, KeyTextError> parseHex(ByteView typed)
{
    // The digits alone, together.
    SecretBytes digits(typed.size());
    std::size_t count = 0;
    bool startsGroup = true;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const std::uint8_t octet = typed[i];
        if (isSpace(octet) || octet == ':') {
            startsGroup = true;
            continue;
        }
        const bool prefix = startsGroup && octet == '0' && i + 1 < typed.size() &&
                            (typed[i + 1] == 'x' || typed[i + 1] == 'X');
        startsGroup = false;
        if (prefix) {
            ++i;
            continue;
        }
        if (!isHexDigit(octet))
            return failure(KeyTextError{Problem::NotHex, i});
        digits.mutableView()[count++] = octet;
    }
    if (count % 2 != 0)
        return failure(KeyTextError{Problem::OddHexDigits, count});
    SecretBytes key(count / 2);
    std::size_t size = 0;
    if (count > 0 && sodium_hex2bin(key.mutableView().data(), key.size(), chars(digits.view()),
                                    count, nullptr, &size, nullptr) != 0)
        return failure(KeyTextError{Problem::NotHex, 0});
    return checked(key.view());
}

Result<SecretBytes, KeyTextError> parseBase64(ByteView typed)
{
    if (typed.empty())
        return failure(KeyTextError{Problem::Empty, 0});
    SecretBytes key(typed.size());
    for (const int variant :
         {sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING,
          sodium_base64_VARIANT_URLSAFE, sodium_base64_VARIANT_URLSAFE_NO_PADDING}) {
        std::size_t size = 0;
        if (sodium_base642bin(key.mutableView().data(), key.size(), chars(typed), typed.size(),
                              nullptr, &size, nullptr, variant) == 0)
            return checked(key.view().first(size));
    }
    return failure(KeyTextError{Problem::NotBase64, 0});
}

} // namespace

Result<SecretBytes, KeyTextError> parseKey(ByteView typed, KeyForm form)
{
    prepareSodium();
    if (typed.size() > kMaxTyped)
        return failure(KeyTextError{Problem::TooLong, kMaxKeySize + 1});
    switch (form) {
    case KeyForm::Text:
        break;
    case KeyForm::Hex:
        return parseHex(trimmed(typed));
    case KeyForm::Base64:
        return parseBase64(trimmed(typed));
    }
    return checked(typed);
}

SecretBytes keyText(const SecretBytes &key, KeyForm form)
{
    constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
    if (form == KeyForm::Text || key.isEmpty())
        return key.clone();
    // libsodium ends both with a zero octet, which is no part of the text.
    const std::size_t size =
        form == KeyForm::Hex ? key.size() * 2 + 1 : sodium_base64_encoded_len(key.size(), kVariant);
    SecretBytes text(size);
    char *out = reinterpret_cast<char *>(text.mutableView().data());
    if (form == KeyForm::Hex)
        sodium_bin2hex(out, size, key.view().data(), key.size());
    else
        sodium_bin2base64(out, size, key.view().data(), key.size(), kVariant);
    return SecretBytes::copyOf(text.view().first(size - 1));
}

bool canBeText(const SecretBytes &key)
{
    return isValidUtf8(key.view()) &&
           std::all_of(key.view().begin(), key.view().end(),
                       [](std::uint8_t octet) { return octet >= 0x20 && octet != 0x7f; });
}

Result<void, IdentityError> checkIdentity(ByteView identity)
{
    if (identity.empty())
        return failure(IdentityError::Empty);
    if (identity.size() > kMaxIdentitySize)
        return failure(IdentityError::TooLong);
    return {};
}

} // namespace copper
