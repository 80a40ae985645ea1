// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/credentials/credential_support.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Store = CredentialStore;
using Place = Store::Place;
using Reason = Store::Reason;
using Refusal = Store::Refusal;
using Outcome = Result<void, Store::Error>;

template <class Begin>
Outcome wait(Begin begin)
{
    return Store::finish([&](Store::Done done) { begin(std::move(done)); });
}
Outcome open(Store &store)
{
    return wait([&](auto done) { store.open(done); });
}
Outcome add(Store &store, int number)
{
    return wait([&](auto done) { store.add(numbered(number), done); });
}
Outcome createVault(Store &store, const char *password = "pw")
{
    return wait([&](auto done) { store.createVault(secret(password), done); });
}
Outcome unlock(Store &store, const char *password = "pw")
{
    return wait([&](auto done) { store.unlock(secret(password), done); });
}
Result<Store::Imported, Store::Error> import(Store &store, const QString &path)
{
    Result<Store::Imported, Store::Error> imported;
    (void)wait([&](auto done) {
        store.importFrom(path, secret("export"), [&imported, done](auto result) {
            imported = std::move(result);
            done({});
        });
    });
    return imported;
}

bool refuses(const Outcome &outcome, Refusal refusal)
{
    const auto *error = outcome ? nullptr : std::get_if<Refusal>(&outcome.error());
    return error != nullptr && *error == refusal;
}
bool refuses(const Outcome &outcome, CredentialError refusal)
{
    const auto *error = outcome ? nullptr : std::get_if<CredentialError>(&outcome.error());
    return error != nullptr && *error == refusal;
}
bool refuses(const Outcome &outcome, VaultError::Problem problem)
{
    const auto *error = outcome ? nullptr : std::get_if<VaultError>(&outcome.error());
    return error != nullptr && error->problem == problem;
}
bool refuses(const Outcome &outcome, KeychainError::Problem problem)
{
    const auto *error = outcome ? nullptr : std::get_if<KeychainError>(&outcome.error());
    return error != nullptr && error->problem == problem;
}

struct Home
{
    QTemporaryDir folder;
    std::shared_ptr<FakeKeychain::Shared> keychain = std::make_shared<FakeKeychain::Shared>();

    QString path(const char *name) const { return folder.filePath(QLatin1String(name)); }
    QString keys() const { return path("keys"); }
    Store::Options options() const
    {
        Store::Options options = optionsIn(keys(), Store::Preference::Automatic);
        options.keychain = std::make_unique<FakeKeychain>(keychain);
        return options;
    }
    // With a vault that holds these, locked.
    void withVault(std::initializer_list<int> numbers)
    {
        keychain->state = Keychain::State::NotThere;
        Store store(options());
        (void)open(store);
        if (!createVault(store))
            qFatal("no vault");
        for (const int number : numbers)
            (void)add(store, number);
    }
};

} // namespace

class TestCredentialStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingBeforeItIsOpened()
    {
        Home home;
        Store store(home.options());
        QVERIFY(store.place() == Place::Undecided && store.reason() == Reason::NotAsked);
        QVERIFY(refuses(add(store, 1), Refusal::NotOpened));
        QVERIFY(refuses(createVault(store), Refusal::NotOpened));
        QVERIFY(store.book().isEmpty() && store.snapshot()->isEmpty());
    }
    void theKeychainWhenItAnswers()
    {
        Home home;
        {
            Store store(home.options());
            QVERIFY(open(store));
            QVERIFY(store.place() == Place::Keychain && store.reason() == Reason::Answers);
            QVERIFY(!store.isLocked() && !store.hasVault());
            QVERIFY(add(store, 1));
            QVERIFY(add(store, 2));
            QVERIFY(isNumbered(*store.book().find(numbered(1).id), 1));
            QVERIFY(refuses(add(store, 1), CredentialError::IdInUse));
            QVERIFY(refuses(createVault(store), Refusal::WrongPlace));
            QVERIFY(!store.isBusy());
        }
        QCOMPARE(home.keychain->entries.size(), std::size_t(2));
        const QByteArray json = test::contentOf(home.path("keys/credentials.json"));
        QVERIFY(json.contains("board 1000001") && !json.contains("key-of") &&
                !json.contains(QByteArray("key-of").toHex()));
        Store store(home.options());
        QVERIFY(open(store));
        QVERIFY(isNumbered(*store.book().find(numbered(2).id), 2));
        // Without a key the key stays; with one it is another.
        Credential changed = numbered(2).withoutKey();
        changed.name = "renamed";
        const int writes = home.keychain->writes;
        QVERIFY(wait([&](auto done) { store.update(std::move(changed), done); }));
        QCOMPARE(home.keychain->writes, writes);
        QVERIFY(store.book().find(numbered(2).id)->key.equals(numbered(2).key));
        Credential again = numbered(2);
        again.key = secret("another");
        QVERIFY(wait([&](auto done) { store.update(std::move(again), done); }));
        QVERIFY(home.keychain->entries[numbered(2).id.toText()].equals(asBytes("another")));
        QVERIFY(wait([&](auto done) { store.remove(numbered(1).id, done); }));
        QCOMPARE(home.keychain->entries.size(), std::size_t(1));
        QVERIFY(wait([&](auto done) { store.forgetEverything(done); }));
        QVERIFY(home.keychain->entries.empty() && store.book().isEmpty());
        QVERIFY(!QFile::exists(home.path("keys/credentials.json")));
        QVERIFY(store.place() == Place::Keychain);
    }
    void withoutKeychainAndVaultThisRunAlone()
    {
        for (const auto &[state, reason] : {std::pair(Keychain::State::NotThere, Reason::NotThere),
                                            std::pair(Keychain::State::Locked, Reason::Locked),
                                            std::pair(Keychain::State::Hung, Reason::Hung)}) {
            Home home;
            home.keychain->state = state;
            Store store(home.options());
            QVERIFY(open(store));
            QVERIFY(store.place() == Place::SessionOnly && store.reason() == reason);
            QVERIFY(add(store, 1));
            QVERIFY(home.keychain->entries.empty());
            QVERIFY(refuses(unlock(store), VaultError::Problem::Missing));
        }
        Home home;
        Store none(optionsIn(home.keys(), Store::Preference::Automatic));
        QVERIFY(open(none));
        QVERIFY(none.place() == Place::SessionOnly && none.reason() == Reason::NotThere);
        Store chosen(optionsIn(home.keys(), Store::Preference::SessionOnly));
        QVERIFY(open(chosen));
        QVERIFY(chosen.place() == Place::SessionOnly && chosen.reason() == Reason::Chosen);
    }
    void aVaultThatIsMadeTakesWhatIsThere()
    {
        Home home;
        home.keychain->state = Keychain::State::NotThere;
        {
            Store store(home.options());
            QVERIFY(open(store) && add(store, 1));
            QSignalSpy places(&store, &Store::placeChanged);
            QVERIFY(createVault(store));
            QVERIFY(places.count() > 0);
            QVERIFY(store.place() == Place::Vault && !store.isLocked() && store.hasVault());
            QVERIFY(isNumbered(*store.book().find(numbered(1).id), 1));
            QVERIFY(add(store, 2));
            QVERIFY(refuses(createVault(store), VaultError::Problem::Exists));
        }
        Store store(home.options());
        QVERIFY(open(store));
        QVERIFY(store.place() == Place::Vault && store.isLocked() && store.book().isEmpty());
        QVERIFY(refuses(add(store, 3), Refusal::VaultLocked));
        QVERIFY(refuses(unlock(store, "wrong"), VaultError::Problem::WrongPassword));
        QVERIFY(store.isLocked() && store.book().isEmpty());
        QVERIFY(unlock(store));
        QCOMPARE(store.book().size(), std::size_t(2));
        QVERIFY(unlock(store)); // is open already
    }
    void whatWasEnteredWhileTheVaultWasMadeGoesIntoIt()
    {
        Home home;
        home.keychain->state = Keychain::State::NotThere;
        Store store(home.options());
        QVERIFY(open(store) && add(store, 1));
        QVERIFY(wait([&](auto done) {
            store.createVault(secret("pw"), done);
            store.add(numbered(2));
        }));
        QCOMPARE(store.book().size(), std::size_t(2));
        store.lock();
        QVERIFY(unlock(store));
        QCOMPARE(store.book().size(), std::size_t(2));
    }
    void lockTakesEverythingAway()
    {
        Home home;
        home.withVault({1});
        Store store(home.options());
        QVERIFY(open(store) && unlock(store));
        const CredentialSnapshotPtr held = store.snapshot();
        QSignalSpy changed(&store, &Store::changed);
        store.lock();
        QCOMPARE(changed.count(), 1);
        QVERIFY(store.isLocked() && store.book().isEmpty() && store.snapshot()->isEmpty());
        QVERIFY(isNumbered(*held->find(numbered(1).id), 1)); // as long as it is held
        QVERIFY(refuses(wait([&](auto done) { store.exportTo(home.path("x"), secret("e"), done); }),
                        Refusal::VaultLocked));
        // One that was under way comes too late.
        QVERIFY(refuses(wait([&](auto done) {
                            store.unlock(secret("pw"), done);
                            store.lock();
                        }),
                        Refusal::Superseded));
        QVERIFY(store.isLocked() && !store.isBusy());
    }
    void locksByItself()
    {
        Home home;
        home.withVault({1});
        QTimer *timer = nullptr;
        std::vector<std::chrono::milliseconds> armed;
        Store::Options options = home.options();
        options.arm = [&](QTimer &each, std::chrono::milliseconds after) {
            timer = &each;
            armed.push_back(after);
        };
        Store store(std::move(options));
        store.setAutoLock(std::chrono::minutes(10));
        QVERIFY(open(store));
        QVERIFY(armed.empty()); // there is nothing to lock
        QVERIFY(unlock(store));
        QCOMPARE(armed.size(), std::size_t(1));
        QVERIFY(armed.front() == std::chrono::minutes(10));
        QVERIFY(add(store, 2));
        QCOMPARE(armed.size(), std::size_t(2));
        store.touch();
        QCOMPARE(armed.size(), std::size_t(3));
        timer->start(0);
        QTRY_VERIFY(store.isLocked());
        store.touch();
        QCOMPARE(armed.size(), std::size_t(3));
        store.setAutoLock(std::chrono::milliseconds(0));
        QVERIFY(unlock(store));
        QCOMPARE(armed.size(), std::size_t(3));
    }
    void twoProgramsWithOneVault()
    {
        Home home;
        home.withVault({1});
        Store first(home.options());
        Store second(home.options());
        QVERIFY(open(first) && open(second) && unlock(first) && unlock(second));
        QVERIFY(add(first, 2));
        QVERIFY(add(second, 3));
        QCOMPARE(second.book().size(), std::size_t(3));
        // One changes the password: the other must ask for it.
        QVERIFY(refuses(
            wait([&](auto done) { first.changePassword(secret("wrong"), secret("new"), done); }),
            VaultError::Problem::WrongPassword));
        QVERIFY(wait([&](auto done) { first.changePassword(secret("pw"), secret("new"), done); }));
        QVERIFY(refuses(add(second, 4), VaultError::Problem::WrongPassword));
        QVERIFY(second.isLocked());
        QVERIFY(refuses(unlock(second), VaultError::Problem::WrongPassword));
        QVERIFY(unlock(second, "new") && add(second, 4));
        QVERIFY(add(first, 5));
        QCOMPARE(first.book().size(), std::size_t(5));
        // One forgets everything.
        QVERIFY(wait([&](auto done) { second.forgetEverything(done); }));
        QVERIFY(second.place() == Place::SessionOnly && !second.hasVault());
        QVERIFY(refuses(add(first, 6), VaultError::Problem::Missing));
        QVERIFY(first.isLocked());
    }
    void twoProgramsWithOneKeychain()
    {
        Home home;
        Store first(home.options());
        Store second(home.options());
        QVERIFY(open(first) && open(second));
        QVERIFY(add(first, 1) && add(second, 2));
        QTRY_VERIFY(!second.isBusy());
        QVERIFY(isNumbered(*second.book().find(numbered(1).id), 1));
        Credential changed = numbered(1);
        changed.key = secret("changed elsewhere");
        changed.changedMs = 1;
        QVERIFY(wait([&](auto done) { second.update(std::move(changed), done); }));
        QVERIFY(add(first, 3));
        QTRY_VERIFY(!first.isBusy());
        QVERIFY(first.book().find(numbered(1).id)->key.equals(asBytes("changed elsewhere")));
    }
    void aKeychainThatGoesSilent()
    {
        Home home;
        Store store(home.options());
        QVERIFY(open(store) && add(store, 1));
        home.keychain->answers = false;
        QVERIFY(refuses(add(store, 2), KeychainError::Problem::TimedOut));
        QVERIFY(store.place() == Place::Keychain && store.reason() == Reason::Hung);
        home.keychain->state = Keychain::State::Hung;
        Store without(home.options());
        QVERIFY(open(without));
        QVERIFY(without.place() == Place::SessionOnly && without.book().isEmpty());
        QCOMPARE(without.listedInKeychain().size(), std::size_t(1));
        home.keychain->state = Keychain::State::Available;
        QCOMPARE(store.book().size(), std::size_t(1));
        QVERIFY(!store.isBusy());
        Store late(home.options());
        QVERIFY(refuses(open(late), KeychainError::Problem::TimedOut));
        QVERIFY(late.book().size() == 1 && !late.book().credentials().front().hasKey());
        // Without it nothing can be forgotten, and the list of what there is stays.
        QVERIFY(refuses(wait([&](auto done) { late.forgetEverything(done); }),
                        KeychainError::Problem::TimedOut));
        QVERIFY(QFile::exists(home.path("keys/credentials.json")));
        home.keychain->answers = true;
        QVERIFY(wait([&](auto done) { late.forgetEverything(done); }));
        QVERIFY(home.keychain->entries.empty());
    }
    void aKeychainThatRefuses()
    {
        Home home;
        Store store(home.options());
        QVERIFY(open(store));
        home.keychain->refusesWrites = true;
        QVERIFY(refuses(add(store, 1), KeychainError::Problem::Refused));
        QVERIFY(store.book().isEmpty() && !QFile::exists(home.path("keys/credentials.json")));
        QVERIFY(store.reason() == Reason::Answers);
    }
    void aKeyThatIsGoneFromTheKeychain()
    {
        Home home;
        {
            Store store(home.options());
            QVERIFY(open(store) && add(store, 1) && add(store, 2));
        }
        home.keychain->entries.erase(numbered(1).id.toText());
        Store store(home.options());
        QVERIFY(open(store));
        QVERIFY(!store.book().find(numbered(1).id)->hasKey());
        QVERIFY(store.book().find(numbered(2).id)->hasKey());
    }
    void whatALaterVersionListedIsKept()
    {
        Home home;
        {
            Store store(home.options());
            QVERIFY(open(store) && add(store, 1));
        }
        const QString path = home.path("keys/credentials.json");
        QJsonObject object = QJsonDocument::fromJson(test::contentOf(path)).object();
        object.remove(QStringLiteral("checksum"));
        QJsonArray list = object.value(QStringLiteral("credentials")).toArray();
        const QJsonObject later{{QStringLiteral("kind"), 4},
                                {QStringLiteral("id"), QString(32, QLatin1Char('a'))},
                                {QStringLiteral("anything"), 17}};
        list.append(later);
        object.insert(QStringLiteral("credentials"), list);
        object.insert(QStringLiteral("more"), true);
        (void)fileWith(path, QJsonDocument(object).toJson());
        Store store(home.options());
        QVERIFY(open(store));
        QCOMPARE(store.book().size(), std::size_t(1));
        QCOMPARE(store.laterCredentials().size(), std::size_t(1));
        QVERIFY(add(store, 2));
        const QJsonObject kept = QJsonDocument::fromJson(test::contentOf(path)).object();
        QVERIFY(kept.value(QStringLiteral("credentials")).toArray().contains(later));
        QVERIFY(kept.value(QStringLiteral("more")).toBool());
    }
    void aDamagedVaultAndItsGenerationBefore()
    {
        Home home;
        home.withVault({1, 2});
        const QString path = home.path("keys/vault");
        (void)fileWith(path, "garbage");
        Store store(home.options());
        QVERIFY(open(store));
        const Outcome damaged = unlock(store);
        QVERIFY(refuses(damaged, VaultError::Problem::Damaged));
        const auto &error = std::get<VaultError>(damaged.error());
        QVERIFY(error.hasPrevious);
        QCOMPARE(test::contentOf(error.aside), QByteArray("garbage"));
        QVERIFY(store.place() == Place::Vault && store.isLocked());
        // Also by the next program, and with the wrong password first.
        Store next(home.options());
        QVERIFY(open(next));
        QVERIFY(next.place() == Place::Vault);
        QVERIFY(refuses(wait([&](auto done) { next.unlockPrevious(secret("x"), done); }),
                        VaultError::Problem::WrongPassword));
        QVERIFY(wait([&](auto done) { next.unlockPrevious(secret("pw"), done); }));
        QCOMPARE(next.book().size(), std::size_t(1));
    }
    void usesAreKeptWithTheNextChange()
    {
        Home home;
        home.withVault({1});
        Store store(home.options());
        QVERIFY(open(store) && unlock(store));
        const QByteArray before = test::contentOf(home.path("keys/vault"));
        store.noteUsed(numbered(1).id);
        store.noteTest(numbered(1).id, LastTest::Outcome::Works);
        store.noteUsed(numbered(9).id);
        QCOMPARE(test::contentOf(home.path("keys/vault")), before);
        QVERIFY(store.book().find(numbered(1).id)->lastUsedMs > 0);
        store.lock();
        QVERIFY(unlock(store));
        const Credential *found = store.book().find(numbered(1).id);
        QVERIFY(found->lastUsedMs > 0 && found->lastTest.outcome == LastTest::Outcome::Works);
        QCOMPARE(found->changedMs, found->createdMs);
        // A change made in the window knows nothing of a use in between.
        Credential renamed = found->clone();
        renamed.lastUsedMs = 0;
        store.noteUsed(renamed.id);
        const std::int64_t used = store.book().find(renamed.id)->lastUsedMs;
        QVERIFY(wait([&](auto done) { store.update(std::move(renamed), done); }));
        QCOMPARE(store.book().find(numbered(1).id)->lastUsedMs, used);
    }
    void exportAndImport()
    {
        Home home;
        home.withVault({1, 2});
        const QString path = home.path("keys.export");
        Store store(home.options());
        QVERIFY(open(store) && unlock(store));
        QVERIFY(wait([&](auto done) { store.exportTo(path, secret("export"), done); }));
        QVERIFY(!test::contentOf(path).contains("key-of"));
        for (const bool toKeychain : {true, false}) {
            Home other;
            other.keychain->state =
                toKeychain ? Keychain::State::Available : Keychain::State::NotThere;
            Store importer(other.options());
            QVERIFY(open(importer));
            QVERIFY(add(importer, 3));
            auto imported = import(importer, path);
            QVERIFY(imported && imported->added == 2 && imported->kept == 0);
            QVERIFY(isNumbered(*importer.book().find(numbered(1).id), 1));
            QCOMPARE(importer.book().size(), std::size_t(3));
            imported = import(importer, path);
            QVERIFY(imported && imported->added == 0 && imported->kept == 2);
            QVERIFY(!importer.isBusy());
        }
        // Theirs is newer.
        Credential newer = numbered(2);
        newer.key = secret("newer");
        QVERIFY(wait([&](auto done) { store.update(std::move(newer), done); }));
        Home other;
        other.keychain->state = Keychain::State::NotThere;
        Store importer(other.options());
        QVERIFY(open(importer) && import(importer, path));
        QVERIFY(wait([&](auto done) { store.exportTo(path, secret("export"), done); }));
        const auto imported = import(importer, path);
        QVERIFY(imported && imported->updated == 1 && imported->kept == 1);
        QVERIFY(importer.book().find(numbered(2).id)->key.equals(asBytes("newer")));
        const auto bad = import(importer, fileWith(home.path("x"), "text"));
        QVERIFY(!bad &&
                std::get<VaultError>(bad.error()).problem == VaultError::Problem::NotAVault);
    }
    void forgetEverythingWhileLocked()
    {
        Home home;
        home.withVault({1});
        Store store(home.options());
        QVERIFY(open(store));
        QVERIFY(wait([&](auto done) { store.forgetEverything(done); }));
        QVERIFY(store.place() == Place::SessionOnly && !store.hasVault());
        QVERIFY(!Vault::hasPrevious(store.vaultPath()));
        QVERIFY(add(store, 2) && createVault(store, "again"));
    }
    void aVaultThatIsBeingMadeIsForgottenToo()
    {
        Home home;
        home.keychain->state = Keychain::State::NotThere;
        Store store(home.options());
        QVERIFY(open(store) && add(store, 1));
        Outcome made;
        QVERIFY(wait([&](auto done) {
            store.createVault(secret("pw"), [&made, done](Outcome result) {
                made = std::move(result);
                done({});
            });
            store.forgetEverything();
        }));
        QVERIFY(refuses(made, Refusal::Superseded));
        QVERIFY(!store.hasVault() && store.place() == Place::SessionOnly);
        QVERIFY(store.book().isEmpty() && !store.isBusy());
    }
    void badEntries()
    {
        Home home;
        Store store(optionsIn(home.keys(), Store::Preference::SessionOnly));
        QVERIFY(open(store));
        Credential keyless = numbered(1).withoutKey();
        QVERIFY(refuses(wait([&](auto done) { store.add(std::move(keyless), done); }),
                        CredentialError::KeyEmpty));
        Credential nameless = numbered(1);
        nameless.identity.clear();
        QVERIFY(refuses(wait([&](auto done) { store.add(std::move(nameless), done); }),
                        CredentialError::IdentityEmpty));
        QVERIFY(refuses(wait([&](auto done) { store.update(numbered(1), done); }),
                        CredentialError::UnknownId));
        QVERIFY(refuses(wait([&](auto done) { store.remove(numbered(1).id, done); }),
                        CredentialError::UnknownId));
        Credential fresh = numbered(1);
        fresh.id = {};
        QVERIFY(wait([&](auto done) { store.add(std::move(fresh), done); }));
        const Credential &added = store.book().credentials().front();
        QVERIFY(!added.id.isNull() && added.createdMs > 5'000);
    }
};

COPPER_TEST(TestCredentialStore);
#include "test_credential_store.moc"
