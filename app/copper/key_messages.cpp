// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/key_messages.h"

namespace copper::cli {

namespace {

Complaint vaultComplaint(const VaultError &error)
{
    using Problem = VaultError::Problem;
    const QString previous =
        error.hasPrevious
            ? QStringLiteral("The state before it is kept as %1.previous: copy it to %1 to use it.")
                  .arg(error.path)
            : QStringLiteral("Check the path, or make a new one by 'copper creds add'.");
    const auto unusable = [&](const QString &why, const QString &hint) {
        Complaint complaint = badInputFile(error.path, why);
        complaint.hint = hint;
        return complaint;
    };
    switch (error.problem) {
    case Problem::Missing:
        return unusable(QStringLiteral("it does not exist"), previous);
    case Problem::Exists:
        return badOutputFile(error.path, QStringLiteral("there is a file already"));
    case Problem::WrongPassword: {
        Complaint complaint = unusable(QStringLiteral("the password is wrong"), {});
        complaint.kind = QStringLiteral("wrong-password");
        return complaint;
    }
    case Problem::NotAVault:
        return unusable(QStringLiteral("it is not a vault"),
                        QStringLiteral("It was left as it is."));
    case Problem::Damaged:
        return unusable(error.aside.isEmpty()
                            ? QStringLiteral("it is damaged")
                            : QStringLiteral("it is damaged, and was renamed to ") + error.aside,
                        previous);
    case Problem::ForeignParameters:
        return unusable(QStringLiteral("to open it would take more memory or time than a vault of "
                                       "ours does"),
                        QStringLiteral("Is it from somebody you trust?"));
    case Problem::TooNew:
        return unusable(QStringLiteral("a later version of the program made it"),
                        QStringLiteral("Use that one."));
    case Problem::Unreadable:
        return badInputFile(error.path, error.reason);
    case Problem::NotWritten:
        return badOutputFile(error.path, error.reason);
    case Problem::TooLarge:
        return badOutputFile(error.path, QStringLiteral("more does not fit into a vault"));
    case Problem::Busy:
        return badOutputFile(error.path, QStringLiteral("another program is writing it"));
    case Problem::NoMemory:
        return unusable(QStringLiteral("there is not enough memory to open it"), {});
    }
    return {};
}

Complaint credentialComplaint(CredentialError error)
{
    const auto usage = [](const QString &sentence) {
        return usageComplaint(sentence, {});
    };
    switch (error) {
    case CredentialError::IdentityEmpty:
    case CredentialError::IdentityTooLong:
        return usage(QStringLiteral("an identity has 1 to %1 bytes").arg(kMaxIdentitySize));
    case CredentialError::KeyEmpty:
    case CredentialError::KeyTooLong:
        return usage(QStringLiteral("a key has 1 to %1 bytes").arg(kMaxKeySize));
    case CredentialError::NameTooLong:
        return usage(QStringLiteral("a name has at most %1 bytes").arg(Credential::kMaxNameSize));
    case CredentialError::HintTooLong:
        return usage(QStringLiteral("a hint has at most %1 bytes").arg(Credential::kMaxHintSize));
    case CredentialError::NoteTooLong:
        return usage(QStringLiteral("a note has at most %1 bytes").arg(Credential::kMaxNoteSize));
    case CredentialError::NotUtf8:
        return usage(QStringLiteral("name, hint and note must be UTF-8"));
    case CredentialError::TooManyPatterns:
        return usage(
            QStringLiteral("a credential has at most %1 hosts").arg(Credential::kMaxPatterns));
    case CredentialError::SuiteTwice:
        return usage(QStringLiteral("a cipher suite stands there twice"));
    case CredentialError::TooManyCredentials:
        return usage(QStringLiteral("there are %1 credentials, the most that can be kept")
                         .arg(CredentialBook::kMaxCredentials));
    case CredentialError::IdInUse:
    case CredentialError::UnknownId:
        return usage(QStringLiteral("the credential was changed by another program: try again"));
    }
    return {};
}

Complaint keychainComplaint(const KeychainError &error)
{
    QString why = error.detail;
    switch (error.problem) {
    case KeychainError::Problem::NotThere:
        why = QStringLiteral("no service answers");
        break;
    case KeychainError::Problem::Locked:
        why = QStringLiteral("it is locked");
        break;
    case KeychainError::Problem::TimedOut:
        why = QStringLiteral("it does not answer");
        break;
    case KeychainError::Problem::NotFound:
        why = QStringLiteral("the key is not in it");
        break;
    case KeychainError::Problem::Refused:
        break;
    }
    Complaint complaint = badOutputFile(QStringLiteral("the system's keychain"), why);
    complaint.hint = QStringLiteral("A vault needs none: --vault PATH.");
    return complaint;
}

Complaint refusalComplaint(CredentialStore::Refusal refusal)
{
    switch (refusal) {
    case CredentialStore::Refusal::NotRemoved:
        return badOutputFile(QStringLiteral("the credential"),
                             QStringLiteral("not all of it could be removed"));
    case CredentialStore::Refusal::NotOpened:
    case CredentialStore::Refusal::VaultLocked:
    case CredentialStore::Refusal::NoVault:
    case CredentialStore::Refusal::WrongPlace:
    case CredentialStore::Refusal::Superseded:
        break;
    }
    return usageComplaint(QStringLiteral("the vault is locked"), {});
}

} // namespace

Complaint storeComplaint(const CredentialStore::Error &error)
{
    if (const auto *vault = std::get_if<VaultError>(&error))
        return vaultComplaint(*vault);
    if (const auto *credential = std::get_if<CredentialError>(&error))
        return credentialComplaint(*credential);
    if (const auto *keychain = std::get_if<KeychainError>(&error))
        return keychainComplaint(*keychain);
    if (const auto *file = std::get_if<MetadataFile::Error>(&error))
        return badOutputFile(file->path, file->reason.isEmpty()
                                             ? QStringLiteral("another program is writing it")
                                             : file->reason);
    return refusalComplaint(std::get<CredentialStore::Refusal>(error));
}

Complaint keyComplaint(const KeyTextError &error, KeyForm form, const QString &source)
{
    Complaint complaint;
    switch (error.problem) {
    case KeyTextError::Problem::Empty:
        return badInputFile(source, QStringLiteral("there is no key in it"));
    case KeyTextError::Problem::TooLong:
        complaint = badInputFile(
            source, QStringLiteral("the key is longer than %1 bytes, the most that can be used")
                        .arg(kMaxKeySize));
        complaint.hint = form == KeyForm::Text
                             ? QStringLiteral("Is it hex? Then say --key-form hex.")
                             : QString();
        return complaint;
    case KeyTextError::Problem::OddHexDigits:
        complaint = badInputFile(
            source,
            QStringLiteral("hex has an even number of digits, and these are %1").arg(error.count));
        complaint.hint = QStringLiteral("Is one missing at the beginning or at the end?");
        break;
    case KeyTextError::Problem::NotHex:
        complaint = badInputFile(
            source, QStringLiteral("it is not hex: character %1 is no digit").arg(error.count + 1));
        complaint.hint = QStringLiteral("A key that is text needs --key-form text.");
        break;
    case KeyTextError::Problem::NotBase64:
        complaint = badInputFile(source, QStringLiteral("it is not base64"));
        complaint.hint =
            QStringLiteral("Letters, digits, +, / (or - and _), and = at the end alone.");
        break;
    }
    complaint.status = ExitStatus::DataMalformed;
    return complaint;
}

Complaint patternComplaint(const QString &text, HostPattern::Error error)
{
    const auto because = [&](const QString &why) {
        return usageComplaint(
            QStringLiteral("--host '%1': ").arg(text) + why,
            QStringLiteral("A host is a name, *.suffix, an address, a range such as "
                           "192.0.2.100-119, a network such as 192.0.2.0/24, or *; :PORT may "
                           "follow."));
    };
    switch (error) {
    case HostPattern::Error::Empty:
        return because(QStringLiteral("it is empty"));
    case HostPattern::Error::TooLong:
        return because(QStringLiteral("it is too long"));
    case HostPattern::Error::BadPort:
        return because(QStringLiteral("a port is 1 to 65535"));
    case HostPattern::Error::BadAddress:
        return because(QStringLiteral("it looks like an address and is none"));
    case HostPattern::Error::BadRange:
        return because(QStringLiteral("the range ends before it begins"));
    case HostPattern::Error::BadPrefix:
        return because(QStringLiteral("behind the stroke there is 0 to 32, or to 128 for IPv6"));
    case HostPattern::Error::BadName:
        return because(QStringLiteral("it has a character, or a label, that no host name has"));
    case HostPattern::Error::MisplacedStar:
        return because(QStringLiteral("a star stands alone, or before the first dot"));
    case HostPattern::Error::BrokenBrackets:
        return because(QStringLiteral("its brackets do not fit"));
    }
    return {};
}

} // namespace copper::cli
