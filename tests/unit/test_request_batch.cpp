// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/workspace.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace copper;
using namespace copper::test;

namespace {

struct Desk
{
    FakeSession session;
    FakeClock clock;
    Workspace workspace{session, QString(), clock.asFunction()};
    RequestBatch &batch = workspace.batch();

    void give(std::vector<SessionEvent> events)
    {
        workspace.feed().take(batchOf(std::move(events)));
    }
    // The answer to the request that was asked as number `at`.
    void answer(std::size_t at, const char *payload)
    {
        const auto &[job, spec] = session.requests[at];
        give({contentResponse(job, spec.uri, payload, 0, clock.now())});
    }
};

QStringList hosts(int count)
{
    QStringList uris;
    for (int i = 1; i <= count; ++i)
        uris << QStringLiteral("coap://10.0.%1.%2/t").arg(i / 250).arg(1 + i % 250);
    return uris;
}

RequestSpec get()
{
    RequestSpec spec;
    spec.options.addUint(OptionNumber::Accept, 50);
    return spec;
}

} // namespace

class TestRequestBatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatDiffersFromTheMostIsMarked()
    {
        Desk desk;
        desk.batch.start(get(), hosts(5), {256, 1000});
        QTRY_COMPARE(desk.session.requests.size(), std::size_t{5});
        QVERIFY(desk.session.requests[3].second.options.has(OptionNumber::Accept));
        desk.answer(0, "21");
        QVERIFY(!desk.batch.rows()[0].differs);
        desk.answer(1, "22"); // a tie: the first one is the rule
        QVERIFY(desk.batch.rows()[1].differs);
        desk.answer(2, "22");
        QVERIFY(desk.batch.rows()[0].differs);
        QVERIFY(!desk.batch.rows()[1].differs && !desk.batch.rows()[2].differs);
        QCOMPARE(desk.batch.counts().differing, std::size_t{1});
        QCOMPARE(desk.batch.counts().kinds, std::size_t{2});
        JobFailed failed;
        failed.job = desk.session.requests[3].first;
        failed.kind = FailureKind::Timeout;
        desk.give({failed});
        QVERIFY(desk.batch.isRunning());
        QSignalSpy ended(&desk.batch, &RequestBatch::ended);
        desk.answer(4, "22");
        QCOMPARE(ended.count(), 1);
        QVERIFY(!desk.batch.isRunning());
        QCOMPARE(desk.batch.counts().answered, std::size_t{4});
        QCOMPARE(desk.batch.counts().failed, std::size_t{1});
        QVERIFY(!desk.batch.rows()[3].differs);
    }

    // The same bytes as another format are another answer.
    void formatAndCodeCount()
    {
        Desk desk;
        desk.batch.start({}, hosts(3), {256, 1000});
        QTRY_COMPARE(desk.session.requests.size(), std::size_t{3});
        desk.answer(0, "1");
        const auto &[job, spec] = desk.session.requests[1];
        desk.give({contentResponse(job, spec.uri, "1", 50, desk.clock.now())});
        QCOMPARE(desk.batch.counts().kinds, std::size_t{2});
        ResponseArrived error =
            contentResponse(desk.session.requests[2].first, QString(), "1", 0, desk.clock.now());
        error.code = code::kNotFound;
        desk.give({error});
        QCOMPARE(desk.batch.counts().kinds, std::size_t{3});
    }

    void noMoreAtOnceThanAllowed()
    {
        Desk desk;
        desk.batch.start({}, hosts(6), {2, 1000});
        QTRY_COMPARE(desk.session.requests.size(), std::size_t{2});
        QTest::qWait(100);
        QCOMPARE(desk.session.requests.size(), std::size_t{2});
        desk.answer(0, "1");
        QTRY_COMPARE(desk.session.requests.size(), std::size_t{3});
        QCOMPARE(desk.batch.counts().waiting, std::size_t{3});
    }

    void noFasterThanAllowed()
    {
        Desk desk;
        QElapsedTimer clock;
        clock.start();
        desk.batch.start({}, hosts(10), {256, 20});
        QTRY_COMPARE(desk.session.requests.size(), std::size_t{10});
        QVERIFY2(clock.elapsed() >= 330, qPrintable(QString::number(clock.elapsed())));
    }

    void stopCancelsAndSendsNoMore()
    {
        Desk desk;
        QSignalSpy ended(&desk.batch, &RequestBatch::ended);
        desk.batch.start({}, hosts(4), {2, 1000});
        QTRY_COMPARE(desk.session.requests.size(), std::size_t{2});
        desk.batch.stop();
        QCOMPARE(ended.count(), 1);
        QCOMPARE(desk.session.cancelled.size(), std::size_t{2});
        QCOMPARE(desk.batch.counts().stopped, std::size_t{4});
        desk.answer(0, "late");
        QCOMPARE(desk.batch.counts().answered, std::size_t{0});
    }

    void moreThanTheLimitIsSaid()
    {
        Desk desk;
        QStringList uris;
        for (std::size_t i = 0; i < RequestBatch::kMaxTargets + 7; ++i)
            uris << QStringLiteral("coap://h/%1").arg(i);
        QCOMPARE(desk.batch.start({}, uris, {1, 1}), std::size_t{7});
        QCOMPARE(desk.batch.rows().size(), RequestBatch::kMaxTargets);
    }

    void bodiesBeyondTheLimitAreNotKept()
    {
        Desk desk;
        desk.batch.start({}, hosts(2), {256, 1000});
        QTRY_COMPARE(desk.session.requests.size(), std::size_t{2});
        const auto big = std::make_shared<const Bytes>(RequestBatch::kMaxBodyBytes - 10, 0);
        ResponseArrived first =
            contentResponse(desk.session.requests[0].first, QString(), "", 42, desk.clock.now());
        first.payload = big;
        desk.give({first});
        QVERIFY(desk.batch.rows()[0].response->payload);
        desk.answer(1, "more than ten bytes");
        QVERIFY(!desk.batch.rows()[1].response->payload);
        QVERIFY(desk.batch.rows()[1].differs);
    }

    void aGroupsAnswersBecomeRows()
    {
        Desk desk;
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://224.0.1.187/t");
        desk.batch.startGroup(spec);
        QVERIFY(desk.batch.isRunning() && desk.batch.isGroup());
        const JobId job = desk.session.lastJob();
        for (const char *ip : {"10.0.0.1", "10.0.0.2"})
            desk.give({contentResponse(job, QStringLiteral("coap://%1/t").arg(QLatin1String(ip)),
                                       "on", 0, desk.clock.now(), socketAt(ip))});
        QCOMPARE(desk.batch.rows().size(), std::size_t{2});
        QCOMPARE(desk.batch.rows()[1].uri, QStringLiteral("coap://10.0.0.2/t"));
        GroupAnswered over;
        over.job = job;
        desk.give({over});
        QVERIFY(!desk.batch.isRunning());
        QCOMPARE(desk.batch.counts().answered, std::size_t{2});
    }
};

COPPER_TEST(TestRequestBatch);
#include "test_request_batch.moc"
