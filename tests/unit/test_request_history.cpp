// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/request_history.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;
using namespace copper::test;

class TestRequestHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersAndThePreviousOne()
    {
        RequestHistory history;
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://h/a");
        const auto first = history.add(JobId{1}, spec, timeAt(0));
        const auto second = history.add(JobId{2}, spec, timeAt(1));
        QVERIFY(history.entry(first)->isRunning());
        history.take(contentResponse(JobId{1}, spec.uri, "one", 0, timeAt(0.1)));
        history.take(contentResponse(JobId{2}, spec.uri, "two", 0, timeAt(1.1)));
        history.take(contentResponse(JobId{99}, spec.uri, "nobody's", 0, timeAt(1.1)));
        QVERIFY(!history.entry(first)->isRunning());
        QCOMPARE(history.previousTo(second)->id, first);
        QVERIFY(history.previousTo(first) == nullptr);
        JobFailed failed;
        failed.job = JobId{3};
        const auto third = history.add(JobId{3}, spec, timeAt(2));
        history.take(failed);
        QVERIFY(history.entry(third)->failure);
        history.add(JobId{4}, spec, timeAt(3));
        history.clear();
        QCOMPARE(history.entries().size(), std::size_t(1)); // the running one stays
    }
    void limits()
    {
        RequestHistory history;
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://h/a");
        for (std::size_t i = 0; i < RequestHistory::kMaxEntries + 20; ++i) {
            const JobId job{i + 1};
            history.add(job, spec, timeAt(0));
            history.take(contentResponse(job, spec.uri, "x", 0, timeAt(0)));
        }
        QCOMPARE(history.entries().size(), RequestHistory::kMaxEntries);
        QVERIFY(history.entry(1) == nullptr);
        // Bodies: three of 30 MiB do not fit into 64.
        history.clear();
        const auto large = std::make_shared<const Bytes>(30U << 20U);
        for (std::uint64_t i = 0; i < 3; ++i) {
            const JobId job{10'000 + i};
            history.add(job, spec, timeAt(0));
            ResponseArrived response = contentResponse(job, spec.uri, "", 0, timeAt(0));
            response.payload = large;
            history.take(response);
        }
        QCOMPARE(history.entries().size(), std::size_t(2));
        for (std::size_t i = 0; i < RequestHistory::kMaxNamed; ++i)
            QVERIFY(history.saveAs(QString::number(i), spec));
        QVERIFY(!history.saveAs(QStringLiteral("one more"), spec));
        QVERIFY(history.saveAs(QStringLiteral("7"), spec)); // replaces
        QVERIFY(!history.saveAs(QStringLiteral("  "), spec));
        history.removeNamed(QStringLiteral("7"));
        QCOMPARE(history.named().size(), RequestHistory::kMaxNamed - 1);
    }
};

COPPER_TEST(TestRequestHistory);
#include "test_request_history.moc"
