// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/credential_text.h"

#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace copper {

namespace {

using Place = CredentialStore::Place;
using Reason = CredentialStore::Reason;
using Refusal = CredentialStore::Refusal;

constexpr int kDaysInWords = 30;

QString say(const char *text)
{
    return QCoreApplication::translate("Credential", text);
}

QString count(const char *text, std::size_t number)
{
    return QCoreApplication::translate("Credential", text, nullptr, static_cast<int>(number));
}

} // namespace

QString keyErrorText(const KeyTextError &error, KeyForm form)
{
    switch (error.problem) {
    case KeyTextError::Problem::Empty:
        return say(QT_TRANSLATE_NOOP("Credential", "A key is needed: the one the device was "
                                                   "given."));
    case KeyTextError::Problem::OddHexDigits:
        return say(QT_TRANSLATE_NOOP("Credential",
                                     "%1 hex digits: two make a byte, so one is missing or too "
                                     "many."))
            .arg(error.count);
    case KeyTextError::Problem::NotHex:
        return say(QT_TRANSLATE_NOOP("Credential",
                                     "Character %1 is no hex digit. Hex has 0 to 9 and a to f."))
            .arg(error.count + 1);
    case KeyTextError::Problem::NotBase64:
        return say(QT_TRANSLATE_NOOP("Credential",
                                     "This is not base64: another character, or padding that does "
                                     "not fit."));
    case KeyTextError::Problem::TooLong:
        break;
    }
    Q_UNUSED(form)
    return say(QT_TRANSLATE_NOOP("Credential", "%1 bytes: mbedTLS takes 32 bytes at most."))
        .arg(error.count);
}

QString keySizeText(std::size_t bytes)
{
    const QString size = count(QT_TRANSLATE_N_NOOP("Credential", "%n bytes"), bytes);
    if (bytes == 16)
        return size + say(QT_TRANSLATE_NOOP("Credential", ", right for most boards"));
    return bytes < 8 ? size + say(QT_TRANSLATE_NOOP("Credential", ", short enough to guess"))
                     : size;
}

QString identitySizeText(std::size_t bytes)
{
    return count(QT_TRANSLATE_N_NOOP("Credential", "%n bytes"), bytes) +
           say(QT_TRANSLATE_NOOP("Credential", ", readable by anyone on the link"));
}

QString identityErrorText(IdentityError error, std::size_t bytes)
{
    if (error == IdentityError::Empty)
        return say(QT_TRANSLATE_NOOP("Credential", "An identity is needed: the device looks its "
                                                   "key up by it."));
    return say(QT_TRANSLATE_NOOP("Credential", "%1 bytes: an identity has %2 at most."))
        .arg(bytes)
        .arg(kMaxIdentitySize);
}

QString identityShown(ByteView identity)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(identity.data()),
                                           static_cast<qsizetype>(identity.size()));
    if (isValidUtf8(identity))
        return displayText(text, 128);
    return QStringLiteral("0x") + QString::fromStdString(toHex(identity));
}

QString patternErrorText(HostPattern::Error error, const QString &typed)
{
    const QString shown = displayText(typed, 60);
    using Error = HostPattern::Error;
    switch (error) {
    case Error::Empty:
        return say(QT_TRANSLATE_NOOP("Credential", "A host, an address or a pattern is missing."));
    case Error::TooLong:
        return say(QT_TRANSLATE_NOOP("Credential", "No host name is as long as this."));
    case Error::BadPort:
        return say(QT_TRANSLATE_NOOP("Credential", "%1: a port is a number from 1 to 65535."))
            .arg(shown);
    case Error::BadAddress:
        return say(QT_TRANSLATE_NOOP("Credential", "%1 looks like an address and is none."))
            .arg(shown);
    case Error::BadRange:
        return say(QT_TRANSLATE_NOOP("Credential",
                                     "%1: a range ends where it starts, or after. Write it like "
                                     "192.168.20.100-119."))
            .arg(shown);
    case Error::BadPrefix:
        return say(QT_TRANSLATE_NOOP("Credential",
                                     "%1: behind the stroke stands a number up to 32, for IPv6 up "
                                     "to 128."))
            .arg(shown);
    case Error::BadName:
        return say(QT_TRANSLATE_NOOP("Credential", "%1 is no host name.")).arg(shown);
    case Error::MisplacedStar:
        return say(QT_TRANSLATE_NOOP("Credential",
                                     "%1: a star stands alone, or in front: *.site7.local."))
            .arg(shown);
    case Error::BrokenBrackets:
        return say(QT_TRANSLATE_NOOP("Credential",
                                     "%1: an IPv6 address with a port is written [fe80::1]:5684."))
            .arg(shown);
    }
    return {};
}

