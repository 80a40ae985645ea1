// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests kill, hinder or start beside a keychain.
//   vault-loop FOLDER FIRST COUNT   steps of test_vault_kills.cpp, each said when it is kept
//   vault-add FOLDER FIRST COUNT    adds credentials, and says of each what came of it
//   store-open FOLDER               where a store keeps its entries here, and how long it took
//   keychain FOLDER                 entries there and back through the system's keychain
//   hang                            owns the name of the Secret Service and never answers
#include "core/credentials/system_keychain.h"
#include "tests/credentials/credential_support.h"
#include "tests/credentials/vault_steps.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QElapsedTimer>
#include <QFile>
#include <QStringList>

#include <csignal>
#include <unistd.h>

using namespace copper;
using namespace copper::test;

namespace {

using Store = CredentialStore;

void say(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    if (::write(STDOUT_FILENO, bytes.constData(), static_cast<std::size_t>(bytes.size())) !=
        bytes.size())
        ::_exit(1);
}

QString problemText(const VaultEditError &error)
{
    if (const auto *vault = std::get_if<VaultError>(&error))
        return QStringLiteral("vault %1 %2")
            .arg(static_cast<int>(vault->problem))
            .arg(vault->reason);
    return QStringLiteral("credential %1").arg(static_cast<int>(std::get<CredentialError>(error)));
}

std::optional<Vault> openVault(const QString &folder)
{
    const QString path = folder + QStringLiteral("/vault");
    auto opened = Vault::open(path, secret("pw"), deriveVaultKey);
    if (!opened && opened.error().problem == VaultError::Problem::Missing)
        opened = Vault::create(path, secret("pw"), newVault(), deriveVaultKey);
    if (!opened) {
        say(QStringLiteral("open failed: %1").arg(problemText(opened.error())));
        return std::nullopt;
    }
    return std::move(*opened);
}

int vaultLoop(const QString &folder, int first, int count)
{
    std::optional<Vault> vault = openVault(folder);
    if (!vault)
        return 1;
    for (int step = first; step < first + count; ++step) {
        if (const auto edited = vault->edit(editOfStep(step)); !edited)
            say(QStringLiteral("step %1 failed: %2").arg(step).arg(problemText(edited.error())));
        else
            say(QStringLiteral("step %1 ok").arg(step));
    }
    return 0;
}

int vaultAdd(const QString &folder, int first, int count)
{
    std::optional<Vault> vault = openVault(folder);
    if (!vault)
        return 1;
    for (int number = first; number < first + count; ++number) {
        if (const auto edited = vault->edit(adding(numbered(number))); !edited)
            say(QStringLiteral("add %1 failed: %2").arg(number).arg(problemText(edited.error())));
        else
            say(QStringLiteral("add %1 ok").arg(number));
    }
    return 0;
}

Store::Options keychainOptions(const QString &folder)
{
    Store::Options options = optionsIn(folder, Store::Preference::Automatic);
    options.keychain = std::make_unique<SystemKeychain>();
    return options;
}

bool opens(Store &store)
{
    return Store::finish([&](Store::Done done) { store.open(std::move(done)); }).has_value();
}

int storeOpen(const QString &folder)
{
    QElapsedTimer timer;
    timer.start();
    Store store(keychainOptions(folder));
    (void)opens(store);
    say(QStringLiteral("place %1 reason %2 ms %3 detail %4")
            .arg(static_cast<int>(store.place()))
            .arg(static_cast<int>(store.reason()))
            .arg(timer.elapsed())
            .arg(store.reasonDetail()));
    return 0;
}

// Says the first thing that is not as it should be.
QString keychainTrouble(const QString &folder)
{
    Credential changedKey = numbered(2);
    {
        Store store(keychainOptions(folder));
        if (!opens(store) || store.place() != Store::Place::Keychain)
            return QStringLiteral("not in the keychain: %1 %2")
                .arg(static_cast<int>(store.reason()))
                .arg(store.reasonDetail());
        for (const int number : {1, 2}) {
            if (!Store::finish([&](Store::Done done) { store.add(numbered(number), done); }))
                return QStringLiteral("not added");
        }
        changedKey.key = SecretBytes::random(32); // zeros and all
        changedKey.key.mutableView()[3] = 0;
        if (!Store::finish([&](Store::Done done) { store.update(changedKey.clone(), done); }))
            return QStringLiteral("not changed");
    }
    QFile metadata(folder + QStringLiteral("/credentials.json"));
    if (!metadata.open(QIODevice::ReadOnly) || metadata.readAll().contains("key-of"))
        return QStringLiteral("a key in credentials.json");
    Store store(keychainOptions(folder));
    if (!opens(store) || store.book().size() != 2 ||
        !isNumbered(*store.book().find(numbered(1).id), 1) ||
        !store.book().find(numbered(2).id)->key.equals(changedKey.key))
        return QStringLiteral("not read again");
    if (!Store::finish([&](Store::Done done) { store.remove(numbered(1).id, done); }))
        return QStringLiteral("not removed");
    SystemKeychain keychain;
    std::optional<KeychainError::Problem> problem;
    const auto readEntry = [&](int number) {
        return Store::finish([&](const Store::Done &done) {
            keychain.read(numbered(number).id, [&, done](Result<SecretBytes, KeychainError> read) {
                problem = read ? std::nullopt : std::optional(read.error().problem);
                done({});
            });
        });
    };
    (void)readEntry(1);
    if (problem != KeychainError::Problem::NotFound)
        return QStringLiteral("the removed key is still there");
    (void)readEntry(2);
    if (problem)
        return QStringLiteral("the other key is gone");
    if (!Store::finish([&](Store::Done done) { store.forgetEverything(done); }))
        return QStringLiteral("not forgotten");
    (void)readEntry(2);
    if (problem != KeychainError::Problem::NotFound || QFile::exists(metadata.fileName()))
        return QStringLiteral("something was not forgotten");
    return {};
}

int hang()
{
    if (!QDBusConnection::sessionBus().registerService(QStringLiteral("org.freedesktop.secrets")))
        return 1;
    say(QStringLiteral("owned"));
    return std::raise(SIGSTOP);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString verb = arguments.value(1);
    const QString folder = arguments.value(2);
    if (verb == QLatin1String("hang"))
        return hang();
    if (verb == QLatin1String("store-open"))
        return storeOpen(folder);
    if (verb == QLatin1String("keychain")) {
        const QString trouble = keychainTrouble(folder);
        say(trouble.isEmpty() ? QStringLiteral("all well") : trouble);
        return trouble.isEmpty() ? 0 : 1;
    }
    const int first = arguments.value(3).toInt();
    const int count = arguments.value(4).toInt();
    if (verb == QLatin1String("vault-loop"))
        return vaultLoop(folder, first, count);
    if (verb == QLatin1String("vault-add"))
        return vaultAdd(folder, first, count);
    return 64;
}
