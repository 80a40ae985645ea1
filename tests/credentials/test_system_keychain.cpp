// SPDX-License-Identifier: GPL-3.0-or-later
// The Secret Service for real: gnome-keyring on a bus of its own, with a home of its own; no bus;
// nobody who unlocks; a service that never answers. QT_NO_GLIB=1 must not be set: libsecret's
// answers come through GLib's loop, and without it no job ends.
#include "tests/credentials/credential_support.h"
#include "tests/durability/hindered.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QElapsedTimer>
#include <QLibrary>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

using Place = CredentialStore::Place;
using Reason = CredentialStore::Reason;

struct Found
{
    int place = -1;
    int reason = -1;
    int ms = -1;
};

// What "store-open" said.
Found foundIn(const QByteArray &out)
{
    static const QRegularExpression line(QStringLiteral("place (\\d+) reason (\\d+) ms (\\d+)"));
    const auto match = line.match(QString::fromUtf8(out));
    if (!match.hasMatch())
        return {};
    return {match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()};
}

struct Desk
{
    QTemporaryDir folder;
    QProcessEnvironment environment;

    Desk()
    {
        for (const char *name : {"home", "run", "keys"})
            QDir(folder.path()).mkdir(QLatin1String(name));
        QFile::setPermissions(path("run"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
        environment.insert(QStringLiteral("HOME"), path("home"));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), path("run"));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        environment.insert(QStringLiteral("HELPER"), helperPath("credential_helper"));
        environment.insert(QStringLiteral("KEYS"), path("keys"));
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                           QStringLiteral("unix:path=/nonexistent"));
    }
    QString path(const char *name) const { return folder.filePath(QLatin1String(name)); }
    Finished run(const char *script) const
    {
        return test::run(QStringLiteral("bash"), {QStringLiteral("-c"), QLatin1String(script)},
                         30'000, environment);
    }
    // On a bus that ends with the script.
    Finished runOnBus(const char *script) const
    {
        return test::run(QStringLiteral("dbus-run-session"),
                         {QStringLiteral("--"), QStringLiteral("bash"), QStringLiteral("-c"),
                          QLatin1String(script)},
                         30'000, environment);
    }
};

bool isIn(const Found &found, Place place, Reason reason)
{
    return found.place == static_cast<int>(place) && found.reason == static_cast<int>(reason);
}

QByteArray all(const Finished &finished)
{
    return finished.out + finished.err;
}

} // namespace

#define NEEDS(program)                                                                             \
    if (!isInstalled(QStringLiteral(program)))                                                     \
    QSKIP(program " is not installed (./dev test installs it)")

class TestSystemKeychain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entriesThereAndBack()
    {
        NEEDS("dbus-run-session");
        NEEDS("gnome-keyring-daemon");
        QLibrary libsecret(QStringLiteral("secret-1"), 0);
        if (!libsecret.load())
            QSKIP("libsecret-1-0 is not installed (./dev test installs it)");
        const Desk desk;
        const Finished finished = desk.runOnBus(
            "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
            " && \"$HELPER\" keychain \"$KEYS\" && \"$HELPER\" store-open \"$KEYS\"");
        QVERIFY2(finished.exitCode == 0 && finished.out.startsWith("all well\n"),
                 all(finished).constData());
        const Found found = foundIn(finished.out);
        QVERIFY2(isIn(found, Place::Keychain, Reason::Answers), all(finished).constData());
        qInfo("opened in %d ms", found.ms);
    }
    void noBus()
    {
        const Desk desk;
        const Finished finished = desk.run("\"$HELPER\" store-open \"$KEYS\"");
        const Found found = foundIn(finished.out);
        QVERIFY2(isIn(found, Place::SessionOnly, Reason::NotThere), all(finished).constData());
        QVERIFY(found.ms < 2'000);
        qInfo("known after %d ms", found.ms);
        // With a vault it is the place.
        const Finished added = desk.run("\"$HELPER\" vault-add \"$KEYS\" 1 1 &&"
                                        " \"$HELPER\" store-open \"$KEYS\"");
        QVERIFY2(isIn(foundIn(added.out), Place::Vault, Reason::NotThere), all(added).constData());
    }
    void aBusWithoutAService()
    {
        NEEDS("dbus-run-session");
        const Desk desk;
        // No folder with service files: the bus starts nothing.
        (void)fileWith(
            desk.path("bus.conf"),
            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
            "<auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\"/>"
            "<allow own=\"*\"/><allow eavesdrop=\"true\"/></policy></busconfig>");
        const Finished finished = test::run(
            QStringLiteral("dbus-run-session"),
            {QStringLiteral("--config-file=") + desk.path("bus.conf"), QStringLiteral("--"),
             helperPath("credential_helper"), QStringLiteral("store-open"), desk.path("keys")},
            30'000, desk.environment);
        const Found found = foundIn(finished.out);
        QVERIFY2(isIn(found, Place::SessionOnly, Reason::NotThere), all(finished).constData());
        QVERIFY(found.ms < 2'000);
        qInfo("known after %d ms", found.ms);
    }
    void nobodyUnlocksIt()
    {
        NEEDS("dbus-run-session");
        NEEDS("gnome-keyring-daemon");
        const Desk desk;
        // Made with a password, then started anew without it.
        const Finished made = desk.runOnBus(
            "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
            " && \"$HELPER\" store-open \"$KEYS\"");
        QVERIFY2(isIn(foundIn(made.out), Place::Keychain, Reason::Answers), all(made).constData());
        const Finished finished =
            desk.runOnBus("gnome-keyring-daemon --start --components=secrets >/dev/null;"
                          " \"$HELPER\" store-open \"$KEYS\"");
        const Found found = foundIn(finished.out);
        QVERIFY2(found.place == static_cast<int>(Place::SessionOnly), all(finished).constData());
        QVERIFY2(found.reason == static_cast<int>(Reason::Locked) ||
                     found.reason == static_cast<int>(Reason::Hung),
                 all(finished).constData());
        QVERIFY(found.ms < 2'900);
        qInfo("reason %d after %d ms", found.reason, found.ms);
    }
    void aServiceThatHangs()
    {
        NEEDS("dbus-run-session");
        const Desk desk;
        const Finished finished =
            desk.runOnBus("\"$HELPER\" hang >\"$HOME/said\" & pid=$!;"
                          " until grep -q owned \"$HOME/said\"; do read -rt 0.01 <> <(:); done;"
                          " \"$HELPER\" store-open \"$KEYS\"; kill -KILL $pid");
        const Found found = foundIn(finished.out);
        QVERIFY2(isIn(found, Place::SessionOnly, Reason::Hung), all(finished).constData());
        QVERIFY2(found.ms >= 1'900 && found.ms < 2'900, all(finished).constData());
        qInfo("given up after %d ms", found.ms);
    }
};

COPPER_TEST(TestSystemKeychain);
#include "test_system_keychain.moc"
