// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/credential.h"

#include <memory>

namespace copper {

// Which credential is for a host, and why.
struct CredentialMatch
{
    struct Candidate
    {
        CredentialId id;
        HostPattern pattern; // the most specific one of its own
        bool operator==(const Candidate &) const = default;
    };
    Candidate chosen;
    std::vector<Candidate> others; // in the order in which they would follow
    // The first of the others is as specific: the one changed last was taken.
    bool tied = false;
};

// Credentials as a value: no place where they are kept, no clock. Order is that of adding.
class CredentialBook
{
public:
    static constexpr std::size_t kMaxCredentials = 1000;

    const std::vector<Credential> &credentials() const { return m_credentials; }
    std::size_t size() const { return m_credentials.size(); }
    bool isEmpty() const { return m_credentials.empty(); }
    const Credential *find(const CredentialId &id) const;

    Result<void, CredentialError> add(Credential credential);
    // Takes the place of the one with this id; without a key it keeps the key that is there.
    Result<void, CredentialError> update(Credential credential);
    // Takes the place of the one with its id, whose use and tests it keeps, or is new.
    Result<void, CredentialError> put(Credential credential);
    Result<void, CredentialError> remove(const CredentialId &id);
    // Neither counts as a change. False when the id is not known.
    bool noteUsed(const CredentialId &id, std::int64_t atMs);
    bool noteTest(const CredentialId &id, const LastTest &test);
    bool setKey(const CredentialId &id, SecretBytes key);
    void clear() { m_credentials.clear(); }

    // For a client: see HostPattern::matches().
    std::optional<CredentialMatch> match(std::string_view host, const SocketAddress &address,
                                         std::uint16_t port) const;
    // For a server: of equal identities the one changed last. Null when there is none.
    const Credential *matchIdentity(ByteView identity) const;

    CredentialBook clone() const;

private:
    Credential *findMutable(const CredentialId &id);
    std::vector<Credential> m_credentials;
};

// What the net thread gets: immutable, with secrets of its own, wiped when the last holder lets go.
using CredentialSnapshot = CredentialBook;
using CredentialSnapshotPtr = std::shared_ptr<const CredentialSnapshot>;

} // namespace copper
