// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the store that waits for Argon2: the vault, and files in its form.
#include "core/credentials/credential_store.h"

#include <algorithm>
#include <mutex>

namespace copper {

namespace {

// What one thread leaves for the other.
template <class Value>
class Handover
{
public:
    void put(Value value)
    {
        const std::lock_guard guard(m_mutex);
        m_value.emplace(std::move(value));
    }
    Value take()
    {
        const std::lock_guard guard(m_mutex);
        Value value = std::move(*m_value);
        m_value.reset();
        return value;
    }

private:
    std::mutex m_mutex;
    std::optional<Value> m_value;
};

using SharedSecret = std::shared_ptr<const SecretBytes>;

SharedSecret shared(SecretBytes secret)
{
    return std::make_shared<const SecretBytes>(std::move(secret));
}

} // namespace

template <class Value>
void CredentialStore::inBackground(std::function<Value()> work, std::function<void(Value)> deliver,
                                   const std::function<void(Error)> &refused)
{
    setBusy(1);
    const auto handover = std::make_shared<Handover<Value>>();
    const auto arrived = [this, handover, deliver = std::move(deliver), refused, epoch = m_epoch] {
        setBusy(-1);
        Value value = handover->take();
        if (epoch == m_epoch)
            deliver(std::move(value));
        else
            refused(Refusal::Superseded);
    };
    m_pool.start([this, work = std::move(work), handover, arrived] {
        handover->put(work());
        QMetaObject::invokeMethod(this, arrived, Qt::QueuedConnection);
    });
}

void CredentialStore::openVault(VaultMaker maker, const Done &done)
{
    using Opened = Result<Vault, VaultError>;
    inBackground<Opened>(
        std::move(maker),
        [this, done](Opened opened) {
            if (opened) {
                answer(done, becomeOpen(std::move(*opened)));
                return;
            }
            Q_EMIT placeChanged(); // it may have been set aside
            refuse(done, opened.error());
        },
        [done](Error error) { refuse(done, std::move(error)); });
}

Result<void, CredentialStore::Error> CredentialStore::becomeOpen(Vault vault)
{
    m_vault = std::move(vault);
    setPlace(Place::Vault, m_reason, m_reasonDetail);
    touch();
    // What was entered before there was a vault goes into it.
    const auto carried = std::make_shared<CredentialBook>(std::move(m_book));
    m_book = CredentialBook();
    m_uses.clear();
    const bool isCarried =
        std::all_of(carried->credentials().begin(), carried->credentials().end(),
                    [this](const Credential &each) { return book().find(each.id) != nullptr; });
    if (isCarried) {
        Q_EMIT changed();
        return {};
    }
    return edit([carried](CredentialBook &book) -> Result<void, CredentialError> {
        for (const Credential &each : carried->credentials()) {
            if (book.find(each.id) != nullptr)
                continue;
            if (auto added = book.add(each.clone()); !added)
                return added;
        }
        return {};
    });
}

KdfParameters CredentialStore::chosenKdf() const
{
    // Empty parameters: to be found by trying, in the pool.
    return m_options.kdf.value_or(m_vault ? m_vault->header().kdf : KdfParameters{0, 0});
}

void CredentialStore::createVault(SecretBytes password, Done done)
{
    if (m_place == Place::Undecided)
        return refuse(done, Refusal::NotOpened);
    if (m_place == Place::Keychain)
        return refuse(done, Refusal::WrongPlace);
    const auto content = std::make_shared<VaultContent>();
    content->book = m_book.clone();
    openVault(
        [path = m_vaultPath, secret = shared(std::move(password)), content, kdf = chosenKdf(),
         now = nowMs(), derive = m_options.derive] {
            return Vault::create(
                path, *secret,
                {kdf.operations == 0 ? calibratedKdfParameters() : kdf, now, std::move(*content)},
                derive);
        },
        done);
}

void CredentialStore::unlock(SecretBytes password, Done done)
{
    if (m_place == Place::Undecided)
        return refuse(done, Refusal::NotOpened);
    if (m_place == Place::Keychain)
        return refuse(done, Refusal::WrongPlace);
    if (m_vault)
        return answer(done, {});
    openVault([path = m_vaultPath, secret = shared(std::move(password)),
               derive = m_options.derive] { return Vault::open(path, *secret, derive); },
              done);
}

void CredentialStore::unlockPrevious(SecretBytes password, Done done)
{
    if (m_place != Place::Vault)
        return refuse(done, m_place == Place::Undecided ? Refusal::NotOpened : Refusal::NoVault);
    openVault([path = m_vaultPath, secret = shared(std::move(password)),
               derive = m_options.derive] { return Vault::openPrevious(path, *secret, derive); },
              done);
}

void CredentialStore::changePassword(SecretBytes old, SecretBytes fresh, Done done)
{
    if (!m_vault)
        return refuse(done, isLocked() ? Refusal::VaultLocked : Refusal::NoVault);
    struct Keys
    {
        SecretBytes old;
        SecretBytes fresh;
    };
    const VaultHeader before = m_vault->header();
    const VaultHeader after = newVaultHeader(m_options.kdf.value_or(before.kdf), before.createdMs);
    inBackground<Keys>(
        [old = shared(std::move(old)), fresh = shared(std::move(fresh)), before, after,
         derive = m_options.derive] {
            return Keys{derive(*old, before.salt, before.kdf),
                        derive(*fresh, after.salt, after.kdf)};
        },
        [this, after, done](Keys keys) {
            VaultError error;
            error.path = m_vaultPath;
            if (keys.old.isEmpty() || keys.fresh.isEmpty())
                error.problem = VaultError::Problem::NoMemory;
            else if (!m_vault->hasKey(keys.old))
                error.problem = VaultError::Problem::WrongPassword;
            else if (const auto changed = m_vault->changeKey(after, std::move(keys.fresh));
                     !changed)
                error = changed.error();
            else
                return answer(done, {});
            refuse(done, error);
        },
        [done](Error error) { refuse(done, std::move(error)); });
}

void CredentialStore::lock()
{
    if (m_place != Place::Vault)
        return;
    m_lockTimer.stop();
    ++m_epoch;
    if (!m_vault)
        return;
    flush();
    m_uses.clear();
    m_vault.reset();
    Q_EMIT changed();
    Q_EMIT placeChanged();
}

void CredentialStore::setAutoLock(std::chrono::milliseconds after)
{
    m_lockAfter = after;
    m_lockTimer.stop();
    touch();
}

void CredentialStore::touch()
{
    if (!m_vault || m_lockAfter.count() <= 0)
        return;
    if (m_options.arm)
        m_options.arm(m_lockTimer, m_lockAfter);
    else
        m_lockTimer.start(m_lockAfter);
}

void CredentialStore::exportTo(const QString &path, SecretBytes password, Done done)
{
    if (const auto refusal = whyNotNow())
        return refuse(done, *refusal);
    const auto content = std::make_shared<VaultContent>();
    if (m_vault)
        *content = m_vault->content().clone();
    else
        content->book = m_book.clone();
    using Saved = Result<void, VaultError>;
    inBackground<Saved>(
        [path, secret = shared(std::move(password)), content, kdf = chosenKdf(), now = nowMs(),
         derive = m_options.derive] {
            return Vault::exportTo(
                path, *secret,
                {kdf.operations == 0 ? calibratedKdfParameters() : kdf, now, std::move(*content)},
                derive);
        },
        [done](Saved saved) {
            if (saved)
                answer(done, {});
            else
                refuse(done, saved.error());
        },
        [done](Error error) { refuse(done, std::move(error)); });
}

void CredentialStore::importFrom(const QString &path, SecretBytes password, ImportDone done)
{
    const auto refused = [done](Error error) {
        if (done)
            done(failure(std::move(error)));
    };
    if (const auto refusal = whyNotNow())
        return refused(*refusal);
    using Read = Result<VaultContent, VaultError>;
    const auto arrived = [this, done, refused](Read read) {
        if (!read)
            return refused(read.error());
        Imported imported;
        imported.later = read->later.size();
        Entries entries;
        for (const Credential &credential : read->book.credentials()) {
            const Credential *ours = book().find(credential.id);
            if (ours != nullptr && ours->changedMs >= credential.changedMs && ours->hasKey()) {
                ++imported.kept;
                continue;
            }
            ++(ours == nullptr ? imported.added : imported.updated);
            entries.push_back(credential.clone());
        }
        keep(std::move(entries), [done, refused, imported](Result<void, Error> kept) {
            if (!kept)
                refused(kept.error());
            else if (done)
                done(imported);
        });
    };
    inBackground<Read>(
        [path, secret = shared(std::move(password)), derive = m_options.derive] {
            return Vault::importFrom(path, *secret, derive);
        },
        arrived, refused);
}

} // namespace copper
