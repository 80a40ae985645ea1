// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/vault_file.h"

#include <QString>

#include <functional>
#include <memory>
#include <variant>

namespace copper {

struct VaultError
{
    enum class Problem {
        Missing,
        Exists, // where one was to be made
        WrongPassword,
        NotAVault, // another kind of file, left as it is
        Damaged,
        ForeignParameters,
        TooNew,
        Unreadable, // `reason`; too large a file among others
        NotWritten, // `reason`; the file of before is in its place
        TooLarge,   // more than kMaxVaultSize would have to be written
        Busy,       // another process is writing and does not end
        NoMemory,   // for Argon2
    };
    Problem problem = Problem::Missing;
    QString path;
    QString reason;           // the system's words
    QString aside;            // Damaged: where the file is now; empty: still in its place
    bool hasPrevious = false; // Missing, Damaged: Vault::openPrevious() may help
};

// A change to a book as one step: applied to what is on disk, which another process may have
// written in between.
using CredentialEdit = std::function<Result<void, CredentialError>(CredentialBook &)>;
using VaultEditError = std::variant<VaultError, CredentialError>;

// An open vault: its key, and what it held when it was last read or written. The file is 0600, in a
// folder made 0700 where there was none, and PATH.previous is the generation before. Moved between
// threads, used in one. Destroying it wipes key and content.
class Vault
{
public:
    struct NewVault
    {
        KdfParameters kdf;
        std::int64_t createdMs = 0;
        VaultContent content;
    };
    // Slow, for any thread: the key is derived. `path` must be free.
    static Result<Vault, VaultError> create(const QString &path, const SecretBytes &password,
                                            NewVault vault, const KeyDerivation &derive);
    // Slow too. What is damaged is set aside.
    static Result<Vault, VaultError> open(const QString &path, const SecretBytes &password,
                                          const KeyDerivation &derive);
    // The generation before takes the place of a vault that is damaged or gone.
    static Result<Vault, VaultError> openPrevious(const QString &path, const SecretBytes &password,
                                                  const KeyDerivation &derive);

    // A file of its own for somebody else, 0600, without a generation before: export.
    static Result<void, VaultError> exportTo(const QString &path, const SecretBytes &password,
                                             NewVault vault, const KeyDerivation &derive);
    // And its reading; the file stays where and as it is.
    static Result<VaultContent, VaultError>
    importFrom(const QString &path, const SecretBytes &password, const KeyDerivation &derive);

    static bool exists(const QString &path);
    static bool hasPrevious(const QString &path);
    // With all its generations and what was set aside. False when something is still there.
    static bool removeFiles(const QString &path);

    const QString &path() const { return m_path; }
    const VaultHeader &header() const { return m_header; }
    const VaultContent &content() const { return m_content; }
    std::uint64_t generation() const { return m_generation; }

    // On success the change is on disk. Missing: another process forgot everything. WrongPassword:
    // another one changed the password. A damaged file is set aside and written anew; its name is
    // in lastAside() then.
    Result<void, VaultEditError> edit(const CredentialEdit &change);
    // Takes over what another process has written.
    Result<void, VaultError> refresh();
    const QString &lastAside() const { return m_lastAside; }
    // Here alone, to be repeated by the next edit().
    void editInMemory(const CredentialEdit &change) { (void)change(m_content.book); }

    // The quick half of a change of password: `key` was derived with this header. The generation
    // before goes, as the old password opens it.
    Result<void, VaultError> changeKey(const VaultHeader &header, SecretBytes key);
    bool hasKey(const SecretBytes &key) const { return m_key.equals(key); }

private:
    Vault() = default;
    Result<UnsealedVault, VaultError> current();
    Result<void, VaultError> write(std::uint64_t generation, const VaultContent &content);

    QString m_path;
    VaultHeader m_header;
    SecretBytes m_key;
    std::uint64_t m_generation = 0;
    VaultContent m_content;
    QString m_lastAside;
};

// A header with a salt of its own.
VaultHeader newVaultHeader(const KdfParameters &kdf, std::int64_t createdMs);

} // namespace copper
