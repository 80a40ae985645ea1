// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_fixture.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace copper;
using test::CliRun;
using test::failedOf;
using test::responseOf;
using test::stateOf;
using test::words;
using State = ObservationStatus::State;

namespace {

QStringList flashLine(const QTemporaryFile &image, const char *rest)
{
    return QStringList{QStringLiteral("flash"), QStringLiteral("--json"), image.fileName()} +
           words(rest);
}

ResponseArrived notificationOf(JobId job, std::uint32_t index)
{
    ResponseArrived response = responseOf(job, code::kContent, "1");
    response.observeSequence = index;
    response.notificationIndex = index;
    return response;
}

PlugtestJudged judgedOf(const char *id, PlugtestVerdict verdict)
{
    PlugtestResult result;
    result.test = findPlugtest(id);
    result.verdict = verdict;
    result.rfc = result.test->rfc;
    if (verdict != PlugtestVerdict::Pass)
        result.reason = "\x1b<b>";
    PlugtestMessage message;
    message.datagram = {0x40, 0x01, 0x00, 0x07};
    result.messages.push_back(message);
    PlugtestJudged judged;
    judged.job = JobId{1};
    judged.result = std::make_shared<const PlugtestResult>(std::move(result));
    return judged;
}

} // namespace

class TestRunners : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestStatus_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("status");
        QTest::newRow("2.05") << int{code::kContent.raw} << 0;
        QTest::newRow("4.04") << int{code::kNotFound.raw} << 4;
        QTest::newRow("5.03") << int{code::kServiceUnavailable.raw} << 5;
    }
    void requestStatus()
    {
        QFETCH(int, code);
        QFETCH(int, status);
        CliRun run(words("get coap://h/"));
        QCOMPARE(run.session.requests.size(), std::size_t{1});
        run.send(responseOf(JobId{1}, Code{static_cast<std::uint8_t>(code)}, "x"));
        QVERIFY(run.finished());
        QCOMPARE(run.status(), status);
        QCOMPARE(run.out(), QByteArray("x"));
    }
    void requestsOneAfterAnother()
    {
        CliRun run(words("get coap://a/ coap://b/ coap://c/"));
        QCOMPARE(run.session.requests.size(), std::size_t{1});
        run.send(responseOf(JobId{1}, code::kNotFound, ""));
        run.advance();
        run.send(failedOf(JobId{2}, FailureKind::Timeout));
        run.advance();
        QCOMPARE(run.session.requests.size(), std::size_t{3});
        QVERIFY(!run.finished());
        run.send(responseOf(JobId{3}, code::kContent, ""));
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 3);
    }
    void failureBeforeTheJobIsKnown()
    {
        // A session may report a failure inside the command.
        CliRun run(words("get --json coap://a/ coap://b/"));
        run.session.duringCommand = [&run](JobId job) {
            run.send(failedOf(job, FailureKind::SocketFailed));
        };
        run.send(responseOf(JobId{1}, code::kContent, ""));
        run.advance();
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 3);
        QCOMPARE(run.events().size(), std::size_t{2});
    }
    void eventsOfOthersAreIgnored()
    {
        CliRun run(words("get coap://h/"));
        run.send(responseOf(JobId{9}, code::kContent, "other"));
        QVERIFY(!run.finished() && run.out().isEmpty());
    }
    void observeUntilCount()
    {
        CliRun run(words("observe --json --count 2 coap://h/"));
        run.send(stateOf(JobId{1}, State::Registering));
        run.send(notificationOf(JobId{1}, 0));
        QVERIFY(run.session.cancelled.empty());
        run.send(notificationOf(JobId{1}, 1));
        run.send(notificationOf(JobId{1}, 2));  // too late
        QVERIFY(run.session.cancelled.empty()); // not from inside the event
        run.advance();
        QCOMPARE(run.session.cancelled.size(), std::size_t{1});
        QVERIFY(!run.finished()); // waits for the deregistration
        run.send(stateOf(JobId{1}, State::Ended));
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 0);
        QCOMPARE(run.events().size(), std::size_t{2});
    }
    void observeCountIsOfEachUri()
    {
        CliRun run(words("observe --count 1 coap://a/ coap://b/"));
        run.send(notificationOf(JobId{1}, 0));
        run.advance();
        QVERIFY(run.session.cancelled == std::vector<JobId>{JobId{1}});
        run.send(notificationOf(JobId{1}, 1)); // enough of this one
        run.send(stateOf(JobId{1}, State::Ended));
        QVERIFY(!run.finished());
        run.send(notificationOf(JobId{2}, 0));
        run.advance();
        QVERIFY((run.session.cancelled == std::vector<JobId>{JobId{1}, JobId{2}}));
        QCOMPARE(run.out(), QByteArray("1\n1\n"));
    }
    void observeUntilDuration()
    {
        CliRun run(words("observe --duration 10 coap://h/"));
        run.send(notificationOf(JobId{1}, 0));
        run.advance(seconds(9));
        QVERIFY(run.session.cancelled.empty());
        run.advance(seconds(1));
        QCOMPARE(run.session.cancelled.size(), std::size_t{1});
        // The device says nothing to the deregistration: not waited for ever.
        run.advance(seconds(cli::VerbRunner::kCancelWaitSeconds));
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 0);
    }
    void observeRefused()
    {
        CliRun run(words("observe --json coap://h/"));
        run.send(responseOf(JobId{1}, code::kMethodNotAllowed, ""));
        run.send(stateOf(JobId{1}, State::Ended));
        run.advance();
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 4);
        QCOMPARE(run.events().at(0).value(QStringLiteral("event")).toString(),
                 QStringLiteral("response"));
    }
    void observeNotObservable()
    {
        CliRun run(words("observe --json coap://h/"));
        run.send(responseOf(JobId{1}, code::kContent, "once"));
        run.send(stateOf(JobId{1}, State::Ended));
        run.advance();
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 4);
        QCOMPARE(run.events().at(1).value(QStringLiteral("kind")).toString(),
                 QStringLiteral("not-observable"));
    }
    void observeSilent()
    {
        CliRun run(words("observe --json coap://h/"));
        run.send(notificationOf(JobId{1}, 0));
        run.send(stateOf(JobId{1}, State::Stale));
        run.send(stateOf(JobId{1}, State::Retrying));
        run.send(failedOf(JobId{1}, FailureKind::Timeout));
        run.advance();
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 3);
    }
    void observeThatEndsIsNotWaitedFor()
    {
        CliRun run(words("observe coap://a/ coap://b/"));
        run.send(responseOf(JobId{1}, code::kNotFound, ""));
        run.send(stateOf(JobId{1}, State::Ended));
        run.advance(seconds(5));
        QVERIFY(!run.finished()); // the other one goes on
        run.send(failedOf(JobId{2}, FailureKind::Unreachable));
        run.advance();
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 3);
    }
    void discover()
    {
        CliRun run(words("discover --json"));
        DeviceFound device;
        device.job = JobId{1};
        run.send(device);
        DiscoveryFinished finished;
        finished.job = JobId{1};
        finished.devices = 1;
        finished.counts.answers = 3;
        finished.cuts.lostInKernel = 2;
        run.send(finished);
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 0);
        const QJsonObject end = run.events().back();
        QCOMPARE(end.value(QStringLiteral("event")).toString(), QStringLiteral("discovered"));
        QCOMPARE(end.value(QStringLiteral("answers")).toInt(), 3);
        QCOMPARE(end.value(QStringLiteral("lost")).toInt(), 2);
        finished.devices = 0;
        finished.reasons = {
            {ScanFinding::FirewallLikely, QStringLiteral("eth0"), QStringLiteral("224.0.1.187")}};
        CliRun nobody(words("discover --json"));
        nobody.send(finished);
        QCOMPARE(nobody.status(), 3);
        QCOMPARE(nobody.events().at(0).value(QStringLiteral("event")).toString(),
                 QStringLiteral("error"));
        QVERIFY(nobody.events()
                    .at(0)
                    .value(QStringLiteral("hint"))
                    .toString()
                    .contains(QLatin1String("firewall")));
        CliRun failed(words("discover coap://h"));
        failed.send(failedOf(JobId{1}, FailureKind::NoInterface));
        QVERIFY(failed.finished());
        QCOMPARE(failed.status(), 3);
    }
    void ping()
    {
        CliRun run(words("ping --json --count 2 coap://h"));
        PongArrived pong;
        pong.job = JobId{1};
        pong.last = false;
        run.send(pong);
        QVERIFY(!run.finished());
        run.send(failedOf(JobId{1}, FailureKind::Timeout));
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 0); // one reply is enough
        QCOMPARE(run.events().size(), std::size_t{2});
        CliRun silent(words("ping coap://h"));
        silent.send(failedOf(JobId{1}, FailureKind::Timeout));
        QCOMPARE(silent.status(), 3);
    }
    void flashInParallel()
    {
        QTemporaryFile image;
        QVERIFY(image.open() && image.write("image") == 5 && image.flush());
        CliRun run(flashLine(image, "--parallel 2 coap://a/f coap://b/f coap://c/f"));
        QCOMPARE(run.session.uploads.size(), std::size_t{2});
        UploadFinished finished;
        finished.job = JobId{1};
        finished.code = code::kChanged;
        run.send(finished);
        run.advance();
        QCOMPARE(run.session.uploads.size(), std::size_t{3});
        run.send(failedOf(JobId{2}, FailureKind::TransferRefused, code::kRequestEntityTooLarge));
        finished.job = JobId{3};
        run.send(finished);
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 4);
    }
    void flashSaysOnceWhyItDoesNotResume()
    {
        QTemporaryFile image;
        QVERIFY(image.open() && image.write("image") == 5 && image.flush());
        CliRun run(flashLine(image, "--resume coap://a/f"));
        UploadProgress progress;
        progress.job = JobId{1};
        progress.uri = QStringLiteral("coap://a/f");
        progress.resume = ResumeOutcome::RecordDamaged;
        run.send(progress);
        run.send(progress);
        QCOMPARE(run.err().count("is damaged and was set aside"), 1);
        progress.resume = ResumeOutcome::Resumed;
        run.send(progress);
        QCOMPARE(run.err().count('\n'), 1);
    }
    void flashNotVerified()
    {
        QTemporaryFile image;
        QVERIFY(image.open() && image.write("image") == 5 && image.flush());
        CliRun run(flashLine(image, "--verify /f coap://a/f"));
        UploadFinished finished;
        finished.job = JobId{1};
        finished.code = code::kChanged;
        finished.verified = false;
        run.send(finished);
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 1);
    }
    void plugtest()
    {
        QTemporaryDir folder;
        const QString report = folder.filePath(QStringLiteral("report.xml"));
        CliRun run(words("plugtest --json --only core_01,OBS_12 coap://h") +
                   QStringList{QStringLiteral("--junit"), report});
        QCOMPARE(run.session.plugtests.size(), std::size_t{1});
        QCOMPARE(run.session.plugtests.front().only.size(), 2);
        run.send(judgedOf("CORE_01", PlugtestVerdict::Pass));
        run.send(judgedOf("OBS_12", PlugtestVerdict::Fail));
        QVERIFY(!run.finished());
        PlugtestEnded ended;
        ended.job = JobId{1};
        ended.anythingReceived = true;
        run.send(ended);
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 1);
        const auto events = run.events();
        QCOMPARE(events.size(), std::size_t{3});
        QCOMPARE(events[1].value(QStringLiteral("verdict")).toString(), QStringLiteral("FAIL"));
        QCOMPARE(events[2].value(QStringLiteral("event")).toString(), QStringLiteral("summary"));
        QFile file(report);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray xml = file.readAll();
        QVERIFY(xml.contains("tests=\"2\" failures=\"1\""));
        // What a server sends never ends up as markup or control characters.
        QVERIFY(xml.contains("\\x1b&lt;b&gt;"));
    }
    void plugtestOfASilentServer()
    {
        CliRun run(words("plugtest coap://h"));
        run.send(judgedOf("CORE_01", PlugtestVerdict::Inconclusive));
        PlugtestEnded ended;
        ended.job = JobId{1};
        run.send(ended);
        QCOMPARE(run.status(), 3);
        QVERIFY(run.out().contains("INCONCLUSIVE"));
    }
    void plugtestInterrupted()
    {
        QTemporaryDir folder;
        const QString report = folder.filePath(QStringLiteral("report.xml"));
        CliRun run(words("plugtest coap://h --junit") + QStringList{report});
        run.send(judgedOf("CORE_01", PlugtestVerdict::Pass));
        run.runner().interrupt();
        run.advance();
        QCOMPARE(run.session.cancelled.size(), std::size_t{1});
        run.send(failedOf(JobId{1}, FailureKind::Cancelled));
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 130);
        // What was played is reported all the same.
        QFile file(report);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains("tests=\"1\""));
    }
    void plugtestReportThatCannotBeWritten()
    {
        CliRun run(words("plugtest coap://h --junit /nonexistent/report.xml"));
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 73);
        QVERIFY(run.session.plugtests.empty());
    }
    void interrupt()
    {
        CliRun run(words("observe --json coap://h/"));
        run.send(notificationOf(JobId{1}, 0));
        run.runner().interrupt();
        run.advance();
        QCOMPARE(run.session.cancelled.size(), std::size_t{1});
        run.send(stateOf(JobId{1}, State::Ended));
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 130);
        QCOMPARE(run.events().back().value(QStringLiteral("kind")).toString(),
                 QStringLiteral("cancelled"));
    }
    void interruptOfADeadNetwork()
    {
        CliRun run(words("get coap://h/"));
        run.runner().interrupt();
        run.advance(seconds(cli::VerbRunner::kCancelWaitSeconds));
        QVERIFY(run.finished());
        QCOMPARE(run.status(), 130);
        CliRun twice(words("get coap://h/"));
        twice.runner().interrupt();
        twice.runner().interrupt();
        QVERIFY(twice.finished());
        QCOMPARE(twice.status(), 130);
    }
    void interruptedRequestsStartNoMore()
    {
        CliRun run(words("get coap://a/ coap://b/"));
        run.runner().interrupt();
        run.advance();
        run.send(failedOf(JobId{1}, FailureKind::Cancelled));
        run.advance();
        QVERIFY(run.finished());
        QCOMPARE(run.session.requests.size(), std::size_t{1});
        QCOMPARE(run.status(), 130);
    }
};

COPPER_TEST(TestRunners);
#include "test_runners.moc"
