// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/messages.h"
#include "core/base/result.h"
#include "core/credentials/credential_store.h"

#include <functional>
#include <memory>

namespace copper::cli {

// The credential store as a run of the program uses it: opened, asked, changed, each to its end.
// Runs events while it waits.
class KeyStore
{
public:
    // A password by what it is for ("password of /x/vault"); a new one is asked for twice.
    enum class Password { Existing, New };
    using PasswordSource =
        std::function<Result<SecretBytes, Complaint>(const QString &what, Password kind)>;

    struct Options
    {
        QString folder;
        QString vaultPath; // empty: the keychain, or the vault in the folder
        std::unique_ptr<Keychain> keychain;
        std::optional<KdfParameters> kdf; // tests
        PasswordSource password;
    };

    explicit KeyStore(Options options);

    // Reads what is there; a vault is unlocked. `make`: where there is no place that lasts, a vault
    // is made.
    Result<void, Complaint> open(bool make);
    CredentialStore &store() { return m_store; }
    // Those for coaps.
    CredentialSnapshotPtr snapshot() const { return m_store.snapshot(); }
    // "the system's keychain", "the vault /x/y".
    QString placeText() const;
    // Why it is not the keychain, where that was to be expected; else empty.
    QString troubleText() const;
    Result<SecretBytes, Complaint> password(const QString &what, Password kind) const
    {
        return m_password(what, kind);
    }
    // Keeps when a credential was used or tested; kept with finish().
    void note(const SessionEvent &event);
    void finish() { m_store.flush(); }

    Result<void, Complaint> run(const std::function<void(CredentialStore::Done)> &begin);
    // By the beginning of its id, or its whole name or identity.
    Result<CredentialId, Complaint> find(const QString &which) const;

private:
    Result<void, Complaint> unlockOrMake(bool make);

    bool m_wantsVault;
    PasswordSource m_password;
    CredentialStore m_store;
};

// From the file that COPPER_VAULT_PASSWORD_FILE names, else from the terminal.
Result<SecretBytes, Complaint> vaultPassword(const QString &what, KeyStore::Password kind);
// From this file, which may be "-"; empty: from the terminal.
Result<SecretBytes, Complaint> passwordFrom(const QString &path, const QString &what,
                                            KeyStore::Password kind);

// Bytes nobody may take for text are hex.
QString identityText(ByteView identity);

} // namespace copper::cli
