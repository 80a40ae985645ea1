// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/credentials/credential_store.h"

#include <QDateTime>
#include <QDir>
#include <QEventLoop>

#include <algorithm>

namespace copper {

namespace {

CredentialStore::Error storeError(const VaultEditError &error)
{
    return std::visit([](const auto &each) { return CredentialStore::Error(each); }, error);
}

} // namespace

CredentialStore::CredentialStore(Options options, QObject *parent)
    : QObject(parent), m_options(std::move(options)),
      m_vaultPath(m_options.vaultPath.isEmpty()
                      ? QDir(m_options.folder).filePath(QStringLiteral("vault"))
                      : m_options.vaultPath),
      m_metadataFile(QDir(m_options.folder).filePath(QStringLiteral("credentials.json")))
{
    m_lockTimer.setSingleShot(true);
    connect(&m_lockTimer, &QTimer::timeout, this, &CredentialStore::lock);
    m_pool.setMaxThreadCount(1); // a derivation takes up to a gibibyte
}

CredentialStore::~CredentialStore()
{
    m_pool.waitForDone();
}

std::int64_t CredentialStore::nowMs() const
{
    return m_options.wallMs ? m_options.wallMs() : QDateTime::currentMSecsSinceEpoch();
}

void CredentialStore::answer(const Done &done, Result<void, Error> result)
{
    if (done)
        done(std::move(result));
}

void CredentialStore::setPlace(Place place, Reason reason, const QString &detail)
{
    m_place = place;
    m_reason = reason;
    m_reasonDetail = detail;
    Q_EMIT placeChanged();
}

void CredentialStore::setBusy(int change)
{
    const bool before = isBusy();
    m_busy += change;
    if (before != isBusy())
        Q_EMIT busyChanged();
}

// --- the place ---

void CredentialStore::open(Done done)
{
    if (m_place != Place::Undecided) {
        answer(done, {});
        return;
    }
    if (m_options.preference == Preference::Automatic && m_options.keychain) {
        setBusy(1);
        m_options.keychain->probe([this, done](Keychain::State state, const QString &detail) {
            setBusy(-1);
            switch (state) {
            case Keychain::State::Available:
                openKeychain(done);
                return;
            case Keychain::State::Unknown:
            case Keychain::State::NotThere:
                decideWithoutKeychain(Reason::NotThere, detail);
                break;
            case Keychain::State::Locked:
                decideWithoutKeychain(Reason::Locked, detail);
                break;
            case Keychain::State::Hung:
                decideWithoutKeychain(Reason::Hung, detail);
                break;
            }
            answer(done, {});
        });
        return;
    }
    switch (m_options.preference) {
    case Preference::Automatic:
        decideWithoutKeychain(Reason::NotThere);
        break;
    case Preference::Vault:
        decideWithoutKeychain(Reason::Chosen);
        break;
    case Preference::SessionOnly:
        setPlace(Place::SessionOnly, Reason::Chosen);
        break;
    }
    answer(done, {});
}

void CredentialStore::decideWithoutKeychain(Reason reason, const QString &detail)
{
    const bool isVault = hasVault() || Vault::hasPrevious(m_vaultPath);
    setPlace(isVault ? Place::Vault : Place::SessionOnly, reason, detail);
}

std::optional<CredentialStore::Refusal> CredentialStore::whyNotNow() const
{
    if (m_place == Place::Undecided)
        return Refusal::NotOpened;
    if (isLocked())
        return Refusal::VaultLocked;
    return std::nullopt;
}

const CredentialBook &CredentialStore::book() const
{
    return m_vault ? m_vault->content().book : m_book;
}

std::vector<CredentialId> CredentialStore::laterCredentials() const
{
    if (!m_vault)
        return m_place == Place::Keychain ? m_metadata.later : std::vector<CredentialId>();
    std::vector<CredentialId> ids;
    for (const LaterCredential &each : m_vault->content().later)
        ids.push_back(each.id);
    return ids;
}

CredentialSnapshotPtr CredentialStore::snapshot() const
{
    return std::make_shared<const CredentialSnapshot>(book().clone());
}

// --- changes ---

Result<void, CredentialStore::Error> CredentialStore::edit(const CredentialEdit &change,
                                                           const Credential *fresh)
{
    if (const auto refusal = whyNotNow())
        return failure(Error(*refusal));
    touch();
    const auto withUses = [this, &change](CredentialBook &book) -> Result<void, CredentialError> {
        for (const CredentialEdit &use : m_uses)
            (void)use(book); // one that is gone has no use
        return change(book);
    };
    Result<void, Error> done;
    switch (m_place) {
    case Place::Undecided:
        break;
    case Place::SessionOnly:
        if (const auto changed = change(m_book); !changed)
            done = failure(Error(changed.error()));
        break;
    case Place::Vault:
        done = editVault(withUses);
        break;
    case Place::Keychain:
        done = editMetadata(withUses, fresh);
        break;
    }
    if (done) {
        m_uses.clear();
        Q_EMIT changed();
    }
    return done;
}

Result<void, CredentialStore::Error> CredentialStore::editVault(const CredentialEdit &change)
{
    const auto edited = m_vault->edit(change);
    if (edited)
        return {};
    // Another process forgot everything, or changed the password.
    const auto *error = std::get_if<VaultError>(&edited.error());
    if (error != nullptr && (error->problem == VaultError::Problem::Missing ||
                             error->problem == VaultError::Problem::WrongPassword)) {
        m_uses.clear();
        lock();
    }
    return failure(storeError(edited.error()));
}

void CredentialStore::keep(Entries entries, const Done &done)
{
    const auto kept = std::make_shared<Entries>(std::move(entries));
    if (m_place == Place::Keychain) {
        setBusy(1);
        keepInKeychain(kept, 0, [this, done](Result<void, Error> result) {
            setBusy(-1);
            answer(done, std::move(result));
        });
        return;
    }
    answer(done, edit([kept](CredentialBook &book) -> Result<void, CredentialError> {
               for (const Credential &credential : *kept) {
                   if (!credential.hasKey() && book.find(credential.id) == nullptr)
                       return failure(CredentialError::UnknownId);
                   if (auto result = book.put(credential.clone()); !result)
                       return result;
               }
               return {};
           }));
}

void CredentialStore::add(Credential credential, Done done)
{
    if (const auto refusal = whyNotNow())
        return refuse(done, *refusal);
    if (credential.id.isNull())
        credential.id = CredentialId::random();
    credential.createdMs = credential.changedMs = nowMs();
    if (!credential.hasKey())
        return refuse(done, CredentialError::KeyEmpty);
    if (const auto checked = checkCredential(credential); !checked)
        return refuse(done, checked.error());
    if (book().find(credential.id) != nullptr)
        return refuse(done, CredentialError::IdInUse);
    if (book().size() >= CredentialBook::kMaxCredentials)
        return refuse(done, CredentialError::TooManyCredentials);
    Entries entries;
    entries.push_back(std::move(credential));
    keep(std::move(entries), done);
}

void CredentialStore::update(Credential credential, Done done)
{
    if (const auto refusal = whyNotNow())
        return refuse(done, *refusal);
    credential.changedMs = nowMs();
    if (const auto checked = checkCredential(credential); !checked)
        return refuse(done, checked.error());
    if (book().find(credential.id) == nullptr)
        return refuse(done, CredentialError::UnknownId);
    Entries entries;
    entries.push_back(std::move(credential));
    keep(std::move(entries), done);
}

void CredentialStore::remove(const CredentialId &id, Done done)
{
    const auto removed = edit([id](CredentialBook &book) { return book.remove(id); });
    if (removed && m_place == Place::Keychain)
        removeFromKeychain({id}, done);
    else
        answer(done, removed);
}

void CredentialStore::forgetEverything(Done done)
{
    m_uses.clear();
    m_lockTimer.stop();
    ++m_epoch;
    m_pool.waitForDone(); // a vault that is being made would come afterwards
    m_vault.reset();
    m_book.clear();
    const bool removed = Vault::removeFiles(m_vaultPath);
    if (m_place == Place::Vault)
        setPlace(Place::SessionOnly, m_reason, m_reasonDetail);
    Q_EMIT changed();
    forgetKeychain([removed, done](Result<void, Error> result) {
        if (result && !removed)
            result = failure(Error(Refusal::NotRemoved));
        answer(done, std::move(result));
    });
}

void CredentialStore::note(const CredentialEdit &use)
{
    if (m_vault)
        m_vault->editInMemory(use);
    else
        (void)use(m_book);
    m_uses.push_back(use);
    Q_EMIT changed();
}

void CredentialStore::noteUsed(const CredentialId &id)
{
    if (book().find(id) == nullptr)
        return;
    note([id, at = nowMs()](CredentialBook &book) -> Result<void, CredentialError> {
        book.noteUsed(id, at);
        return {};
    });
}

void CredentialStore::noteTest(const CredentialId &id, LastTest::Outcome outcome)
{
    if (book().find(id) == nullptr)
        return;
    note([id, test = LastTest{outcome, nowMs()}](
             CredentialBook &book) -> Result<void, CredentialError> {
        book.noteTest(id, test);
        return {};
    });
}

void CredentialStore::flush()
{
    if (!m_uses.empty() && !whyNotNow())
        (void)edit([](CredentialBook &) { return Result<void, CredentialError>(); });
}

Result<void, CredentialStore::Error> CredentialStore::finish(const std::function<void(Done)> &begin)
{
    const auto ended = std::make_shared<std::optional<Result<void, Error>>>();
    QEventLoop loop;
    begin([ended, &loop](Result<void, Error> result) {
        *ended = std::move(result);
        loop.quit();
    });
    while (!*ended)
        loop.exec();
    return **ended;
}

} // namespace copper
