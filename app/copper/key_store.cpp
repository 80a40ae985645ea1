// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/key_store.h"

#include "app/copper/input_file.h"
#include "app/copper/key_messages.h"
#include "app/copper/secret_prompt.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace copper::cli {

namespace {

constexpr std::uint64_t kMostPasswordFile = 4096;
constexpr qsizetype kLeastIdDigits = 4;
constexpr qint64 kHeadBytes = 64; // a vault says in its first ones that it is one

CredentialStore::Options storeOptions(KeyStore::Options &options)
{
    CredentialStore::Options made;
    made.folder = options.folder;
    made.vaultPath = options.vaultPath;
    made.preference = options.vaultPath.isEmpty() ? CredentialStore::Preference::Automatic
                                                  : CredentialStore::Preference::Vault;
    made.keychain = std::move(options.keychain);
    made.kdf = options.kdf;
    return made;
}

// A password file is a line of text; its end is no part of it.
SecretBytes withoutLineEnd(const SecretBytes &content)
{
    ByteView line = content.view();
    if (!line.empty() && line.back() == '\n')
        line = line.first(line.size() - 1);
    if (!line.empty() && line.back() == '\r')
        line = line.first(line.size() - 1);
    return SecretBytes::copyOf(line);
}

// Of a path that somebody has typed: the store takes what is no vault for a damaged one, which it
// renames. That is right for our own place alone.
bool isAnotherFile(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray head = file.read(kHeadBytes);
    return !isVaultFile({reinterpret_cast<const std::uint8_t *>(head.constData()),
                         static_cast<std::size_t>(head.size())});
}

Complaint emptyPassword()
{
    return usageComplaint(QStringLiteral("the password is empty"),
                          QStringLiteral("A vault needs one."));
}

Result<SecretBytes, Complaint> askPassword(const QString &what, KeyStore::Password kind)
{
    auto first = askSecret(what);
    if (!first)
        return first;
    if (first->isEmpty())
        return failure(emptyPassword());
    if (kind == KeyStore::Password::New) {
        const auto again = askSecret(QStringLiteral("once more"));
        if (!again)
            return failure(again.error());
        if (!first->equals(*again))
            return failure(
                usageComplaint(QStringLiteral("the two passwords are not the same"), {}));
    }
    return first;
}

} // namespace

Result<SecretBytes, Complaint> passwordFrom(const QString &path, const QString &what,
                                            KeyStore::Password kind)
{
    if (path.isEmpty() && !hasTerminal())
        return failure(usageComplaint(
            QStringLiteral("the %1 is needed, and there is no terminal to ask at").arg(what),
            QStringLiteral("Name a file with it by --password-file.")));
    if (path.isEmpty())
        return askPassword(what, kind);
    const auto content = readSecretInput(path, kMostPasswordFile);
    if (!content)
        return failure(content.error());
    SecretBytes password = withoutLineEnd(*content);
    if (password.isEmpty())
        return failure(emptyPassword());
    return password;
}

Result<SecretBytes, Complaint> vaultPassword(const QString &what, KeyStore::Password kind)
{
    const QString path = qEnvironmentVariable("COPPER_VAULT_PASSWORD_FILE");
    if (path.isEmpty() && !hasTerminal())
        return failure(usageComplaint(
            QStringLiteral("the %1 is needed, and there is no terminal to ask at").arg(what),
            QStringLiteral("Name a file with it in COPPER_VAULT_PASSWORD_FILE.")));
    return passwordFrom(path, what, kind);
}

KeyStore::KeyStore(Options options)
    : m_wantsVault(!options.vaultPath.isEmpty()), m_password(std::move(options.password)),
      m_store(storeOptions(options))
{}

Result<void, Complaint> KeyStore::run(const std::function<void(CredentialStore::Done)> &begin)
{
    const auto done = CredentialStore::finish(begin);
    if (!done)
        return failure(storeComplaint(done.error()));
    return {};
}

Result<void, Complaint> KeyStore::open(bool make)
{
    // An entry without its key says so by itself; a keychain that falls silent is no failure.
    (void)CredentialStore::finish(
        [this](CredentialStore::Done done) { m_store.open(std::move(done)); });
    return unlockOrMake(make);
}

