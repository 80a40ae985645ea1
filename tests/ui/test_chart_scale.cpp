// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/wall_clock.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/dashboard/chart_scale.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace copper;
using copper::test::timeAt;

class TestChartScale : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void boundsAreRoundAndHoldTheData_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("temperature") << 21.7 << 27.3;
        QTest::newRow("power") << 101.0 << 449.0;
        QTest::newRow("negative") << -40.2 << -3.1;
        QTest::newRow("across zero") << -1.0 << 1.0;
        QTest::newRow("tiny") << 0.00012 << 0.00019;
        QTest::newRow("huge") << 1.2e12 << 9.7e12;
        QTest::newRow("constant") << 5.0 << 5.0;
        QTest::newRow("constant zero") << 0.0 << 0.0;
        QTest::newRow("swapped") << 9.0 << 3.0;
    }
    void boundsAreRoundAndHoldTheData()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        const ValueScale scale = scaleFor(low, high);
        QVERIFY(scale.low <= std::min(low, high));
        QVERIFY(scale.high >= std::max(low, high));
        const auto ticks = scale.ticks();
        QVERIFY2(ticks.size() >= 2 && ticks.size() <= 7, qPrintable(QString::number(ticks.size())));
        QVERIFY(std::abs(ticks.back() - scale.high) < scale.step * 1e-6);
    }
    void whatIsNotFiniteGivesTheDefault()
    {
        QVERIFY(scaleFor(std::numeric_limits<double>::quiet_NaN(), 1) == ValueScale{});
    }
    void labelsKeepTheirDecimals()
    {
        const ValueScale scale = scaleFor(22.71, 23.49);
        QVERIFY(scale.label(scale.low).contains(QLatin1Char('.')));
        QCOMPARE(scaleFor(0, 600).label(200), QStringLiteral("200"));
        QCOMPARE(scaleFor(-30, 30).label(-20), QString(QChar(0x2212)) + QStringLiteral("20"));
    }
    void timeTicksAreRoundAndApart_data()
    {
        QTest::addColumn<double>("length");
        for (const double length : {5.0, 60.0, 300.0, 3600.0, 86400.0})
            QTest::newRow(qPrintable(QString::number(length))) << length;
    }
    void timeTicksAreRoundAndApart()
    {
        QFETCH(double, length);
        const TimeSpan span{timeAt(0), timeAt(length)};
        const auto ticks = timeTicks(span, 600);
        QVERIFY(!ticks.empty() && ticks.size() <= 8);
        for (std::size_t i = 1; i < ticks.size(); ++i)
            QVERIFY(ticks[i].at.secondsSince(ticks[i - 1].at) / length * 600 >= 59);
        for (const TimeTick &tick : ticks) {
            QVERIFY(tick.at >= span.from && tick.at <= span.to);
            QCOMPARE(tick.at.unixMicros % 1'000'000, 0);
        }
    }
};

COPPER_TEST(TestChartScale);
#include "test_chart_scale.moc"
