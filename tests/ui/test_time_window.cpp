// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/wall_clock.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"
#include "ui/dashboard/time_window.h"

#include <QTest>

using namespace copper;
using copper::test::timeAt;

class TestTimeWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void liveFollowsNow()
    {
        TimeWindow window;
        window.setRange(60);
        QCOMPARE(window.span(timeAt(100)).to.unixMicros, timeAt(100).unixMicros);
        QCOMPARE(window.span(timeAt(101)).length_s(), 60.0);
        QVERIFY(window.isLive());
    }
    void pauseStandsStillUntilLive()
    {
        TimeWindow window;
        window.pause(timeAt(100));
        QVERIFY(window.span(timeAt(200)).to == timeAt(100));
        window.pause(timeAt(150)); // again: nothing happens
        QVERIFY(window.span(timeAt(200)).to == timeAt(100));
        window.backToLive();
        QVERIFY(window.span(timeAt(200)).to == timeAt(200));
    }
    void wheelWhileLiveStaysAtNow()
    {
        TimeWindow window;
        window.setRange(300);
        window.zoomAround(timeAt(0), 0.5, timeAt(100));
        QVERIFY(window.isLive());
        QCOMPARE(window.span(timeAt(100)).length_s(), 150.0);
    }
    void wheelWhileZoomedKeepsThePointInPlace()
    {
        TimeWindow window;
        window.zoomTo({timeAt(0), timeAt(100)});
        window.zoomAround(timeAt(25), 0.5, timeAt(500));
        const TimeSpan span = window.span(timeAt(900));
        QCOMPARE(span.length_s(), 50.0);
        QCOMPARE(timeAt(25).secondsSince(span.from), 12.5);
        QVERIFY(window.isZoomed());
    }
    void zoomIsBoundedAndOrdered()
    {
        TimeWindow window;
        window.zoomTo({timeAt(10), timeAt(10)});
        QCOMPARE(window.span(timeAt(0)).length_s(), TimeWindow::kShortest_s);
        window.zoomTo({timeAt(20), timeAt(10)});
        QVERIFY(window.span(timeAt(0)).from == timeAt(10));
        for (int i = 0; i < 100; ++i)
            window.zoomAround(timeAt(15), 2, timeAt(20));
        QVERIFY(window.span(timeAt(0)).length_s() <= TimeWindow::kLongest_s + 1e-3);
    }
    void choosingARangeGoesBackToLive()
    {
        TimeWindow window;
        window.zoomTo({timeAt(0), timeAt(10)});
        window.setRange(60);
        QVERIFY(window.isLive());
    }
};

COPPER_TEST(TestTimeWindow);
#include "test_time_window.moc"