QString credentialErrorText(CredentialError error)
{
    switch (error) {
    case CredentialError::IdentityEmpty:
        return identityErrorText(IdentityError::Empty, 0);
    case CredentialError::IdentityTooLong:
        return say(QT_TRANSLATE_NOOP("Credential", "An identity has %1 bytes at most."))
            .arg(kMaxIdentitySize);
    case CredentialError::KeyEmpty:
        return keyErrorText({}, KeyForm::Text);
    case CredentialError::KeyTooLong:
        return say(QT_TRANSLATE_NOOP("Credential", "mbedTLS takes 32 bytes at most."));
    case CredentialError::NameTooLong:
        return say(QT_TRANSLATE_NOOP("Credential", "The name is too long."));
    case CredentialError::HintTooLong:
        return say(QT_TRANSLATE_NOOP("Credential", "The hint is too long."));
    case CredentialError::NoteTooLong:
        return say(QT_TRANSLATE_NOOP("Credential", "The note is too long."));
    case CredentialError::NotUtf8:
        return say(QT_TRANSLATE_NOOP("Credential", "The text is not UTF-8."));
    case CredentialError::TooManyPatterns:
        return say(QT_TRANSLATE_NOOP("Credential", "At most %1 hosts or patterns fit into one."))
            .arg(Credential::kMaxPatterns);
    case CredentialError::SuiteTwice:
        return say(QT_TRANSLATE_NOOP("Credential", "A cipher suite is named twice."));
    case CredentialError::TooManyCredentials:
        return say(QT_TRANSLATE_NOOP("Credential", "At most %1 keys are kept. Remove one first."))
            .arg(CredentialBook::kMaxCredentials);
    case CredentialError::IdInUse:
    case CredentialError::UnknownId:
        break;
    }
    return say(QT_TRANSLATE_NOOP("Credential", "Another program removed this key meanwhile."));
}

