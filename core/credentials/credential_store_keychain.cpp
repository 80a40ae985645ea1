// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the store that keeps keys in the system's keychain and all else in credentials.json.
// A key is written before its entry and removed after it: an interruption leaves a key nobody asks
// for, never an entry without its key.
#include "core/credentials/credential_store.h"

namespace copper {

namespace {

CredentialStore::Error storeError(const MetadataFile::EditError &error)
{
    return std::visit([](const auto &each) { return CredentialStore::Error(each); }, error);
}

} // namespace

void CredentialStore::openKeychain(const Done &done)
{
    m_metadata = m_metadataFile.load();
    m_book = std::move(m_metadata.book);
    m_metadata.book = CredentialBook();
    setPlace(Place::Keychain, Reason::Answers);
    std::vector<CredentialId> ids;
    for (const Credential &credential : m_book.credentials())
        ids.push_back(credential.id);
    readKeys(std::move(ids), done);
}

// One after the other, as QtKeychain does it anyway.
void CredentialStore::readKeys(std::vector<CredentialId> ids, const Done &done)
{
    if (ids.empty()) {
        Q_EMIT changed();
        answer(done, {});
        return;
    }
    const CredentialId id = ids.back();
    ids.pop_back();
    setBusy(1);
    m_options.keychain->read(
        id, [this, id, ids = std::move(ids), done](Result<SecretBytes, KeychainError> read) {
            setBusy(-1);
            if (!read && read.error().problem == KeychainError::Problem::TimedOut) {
                noteTrouble(read.error());
                Q_EMIT changed();
                answer(done, failure(Error(read.error())));
                return;
            }
            // Without a key the entry says so by itself.
            if (read && read->size() <= kMaxKeySize)
                m_book.setKey(id, std::move(*read));
            readKeys(ids, done);
        });
}

void CredentialStore::noteTrouble(const KeychainError &error)
{
    if (error.problem == KeychainError::Problem::TimedOut && m_reason != Reason::Hung)
        setPlace(m_place, Reason::Hung, error.detail);
}

// What is on disk now, with the keys known here; those of entries of another process are asked for.
void CredentialStore::adopt(CredentialBook metadata, const Credential *fresh)
{
    std::vector<std::pair<CredentialId, std::int64_t>> changes;
    for (const Credential &each : metadata.credentials())
        changes.emplace_back(each.id, each.changedMs);
    std::vector<CredentialId> unknown;
    for (const auto &[id, changedMs] : changes) {
        const Credential *ours = m_book.find(id);
        const bool isFresh = fresh != nullptr && fresh->id == id;
        if (isFresh && fresh->hasKey())
            metadata.setKey(id, fresh->key.clone());
        else if (ours != nullptr)
            metadata.setKey(id, ours->key.clone());
        if (!isFresh && (ours == nullptr || ours->changedMs != changedMs))
            unknown.push_back(id);
    }
    m_book = std::move(metadata);
    if (!unknown.empty())
        readKeys(std::move(unknown), {});
}

Result<void, CredentialStore::Error> CredentialStore::editMetadata(const CredentialEdit &change,
                                                                   const Credential *fresh)
{
    auto edited = m_metadataFile.edit(change);
    if (!edited)
        return failure(storeError(edited.error()));
    adopt(std::move(*edited), fresh);
    return {};
}

void CredentialStore::keepInKeychain(std::shared_ptr<Entries> entries, std::size_t next,
                                     const Done &done)
{
    if (next == entries->size()) {
        answer(done, {});
        return;
    }
    const auto keepMetadata = [this, entries, next, done] {
        const Credential &credential = entries->at(next);
        const auto kept = edit(
            [&credential](CredentialBook &book) -> Result<void, CredentialError> {
                if (!credential.hasKey() && book.find(credential.id) == nullptr)
                    return failure(CredentialError::UnknownId);
                return book.put(credential.withoutKey());
            },
            &credential);
        if (kept)
            keepInKeychain(entries, next + 1, done);
        else
            answer(done, kept);
    };
    const Credential &credential = entries->at(next);
    if (!credential.hasKey()) {
        keepMetadata();
        return;
    }
    m_options.keychain->write(credential.id, credential.key,
                              [this, keepMetadata, done](Result<void, KeychainError> written) {
                                  if (written) {
                                      keepMetadata();
                                      return;
                                  }
                                  noteTrouble(written.error());
                                  refuse(done, written.error());
                              });
}

void CredentialStore::removeFromKeychain(std::vector<CredentialId> ids, const Done &done)
{
    if (ids.empty()) {
        answer(done, {});
        return;
    }
    const CredentialId id = ids.back();
    ids.pop_back();
    setBusy(1);
    m_options.keychain->remove(
        id, [this, ids = std::move(ids), done](Result<void, KeychainError> removed) {
            setBusy(-1);
            if (removed) {
                removeFromKeychain(ids, done);
                return;
            }
            noteTrouble(removed.error());
            refuse(done, removed.error());
        });
}

// The list of entries stays as long as a key of theirs may be there: without it nobody finds them.
void CredentialStore::forgetKeychain(const Done &done)
{
    const MetadataFile::Loaded listed = m_metadataFile.load();
    std::vector<CredentialId> ids = listed.later;
    for (const Credential &credential : listed.book.credentials())
        ids.push_back(credential.id);
    if (!m_options.keychain && !ids.empty())
        return refuse(done, Refusal::NotRemoved);
    const auto removeList = [this, done] {
        m_metadata = {};
        if (m_metadataFile.removeFiles())
            answer(done, {});
        else
            refuse(done, Refusal::NotRemoved);
    };
    const bool wasUsed = m_place == Place::Keychain;
    removeFromKeychain(std::move(ids),
                       [this, wasUsed, removeList, done](Result<void, Error> removed) {
                           if (!removed)
                               return refuse(done, removed.error());
                           if (!wasUsed)
                               return removeList();
                           m_options.keychain->removeProbe(
                               [removeList](const Result<void, KeychainError> &) { removeList(); });
                       });
}

} // namespace copper
