// SPDX-License-Identifier: GPL-3.0-or-later
// DTLS with libcoap on OpenSSL and GnuTLS where it is not our client that decides: their clients
// with each suite our board may insist on, and handshakes that must not work: copper says why.
#include "core/credentials/vault.h"
#include "core/credentials/vault_key.h"
#include "tests/integration/secure_board.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUdpSocket>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kLongest_ms = 60'000;

// A program beside a server that lives in this thread's event loop.
Finished
runBeside(const QString &program, const QStringList &arguments,
          const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    const QString own = programFolder() + QLatin1Char('/') + program;
    process.start(QFile::exists(own) ? own : program, arguments);
    Finished finished;
    if (!process.waitForStarted() ||
        !spinUntil([&] { return process.state() == QProcess::NotRunning; }, kLongest_ms)) {
        process.kill();
        process.waitForFinished();
        return finished;
    }
    finished.exitCode = process.exitCode();
    finished.out = process.readAllStandardOutput();
    finished.err = process.readAllStandardError();
    return finished;
}

// A secure board of this process that takes these suites and no other.
class ChoosyBoard
{
public:
    explicit ChoosyBoard(std::vector<CipherSuite> suites)
        : m_board("choosy-1", {"board", "meter"}, UdpSocket::defaultBackend())
    {
        DtlsServerOptions options;
        options.suites = std::move(suites);
        m_address = m_board.address();
        m_address.port = freePort();
        if (!m_board.driver().serveSecurely(m_address, m_keys, options))
            qFatal("no free port");
    }
    QString uri(const char *path) const
    {
        return QStringLiteral("coaps://127.0.0.1:%1%2")
            .arg(m_address.port)
            .arg(QLatin1String(path));
    }

private:
    struct Keys final : PskSource
    {
        Bytes key = toOwned(asBytes("sesame"));
        std::optional<ByteView> keyFor(ByteView identity) const override
        {
            return asText(identity) == "password" ? std::optional<ByteView>(key) : std::nullopt;
        }
    };
    Keys m_keys;
    LoopbackBoard m_board;
    SocketAddress m_address;
};

// Lets a handshake through as far as the server's first answer, and then nothing: it is gone. (When
// it goes behind the client's Finished, nobody can tell that from a wrong key.)
class DyingServer : public QObject
{
public:
    explicit DyingServer(quint16 server)
    {
        m_front.bind(QHostAddress::LocalHost, 0);
        m_back.connectToHost(QHostAddress::LocalHost, server);
        connect(&m_front, &QUdpSocket::readyRead, this, [this] { takeAll(m_front); });
        connect(&m_back, &QUdpSocket::readyRead, this, [this] { takeAll(m_back); });
    }
    quint16 port() const { return m_front.localPort(); }
    bool isDead() const { return m_dead; }

private:
    void takeAll(QUdpSocket &from)
    {
        while (from.hasPendingDatagrams()) {
            QByteArray bytes(static_cast<qsizetype>(from.pendingDatagramSize()), '\0');
            QHostAddress sender;
            quint16 port = 0;
            from.readDatagram(bytes.data(), bytes.size(), &sender, &port);
            if (m_dead)
                continue;
            if (&from == &m_front) {
                m_client = port;
                m_back.write(bytes);
                continue;
            }
            m_front.writeDatagram(bytes, QHostAddress::LocalHost, m_client);
            m_dead = true;
        }
    }
    QUdpSocket m_front, m_back;
    quint16 m_client = 0;
    bool m_dead = false;
};

// What stands behind "coaps": our board or one of libcoap's servers, with "password" and "sesame".
struct PskServer
{
    quint16 securePort = 0;
    std::unique_ptr<Background> process;
    explicit PskServer(const QString &program, const QStringList &more = {})
    {
        const quint16 port = freePort();
        securePort = static_cast<quint16>(port + 1);
        QStringList arguments;
        if (program == QLatin1String("copper-board"))
            arguments << QStringLiteral("--port") << QString::number(port)
                      << QStringLiteral("--profile") << QStringLiteral("board");
        else
            arguments << QStringLiteral("-A") << QStringLiteral("127.0.0.1") << QStringLiteral("-p")
                      << QString::number(port);
        process = std::make_unique<Background>(program, arguments + more);
        // A ping says that it is there; libcoap says nothing by itself.
        const QString clear = QStringLiteral("coap://127.0.0.1:%1").arg(port);
        for (int i = 0; i < 20 && run(QStringLiteral("copper"),
                                      {QStringLiteral("ping"), QStringLiteral("--timeout"),
                                       QStringLiteral("0.5"), clear})
                                          .exitCode != 0;
             ++i) {
        }
    }
    QString uri() const { return QStringLiteral("coaps://127.0.0.1:%1/").arg(securePort); }
};

