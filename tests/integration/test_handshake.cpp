// SPDX-License-Identifier: GPL-3.0-or-later
// The handshake test, step by step, against our secure board.
#include "tests/integration/secure_board.h"
#include "tests/support/test_registry.h"

#include <algorithm>

using namespace copper;
using namespace copper::test;

namespace {

using Stage = HandshakeStage;

HandshakeSpec testOf(const QString &uri)
{
    HandshakeSpec spec;
    spec.uri = uri;
    return spec;
}

std::vector<Stage> stagesOf(const SessionBench &client)
{
    std::vector<Stage> stages;
    for (const HandshakeStepped &step : client.all<HandshakeStepped>())
        stages.push_back(step.stage);
    return stages;
}

} // namespace

class TestHandshake : public QObject
{
    Q_OBJECT

    static std::unique_ptr<SessionBench>
    bench(CredentialSnapshotPtr keys, UdpSocket::Backend backend = UdpSocket::defaultBackend())
    {
        SessionConfig config;
        config.backend = backend;
        auto client = std::make_unique<SessionBench>(std::move(config));
        client->session().setCredentials(std::move(keys));
        return client;
    }

private Q_SLOTS:
    void stepByStep_data() { addBackends(); }
    void stepByStep()
    {
        SecureBoard board;
        Credential one = stored("password", "sesame", {"127.0.0.1"});
        one.suites = {CipherSuite::PskAes128Ccm, CipherSuite::PskAes128Ccm8};
        const CredentialId id = one.id;
        std::vector<Credential> list;
        list.push_back(std::move(one));
        const auto client = bench(bookOf(std::move(list)), currentBackend());
        const JobId job = client->session().testHandshake(testOf(board.uri(QStringLiteral("/x"))));
        QVERIFY(client->waitFor<HandshakeTested>());
        const auto steps = client->all<HandshakeStepped>();
        const std::vector<Stage> expected{
            Stage::Resolve,     Stage::ClientHello,       Stage::HelloVerifyRequest,
            Stage::ServerHello, Stage::ClientKeyExchange, Stage::Finished,
            Stage::FirstRequest};
        QVERIFY(stagesOf(*client) == expected);
        // One goes on where the one before ended, and the last ends with the whole.
        Duration at{};
        for (const HandshakeStepped &step : steps) {
            QVERIFY(step.job == job);
            QVERIFY(step.began == at);
            QVERIFY(step.took >= Duration{});
            at = step.began + step.took;
        }
        QVERIFY(steps[0].peer == board.address());
        QCOMPARE(steps[1].suitesOffered, std::size_t{2});
        QVERIFY(steps[3].suite.has_value());
        QCOMPARE(asText(steps[4].text), std::string_view("password"));
        QCOMPARE(steps[6].code.raw, code::kContent.raw);
        QVERIFY(steps[6].payloadSize > 0);
        const HandshakeTested tested = client->all<HandshakeTested>().front();
        QVERIFY(tested.job == job);
        QVERIFY(tested.credential == id);
        QVERIFY(tested.duration == at);
        QVERIFY(tested.peer == board.address());
        QVERIFY(tested.session.suite == *steps[3].suite);
        QCOMPARE(asText(tested.session.identity), std::string_view("password"));
        QVERIFY(!tested.session.resumed);
        QCOMPARE(client->session().jobCount(), std::size_t{0});
        QCOMPARE(board.sessions().size(), std::size_t{1});
    }

    // Always a whole handshake; what goes on in the session before goes on in the one tested.
    void overASessionThatStands()
    {
        SecureBoard board;
        const auto client = bench(everywhere("password", "sesame"));
        client->session().observe(getRequest(board.uri(QStringLiteral("/sys/temp"))));
        QVERIFY(client->waitFor<ResponseArrived>());
        client->session().testHandshake(testOf(board.uri({})));
        QVERIFY(client->waitFor<HandshakeTested>());
        QVERIFY(!client->all<HandshakeTested>().front().session.resumed);
        QVERIFY(client->waitFor<ResponseArrived>(2));
        QCOMPARE(board.sessions().size(), std::size_t{1});
        QVERIFY(client->all<JobFailed>().empty());
    }

    // The handshake of a request is under way: one after the other.
    void besideARequest()
    {
        SecureBoard board;
        const auto client = bench(everywhere("password", "sesame"));
        client->session().request(getRequest(board.uri(QStringLiteral("/firmware/version"))));
        client->session().testHandshake(testOf(board.uri({})));
        client->session().request(getRequest(board.uri(QStringLiteral("/firmware/version"))));
        QVERIFY(client->waitFor<HandshakeTested>());
        QVERIFY(client->waitFor<ResponseArrived>(2));
        QVERIFY(client->all<JobFailed>().empty());
        QCOMPARE(stagesOf(*client).size(), std::size_t{7});
    }

