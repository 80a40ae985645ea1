// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/models/history_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace copper;
using namespace copper::test;

class TestHistoryModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newestFirst()
    {
        RequestHistory history;
        FakeClock clock;
        HistoryModel model(history, clock.asFunction());
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://h/a?b=1");
        const auto first = history.add(JobId{1}, spec, timeAt(0));
        spec.method = code::kPost;
        spec.uri = QStringLiteral("coap://h/c");
        history.add(JobId{2}, spec, timeAt(1));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0).data(HistoryModel::MethodRole).toString(), QStringLiteral("POST"));
        QCOMPARE(model.index(1).data(HistoryModel::PathRole).toString(), QStringLiteral("/a?b=1"));
        QVERIFY(model.index(0).data(HistoryModel::RunningRole).toBool());
        history.take(contentResponse(JobId{1}, spec.uri, "x", 0, timeAt(2)));
        QCOMPARE(model.index(1).data(HistoryModel::CodeRole).toString(), QStringLiteral("2.05"));
        JobFailed failed;
        failed.job = JobId{2};
        failed.kind = FailureKind::Timeout;
        history.take(failed);
        QCOMPARE(model.index(0).data(HistoryModel::CodeRole).toString(),
                 QStringLiteral("no answer"));
        QVERIFY(model.index(0).data(HistoryModel::ErrorRole).toBool());
        QCOMPARE(model.indexOfId(first).row(), 1);
        for (std::size_t i = 0; i < RequestHistory::kMaxEntries + 3; ++i)
            history.add(JobId{100 + i}, spec, timeAt(3));
        QCOMPARE(static_cast<std::size_t>(model.rowCount()), RequestHistory::kMaxEntries);
        history.clear();
        HistoryModel later(history, clock.asFunction());
        QCOMPARE(later.rowCount(), model.rowCount());
    }

    void thoseOfBeforeSayTheirDay()
    {
        RequestHistory history;
        FakeClock clock;
        HistoryModel model(history, clock.asFunction());
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        RequestSpec spec;
        spec.uri = QStringLiteral("coap://h/config");
        history.add(JobId{1}, spec, clock.now());
        std::vector<HistoryEntry> before;
        for (const double days : {1.0, 3.0, 40.0}) {
            HistoryEntry entry;
            entry.sentAt = plusSeconds(clock.now(), -86'400 * days);
            entry.id = static_cast<std::uint64_t>(entry.sentAt.unixMicros);
            entry.spec = spec;
            entry.failure.emplace();
            before.push_back(entry);
        }
        history.restore(before);
        QCOMPARE(model.rowCount(), 4);
        QVERIFY(model.index(0).data(HistoryModel::RunningRole).toBool());
        const auto when = [&model](int row) {
            return model.index(row).data(HistoryModel::TimeRole).toString();
        };
        QCOMPARE(when(0).size(), 8);
        QVERIFY2(when(1).startsWith(QLatin1String("yesterday ")), qPrintable(when(1)));
        QVERIFY2(when(2).size() < 12 && when(2).contains(QLatin1Char(' ')), qPrintable(when(2)));
        QVERIFY2(when(3).contains(QLatin1Char('-')), qPrintable(when(3)));
        history.restore(before); // again: nothing twice
        QCOMPARE(model.rowCount(), 4);
    }
};

COPPER_TEST(TestHistoryModel);
#include "test_history_model.moc"