void addServers()
{
    QTest::addColumn<QString>("program");
    for (const char *program : {"copper-board", "coap-server-openssl", "coap-server-gnutls"})
        QTest::newRow(program) << QString::fromLatin1(program);
}

} // namespace

class TestForeignHandshakes : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QStringList keyArguments(const QString &program, const char *key) const
    {
        const QString file = fileWith(path("server-key"), key);
        return program == QLatin1String("copper-board")
                   ? QStringList{QStringLiteral("--psk"), QStringLiteral("password:") + file}
                   : QStringList{QStringLiteral("-k"), QString::fromLatin1(key)};
    }
    QStringList get(const QString &uri, const char *identity, const char *key) const
    {
        return {QStringLiteral("get"),
                QStringLiteral("--json"),
                QStringLiteral("--timeout"),
                QStringLiteral("5"), // silence is 15 s unless it is said otherwise
                QStringLiteral("--psk-identity"),
                QLatin1String(identity),
                QStringLiteral("--psk-file"),
                fileWith(path("key"), key),
                uri};
    }
    static void refused(const Finished &done, const char *sentence)
    {
        QVERIFY2(done.exitCode == 3, QByteArray(done.out + done.err).constData());
        const auto errors = done.events(QStringLiteral("error"));
        QCOMPARE(errors.size(), std::size_t{1});
        QCOMPARE(errors[0].value(QStringLiteral("kind")).toString(), QStringLiteral("handshake"));
        QVERIFY2(
            errors[0].value(QStringLiteral("message")).toString().contains(QLatin1String(sentence)),
            done.out.constData());
    }

