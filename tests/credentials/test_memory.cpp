// SPDX-License-Identifier: GPL-3.0-or-later
// After lock() neither the vault's key nor an entry's is anywhere in this process.
#include "tests/credentials/credential_support.h"
#include "tests/credentials/memory_search.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Store = CredentialStore;

} // namespace

// Not in initTestCase(): in Qt 6.4 a skip there skips every class that follows.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define NEEDS_PLAIN_MEMORY() QSKIP("a sanitizer's shadow is terabytes, and keeps what was freed")
#else
#define NEEDS_PLAIN_MEMORY()
#endif

class TestMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSearchFinds()
    {
        NEEDS_PLAIN_MEMORY();
        SecretBytes marked = SecretBytes::random(16);
        const MaskedBytes wanted(marked.view());
        QCOMPARE(placesOf(wanted).size(), 1);
        const Bytes copy = toOwned(marked.view());
        QCOMPARE(placesOf(wanted).size(), 2);
        std::fill(const_cast<Bytes &>(copy).begin(), const_cast<Bytes &>(copy).end(),
                  std::uint8_t{0});
        marked.clear();
        QCOMPARE(placesOf(wanted), QStringList());
    }
    void nothingIsLeftAfterLock()
    {
        NEEDS_PLAIN_MEMORY();
        QTemporaryDir folder;
        std::vector<MaskedBytes> vaultKeys;
        Store::Options options = optionsIn(folder.filePath(QStringLiteral("keys")));
        options.derive = [&vaultKeys](const SecretBytes &password, const VaultSalt &salt,
                                      const KdfParameters &parameters) {
            SecretBytes key = deriveVaultKey(password, salt, parameters);
            vaultKeys.emplace_back(key.view());
            return key;
        };
        Store store(std::move(options));
        QVERIFY(Store::finish([&](Store::Done done) { store.open(done); }));
        SecretBytes password = SecretBytes::random(24);
        std::vector<MaskedBytes> marked;
        marked.emplace_back(password.view());
        QVERIFY(
            Store::finish([&](Store::Done done) { store.createVault(password.clone(), done); }));
        for (int number = 1; number <= 5; ++number) {
            Credential credential = numbered(number);
            credential.key = SecretBytes::random(static_cast<std::size_t>(12 + 4 * number));
            marked.emplace_back(credential.key.view());
            const CredentialId id = credential.id;
            QVERIFY(
                Store::finish([&](Store::Done done) { store.add(std::move(credential), done); }));
            if (number == 3) {
                QVERIFY(Store::finish([&](Store::Done done) { store.remove(id, done); }));
            }
        }
        const QString path = folder.filePath(QStringLiteral("keys.export"));
        QVERIFY(
            Store::finish([&](Store::Done done) { store.exportTo(path, password.clone(), done); }));
        store.lock();
        QVERIFY(Store::finish([&](Store::Done done) { store.unlock(password.clone(), done); }));
        QVERIFY(store.snapshot()->size() == 4);
        QVERIFY(!placesOf(marked.back()).isEmpty());
        QVERIFY(!placesOf(vaultKeys.front()).isEmpty());
        store.lock();
        password.clear();
        marked.insert(marked.end(), vaultKeys.begin(), vaultKeys.end());
        QCOMPARE(vaultKeys.size(), std::size_t(3));
        for (std::size_t i = 0; i < marked.size(); ++i) {
            const QStringList places = placesOf(marked[i]);
            QVERIFY2(places.isEmpty(), qPrintable(QStringLiteral("%1: %2").arg(i).arg(
                                           places.join(QStringLiteral("; ")))));
        }
    }
};

COPPER_TEST(TestMemory);
#include "test_memory.moc"
