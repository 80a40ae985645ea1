// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/credential.h"

#include <sodium.h>

#include <algorithm>

namespace copper {

std::optional<CredentialId> CredentialId::fromText(std::string_view hex)
{
    CredentialId id;
    const std::optional<Bytes> bytes = fromHex(hex);
    if (!bytes || bytes->size() != id.bytes.size())
        return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), id.bytes.begin());
    return id;
}

CredentialId CredentialId::random()
{
    prepareSodium();
    CredentialId id;
    randombytes_buf(id.bytes.data(), id.bytes.size());
    return id;
}

Credential Credential::clone() const
{
    Credential copy = withoutKey();
    copy.key = key.clone();
    return copy;
}

Credential Credential::withoutKey() const
{
    Credential copy;
    copy.id = id;
    copy.kind = kind;
    copy.name = name;
    copy.identity = identity;
    copy.patterns = patterns;
    copy.hint = hint;
    copy.note = note;
    copy.suites = suites;
    copy.createdMs = createdMs;
    copy.changedMs = changedMs;
    copy.lastUsedMs = lastUsedMs;
    copy.lastTest = lastTest;
    return copy;
}

Result<void, CredentialError> checkCredential(const Credential &credential)
{
    using Error = CredentialError;
    if (const auto identity = checkIdentity(credential.identity); !identity)
        return failure(identity.error() == IdentityError::Empty ? Error::IdentityEmpty
                                                                : Error::IdentityTooLong);
    if (credential.key.size() > kMaxKeySize)
        return failure(Error::KeyTooLong);
    if (credential.name.size() > Credential::kMaxNameSize)
        return failure(Error::NameTooLong);
    if (credential.hint.size() > Credential::kMaxHintSize)
        return failure(Error::HintTooLong);
    if (credential.note.size() > Credential::kMaxNoteSize)
        return failure(Error::NoteTooLong);
    for (const std::string *text : {&credential.name, &credential.hint, &credential.note}) {
        if (!isValidUtf8(asBytes(*text)))
            return failure(Error::NotUtf8);
    }
    if (credential.patterns.size() > Credential::kMaxPatterns)
        return failure(Error::TooManyPatterns);
    for (auto it = credential.suites.begin(); it != credential.suites.end(); ++it) {
        if (std::find(credential.suites.begin(), it, *it) != it)
            return failure(Error::SuiteTwice);
    }
    return {};
}

} // namespace copper
