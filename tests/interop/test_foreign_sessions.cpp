// SPDX-License-Identifier: GPL-3.0-or-later
// Our DTLS sessions with libcoap's servers on OpenSSL and GnuTLS: every suite, resumption, the
// steps of a handshake.
#include "tests/integration/secure_board.h"
#include "tests/support/programs.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QTest>

using namespace copper;
using namespace copper::test;

class ForeignSessions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!isInstalled(program()))
            return;
        m_port = freePort();
        m_server = std::make_unique<Background>(
            program(),
            QStringList{QStringLiteral("-A"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                        QString::number(m_port), QStringLiteral("-d"), QStringLiteral("10"),
                        QStringLiteral("-k"), QStringLiteral("sesame"), QStringLiteral("-h"),
                        QStringLiteral("hint")});
        // It says nothing when it is ready: ask until it answers.
        QElapsedTimer waited;
        for (waited.start(); waited.elapsed() < 5000;) {
            SessionBench client(UdpSocket::defaultBackend());
            RequestSpec ask = getRequest(QStringLiteral("coap://127.0.0.1:%1/time").arg(m_port));
            ask.timeout = seconds(0.2);
            client.session().request(ask);
            QVERIFY(client.waitForEnd());
            if (!client.all<ResponseArrived>().empty())
                return;
        }
        QFAIL("the server does not answer");
    }
    // Not in initTestCase(): Qt 6.4 would skip every class behind this one as well.
    void init()
    {
        if (!isInstalled(program()))
            QSKIP("libcoap3-bin is not installed");
    }
    void cleanupTestCase() { m_server.reset(); }

    void suites_data()
    {
        QTest::addColumn<CipherSuite>("suite");
        for (const CipherSuite suite : kCipherSuites)
            QTest::newRow(cipherSuiteName(suite).data()) << suite;
    }
    void suites()
    {
        QFETCH(CipherSuite, suite);
        const auto client = bench({suite});
        HandshakeSpec spec;
        spec.uri = uri({});
        client->session().testHandshake(spec);
        QVERIFY(client->waitFor<HandshakeTested>());
        QVERIFY(client->all<HandshakeTested>().front().session.suite == suite);
        bool hinted = false;
        for (const HandshakeStepped &step : client->all<HandshakeStepped>()) {
            if (step.stage == HandshakeStage::ServerKeyExchange)
                hinted = asText(step.text) == "hint";
        }
        QVERIFY(hinted);
        client->session().request(getRequest(uri(QStringLiteral("/time"))));
        QVERIFY(client->waitFor<ResponseArrived>());
    }

    // The peer knows that the session has ended; with one that keeps sessions the next handshake is
    // shorter, with another it is whole, and no error.
    void resumed_data() { suites_data(); }
    void resumed()
    {
        QFETCH(CipherSuite, suite);
        const auto client = bench({suite});
        client->session().request(getRequest(uri(QStringLiteral("/time"))));
        QVERIFY(client->waitFor<ResponseArrived>());
        SocketAddress server = *parseIpLiteral("127.0.0.1");
        server.port = static_cast<std::uint16_t>(m_port + 1);
        client->session().endSecureSession(server);
        client->session().request(getRequest(uri(QStringLiteral("/time"))));
        QVERIFY(client->waitFor<ResponseArrived>(2));
        const auto up = [&] {
            const auto all = client->all<SecureSessionsChanged>();
            return !all.empty() && all.back().sessions.size() == 1;
        };
        QVERIFY(spinUntil(up, 2000));
        const SecureSession session = client->all<SecureSessionsChanged>().back().sessions.front();
        QCOMPARE(session.resumed, resumes());
        QCOMPARE(session.resumptions, resumes() ? 1U : 0U);
        QVERIFY(client->all<JobFailed>().empty());
    }

    // These servers answer no hello of a peer whose session they have (libcoap 4.3).
    void testedBesideASession()
    {
        const auto client = bench({});
        client->session().request(getRequest(uri(QStringLiteral("/time"))));
        QVERIFY(client->waitFor<ResponseArrived>());
        HandshakeSpec spec;
        spec.uri = uri({});
        client->session().testHandshake(spec);
        QVERIFY(client->waitFor<HandshakeTested>());
        client->session().request(getRequest(uri(QStringLiteral("/time"))));
        QVERIFY(client->waitFor<ResponseArrived>(2));
        // Now that is known, and nobody waits for it.
        QElapsedTimer waited;
        waited.start();
        client->session().testHandshake(spec);
        QVERIFY(client->waitFor<HandshakeTested>(2));
        QVERIFY(waited.elapsed() < 2000);
        QVERIFY(client->all<JobFailed>().empty());
    }
    void usedAfterSilence()
    {
        const auto client = bench({}, seconds(0));
        for (std::size_t i = 1; i <= 3; ++i) {
            client->session().request(getRequest(uri(QStringLiteral("/time"))));
            QVERIFY(client->waitFor<ResponseArrived>(i));
        }
        QVERIFY(client->all<JobFailed>().empty());
        QVERIFY(client->all<SecureSessionRenewed>().empty());
        QCOMPARE(client->all<CredentialUsed>().size(), std::size_t{1});
    }
    void resumedByHand()
    {
        const auto client = bench({});
        client->session().request(getRequest(uri(QStringLiteral("/time"))));
        QVERIFY(client->waitFor<ResponseArrived>());
        SocketAddress server = *parseIpLiteral("127.0.0.1");
        server.port = static_cast<std::uint16_t>(m_port + 1);
        client->session().resumeSecureSession(server);
        QVERIFY(client->waitFor<CredentialUsed>(2));
        client->session().request(getRequest(uri(QStringLiteral("/time"))));
        QVERIFY(client->waitFor<ResponseArrived>(2));
        QVERIFY(client->all<SecureSessionRenewed>().empty());
    }

protected:
    virtual QString program() const = 0;
    virtual bool resumes() const = 0;

private:
    QString uri(const QString &path) const
    {
        return QStringLiteral("coaps://127.0.0.1:%1%2").arg(m_port + 1).arg(path);
    }
    static std::unique_ptr<SessionBench> bench(std::vector<CipherSuite> suites,
                                               Duration idleAfter = seconds(30))
    {
        SessionConfig config;
        config.secureIdleAfter = idleAfter;
        config.handshakeTimeout = seconds(5);
        auto client = std::make_unique<SessionBench>(std::move(config));
        Credential one = stored("password", "sesame", {"*"});
        one.suites = std::move(suites);
        std::vector<Credential> list;
        list.push_back(std::move(one));
        client->session().setCredentials(bookOf(std::move(list)));
        return client;
    }

    quint16 m_port = 0;
    std::unique_ptr<Background> m_server;
};

class TestOpenSslSessions final : public ForeignSessions
{
    Q_OBJECT
    QString program() const override { return QStringLiteral("coap-server-openssl"); }
    bool resumes() const override { return true; }
};

class TestGnuTlsSessions final : public ForeignSessions
{
    Q_OBJECT
    QString program() const override { return QStringLiteral("coap-server-gnutls"); }
    bool resumes() const override { return false; }
};

COPPER_TEST(TestOpenSslSessions);
COPPER_TEST(TestGnuTlsSessions);
#include "test_foreign_sessions.moc"
