// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/keychain.h"
#include "core/credentials/metadata_file.h"
#include "core/credentials/vault.h"
#include "core/secrets/credential_book.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace copper {

// The credentials of a run and where they are kept: the system's keychain when it answers in time,
// else our vault when there is one or one is made, else only here. Lives in one thread, the
// window's or the command line's; what is slow (Argon2) runs in a pool of its own and comes back
// queued. A change is `done` when it is kept; until then the book is as before.
class CredentialStore : public QObject
{
    Q_OBJECT
public:
    enum class Place { Undecided, Keychain, Vault, SessionOnly };
    // Why not the keychain, or that it is.
    enum class Reason { NotAsked, Answers, NotThere, Locked, Hung, Chosen };
    // Automatic asks the keychain first; the others never do.
    enum class Preference { Automatic, Vault, SessionOnly };

    struct Options
    {
        QString folder;    // of credentials.json and the vault; made 0700 where it is missing
        QString vaultPath; // empty: FOLDER/vault
        Preference preference = Preference::Automatic;
        std::unique_ptr<Keychain> keychain; // null: there is none
        KeyDerivation derive = deriveVaultKey;
        std::optional<KdfParameters> kdf;     // empty: found by trying when a vault is made
        std::function<std::int64_t()> wallMs; // empty: the system's clock
        // How the timer that locks the vault is started; empty: QTimer::start().
        std::function<void(QTimer &, std::chrono::milliseconds)> arm;
    };

    // What is not possible in this place or state, by name.
    enum class Refusal {
        NotOpened, // open() has not ended
        VaultLocked,
        NoVault,
        WrongPlace, // the keychain keeps the keys: there is no vault to make or unlock
        Superseded, // locked while it was under way
        NotRemoved, // forgetEverything() left something: no right to remove it
    };
    using Error =
        std::variant<Refusal, CredentialError, VaultError, KeychainError, MetadataFile::Error>;
    using Done = std::function<void(Result<void, Error>)>;

    struct Imported
    {
        std::size_t added = 0;
        std::size_t updated = 0; // the file's was changed later
        std::size_t kept = 0;    // the same, or ours was changed later
        std::size_t later = 0;   // of a later version: passed over
    };
    using ImportDone = std::function<void(Result<Imported, Error>)>;

    explicit CredentialStore(Options options, QObject *parent = nullptr);
    ~CredentialStore() override;

    // Decides the place and reads what is there; once, at the start.
    void open(Done done = {});

    Place place() const { return m_place; }
    Reason reason() const { return m_reason; }
    const QString &reasonDetail() const { return m_reasonDetail; } // the service's words
    bool hasVault() const { return Vault::exists(m_vaultPath); }
    const QString &vaultPath() const { return m_vaultPath; }
    // The vault is the place and nobody has given its password.
    bool isLocked() const { return m_place == Place::Vault && !m_vault; }
    // Argon2 runs, or the keychain was asked.
    bool isBusy() const { return m_busy > 0; }
    // Without keys: those the keychain holds, also while it is not the place because it is silent.
    CredentialBook listedInKeychain() const { return m_metadataFile.load().book; }
    // What became of credentials.json, for a notice; detail as JsonFile has it.
    const MetadataFile::Loaded &metadata() const { return m_metadata; }

    const CredentialBook &book() const;
    // Entries that only a later version can use.
    std::vector<CredentialId> laterCredentials() const;
    CredentialSnapshotPtr snapshot() const;

    // Null ids and times are filled in.
    void add(Credential credential, Done done = {});
    // Without a key, the key stays.
    void update(Credential credential, Done done = {});
    void remove(const CredentialId &id, Done done = {});
    // Entries, keys, vault, copies and what was set aside, in every place.
    void forgetEverything(Done done = {});

    // Kept with the next change, lock() or flush().
    void noteUsed(const CredentialId &id);
    void noteTest(const CredentialId &id, LastTest::Outcome outcome);
    void flush();

    void createVault(SecretBytes password, Done done = {});
    void unlock(SecretBytes password, Done done = {});
    // After Damaged or Missing with hasPrevious.
    void unlockPrevious(SecretBytes password, Done done = {});
    void changePassword(SecretBytes old, SecretBytes fresh, Done done = {});
    // Wipes the vault's key and all entries. A snapshot handed out lives as long as its holder.
    void lock();
    // Zero: never. `touch()` is for what the user does.
    void setAutoLock(std::chrono::milliseconds after);
    void touch();

    // An encrypted file in the form of a vault, whose password is its own.
    void exportTo(const QString &path, SecretBytes password, Done done = {});
    void importFrom(const QString &path, SecretBytes password, ImportDone done = {});

    // For the command line and tests: begins something and runs events until it is done.
    static Result<void, Error> finish(const std::function<void(Done)> &begin);

Q_SIGNALS:
    void changed();      // book() or laterCredentials()
    void placeChanged(); // place(), reason(), isLocked(), hasVault()
    void busyChanged();

private:
    using Entries = std::vector<Credential>;
    // Runs in the pool.
    using VaultMaker = std::function<Result<Vault, VaultError>()>;

    std::int64_t nowMs() const;
    static void answer(const Done &done, Result<void, Error> result);
    static void refuse(const Done &done, Error error) { answer(done, failure(std::move(error))); }
    void setPlace(Place place, Reason reason, const QString &detail = {});
    void decideWithoutKeychain(Reason reason, const QString &detail = {});
    std::optional<Refusal> whyNotNow() const;
    void setBusy(int change);

    // To the place where entries are kept; with the uses noted since.
    // `fresh`: one whose key the keychain has from us.
    Result<void, Error> edit(const CredentialEdit &change, const Credential *fresh = nullptr);
    Result<void, Error> editVault(const CredentialEdit &change);
    Result<void, Error> editMetadata(const CredentialEdit &change, const Credential *fresh);
    void note(const CredentialEdit &use);
    // Each takes the place of the one with its id, or is new.
    void keep(Entries entries, const Done &done);

    // credential_store_keychain.cpp
    void openKeychain(const Done &done);
    void readKeys(std::vector<CredentialId> ids, const Done &done);
    void keepInKeychain(std::shared_ptr<Entries> entries, std::size_t next, const Done &done);
    void removeFromKeychain(std::vector<CredentialId> ids, const Done &done);
    void forgetKeychain(const Done &done);
    void adopt(CredentialBook metadata, const Credential *fresh);
    void noteTrouble(const KeychainError &error);

    // credential_store_vault.cpp
    // Runs `work` in the pool and `deliver` here with what it returned; not after lock().
    template <class Value>
    void inBackground(std::function<Value()> work, std::function<void(Value)> deliver,
                      const std::function<void(Error)> &refused);
    void openVault(VaultMaker maker, const Done &done);
    Result<void, Error> becomeOpen(Vault vault);
    KdfParameters chosenKdf() const;

    Options m_options;
    QString m_vaultPath;
    MetadataFile m_metadataFile;
    MetadataFile::Loaded m_metadata;
    Place m_place = Place::Undecided;
    Reason m_reason = Reason::NotAsked;
    QString m_reasonDetail;
    CredentialBook m_book; // of the keychain or of this run
    std::optional<Vault> m_vault;
    std::vector<CredentialEdit> m_uses; // seen here, not kept yet
    QTimer m_lockTimer;
    std::chrono::milliseconds m_lockAfter{0};
    unsigned m_epoch = 0; // counts lock(): what was begun before is passed over
    int m_busy = 0;
    QThreadPool m_pool;
};

} // namespace copper
