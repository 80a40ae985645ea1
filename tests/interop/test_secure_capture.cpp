// SPDX-License-Identifier: GPL-3.0-or-later
// Captures of secure sessions read by tshark: with the key, with the secrets in the capture, and
// that nobody reads anything without either.
#include "core/credentials/vault.h"
#include "core/credentials/vault_key.h"
#include "core/domain/packet_export.h"
#include "tests/integration/secure_board.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

constexpr const char *kKey = "sesame-opens-it!";
constexpr const char *kPassword = "vault password";
constexpr const char *kMarked = "marked payload ";

// The types of the blocks of a pcapng of ours, in order; empty when it is none.
std::vector<quint32> blockTypes(const QByteArray &file)
{
    std::vector<quint32> types;
    const auto word = [&file](qsizetype at) {
        quint32 value = 0;
        memcpy(&value, file.constData() + at, 4); // little-endian, as this machine is
        return value;
    };
    for (qsizetype at = 0; at < file.size();) {
        if (at + 12 > file.size() || word(at + 4) < 12 || at + word(at + 4) > file.size())
            return {};
        types.push_back(word(at));
        at += word(at + 4);
    }
    return types;
}

constexpr quint32 kSecrets = 0x0000000a;
constexpr quint32 kPacket = 6;

} // namespace

