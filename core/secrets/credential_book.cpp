// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/credential_book.h"

#include <algorithm>

namespace copper {

namespace {

// The one changed last first; ids only so that the order is always the same.
bool isNewer(const Credential &a, const Credential &b)
{
    return a.changedMs != b.changedMs ? a.changedMs > b.changedMs : a.id < b.id;
}

struct Hit
{
    const Credential *credential = nullptr;
    const HostPattern *pattern = nullptr;
    Specificity specificity;
};

bool goesFirst(const Hit &a, const Hit &b)
{
    return a.specificity != b.specificity ? a.specificity > b.specificity
                                          : isNewer(*a.credential, *b.credential);
}

std::optional<Hit> bestOf(const Credential &credential, std::string_view host,
                          const SocketAddress &address, std::uint16_t port)
{
    std::optional<Hit> best;
    for (const HostPattern &pattern : credential.patterns) {
        if (!pattern.matches(host, address, port))
            continue;
        const Specificity specificity = pattern.specificity();
        if (!best || specificity > best->specificity)
            best = Hit{&credential, &pattern, specificity};
    }
    return best;
}

} // namespace

const Credential *CredentialBook::find(const CredentialId &id) const
{
    const auto it = std::find_if(m_credentials.begin(), m_credentials.end(),
                                 [&](const Credential &each) { return each.id == id; });
    return it == m_credentials.end() ? nullptr : &*it;
}

Credential *CredentialBook::findMutable(const CredentialId &id)
{
    const auto it = std::find_if(m_credentials.begin(), m_credentials.end(),
                                 [&](const Credential &each) { return each.id == id; });
    return it == m_credentials.end() ? nullptr : &*it;
}

Result<void, CredentialError> CredentialBook::add(Credential credential)
{
    if (const auto checked = checkCredential(credential); !checked)
        return checked;
    if (m_credentials.size() >= kMaxCredentials)
        return failure(CredentialError::TooManyCredentials);
    if (find(credential.id) != nullptr)
        return failure(CredentialError::IdInUse);
    m_credentials.push_back(std::move(credential));
    return {};
}

Result<void, CredentialError> CredentialBook::update(Credential credential)
{
    if (const auto checked = checkCredential(credential); !checked)
        return checked;
    Credential *kept = findMutable(credential.id);
    if (kept == nullptr)
        return failure(CredentialError::UnknownId);
    if (!credential.hasKey())
        credential.key = std::move(kept->key);
    *kept = std::move(credential);
    return {};
}

Result<void, CredentialError> CredentialBook::put(Credential credential)
{
    const Credential *kept = find(credential.id);
    if (kept == nullptr)
        return add(std::move(credential));
    credential.createdMs = kept->createdMs;
    credential.lastUsedMs = std::max(credential.lastUsedMs, kept->lastUsedMs);
    if (kept->lastTest.atMs > credential.lastTest.atMs)
        credential.lastTest = kept->lastTest;
    return update(std::move(credential));
}

Result<void, CredentialError> CredentialBook::remove(const CredentialId &id)
{
    const auto removed =
        std::erase_if(m_credentials, [&](const Credential &each) { return each.id == id; });
    if (removed == 0)
        return failure(CredentialError::UnknownId);
    return {};
}

bool CredentialBook::noteUsed(const CredentialId &id, std::int64_t atMs)
{
    Credential *credential = findMutable(id);
    if (credential != nullptr)
        credential->lastUsedMs = std::max(credential->lastUsedMs, atMs);
    return credential != nullptr;
}

bool CredentialBook::noteTest(const CredentialId &id, const LastTest &test)
{
    Credential *credential = findMutable(id);
    if (credential != nullptr && test.atMs >= credential->lastTest.atMs)
        credential->lastTest = test;
    return credential != nullptr;
}

bool CredentialBook::setKey(const CredentialId &id, SecretBytes key)
{
    Credential *credential = findMutable(id);
    if (credential != nullptr)
        credential->key = std::move(key);
    return credential != nullptr;
}

std::optional<CredentialMatch>
CredentialBook::match(std::string_view host, const SocketAddress &address, std::uint16_t port) const
{
    std::vector<Hit> hits;
    for (const Credential &credential : m_credentials) {
        if (const auto hit = bestOf(credential, host, address, port))
            hits.push_back(*hit);
    }
    if (hits.empty())
        return std::nullopt;
    std::sort(hits.begin(), hits.end(), goesFirst);
    CredentialMatch match;
    match.chosen = {hits.front().credential->id, *hits.front().pattern};
    for (std::size_t i = 1; i < hits.size(); ++i)
        match.others.push_back({hits[i].credential->id, *hits[i].pattern});
    match.tied = hits.size() > 1 && hits[1].specificity == hits[0].specificity;
    return match;
}

const Credential *CredentialBook::matchIdentity(ByteView identity) const
{
    const Credential *best = nullptr;
    for (const Credential &credential : m_credentials) {
        if (equalBytes(credential.identity, identity) &&
            (best == nullptr || isNewer(credential, *best)))
            best = &credential;
    }
    return best;
}

CredentialBook CredentialBook::clone() const
{
    CredentialBook copy;
    copy.m_credentials.reserve(m_credentials.size());
    for (const Credential &credential : m_credentials)
        copy.m_credentials.push_back(credential.clone());
    return copy;
}

} // namespace copper
