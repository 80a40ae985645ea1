// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/credentials/credential_support.h"

#include <QCoreApplication>
#include <QMetaObject>

namespace copper::test {

SecretBytes secret(std::string_view text)
{
    return SecretBytes::copyOf(asBytes(text));
}

HostPattern pattern(std::string_view text)
{
    const auto parsed = HostPattern::parse(text);
    if (!parsed)
        qFatal("no pattern: %s", std::string(text).c_str());
    return *parsed;
}

SocketAddress address(std::string_view ip)
{
    const auto parsed = parseIpLiteral(ip);
    if (!parsed)
        qFatal("no address: %s", std::string(ip).c_str());
    return *parsed;
}

Credential numbered(int number)
{
    Credential credential;
    credential.id.bytes[0] = 1;
    for (std::size_t i = 0; i < 4; ++i)
        credential.id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    const std::string digits = std::to_string(1'000'000 + number);
    credential.name = "board " + digits;
    credential.identity = toOwned(asBytes("identity-" + digits));
    credential.key = secret("key-of-" + digits + "..");
    credential.patterns = {pattern("board-" + digits + ".site7.local")};
    credential.createdMs = credential.changedMs = 1'000 + number;
    return credential;
}

bool isNumbered(const Credential &credential, int number)
{
    const Credential expected = numbered(number);
    return credential.id == expected.id && credential.name == expected.name &&
           credential.identity == expected.identity && credential.key.equals(expected.key) &&
           credential.patterns == expected.patterns;
}

KeyDerivation CountedDerivation::asFunction() const
{
    return [calls = calls](const SecretBytes &password, const VaultSalt &salt,
                           const KdfParameters &parameters) {
        ++*calls;
        return deriveVaultKey(password, salt, parameters);
    };
}

Vault::NewVault newVault(VaultContent content)
{
    return {leastKdfParameters(), 1'000, std::move(content)};
}

VaultContent contentOf(std::vector<Credential> credentials)
{
    VaultContent content;
    for (Credential &each : credentials) {
        if (!content.book.add(std::move(each)))
            qFatal("not added");
    }
    return content;
}

CredentialEdit adding(const Credential &credential)
{
    return [kept = std::make_shared<Credential>(credential.clone())](CredentialBook &book) {
        return book.add(kept->clone());
    };
}

CredentialEdit removing(const CredentialId &id)
{
    return [id](CredentialBook &book) {
        return book.remove(id);
    };
}

namespace {

void later(std::function<void()> call)
{
    QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(call), Qt::QueuedConnection);
}

KeychainError timedOut()
{
    return {KeychainError::Problem::TimedOut, {}};
}

} // namespace

void FakeKeychain::probe(Probed probed)
{
    later([shared = m_shared, probed] { probed(shared->state, {}); });
}

void FakeKeychain::write(const CredentialId &id, const SecretBytes &secret, Done done)
{
    ++m_shared->writes;
    if (m_shared->answers && !m_shared->refusesWrites)
        m_shared->entries[id.toText()] = secret.clone();
    later([shared = m_shared, done] {
        if (!shared->answers)
            done(failure(timedOut()));
        else if (shared->refusesWrites)
            done(failure(KeychainError{KeychainError::Problem::Refused, {}}));
        else
            done({});
    });
}

void FakeKeychain::read(const CredentialId &id, Read read)
{
    later([shared = m_shared, key = id.toText(), read] {
        const auto it = shared->entries.find(key);
        if (!shared->answers)
            read(failure(timedOut()));
        else if (it == shared->entries.end())
            read(failure(KeychainError{KeychainError::Problem::NotFound, {}}));
        else
            read(it->second.clone());
    });
}

void FakeKeychain::remove(const CredentialId &id, Done done)
{
    if (m_shared->answers)
        m_shared->entries.erase(id.toText());
    later([shared = m_shared, done] {
        if (shared->answers)
            done({});
        else
            done(failure(timedOut()));
    });
}

void FakeKeychain::removeProbe(Done done)
{
    later([done] { done({}); });
}

CredentialStore::Options optionsIn(const QString &folder, CredentialStore::Preference preference)
{
    CredentialStore::Options options;
    options.folder = folder;
    options.preference = preference;
    options.kdf = leastKdfParameters();
    // Later with each look, for all stores of the program.
    options.wallMs = [] {
        static std::int64_t now = 5'000;
        return ++now;
    };
    return options;
}

} // namespace copper::test