private Q_SLOTS:
    // libcoap's clients cannot be told a suite; our board insists.
    void clientSuites_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<CipherSuite>("suite");
        for (const char *program : {"coap-client-openssl", "coap-client-gnutls"}) {
            for (const CipherSuite suite : kCipherSuites)
                QTest::addRow("%s %s", program, cipherSuiteName(suite).data())
                    << QString::fromLatin1(program) << suite;
        }
    }
    void clientSuites()
    {
        QFETCH(QString, program);
        QFETCH(CipherSuite, suite);
        if (!isInstalled(program))
            QSKIP("libcoap3-bin is not installed");
        ChoosyBoard board({suite});
        const QStringList who{QStringLiteral("-u"), QStringLiteral("password"),
                              QStringLiteral("-k"), QStringLiteral("sesame"),
                              QStringLiteral("-B"), QStringLiteral("10")};
        const Finished done = runBeside(program, who + QStringList{board.uri("/firmware/version")});
        QVERIFY2(done.out.contains("1."), QByteArray(done.out + done.err).constData());
        const QByteArray body = randomBytes(200'000);
        const QString up = fileWith(path("up"), body);
        QCOMPARE(
            runBeside(program, who + QStringList{QStringLiteral("-m"), QStringLiteral("put"),
                                                 QStringLiteral("-f"), up, board.uri("/firmware")})
                .exitCode,
            0);
        QCOMPARE(runBeside(program, who + QStringList{QStringLiteral("-o"), path("down"),
                                                      board.uri("/firmware")})
                     .exitCode,
                 0);
        QCOMPARE(sha256Hex(contentOf(path("down"))), sha256Hex(body));
    }

    void clientObserves_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("OpenSSL") << QStringLiteral("coap-client-openssl");
        QTest::newRow("GnuTLS") << QStringLiteral("coap-client-gnutls");
    }
    void clientObserves()
    {
        QFETCH(QString, program);
        if (!isInstalled(program))
            QSKIP("libcoap3-bin is not installed");
        ChoosyBoard board({});
        // -s 4: observe for four seconds, then cancel.
        const Finished done = runBeside(program, {QStringLiteral("-u"), QStringLiteral("password"),
                                                  QStringLiteral("-k"), QStringLiteral("sesame"),
                                                  QStringLiteral("-s"), QStringLiteral("4"),
                                                  QStringLiteral("-w"), board.uri("/power")});
        QCOMPARE(done.exitCode, 0);
        QVERIFY2(done.out.count(" W") >= 3, done.out.constData());
    }

    void wrongKey_data() { addServers(); }
    void wrongKey()
    {
        QFETCH(QString, program);
        const bool ours = program == QLatin1String("copper-board");
        if (!ours && !isInstalled(program))
            QSKIP("libcoap3-bin is not installed");
        const PskServer server(program, keyArguments(program, "sesame"));
        const Finished done =
            run(QStringLiteral("copper"), get(server.uri(), "password", "another"), kLongest_ms);
        refused(done, ours ? "the key is wrong" : "silence after the key was used");
    }

    // libcoap's servers take any identity.
    void unknownIdentity()
    {
        const QString program = QStringLiteral("copper-board");
        const PskServer server(program, keyArguments(program, "sesame"));
        const Finished done =
            run(QStringLiteral("copper"), get(server.uri(), "nobody", "sesame"), kLongest_ms);
        refused(done, "the device does not know this identity");
    }

    void goneInMidHandshake_data() { addServers(); }
    void goneInMidHandshake()
    {
        QFETCH(QString, program);
        if (program != QLatin1String("copper-board") && !isInstalled(program))
            QSKIP("libcoap3-bin is not installed");
        const PskServer server(program, keyArguments(program, "sesame"));
        const DyingServer dying(server.securePort);
        const Finished done = runBeside(
            QStringLiteral("copper"),
            get(QStringLiteral("coaps://127.0.0.1:%1/").arg(dying.port()), "password", "sesame"));
        QVERIFY(dying.isDead());
        refused(done, "the device began the handshake and fell silent");
    }

    // Servers with a certificate and no key; ours with another suite than the credential has.
    void noCommonSuite_data() { addServers(); }
    void noCommonSuite()
    {
        QFETCH(QString, program);
        if (program == QLatin1String("copper-board")) {
            noSuiteOfOurs();
            return;
        }
        if (!isInstalled(program) || !isInstalled(QStringLiteral("openssl")))
            QSKIP("libcoap3-bin or openssl is not installed");
        const QString pem = path("server.pem");
        QCOMPARE(run(QStringLiteral("openssl"),
                     {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                      QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                      QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
                      QStringLiteral("-subj"), QStringLiteral("/CN=localhost"),
                      QStringLiteral("-keyout"), path("key.pem"), QStringLiteral("-out"), pem})
                     .exitCode,
                 0);
        fileWith(pem, contentOf(pem) + contentOf(path("key.pem")));
        const PskServer server(program, {QStringLiteral("-c"), pem, QStringLiteral("-n")});
        // On GnuTLS it forgets a client whose hello it cannot serve, and says nothing.
        refused(run(QStringLiteral("copper"), get(server.uri(), "password", "sesame"), kLongest_ms),
                program == QLatin1String("coap-server-gnutls")
                    ? "the device began the handshake and fell silent"
                    : "the device accepts none of the cipher suites offered");
    }

private:
    void noSuiteOfOurs()
    {
        ChoosyBoard board({CipherSuite::PskAes128GcmSha256});
        const QByteArray password = "with a password";
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("COPPER_VAULT_PASSWORD_FILE"),
                           fileWith(path("password"), password));
        // With Argon2 at its least, or each run would take half a second.
        QVERIFY(Vault::create(
            path("vault"),
            SecretBytes::copyOf(ByteView(reinterpret_cast<const std::uint8_t *>(password.data()),
                                         static_cast<std::size_t>(password.size()))),
            {leastKdfParameters(), 1, {}}, deriveVaultKey));
        const QStringList vault{QStringLiteral("--vault"), path("vault")};
        QCOMPARE(
            runBeside(QStringLiteral("copper"),
                      QStringList{QStringLiteral("creds"), QStringLiteral("add"),
                                  QStringLiteral("--identity"), QStringLiteral("password"),
                                  QStringLiteral("--host"), QStringLiteral("*"),
                                  QStringLiteral("--suite"),
                                  QStringLiteral("TLS_PSK_WITH_AES_128_CCM_8"),
                                  QStringLiteral("--key-file"), fileWith(path("key"), "sesame")} +
                          vault,
                      environment)
                .exitCode,
            0);
        refused(runBeside(QStringLiteral("copper"),
                          QStringList{QStringLiteral("get"), QStringLiteral("--json"),
                                      board.uri("/firmware/version")} +
                              vault,
                          environment),
                "the device accepts none of the cipher suites offered");
    }
};

COPPER_TEST(TestForeignHandshakes);
#include "test_foreign_handshakes.moc"
