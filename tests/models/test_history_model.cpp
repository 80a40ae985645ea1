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
        HistoryModel model(history);
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
        HistoryModel later(history);
        QCOMPARE(later.rowCount(), model.rowCount());
    }
};

COPPER_TEST(TestHistoryModel);
#include "test_history_model.moc"
