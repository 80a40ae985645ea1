// SPDX-License-Identifier: GPL-3.0-or-later
// copper's keys as a person and a script use them: the program, a board, a vault, a terminal. And
// that no output of it ever shows a key.
#include "core/credentials/vault.h"
#include "core/credentials/vault_key.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

class TestKeys : public QObject
{
    Q_OBJECT

    static constexpr const char *kKey = "Marked!Key>17?oct";
    static constexpr const char *kPassword = "Marked Password~42";

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    std::unique_ptr<RunningBoard> m_board;

    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QString uri(const char *resource) const
    {
        return QStringLiteral("coaps://127.0.0.1:%1%2")
            .arg(m_board->port + 1)
            .arg(QLatin1String(resource));
    }
    Finished copper(const QStringList &arguments) const
    {
        return run(QStringLiteral("copper"), arguments, 30'000, m_environment);
    }
    QStringList vault() const { return {QStringLiteral("--vault"), path("vault")}; }
    Finished addKey(const QString &host, const QString &keyFile) const
    {
        return copper(QStringList{QStringLiteral("creds"), QStringLiteral("add"),
                                  QStringLiteral("--identity"), QStringLiteral("demo"),
                                  QStringLiteral("--host"), host, QStringLiteral("--key-file"),
                                  keyFile} +
                      vault());
    }
    static QByteArray all(const Finished &done) { return done.out + done.err; }

private Q_SLOTS:
    void initTestCase()
    {
        m_environment = environmentAt(path("home"));
        m_environment.insert(QStringLiteral("COPPER_VAULT_PASSWORD_FILE"),
                             fileWith(path("password"), kPassword));
        fileWith(path("key"), kKey);
        m_board = std::make_unique<RunningBoard>(
            QStringList{QStringLiteral("--profile"), QStringLiteral("board"),
                        QStringLiteral("--psk"), QStringLiteral("demo:") + path("key")});
    }
    void init()
    {
        for (const char *name : {"vault", "vault.previous", "keylog"})
            QFile::remove(path(name));
        // With Argon2 at its least, or each run would take half a second.
        QVERIFY(Vault::create(path("vault"), SecretBytes::copyOf(asBytes(kPassword)),
                              {leastKdfParameters(), 1, {}}, deriveVaultKey));
    }

    void byHost()
    {
        QCOMPARE(addKey(QStringLiteral("127.0.0.1"), path("key")).exitCode, 0);
        const QStringList get{QStringLiteral("get"), uri("/firmware/version")};
        QCOMPARE(copper(get + vault()).exitCode, 0);
        // Without the vault there is no key; in the clear nothing is asked for.
        QCOMPARE(copper(get).exitCode, 64);
        const Finished listed = copper(
            QStringList{QStringLiteral("creds"), QStringLiteral("list"), QStringLiteral("--json")} +
            vault());
        QVERIFY(listed.events().at(0).value(QLatin1String("last_used")).toDouble() > 0);
        // One of our own place, when no --vault says otherwise.
        const Finished own =
            copper({QStringLiteral("creds"), QStringLiteral("add"), QStringLiteral("--identity"),
                    QStringLiteral("demo"), QStringLiteral("--host"), QStringLiteral("127.0.0.1"),
                    QStringLiteral("--key-file"), path("key")});
        QCOMPARE(own.exitCode, 0);
        QVERIFY(QFile::exists(path("home/copperfield/vault")));
        QCOMPARE(copper(get).exitCode, 0);
        QDir(path("home")).removeRecursively();
    }

    void test()
    {
        QCOMPARE(addKey(QStringLiteral("127.0.0.1"), path("key")).exitCode, 0);
        QCOMPARE(addKey(QStringLiteral("10.0.0.1"), fileWith(path("wrong"), "wrong")).exitCode, 0);
        const QStringList test{QStringLiteral("creds"), QStringLiteral("test"),
                               QStringLiteral("--json"), uri("")};
        const Finished works = copper(test + vault());
        QCOMPARE(works.exitCode, 0);
        QCOMPARE(works.events(QStringLiteral("step")).size(), std::size_t{7});
        QCOMPARE(works.events(QStringLiteral("handshake")).size(), std::size_t{1});
        const auto listed = [&] {
            return copper(QStringList{QStringLiteral("creds"), QStringLiteral("list"),
                                      QStringLiteral("--json")} +
                          vault())
                .events();
        };
        const QString wrongId = listed().at(1).value(QLatin1String("id")).toString();
        const Finished fails =
            copper(test + QStringList{QStringLiteral("--credential"), wrongId} + vault());
        QCOMPARE(fails.exitCode, 3);
        QCOMPARE(
            fails.events(QStringLiteral("error")).at(0).value(QLatin1String("kind")).toString(),
            QStringLiteral("handshake"));
        // Each remembers its test.
        const auto outcome = [&](int which) {
            return listed()
                .at(static_cast<std::size_t>(which))
                .value(QLatin1String("last_test"))
                .toObject()
                .value(QLatin1String("outcome"))
                .toString();
        };
        QCOMPARE(outcome(0), QStringLiteral("works"));
        QCOMPARE(outcome(1), QStringLiteral("refused"));
    }

    // A run in the clear opens neither vault nor keychain.
    void inTheClear()
    {
        const Finished done = copper(
            QStringList{QStringLiteral("get"), m_board->uri(QStringLiteral("/.well-known/core"))} +
            vault());
        QCOMPARE(done.exitCode, 0);
        m_environment.insert(QStringLiteral("SSLKEYLOGFILE"), path("keylog"));
        const Finished logged =
            copper({QStringLiteral("get"), m_board->uri(QStringLiteral("/.well-known/core"))});
        m_environment.remove(QStringLiteral("SSLKEYLOGFILE"));
        QVERIFY(!logged.err.contains("key log"));
        QVERIFY(!QFile::exists(path("keylog")));
    }

    void passwords()
    {
        QCOMPARE(addKey(QStringLiteral("*"), path("key")).exitCode, 0);
        const QStringList get =
            QStringList{QStringLiteral("get"), uri("/firmware/version")} + vault();
        const QString right = m_environment.value(QStringLiteral("COPPER_VAULT_PASSWORD_FILE"));
        const auto with = [&](const QString &file) {
            m_environment.insert(QStringLiteral("COPPER_VAULT_PASSWORD_FILE"), file);
            const Finished done = copper(get);
            m_environment.insert(QStringLiteral("COPPER_VAULT_PASSWORD_FILE"), right);
            return done;
        };
        const Finished wrong = with(fileWith(path("other"), "wrong"));
        QCOMPARE(wrong.exitCode, 66);
        QVERIFY(wrong.err.contains("the password is wrong"));
        QCOMPARE(with(path("nowhere")).exitCode, 66);
        QCOMPARE(with(fileWith(path("blank"), "\n")).exitCode, 64);
        QCOMPARE(copper(get).exitCode, 0);
    }

    // Announced, and what it says opens the capture.
    void keyLog_data()
    {
        QTest::addColumn<bool>("byEnvironment");
        QTest::newRow("--keylog") << false;
        QTest::newRow("SSLKEYLOGFILE") << true;
    }
    void keyLog()
    {
        QFETCH(bool, byEnvironment);
        QStringList get{QStringLiteral("get"),
                        QStringLiteral("--psk-identity"),
                        QStringLiteral("demo"),
                        QStringLiteral("--psk-file"),
                        path("key"),
                        QStringLiteral("--pcap"),
                        path("trace.pcapng"),
                        uri("/firmware/version")};
        if (byEnvironment)
            m_environment.insert(QStringLiteral("SSLKEYLOGFILE"), path("keylog"));
        else
            get << QStringLiteral("--keylog") << path("keylog");
        const Finished done = copper(get);
        m_environment.remove(QStringLiteral("SSLKEYLOGFILE"));
        QCOMPARE(done.exitCode, 0);
        const QByteArray announced = "key log on: " + path("keylog").toUtf8();
        QCOMPARE(done.err.count(announced), 1);
        QCOMPARE(QFile::permissions(path("keylog")) & 0x0077, QFile::Permissions());
        if (!isInstalled(QStringLiteral("tshark")))
            QSKIP("tshark is not installed");
        const Finished read =
            run(QStringLiteral("tshark"),
                {QStringLiteral("-r"), path("trace.pcapng"), QStringLiteral("-d"),
                 QStringLiteral("dtls.port==%1,coap").arg(m_board->port + 1), QStringLiteral("-o"),
                 QStringLiteral("tls.keylog_file:") + path("keylog"), QStringLiteral("-Y"),
                 QStringLiteral("coap")});
        QVERIFY2(read.out.contains("/firmware/version"), read.out.constData());
        QCOMPARE(read.out.count('\n'), 2);
    }
    void keyLogCannotBeWritten()
    {
        const Finished done =
            copper({QStringLiteral("get"), QStringLiteral("--psk-identity"), QStringLiteral("demo"),
                    QStringLiteral("--psk-file"), path("key"), QStringLiteral("--keylog"),
                    QStringLiteral("/no/such/folder"), uri("/firmware/version")});
        QCOMPARE(done.exitCode, 73);
    }

    // A long run of everything with one marked key, and then a look at all that came out.
    void noSecretAnywhere()
    {
        QByteArray seen;
        const auto take = [&](const Finished &done) {
            seen += all(done);
        };
        take(addKey(QStringLiteral("127.0.0.1"), path("key")));
        take(addKey(QStringLiteral("127.0.0.1"), path("key"))); // a tie
        const QStringList many{QStringLiteral("--verbose"), QStringLiteral("--json"),
                               QStringLiteral("--pcap"), path("all.pcapng")};
        take(copper(QStringList{QStringLiteral("get"), uri("/firmware/version")} + many + vault()));
        take(copper(QStringList{QStringLiteral("discover"), uri("")} + many + vault()));
        take(copper(QStringList{QStringLiteral("get"), QStringLiteral("--verbose"), uri("/nope"),
                                QStringLiteral("--psk-identity"), QStringLiteral("demo"),
                                QStringLiteral("--psk-file"), path("key")}));
        // Given as what it is not: the error must not quote it.
        for (const char *option : {"--psk-hex-file", "--psk-file"})
            take(copper({QStringLiteral("get"), uri("/"), QStringLiteral("--psk-identity"),
                         QStringLiteral("nobody"), QLatin1String(option), path("key")}));
        for (const char *form : {"hex", "base64", "text"})
            take(copper(QStringList{QStringLiteral("creds"), QStringLiteral("add"),
                                    QStringLiteral("--identity"), QStringLiteral("demo"),
                                    QStringLiteral("--key-form"), QLatin1String(form),
                                    QStringLiteral("--key-file"), path("key")} +
                        vault()));
        for (const QStringList &action :
             {QStringList{QStringLiteral("list")},
              QStringList{QStringLiteral("list"), QStringLiteral("--json")},
              QStringList{QStringLiteral("test"), QStringLiteral("--verbose"),
                          QStringLiteral("--json"), uri("")},
              QStringList{QStringLiteral("export"), QStringLiteral("--password-file"),
                          path("password"), path("exported")},
              QStringList{QStringLiteral("import"), QStringLiteral("--password-file"),
                          path("password"), path("exported")},
              QStringList{QStringLiteral("import"), QStringLiteral("--password-file"), path("key"),
                          path("exported")}})
            take(copper(QStringList{QStringLiteral("creds")} + action + vault()));
        // As others see it while it runs.
        QProcess observer;
        observer.setProcessEnvironment(m_environment);
        observer.start(programFolder() + QStringLiteral("/copper"),
                       QStringList{QStringLiteral("observe"), uri("/sys/temp")} + vault());
        QVERIFY(observer.waitForReadyRead(20'000));
        for (const char *file : {"cmdline", "environ"}) {
            QFile own(
                QStringLiteral("/proc/%1/%2").arg(observer.processId()).arg(QLatin1String(file)));
            QVERIFY(own.open(QIODevice::ReadOnly));
            seen += own.readAll();
        }
        observer.terminate();
        QVERIFY(observer.waitForFinished(5000));
        seen += observer.readAllStandardOutput() + observer.readAllStandardError();
        QVERIFY(seen.size() > 10'000);
        // Every file that is there now, but those two that we have made to hold them.
        QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden,
                           QDirIterator::Subdirectories);
        int looked = 0;
        while (files.hasNext()) {
            const QString each = files.next();
            if (each == path("key") || each == path("password"))
                continue;
            seen += contentOf(each);
            ++looked;
        }
        QVERIFY(looked >= 4); // trace, vault, generation before, export
        for (const char *secret : {kKey, kPassword}) {
            for (const QByteArray &form : formsOf(secret))
                QVERIFY2(!seen.contains(form), form.constData());
        }
    }

    // The search itself sees what it looks for, wherever it stands in a longer text.
    void theSearchSees()
    {
        for (int before = 0; before < 3; ++before) {
            const QByteArray text = QByteArray(before, 'x') + kKey + "tail";
            for (const QByteArray &shown :
                 {text, text.toHex(), text.toHex().toUpper(), text.toHex(' '), text.toBase64(),
                  text.toBase64(QByteArray::Base64UrlEncoding)}) {
                const auto forms = formsOf(kKey);
                QVERIFY(std::any_of(forms.begin(), forms.end(),
                                    [&](const QByteArray &form) { return shown.contains(form); }));
            }
        }
    }

    // At a terminal: asked for without echo, and the terminal is as it was afterwards.
    void atATerminal()
    {
        if (!isInstalled(QStringLiteral("script")))
            QSKIP("script is not installed");
        QFile::remove(path("vault")); // a new password is asked for twice
        QProcess terminal;
        QProcessEnvironment environment = m_environment;
        environment.remove(QStringLiteral("COPPER_VAULT_PASSWORD_FILE"));
        terminal.setProcessEnvironment(environment);
        terminal.setProcessChannelMode(QProcess::MergedChannels);
        const QString line = programFolder() +
                             QStringLiteral("/copper creds add --identity demo --host 127.0.0.1 "
                                            "--vault ") +
                             path("vault") + QStringLiteral("; stty -a | grep -o '[-]*echo '");
        terminal.start(QStringLiteral("script"),
                       {QStringLiteral("-qec"), line, QStringLiteral("/dev/null")});
        QByteArray seen;
        const auto until = [&](const char *text) {
            while (!seen.contains(text)) {
                if (!terminal.waitForReadyRead(10'000))
                    return false;
                seen += terminal.readAll();
            }
            return true;
        };
        QVERIFY(until("key: "));
        terminal.write(QByteArray(kKey) + '\n');
        QVERIFY2(until("password of the vault"), seen.constData());
        terminal.write(QByteArray(kPassword) + '\n');
        QVERIFY2(until("once more: "), seen.constData());
        terminal.write(QByteArray(kPassword) + '\n');
        QVERIFY2(until("a key of 17 bytes is kept"), seen.constData());
        QVERIFY(until("echo "));
        terminal.closeWriteChannel();
        QVERIFY(terminal.waitForFinished(10'000));
        seen += terminal.readAll();
        QVERIFY(!seen.contains("-echo"));
        QVERIFY2(!seen.contains(kKey) && !seen.contains(kPassword), seen.constData());
        // And it is the one that was typed.
        QCOMPARE(
            copper(QStringList{QStringLiteral("get"), uri("/firmware/version")} + vault()).exitCode,
            0);
    }
};

COPPER_TEST(TestKeys);
#include "test_keys.moc"
