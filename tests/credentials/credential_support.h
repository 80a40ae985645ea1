// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credential_store.h"

#include <QString>

namespace copper::test {

SecretBytes secret(std::string_view text);
HostPattern pattern(std::string_view text); // ends the program when it is none
SocketAddress address(std::string_view ip);
// Identity and name from the number, a key of 16 bytes that says it.
Credential numbered(int number);
bool isNumbered(const Credential &credential, int number);

// Argon2 at its least, counted.
struct CountedDerivation
{
    std::shared_ptr<int> calls = std::make_shared<int>(0);
    KeyDerivation asFunction() const;
};

Vault::NewVault newVault(VaultContent content = {});
VaultContent contentOf(std::vector<Credential> credentials);
CredentialEdit adding(const Credential &credential);
CredentialEdit removing(const CredentialId &id);

// A keychain in memory, which answers when it is told to.
class FakeKeychain final : public Keychain
{
public:
    struct Shared
    {
        State state = State::Available;
        bool answers = true;
        std::map<std::string, SecretBytes> entries;
        int writes = 0;
        bool refusesWrites = false;
    };
    explicit FakeKeychain(std::shared_ptr<Shared> shared) : m_shared(std::move(shared)) {}
    void probe(Probed probed) override;
    void write(const CredentialId &id, const SecretBytes &secret, Done done) override;
    void read(const CredentialId &id, Read read) override;
    void remove(const CredentialId &id, Done done) override;
    void removeProbe(Done done) override;

private:
    std::shared_ptr<Shared> m_shared;
};

CredentialStore::Options
optionsIn(const QString &folder,
          CredentialStore::Preference preference = CredentialStore::Preference::Vault);

} // namespace copper::test
