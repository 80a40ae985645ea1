// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credential_store.h"
#include "core/secrets/credential.h"
#include "ui/text/failure_text.h"

#include <QString>

#include <span>

namespace copper {

// Words for keys and where they are kept. Nothing here is ever given a secret.

// "An odd number of hex digits, 31: two make a byte." One sentence.
QString keyErrorText(const KeyTextError &error, KeyForm form);
// "16 bytes, right for most boards"
QString keySizeText(std::size_t bytes);
QString identitySizeText(std::size_t bytes);
QString identityErrorText(IdentityError error, std::size_t bytes);
// Text as it is shown; bytes that are no text as "0x5f2c".
QString identityShown(ByteView identity);
QString patternErrorText(HostPattern::Error error, const QString &typed);
QString credentialErrorText(CredentialError error);
Explanation storeErrorText(const CredentialStore::Error &error);
// The vault is damaged or gone, and its generation before may be opened.
bool hasGenerationBefore(const CredentialStore::Error &error);

// "System keychain", "Vault", "This run only"
QString placeName(CredentialStore::Place place);
// "Opens with your login"
QString placeHint(CredentialStore::Place place);
// "6, kept in the system keychain"; why not there where it is not.
QString keptText(const CredentialStore &store);
QString whyNotKeychain(CredentialStore::Reason reason);

QString outcomeWord(LastTest::Outcome outcome);
QString suiteShort(CipherSuite suite); // "CCM_8"
// "CCM_8, then CCM"; all: "All, CCM_8 first"
QString suitesText(std::span<const CipherSuite> suites);
QString patternsText(const std::vector<HostPattern> &patterns);
// "never", "1 s ago", "21 Apr"
QString agoText(std::int64_t atMs, std::int64_t nowMs);
// Its name, or its identity where it has no name.
QString credentialTitle(const Credential &credential);

} // namespace copper