namespace {

Explanation refusalText(Refusal refusal)
{
    switch (refusal) {
    case Refusal::NotOpened:
        return {say(QT_TRANSLATE_NOOP("Credential", "The keys are not read yet.")),
                say(QT_TRANSLATE_NOOP("Credential", "Try again in a moment."))};
    case Refusal::VaultLocked:
        return {say(QT_TRANSLATE_NOOP("Credential", "The vault is locked.")),
                say(QT_TRANSLATE_NOOP("Credential", "Unlock it first."))};
    case Refusal::NoVault:
        return {say(QT_TRANSLATE_NOOP("Credential", "There is no vault.")), {}};
    case Refusal::WrongPlace:
        return {say(QT_TRANSLATE_NOOP("Credential", "The system keychain keeps the keys.")), {}};
    case Refusal::Superseded:
        return {say(QT_TRANSLATE_NOOP("Credential", "It was locked meanwhile.")), {}};
    case Refusal::NotRemoved:
        break;
    }
    return {say(QT_TRANSLATE_NOOP("Credential", "Not everything could be removed.")),
            say(QT_TRANSLATE_NOOP("Credential", "Check the permissions of the folder."))};
}

// The system's words behind ours.
Explanation withReason(Explanation text, const QString &reason)
{
    if (!reason.isEmpty())
        text.sentence += QLatin1Char(' ') + displayText(reason, 200);
    return text;
}

Explanation vaultText(const VaultError &error)
{
    using Problem = VaultError::Problem;
    switch (error.problem) {
    case Problem::Missing:
        return {say(QT_TRANSLATE_NOOP("Credential", "The vault is not there any more.")), {}};
    case Problem::Exists:
        return {say(QT_TRANSLATE_NOOP("Credential", "There is a file of this name already.")),
                say(QT_TRANSLATE_NOOP("Credential", "Choose another name."))};
    case Problem::WrongPassword:
        return {say(QT_TRANSLATE_NOOP("Credential", "This is not the password.")), {}};
    case Problem::NotAVault:
        return {say(QT_TRANSLATE_NOOP("Credential", "This file holds no keys of Copperfield.")),
                say(QT_TRANSLATE_NOOP("Credential", "It was left as it is."))};
    case Problem::Damaged: {
        Explanation text{say(QT_TRANSLATE_NOOP("Credential", "The file with the keys is damaged.")),
                         {}};
        if (!error.aside.isEmpty())
            text.hint = say(QT_TRANSLATE_NOOP("Credential", "It is kept as %1.")).arg(error.aside);
        return text;
    }
    case Problem::ForeignParameters:
        return {say(QT_TRANSLATE_NOOP("Credential",
                                      "The file asks for more memory or work than is ever tried.")),
                {}};
    case Problem::TooNew:
        return {say(QT_TRANSLATE_NOOP("Credential", "A later version of Copperfield wrote it.")),
                say(QT_TRANSLATE_NOOP("Credential", "It was left as it is."))};
    case Problem::Unreadable:
        return withReason({say(QT_TRANSLATE_NOOP("Credential", "The file cannot be read.")), {}},
                          error.reason);
    case Problem::NotWritten:
        return withReason(
            {say(QT_TRANSLATE_NOOP("Credential", "It could not be written; nothing has changed.")),
             {}},
            error.reason);
    case Problem::TooLarge:
        return {say(QT_TRANSLATE_NOOP("Credential", "The vault would be too large.")), {}};
    case Problem::Busy:
        return {say(QT_TRANSLATE_NOOP("Credential", "Another program is writing the keys.")),
                say(QT_TRANSLATE_NOOP("Credential", "Try again in a moment."))};
    case Problem::NoMemory:
        break;
    }
    return {say(QT_TRANSLATE_NOOP("Credential", "There is not enough memory to check the "
                                                "password.")),
            {}};
}

Explanation keychainText(const KeychainError &error)
{
    using Problem = KeychainError::Problem;
    switch (error.problem) {
    case Problem::NotThere:
        return {say(QT_TRANSLATE_NOOP("Credential", "The system keychain is not there.")), {}};
    case Problem::Locked:
        return {say(QT_TRANSLATE_NOOP("Credential", "The system keychain is locked.")),
                say(QT_TRANSLATE_NOOP("Credential", "Unlock it, then save again."))};
    case Problem::TimedOut:
        return {say(QT_TRANSLATE_NOOP("Credential", "The system keychain does not answer.")),
                say(QT_TRANSLATE_NOOP("Credential", "Nothing has changed; try again."))};
    case Problem::NotFound:
        return {say(QT_TRANSLATE_NOOP("Credential", "The system keychain has no such key.")), {}};
    case Problem::Refused:
        break;
    }
    return withReason({say(QT_TRANSLATE_NOOP("Credential", "The system keychain refused.")), {}},
                      error.detail);
}

} // namespace

Explanation storeErrorText(const CredentialStore::Error &error)
{
    if (const auto *refusal = std::get_if<Refusal>(&error))
        return refusalText(*refusal);
    if (const auto *credential = std::get_if<CredentialError>(&error))
        return {credentialErrorText(*credential), {}};
    if (const auto *vault = std::get_if<VaultError>(&error))
        return vaultText(*vault);
    if (const auto *keychain = std::get_if<KeychainError>(&error))
        return keychainText(*keychain);
    const auto &file = std::get<MetadataFile::Error>(error);
    if (file.reason.isEmpty())
        return {say(QT_TRANSLATE_NOOP("Credential", "Another program is writing the keys.")),
                say(QT_TRANSLATE_NOOP("Credential", "Try again in a moment."))};
    return withReason(
        {say(QT_TRANSLATE_NOOP("Credential", "It could not be written; nothing has changed.")), {}},
        file.reason);
}

bool hasGenerationBefore(const CredentialStore::Error &error)
{
    const auto *vault = std::get_if<VaultError>(&error);
    return vault != nullptr && vault->hasPrevious &&
           (vault->problem == VaultError::Problem::Damaged ||
            vault->problem == VaultError::Problem::Missing);
}

QString placeName(Place place)
{
    switch (place) {
    case Place::Keychain:
        return say(QT_TRANSLATE_NOOP("Credential", "System keychain"));
    case Place::Vault:
        return say(QT_TRANSLATE_NOOP("Credential", "Vault"));
    case Place::SessionOnly:
        return say(QT_TRANSLATE_NOOP("Credential", "This run only"));
    case Place::Undecided:
        break;
    }
    return say(QT_TRANSLATE_NOOP("Credential", "Asking the system keychain"));
}

