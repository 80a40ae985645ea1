// SPDX-License-Identifier: GPL-3.0-or-later
// 'copper creds' with a vault, in this process: what it does, and each thing that can be wrong.
#include "app/copper/verb_creds.h"
#include "tests/cli/cli_fixture.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::cli;
using namespace copper::test;

namespace {

// The key of all tests, which no output may show.
constexpr const char *kKey = "marked-key-17-oct";

SecretBytes secretOf(const QByteArray &text)
{
    return SecretBytes::copyOf(asBytes(std::string_view(text.constData(), //
                                                        static_cast<std::size_t>(text.size()))));
}

struct Ran
{
    int status = -1;
    QByteArray out;
    QByteArray err;
    std::vector<QJsonObject> events() const { return jsonLines(out); }
};

} // namespace

class TestCreds : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QByteArray m_password;

    QString vault() const { return m_folder.filePath(QStringLiteral("kept/vault")); }
    QString fileWith(const char *name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return file.fileName();
    }
    // As a person types it: asked for the key, the first time; `arguments` without --vault.
    Ran run(QStringList arguments, const QByteArray &typed = kKey) const
    {
        arguments = QStringList{QStringLiteral("creds")} + arguments;
        if (!arguments.contains(QStringLiteral("--vault")))
            arguments << QStringLiteral("--vault") << vault();
        const auto parsed = parseCommandLine(arguments);
        QBuffer out;
        QBuffer err;
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        PrinterConfig config;
        config.json = wantsJson(arguments);
        Printer printer(config, out, err, [] { return WallTime{1'700'000'000'000'000}; });
        if (!parsed) {
            printer.complaint(parsed.error());
            return {static_cast<int>(parsed.error().status), out.data(), err.data()};
        }
        const auto &command = std::get<CredsCommand>(*parsed);
        KeyStore::Options options;
        options.folder = m_folder.filePath(QStringLiteral("kept"));
        options.vaultPath = command.common.vaultPath;
        options.kdf = leastKdfParameters();
        options.password = [this](const QString &,
                                  KeyStore::Password) -> Result<SecretBytes, Complaint> {
            return secretOf(m_password);
        };
        KeyStore keys(std::move(options));
        const CredsContext context{keys, printer,
                                   [&](const QString &) -> Result<SecretBytes, Complaint> {
                                       return secretOf(typed);
                                   }};
        const int status = static_cast<int>(runCreds(command, context));
        return {status, out.data(), err.data()};
    }
    Ran add(const char *more, const QByteArray &typed = kKey) const
    {
        return run(words("add --identity demo --host 10.0.0.1") + words(more), typed);
    }
    static QByteArray all(const Ran &ran) { return ran.out + ran.err; }

private Q_SLOTS:
    void init()
    {
        m_password = "a password";
        (void)Vault::removeFiles(vault());
    }

    void addListRemove()
    {
        const Ran added = run(words("add --json --identity demo --host 10.0.0.1 --host *.lab "
                                    "--name Lamps --hint lamp --note bench "
                                    "--suite tls_psk_with_aes_128_ccm"));
        QCOMPARE(added.status, 0);
        QVERIFY(added.err.contains("a key of 17 bytes is kept in the vault"));
        const QJsonObject first = added.events().at(0);
        QCOMPARE(first.value(QLatin1String("event")).toString(), QStringLiteral("credential"));
        QCOMPARE(first.value(QLatin1String("name")).toString(), QStringLiteral("Lamps"));
        QCOMPARE(first.value(QLatin1String("identity")).toString(), QStringLiteral("demo"));
        QCOMPARE(first.value(QLatin1String("identity_hex")).toString(), QStringLiteral("64656d6f"));
        QCOMPARE(first.value(QLatin1String("hosts")).toArray(),
                 (QJsonArray{QStringLiteral("10.0.0.1"), QStringLiteral("*.lab")}));
        QCOMPARE(first.value(QLatin1String("suites")).toArray(),
                 (QJsonArray{QStringLiteral("TLS_PSK_WITH_AES_128_CCM")}));
        QVERIFY(first.value(QLatin1String("has_key")).toBool());
        QVERIFY(first.value(QLatin1String("last_used")).isNull());
        QCOMPARE(run(words("add --identity-hex 00ff --host *")).status, 0);
        const Ran listed = run(words("list --json"));
        QCOMPARE(listed.events().size(), std::size_t{2});
        QCOMPARE(listed.events().at(0), first);
        QCOMPARE(listed.events().at(1).value(QLatin1String("name")).toString(),
                 QStringLiteral("0x00ff"));
        QVERIFY(run(words("list")).out.contains("identity demo  for 10.0.0.1, *.lab"));
        // All or none.
        QCOMPARE(run(words("remove Lamps nobody")).status, 64);
        QCOMPARE(run(words("list --json")).events().size(), std::size_t{2});
        const QString id = first.value(QLatin1String("id")).toString();
        const Ran removed = run({QStringLiteral("remove"), QStringLiteral("--json"), id.left(6)});
        QCOMPARE(removed.events().at(0).value(QLatin1String("event")).toString(),
                 QStringLiteral("removed"));
        QCOMPARE(run(words("remove 0x00ff")).status, 0);
        QVERIFY(run(words("list --json")).out.isEmpty());
        QCOMPARE(QFile::permissions(vault()) & 0x0077, QFile::Permissions());
    }

    void keys_data()
    {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char *name, const char *form, const QByteArray &typed, int status,
                            const char *says) {
            QTest::newRow(name) << QString::fromLatin1(form) << typed << status << QByteArray(says);
        };
        row("text", "text", "sesame", 0, "6 bytes");
        row("one byte", "text", "s", 0, "1 byte ");
        row("32 bytes", "text", QByteArray(32, 'k'), 0, "32 bytes");
        row("33 bytes", "text", QByteArray(33, 'k'), 66, "longer than 32 bytes");
        row("very long", "hex", QByteArray(5000, 'a'), 66, "r than ");
        row("nothing", "text", "", 66, "no key");
        row("hex", "hex", "73 65:73 616d65", 0, "6 bytes");
        row("odd hex", "hex", "73657", 65, "these are 5");
        row("no hex", "hex", "7365zz", 65, "character 5");
        row("33 bytes of hex", "hex", QByteArray(66, 'a'), 66, "longer than 32 bytes");
        row("base64", "base64", "c2VzYW1l", 0, "6 bytes");
        row("base64 with noise", "base64", "c2Vz!YW1l", 65, "not base64");
        row("base64 with wrong padding", "base64", "c2VzYW1=l", 65, "not base64");
    }
    void keys()
    {
        QFETCH(QString, form);
        QFETCH(QByteArray, typed);
        QFETCH(int, status);
        QFETCH(QByteArray, says);
        for (const bool fromFile : {false, true}) {
            init();
            QStringList arguments = words("add --identity demo --host 10.0.0.1 --key-form");
            arguments << form;
            if (fromFile)
                arguments << QStringLiteral("--key-file") << fileWith("key", typed);
            const Ran ran = run(arguments, fromFile ? QByteArray("not this") : typed);
            QCOMPARE(ran.status, status);
            if (!fromFile || !typed.isEmpty()) // an empty file says that it is empty
                QVERIFY2(ran.err.contains(says), ran.err.constData());
            if (typed.size() > 1)
                QVERIFY(!all(ran).contains(typed));
            // A key that is refused makes no vault.
            QCOMPARE(QFile::exists(vault()), status == 0);
        }
    }

    void aLineEndIsNoKey()
    {
        QCOMPARE(
            run(words("add --identity demo --key-file") + QStringList{fileWith("key", "sesame\n")})
                .status,
            0);
        QVERIFY(add("--json").err.contains("17 bytes"));
    }

    void wrongArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char *line, const char *says) {
            QTest::newRow(line) << words(line) << QByteArray(says);
        };
        row("add", "--identity");
        row("add --identity a --identity-hex 61", "--identity");
        row("add --identity a --host 10.0.0.300", "is none");
        row("add --identity a --host 10.0.0.9-2", "ends before it begins");
        row("add --identity a --host a:0", "a port is");
        row("add --identity a --host a*", "star");
        row("add --identity a --host b_@", "no host name has");
        row("add --identity a --suite TLS_NULL", "TLS_PSK_WITH_AES_128_CCM_8");
        row("add --identity a --suite tls_psk_with_aes_128_ccm --suite TLS_PSK_WITH_AES_128_CCM",
            "twice");
        row("add --identity a --key-form rot13", "text, hex or base64");
        row("add --identity a marked-key-17-oct", "more than is expected");
        row("list marked-key-17-oct", "more than is expected");
        row("remove", "which one");
        row("remove nobody", "there is no credential");
        row("export", "one file");
        row("import a b", "one file");
        row("forget", "cannot 'forget'");
        row("list --host a", "no option --host");
        row("test", "one URI");
        row("test coap://127.0.0.1", "no handshake");
        QTest::newRow("nothing") << QStringList() << QByteArray("is to do");
        QTest::newRow("empty identity")
            << QStringList{QStringLiteral("add"), QStringLiteral("--identity"), QString()}
            << QByteArray("1 to 128 bytes");
        QTest::newRow("identity of 129 bytes")
            << QStringList{QStringLiteral("add"), QStringLiteral("--identity"), QString(129, u'i')}
            << QByteArray("1 to 128 bytes");
        QTest::newRow("empty host")
            << QStringList{QStringLiteral("add"), QStringLiteral("--identity"), QStringLiteral("a"),
                           QStringLiteral("--host"), QString()}
            << QByteArray("it is empty");
    }
    void wrongArguments()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        if (arguments.value(0) == QLatin1String("remove"))
            QCOMPARE(add("").status, 0);
        const Ran ran = arguments.isEmpty() ? run({}) : run(arguments);
        if (arguments.isEmpty()) {
            QCOMPARE(static_cast<int>(complaintOf({QStringLiteral("creds")}).status), 64);
            return;
        }
        QCOMPARE(ran.status, 64);
        QVERIFY2(ran.err.contains(says), ran.err.constData());
        QVERIFY(!all(ran).contains(kKey));
    }

    void identityIsNoHex() { QCOMPARE(run(words("add --identity-hex 6")).status, 65); }

    // No errors: hints.
    void hints()
    {
        QVERIFY(run(words("add --identity a")).err.contains("for no host yet"));
        QVERIFY(!add("--name first").err.contains("first"));
        const Ran tied = add("--name second");
        QCOMPARE(tied.status, 0);
        QVERIFY2(tied.err.contains("'first' is for 10.0.0.1 too"), tied.err.constData());
        const Ran ambiguous = run(words("remove demo"));
        QCOMPARE(ambiguous.status, 64);
        QVERIFY(ambiguous.err.contains("means 2 credentials"));
    }

    void exportAndImport()
    {
        QCOMPARE(add("--name one").status, 0);
        QCOMPARE(add("--name two").status, 0);
        const QString path = m_folder.filePath(QStringLiteral("exported"));
        const QString password = fileWith("password", "another\n");
        const QStringList file{path, QStringLiteral("--password-file"), password,
                               QStringLiteral("--json")};
        const Ran written = run(QStringList{QStringLiteral("export")} + file);
        QCOMPARE(written.status, 0);
        QCOMPARE(written.events().at(0).value(QLatin1String("credentials")).toInt(), 2);
        QCOMPARE(QFile::permissions(path) & 0x0077, QFile::Permissions());
        QCOMPARE(run(words("remove two")).status, 0);
        const QJsonObject read = run(QStringList{QStringLiteral("import")} + file).events().at(0);
        QCOMPARE(read.value(QLatin1String("added")).toInt(), 1);
        QCOMPARE(read.value(QLatin1String("kept")).toInt(), 1);
        // Into a vault that is not there yet.
        (void)Vault::removeFiles(vault());
        QCOMPARE(run(QStringList{QStringLiteral("import")} + file).status, 0);
        QCOMPARE(run(words("list --json")).events().size(), std::size_t{2});
        fileWith("password", "wrong");
        const Ran refused = run(QStringList{QStringLiteral("import")} + file);
        QCOMPARE(refused.status, 66);
        QVERIFY(refused.err.contains("the password is wrong"));
        QCOMPARE(run(words("list --json")).events().size(), std::size_t{2});
    }

    // --- vaults that cannot be used; nothing is lost ---

    void noVault()
    {
        const Ran ran = run(words("list"));
        QCOMPARE(ran.status, 66);
        QVERIFY(ran.err.contains("it does not exist"));
        QVERIFY(!QFile::exists(vault()));
    }
    void wrongPassword()
    {
        QCOMPARE(add("").status, 0);
        m_password = "another";
        const Ran ran = run(words("list --json"));
        QCOMPARE(ran.status, 66);
        QCOMPARE(ran.events().at(0).value(QLatin1String("kind")).toString(),
                 QStringLiteral("wrong-password"));
        QCOMPARE(add("").status, 66);
        m_password = "a password";
        QCOMPARE(run(words("list --json")).events().size(), std::size_t{1});
    }
    void unusable_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no vault") << fileWith("text", "hello") << 66 << QByteArray("not a vault");
        QTest::newRow("a folder") << m_folder.path() << 66 << QByteArray("cannot be used");
        QTest::newRow("read-only")
            << QStringLiteral("/proc/copper/vault") << 73 << QByteArray("cannot be written");
    }
    void unusable()
    {
        QFETCH(QString, path);
        QFETCH(int, status);
        QFETCH(QByteArray, says);
        const Ran ran = run(words("add --identity a --host * --vault") + QStringList{path});
        QVERIFY2(ran.err.contains(says), ran.err.constData());
        QCOMPARE(ran.status, status);
        QVERIFY(!all(ran).contains(kKey));
        QVERIFY(path.startsWith(QLatin1String("/proc")) || QFile::exists(path)); // left as it is
    }
    void damaged()
    {
        QCOMPARE(add("").status, 0);
        QCOMPARE(add("--name second").status, 0);
        QFile file(vault());
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(file.size() / 2);
        file.write("damage");
        file.close();
        const Ran ran = run(words("list"));
        QCOMPARE(ran.status, 66);
        QVERIFY(ran.err.contains("was renamed to"));
        QVERIFY(ran.err.contains(".previous"));
    }

    // Nothing is opened for a verb that speaks in the clear.
    void whoNeedsKeys()
    {
        QVERIFY(!usesDtls(commandOf(words("get coap://h"))));
        QVERIFY(!usesDtls(commandOf(words("discover"))));
        QVERIFY(!usesDtls(commandOf(words("plugtest coap://h"))));
        for (const char *line :
             {"get coap://h coaps://h", "observe coaps://h", "ping coaps://h", "discover coaps://h",
              "plugtest coaps://h", "plugtest --only DTLS_01 coap://h", "creds test coaps://h"})
            QVERIFY2(usesDtls(commandOf(words(line))), line);
    }
};

COPPER_TEST(TestCreds);
#include "test_creds.moc"