class TestSecureCapture : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    quint16 m_port = 0;
    std::unique_ptr<Background> m_server;
    QString m_missing; // what these tests need and is not here

    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QString uri(const char *resource, const char *scheme = "coaps") const
    {
        return QStringLiteral("%1://127.0.0.1:%2%3")
            .arg(QLatin1String(scheme))
            .arg(m_port + (qstrcmp(scheme, "coaps") == 0 ? 1 : 0))
            .arg(QLatin1String(resource));
    }
    Finished copper(const QStringList &arguments) const
    {
        return run(QStringLiteral("copper"), arguments, 30'000, m_environment);
    }
    // "code mid" of each CoAP message that tshark finds.
    QStringList opened(const QString &capture, const QStringList &options = {}) const
    {
        const Finished read = run(QStringLiteral("tshark"),
                                  QStringList{QStringLiteral("-r"), capture, QStringLiteral("-d"),
                                              QStringLiteral("dtls.port==%1,coap").arg(m_port + 1),
                                              QStringLiteral("-Y"), QStringLiteral("coap"),
                                              QStringLiteral("-T"), QStringLiteral("fields"),
                                              QStringLiteral("-E"), QStringLiteral("separator=/s"),
                                              QStringLiteral("-e"), QStringLiteral("coap.code"),
                                              QStringLiteral("-e"), QStringLiteral("coap.mid")} +
                                      options,
                                  60'000);
        return QString::fromLatin1(read.out).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }
    QStringList withKey() const
    {
        return {QStringLiteral("-o"),
                QStringLiteral("dtls.psk:") + QString::fromLatin1(QByteArray(kKey).toHex())};
    }
    // A whole session: handshake, an upload in blocks, goodbye. What copper says of its messages.
    QStringList session(const QString &capture, const QStringList &more) const
    {
        const Finished done =
            copper(QStringList{QStringLiteral("put"), QStringLiteral("--json"),
                               QStringLiteral("--verbose"), QStringLiteral("--file"), path("body"),
                               QStringLiteral("--vault"), path("vault"), QStringLiteral("--pcap"),
                               capture, uri("/example_data")} +
                   more);
        QStringList messages;
        for (const QJsonObject &message : done.events(QStringLiteral("message"))) {
            const QStringList code =
                message.value(QLatin1String("code")).toString().split(QLatin1Char('.'));
            messages << QStringLiteral("%1 %2")
                            .arg(code.at(0).toInt() * 32 + code.at(1).toInt())
                            .arg(message.value(QLatin1String("mid")).toInt());
        }
        return done.exitCode == 0 ? messages : QStringList();
    }
    void useSuite(const QString &suite) const
    {
        QFile::remove(path("vault"));
        QFile::remove(path("vault.previous"));
        QVERIFY(Vault::create(path("vault"), SecretBytes::copyOf(asBytes(kPassword)),
                              {leastKdfParameters(), 1, {}}, deriveVaultKey));
        QCOMPARE(
            copper({QStringLiteral("creds"), QStringLiteral("add"), QStringLiteral("--identity"),
                    QStringLiteral("demo"), QStringLiteral("--host"), QStringLiteral("127.0.0.1"),
                    QStringLiteral("--suite"), suite, QStringLiteral("--key-file"), path("key"),
                    QStringLiteral("--vault"), path("vault")})
                .exitCode,
            0);
    }
    static void addSuites(bool all)
    {
        QTest::addColumn<QString>("suite");
        for (const CipherSuite suite : kCipherSuites) {
            if (all || suite != CipherSuite::EcdhePskChaCha20Poly1305) // not in tshark 4.0
                QTest::newRow(cipherSuiteName(suite).data())
                    << QString::fromLatin1(cipherSuiteName(suite).data());
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *program : {"coap-server-openssl", "tshark"}) {
            if (!isInstalled(QLatin1String(program)))
                m_missing += QLatin1String(program) + QStringLiteral(" is not installed ");
        }
        if (!m_missing.isEmpty())
            return;
        m_environment = environmentAt(path("home"));
        m_environment.insert(QStringLiteral("COPPER_VAULT_PASSWORD_FILE"),
                             fileWith(path("password"), kPassword));
        fileWith(path("key"), kKey);
        fileWith(path("body"), QByteArray(kMarked).repeated(600));
        m_port = freePort();
        m_server = std::make_unique<Background>(
            QStringLiteral("coap-server-openssl"),
            QStringList{QStringLiteral("-A"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                        QString::number(m_port), QStringLiteral("-d"), QStringLiteral("10"),
                        QStringLiteral("-k"), QLatin1String(kKey), QStringLiteral("-h"),
                        QStringLiteral("hint")});
        // It says nothing when it is ready: ask until it answers.
        for (int i = 0; i < 50; ++i) {
            if (copper({QStringLiteral("get"), QStringLiteral("--timeout"), QStringLiteral("0.2"),
                        uri("/time", "coap")})
                    .exitCode == 0)
                return;
        }
        QFAIL("the server does not answer");
    }
    // Not in initTestCase(): Qt 6.4 would skip every class behind this one as well.
    void init()
    {
        if (!m_missing.isEmpty())
            QSKIP(qPrintable(m_missing));
        for (const char *name : {"trace.pcapng", "keylog"})
            QFile::remove(path(name));
    }
    void cleanupTestCase() { m_server.reset(); }

    void withTheKey_data() { addSuites(false); }
    void withTheKey()
    {
        QFETCH(QString, suite);
        useSuite(suite);
        const QStringList ours = session(path("trace.pcapng"), {});
        QVERIFY(ours.size() >= 18); // nine blocks and their answers
        QCOMPARE(opened(path("trace.pcapng"), withKey()), ours);
        // Whole, from the first hello to the goodbye, and nothing to complain about.
        const Finished types =
            run(QStringLiteral("tshark"),
                QStringList{QStringLiteral("-r"), path("trace.pcapng"), QStringLiteral("-d"),
                            QStringLiteral("dtls.port==%1,coap").arg(m_port + 1),
                            QStringLiteral("-T"), QStringLiteral("fields"), QStringLiteral("-e"),
                            QStringLiteral("dtls.handshake.type"), QStringLiteral("-e"),
                            QStringLiteral("dtls.alert_message.desc"), QStringLiteral("-o"),
                            QStringLiteral("udp.check_checksum:TRUE")} +
                    withKey(),
                60'000);
        QVERIFY2(types.out.startsWith("1\t"), types.out.constData());
        QVERIFY2(types.out.trimmed().endsWith('0'), types.out.constData()); // close_notify
        const Finished warnings = run(
            QStringLiteral("tshark"),
            QStringList{QStringLiteral("-r"), path("trace.pcapng"), QStringLiteral("-d"),
                        QStringLiteral("dtls.port==%1,coap").arg(m_port + 1), QStringLiteral("-o"),
                        QStringLiteral("udp.check_checksum:TRUE"), QStringLiteral("-Y"),
                        QStringLiteral("_ws.expert.severity >= 0x00600000 || _ws.malformed")} +
                withKey(),
            60'000);
        QVERIFY2(warnings.out.trimmed().isEmpty(), warnings.out.constData());
    }

    // The key log was allowed: the capture opens by itself.
    void withItsOwnSecrets_data() { addSuites(false); }
    void withItsOwnSecrets()
    {
        QFETCH(QString, suite);
        useSuite(suite);
        const QStringList ours =
            session(path("trace.pcapng"), {QStringLiteral("--keylog"), path("keylog")});
        QVERIFY(ours.size() >= 18);
        QCOMPARE(opened(path("trace.pcapng")), ours);
        const auto types = blockTypes(contentOf(path("trace.pcapng")));
        QCOMPARE(std::count(types.begin(), types.end(), kSecrets), 1);
        QVERIFY(contentOf(path("trace.pcapng")).contains(contentOf(path("keylog"))));
    }

    void closedWithoutEither_data() { addSuites(true); }
    void closedWithoutEither()
    {
        QFETCH(QString, suite);
        useSuite(suite);
        QVERIFY(session(path("trace.pcapng"), {}).size() >= 18);
        const QByteArray capture = contentOf(path("trace.pcapng"));
        const auto types = blockTypes(capture);
        QVERIFY(std::count(types.begin(), types.end(), kPacket) > 20);
        QCOMPARE(std::count(types.begin(), types.end(), kSecrets), 0);
        for (const QByteArray &secret :
             {QByteArray(kKey), QByteArray(kKey).toHex(), QByteArray(kMarked),
              QByteArray("example_data"), QByteArray("CLIENT_RANDOM")})
            QVERIFY2(!capture.contains(secret), secret.constData());
        QVERIFY(opened(path("trace.pcapng")).isEmpty());
    }

    // Two sessions of which the second is an abbreviated handshake: its first encrypted record
    // comes with the answer from which we make its keys. As --pcap writes it and as the window
    // saves it.
    void resumed_data() { addSuites(false); }
    void resumed()
    {
        QFETCH(QString, suite);
        SessionConfig config;
        config.handshakeTimeout = seconds(5);
        SessionBench client(std::move(config));
        Credential one = stored("demo", kKey, {"*"});
        one.suites = {*cipherSuiteFromName(suite.toStdString())};
        std::vector<Credential> list;
        list.push_back(std::move(one));
        client.session().setCredentials(bookOf(std::move(list)));
        client.session().setKeyLog(path("keylog"));
        SocketAddress server = *parseIpLiteral("127.0.0.1");
        server.port = static_cast<std::uint16_t>(m_port + 1);
        client.session().request(getRequest(uri("/time")));
        QVERIFY(client.waitFor<ResponseArrived>());
        client.session().endSecureSession(server);
        client.session().request(getRequest(uri("/time")));
        QVERIFY(client.waitFor<ResponseArrived>(2));

        MessageLog log;
        log.append(client.records());
        QVERIFY(savePcapng(log, path("saved.pcapng"), [](std::uint64_t) { return true; }));
        Bytes streamed = captureHeader();
        const auto add = [&streamed](ByteView bytes) {
            streamed.insert(streamed.end(), bytes.begin(), bytes.end());
        };
        for (const MessageRecord &record : client.records()) {
            if (record.layer == MessageRecord::Layer::Keys)
                add(captureKeys(record.keys->view()).view());
            else
                add(capturePacket(record, record.datagram));
        }
        fileWith(path("streamed.pcapng"), {reinterpret_cast<const char *>(streamed.data()),
                                           static_cast<qsizetype>(streamed.size())});
        for (const char *name : {"saved.pcapng", "streamed.pcapng"}) {
            const QStringList found = opened(path(name));
            QVERIFY2(found.size() == 4, qPrintable(QLatin1String(name) + found.join(u' ')));
            QCOMPARE(opened(path(name), withKey()), found);
        }
    }
};

COPPER_TEST(TestSecureCapture);
#include "test_secure_capture.moc"