Result<void, Complaint> KeyStore::unlockOrMake(bool make)
{
    if (m_wantsVault && isAnotherFile(m_store.vaultPath())) {
        Complaint complaint =
            badInputFile(m_store.vaultPath(), QStringLiteral("it is not a vault"));
        complaint.hint = QStringLiteral("It was left as it is.");
        return failure(complaint);
    }
    const QString what = QStringLiteral("password of the vault %1").arg(m_store.vaultPath());
    if (m_store.isLocked() || (m_wantsVault && m_store.hasVault())) {
        auto password = m_password(what, Password::Existing);
        if (!password)
            return failure(password.error());
        return run([&](CredentialStore::Done done) {
            m_store.unlock(std::move(*password), std::move(done));
        });
    }
    if (m_store.place() != CredentialStore::Place::SessionOnly)
        return {};
    if (make) {
        auto password = m_password(QStringLiteral("new ") + what, Password::New);
        if (!password)
            return failure(password.error());
        return run([&](CredentialStore::Done done) {
            m_store.createVault(std::move(*password), std::move(done));
        });
    }
    if (m_wantsVault)
        return failure(badInputFile(m_store.vaultPath(), QStringLiteral("it does not exist")));
    return {};
}

QString KeyStore::placeText() const
{
    switch (m_store.place()) {
    case CredentialStore::Place::Keychain:
        return QStringLiteral("the system's keychain");
    case CredentialStore::Place::Vault:
        return QStringLiteral("the vault ") + m_store.vaultPath();
    case CredentialStore::Place::Undecided:
    case CredentialStore::Place::SessionOnly:
        break;
    }
    return QStringLiteral("no place, as there is neither a keychain nor a vault");
}

QString KeyStore::troubleText() const
{
    switch (m_store.reason()) {
    case CredentialStore::Reason::Hung:
        return QStringLiteral("the system's keychain does not answer");
    case CredentialStore::Reason::Locked:
        return QStringLiteral("the system's keychain is locked");
    case CredentialStore::Reason::NotAsked:
    case CredentialStore::Reason::Answers:
    case CredentialStore::Reason::NotThere:
    case CredentialStore::Reason::Chosen:
        break;
    }
    return {};
}

void KeyStore::note(const SessionEvent &event)
{
    if (const auto *used = std::get_if<CredentialUsed>(&event)) {
        m_store.noteUsed(used->credential);
    } else if (const auto *tested = std::get_if<HandshakeTested>(&event)) {
        m_store.noteTest(tested->credential, LastTest::Outcome::Works);
    } else if (const auto *failed = std::get_if<JobFailed>(&event)) {
        if (!failed->handshake || failed->credential.isNull())
            return;
        const DtlsFailure why = failed->handshake->failure;
        const bool silent = why == DtlsFailure::NoAnswer || why == DtlsFailure::Unreachable ||
                            why == DtlsFailure::SilentInHandshake ||
                            why == DtlsFailure::SilentAfterFinished;
        m_store.noteTest(failed->credential,
                         silent ? LastTest::Outcome::TimedOut : LastTest::Outcome::Refused);
    }
}

Result<CredentialId, Complaint> KeyStore::find(const QString &which) const
{
    std::vector<CredentialId> found;
    for (const Credential &each : m_store.book().credentials()) {
        const bool byId = which.size() >= kLeastIdDigits &&
                          QString::fromStdString(each.id.toText()).startsWith(which.toLower());
        if (byId || which == QString::fromStdString(each.name) ||
            which == identityText(each.identity))
            found.push_back(each.id);
    }
    if (found.size() == 1)
        return found.front();
    return failure(usageComplaint(
        found.empty() ? QStringLiteral("there is no credential '%1'").arg(which)
                      : QStringLiteral("'%1' means %2 credentials").arg(which).arg(found.size()),
        QStringLiteral("Give the first digits of the id that 'copper creds list' prints.")));
}

QString identityText(ByteView identity)
{
    const bool readable = isValidUtf8(identity) &&
                          std::all_of(identity.begin(), identity.end(),
                                      [](auto octet) { return octet >= 0x20 && octet != 0x7f; });
    return readable ? QString::fromUtf8(reinterpret_cast<const char *>(identity.data()),
                                        static_cast<qsizetype>(identity.size()))
                    : QStringLiteral("0x") + QString::fromStdString(toHex(identity));
}

} // namespace copper::cli