QString placeHint(Place place)
{
    switch (place) {
    case Place::Keychain:
        return say(QT_TRANSLATE_NOOP("Credential", "Opens with your login"));
    case Place::Vault:
        return say(QT_TRANSLATE_NOOP("Credential", "One encrypted file with a password of its "
                                                   "own"));
    case Place::SessionOnly:
        return say(QT_TRANSLATE_NOOP("Credential", "Gone when Copperfield ends; a vault keeps it"));
    case Place::Undecided:
        break;
    }
    return {};
}

QString whyNotKeychain(Reason reason)
{
    switch (reason) {
    case Reason::NotThere:
        return say(QT_TRANSLATE_NOOP("Credential", "no system keychain answers"));
    case Reason::Locked:
        return say(QT_TRANSLATE_NOOP("Credential", "the system keychain is locked"));
    case Reason::Hung:
        return say(QT_TRANSLATE_NOOP("Credential", "the system keychain did not answer within "
                                                   "2 s"));
    case Reason::NotAsked:
    case Reason::Answers:
    case Reason::Chosen:
        break;
    }
    return {};
}

QString keptText(const CredentialStore &store)
{
    const auto number = QString::number(store.book().size());
    QString text;
    switch (store.place()) {
    case Place::Undecided:
        return placeName(Place::Undecided);
    case Place::Keychain:
        return say(QT_TRANSLATE_NOOP("Credential", "%1, kept in the system keychain")).arg(number);
    case Place::Vault:
        if (store.isLocked())
            return say(QT_TRANSLATE_NOOP("Credential", "Kept in the vault, which is locked"));
        text = say(QT_TRANSLATE_NOOP("Credential", "%1, kept in the vault")).arg(number);
        break;
    case Place::SessionOnly:
        text = say(QT_TRANSLATE_NOOP("Credential", "%1, kept in this run only")).arg(number);
        break;
    }
    const QString why = whyNotKeychain(store.reason());
    return why.isEmpty() ? text : text + QStringLiteral(": ") + why;
}

QString outcomeWord(LastTest::Outcome outcome)
{
    switch (outcome) {
    case LastTest::Outcome::Works:
        return say(QT_TRANSLATE_NOOP("Credential", "works"));
    case LastTest::Outcome::Refused:
        return say(QT_TRANSLATE_NOOP("Credential", "refused"));
    case LastTest::Outcome::TimedOut:
        return say(QT_TRANSLATE_NOOP("Credential", "no answer"));
    case LastTest::Outcome::Never:
        break;
    }
    return say(QT_TRANSLATE_NOOP("Credential", "not tested"));
}

QString suiteShort(CipherSuite suite)
{
    switch (suite) {
    case CipherSuite::PskAes128Ccm8:
        return QStringLiteral("CCM_8");
    case CipherSuite::PskAes128Ccm:
        return QStringLiteral("CCM");
    case CipherSuite::PskAes128GcmSha256:
        return QStringLiteral("GCM");
    case CipherSuite::EcdhePskChaCha20Poly1305:
        break;
    }
    return QStringLiteral("ECDHE ChaCha20");
}

QString suitesText(std::span<const CipherSuite> suites)
{
    if (suites.empty())
        return say(QT_TRANSLATE_NOOP("Credential", "All four, CCM_8 first"));
    QStringList names;
    for (const CipherSuite suite : suites)
        names << suiteShort(suite);
    if (names.size() == 1)
        return say(QT_TRANSLATE_NOOP("Credential", "%1 only")).arg(names.front());
    return names.join(say(QT_TRANSLATE_NOOP("Credential", ", then ")));
}

QString patternsText(const std::vector<HostPattern> &patterns)
{
    QStringList texts;
    for (const HostPattern &pattern : patterns)
        texts << displayText(QString::fromStdString(pattern.text()), 80);
    return texts.join(QStringLiteral(", "));
}

QString agoText(std::int64_t atMs, std::int64_t nowMs)
{
    if (atMs == 0)
        return say(QT_TRANSLATE_NOOP("Credential", "never"));
    const double seconds = static_cast<double>(nowMs - atMs) / 1000;
    if (seconds < 1)
        return say(QT_TRANSLATE_NOOP("Credential", "now"));
    if (seconds < kDaysInWords * 86'400.0)
        return say(QT_TRANSLATE_NOOP("Credential", "%1 ago")).arg(shortSpan(seconds));
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(atMs).date(), QStringLiteral("d MMM"));
}

QString credentialTitle(const Credential &credential)
{
    const QString name = displayText(QString::fromStdString(credential.name), 200);
    return name.trimmed().isEmpty() ? identityShown(credential.identity) : name;
}

} // namespace copper
