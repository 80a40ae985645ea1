// SPDX-License-Identifier: GPL-3.0-or-later
// 'copper creds test' and what is said of secure sessions, against a session that says what it is
// told to.
#include "tests/cli/cli_fixture.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

HandshakeStepped stepOf(JobId job, HandshakeStage stage)
{
    HandshakeStepped step;
    step.job = job;
    step.stage = stage;
    step.began = seconds(0.001);
    step.took = seconds(0.0025);
    return step;
}

} // namespace

class TestCredsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void works()
    {
        CliRun run(words("creds test --timeout 3 --bind 127.0.0.1 coaps://127.0.0.12"));
        QCOMPARE(run.session.handshakes.size(), std::size_t{1});
        const HandshakeSpec &spec = run.session.handshakes.front();
        QCOMPARE(spec.uri, QStringLiteral("coaps://127.0.0.12"));
        QVERIFY(spec.timeout == seconds(3));
        QCOMPARE(spec.bindAddress, QStringLiteral("127.0.0.1"));
        HandshakeStepped hello = stepOf({1}, HandshakeStage::ServerHello);
        hello.suite = CipherSuite::PskAes128Ccm8;
        run.send(hello);
        HandshakeStepped hint = stepOf({1}, HandshakeStage::ServerKeyExchange);
        hint.text = *fromHex("1b5b326a"); // what clears a terminal
        run.send(hint);
        QVERIFY(run.out().contains("TLS_PSK_WITH_AES_128_CCM_8"));
        QVERIFY(run.out().contains("2.5 ms"));
        QVERIFY(run.out().contains("hint 0x1b5b326a"));
        HandshakeTested tested;
        tested.job = {1};
        tested.duration = seconds(0.0125);
        tested.session.identity = toOwned(asBytes("me"));
        run.send(tested);
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 0);
        QVERIFY(run.err().contains("works, 12.5 ms"));
    }

    void json()
    {
        CliRun run(words("creds test --json coaps://127.0.0.12"));
        HandshakeStepped resolve = stepOf({1}, HandshakeStage::Resolve);
        resolve.peer = *parseIpLiteral("127.0.0.12");
        resolve.peer.port = 5684;
        run.send(resolve);
        HandshakeStepped request = stepOf({1}, HandshakeStage::FirstRequest);
        request.code = code::kContent;
        request.payloadSize = 187;
        run.send(request);
        JobFailed failed = failedOf({1}, FailureKind::HandshakeFailed);
        failed.handshake = DtlsError{DtlsFailure::KeyWrong};
        run.send(failed);
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 3);
        const auto events = run.events();
        QCOMPARE(events.size(), std::size_t{3});
        QCOMPARE(events[0].value(QLatin1String("step")).toString(), QStringLiteral("resolve"));
        QCOMPARE(events[0].value(QLatin1String("port")).toInt(), 5684);
        QCOMPARE(events[0].value(QLatin1String("began_ms")).toDouble(), 1.0);
        QCOMPARE(events[0].value(QLatin1String("took_ms")).toDouble(), 2.5);
        QCOMPARE(events[1].value(QLatin1String("size")).toInt(), 187);
        QCOMPARE(events[2].value(QLatin1String("kind")).toString(), QStringLiteral("handshake"));
    }

    void interrupted()
    {
        CliRun run(words("creds test coaps://127.0.0.12"));
        run.runner().interrupt();
        run.advance();
        QCOMPARE(run.session.cancelled.size(), std::size_t{1});
        run.send(failedOf({1}, FailureKind::Cancelled));
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 130);
    }

    void renewed()
    {
        CliRun run(words("observe coaps://127.0.0.12/a"));
        SecureSessionRenewed renewed;
        renewed.peer = *parseIpLiteral("127.0.0.12");
        run.send(renewed);
        QCOMPARE(run.err().count('\n'), 1);
        QVERIFY(run.err().contains("127.0.0.12"));
        QVERIFY(!run.finished());
    }

    void keyLogFails()
    {
        CliRun run(words("get coaps://127.0.0.12/a"));
        run.send(KeyLogFailed{QStringLiteral("/x/keys"), QStringLiteral("No space left")});
        QVERIFY(run.err().contains("'/x/keys' cannot be written: No space left"));
        run.send(responseOf({1}, code::kContent, "21"));
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 73);
    }
};

COPPER_TEST(TestCredsTest);
#include "test_creds_test.moc"