    // A wrong key that is tested harms neither the session that stands nor a request that waits.
    void wrongKey()
    {
        SecureBoard board;
        Credential wrong = stored("password", "wrong", {"10.0.0.1"});
        const CredentialId wrongId = wrong.id;
        std::vector<Credential> list;
        list.push_back(stored("password", "sesame", {"127.0.0.1"}));
        list.push_back(std::move(wrong));
        const auto client = bench(bookOf(std::move(list)));
        HandshakeSpec spec = testOf(board.uri({}));
        spec.credential = wrongId;
        client->session().testHandshake(spec);
        client->session().request(getRequest(board.uri(QStringLiteral("/firmware/version"))));
        QVERIFY(client->waitFor<JobFailed>());
        const JobFailed failed = client->all<JobFailed>().front();
        QVERIFY(failed.kind == FailureKind::HandshakeFailed);
        QVERIFY(failed.credential == wrongId);
        QCOMPARE(static_cast<int>(failed.handshake->failure),
                 static_cast<int>(DtlsFailure::KeyWrong));
        QVERIFY(stagesOf(*client).back() == Stage::ClientKeyExchange);
        QVERIFY(client->waitFor<ResponseArrived>());
        QCOMPARE(client->all<JobFailed>().size(), std::size_t{1});
        client->session().testHandshake(spec);
        QVERIFY(client->waitFor<JobFailed>(2));
        client->session().request(getRequest(board.uri(QStringLiteral("/firmware/version"))));
        QVERIFY(client->waitFor<ResponseArrived>(2));
        QCOMPARE(client->all<CredentialUsed>().size(), std::size_t{1}); // the same session still
    }

    void fails_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const char *uri, FailureKind kind) {
            QTest::newRow(name) << QString::fromLatin1(uri) << static_cast<int>(kind);
        };
        row("no key", "coaps://127.0.0.9/", FailureKind::NoCredential);
        row("not coaps", "coap://127.0.0.1/", FailureKind::UnsupportedScheme);
        row("no uri", "coaps://", FailureKind::InvalidUri);
        row("nobody there", "coaps://127.0.0.1:9/", FailureKind::HandshakeFailed);
    }
    void fails()
    {
        QFETCH(QString, uri);
        QFETCH(int, kind);
        std::vector<Credential> list;
        list.push_back(stored("password", "sesame", {"127.0.0.1"}));
        const auto client = bench(bookOf(std::move(list)));
        HandshakeSpec spec = testOf(uri);
        spec.timeout = seconds(1);
        client->session().testHandshake(spec);
        QVERIFY(client->waitFor<JobFailed>());
        QCOMPARE(static_cast<int>(client->all<JobFailed>().front().kind), kind);
        for (const MessageRecord &record : client->records())
            QVERIFY(record.layer == MessageRecord::Layer::Record);
    }

    // While it waits for the handshake of a request, which goes on alone.
    void cancelledBeforeItBegan()
    {
        LoopbackBoard silent("silent", {"board"}, UdpSocket::defaultBackend());
        silent.setSilent(true);
        const QString uri =
            QStringLiteral("coaps://") + QString::fromStdString(toText(silent.address()));
        SessionConfig config;
        config.handshakeTimeout = seconds(0.3);
        SessionBench client(std::move(config));
        client.session().setCredentials(everywhere("password", "sesame"));
        client.session().request(getRequest(uri));
        const JobId test = client.session().testHandshake(testOf(uri));
        QVERIFY(spinUntil([&] { return stagesOf(client).size() == 1; }, 3000));
        client.session().cancel(test);
        QVERIFY(client.waitFor<JobFailed>(2));
        QVERIFY(client.all<JobFailed>().back().kind == FailureKind::HandshakeFailed);
        QCOMPARE(client.records().size(), std::size_t{1}); // the request's hello
    }

    // Nobody answers: cancelled at once, and no more is sent.
    void cancelled()
    {
        SystemRandom random;
        LoopbackBoard silent("silent", {"board"}, UdpSocket::defaultBackend());
        silent.setSilent(true);
        const auto client = bench(everywhere("password", "sesame"));
        const JobId job = client->session().testHandshake(
            testOf(QStringLiteral("coaps://") + QString::fromStdString(toText(silent.address()))));
        QVERIFY(spinUntil([&] { return stagesOf(*client).size() == 2; }, 3000));
        client->session().cancel(job);
        QVERIFY(client->waitFor<JobFailed>());
        QVERIFY(client->all<JobFailed>().front().kind == FailureKind::Cancelled);
        QCOMPARE(client->session().jobCount(), std::size_t{0});
        QCOMPARE(client->records().size(), std::size_t{1});
    }
};

COPPER_TEST(TestHandshake);

#include "test_handshake.moc"
