// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sample_store.h"
#include "tests/support/fake_session.h"
#include "tests/support/test_registry.h"

#include "core/base/random.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace copper;
using namespace copper::test;

namespace {

ChartableValue number(const char *path, double value, const char *unit = "")
{
    ChartableValue result;
    result.path = ValuePath{path};
    result.value = value;
    result.unit = unit;
    return result;
}

} // namespace

class TestSampleStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Out of the store and in again, before what came meanwhile.
    void takenOutAndPutBack()
    {
        SampleStore store;
        const QString uri = QStringLiteral("coap://h/a");
        store.take(uri, {number("", 1, "Cel"), number("/b", 2)}, timeAt(0));
        store.take(uri, {number("", 3, "Cel"), number("/b", 4)}, timeAt(1));
        QSignalSpy removed(&store, &SampleStore::seriesRemoved);
        std::vector<SampleStore::Kept> kept = store.takeOut(uri);
        QCOMPARE(kept.size(), std::size_t(2));
        QCOMPARE(removed.size(), 2);
        QVERIFY(store.all().empty());
        store.take(uri, {number("", 9)}, timeAt(7));
        store.putBack(std::move(kept));
        const auto id = store.find(uri, {});
        QVERIFY(id.has_value());
        const SampleSeries &series = *store.series(*id);
        QCOMPARE(series.size(), std::size_t(3));
        QCOMPARE(series[0].value, 1.0);
        QCOMPARE(series.last().value, 9.0);
        QCOMPARE(series.gaps().size(), std::size_t(1));
        QCOMPARE(store.info(*id)->unit, QStringLiteral("Cel"));
        QCOMPARE(store.series(*store.find(uri, ValuePath{"/b"}))->size(), std::size_t(2));
        // To another URI, before what is there.
        const QString other = QStringLiteral("coap://i/a");
        store.take(other, {number("", 5)}, timeAt(20));
        store.moveResource(uri, other);
        QVERIFY(!store.find(uri, {}));
        QCOMPARE(store.series(*store.find(other, {}))->size(), std::size_t(4));
        QCOMPARE(store.series(*store.find(other, {}))->last().value, 5.0);
        store.moveResource(other, other);
        QCOMPARE(store.series(*store.find(other, {}))->size(), std::size_t(4));
    }
    void decimationKeepsExtremesAndTheBound()
    {
        SampleSeries series;
        constexpr int kCount = 100'000;
        for (int i = 0; i < kCount; ++i)
            series.append({timeAt(i * 0.1), std::sin(i * 0.001)});
        // One needle in the middle of a bucket of the second level.
        SampleSeries needle = series;
        needle.append({timeAt(kCount * 0.1), 1000});
        for (int i = 1; i < 5000; ++i)
            needle.append({timeAt((kCount + i) * 0.1), 0});
        for (const std::size_t pixels : {1U, 7U, 100U, 800U}) {
            const auto points = needle.decimated(timeAt(5), timeAt(10'400), pixels);
            QVERIFY(points.size() <= 2 * pixels + 2);
            double highest = 0;
            WallTime before{};
            for (const Sample &point : points) {
                QVERIFY(point.at >= before);
                before = point.at;
                highest = std::max(highest, point.value);
            }
            QCOMPARE(highest, 1000.0);
        }
        // Few samples come as they are, with one neighbour on each side.
        const auto few = series.decimated(timeAt(10), timeAt(11), 100);
        QCOMPARE(few.size(), std::size_t(13));
        QVERIFY(series.decimated(timeAt(11), timeAt(10), 100).empty());
        QVERIFY(series.decimated(timeAt(10), timeAt(11), 0).empty());
    }
    void decimationAgreesWithBruteForce()
    {
        SampleSeries series;
        SeededRandom random(5);
        std::vector<Sample> all;
        double t = 0;
        for (int i = 0; i < 20'000; ++i) {
            t += random.unit() * 3;
            const Sample sample{timeAt(t), random.unit()};
            series.append(sample);
            all.push_back(sample);
        }
        const WallTime from = timeAt(100), to = timeAt(20'000);
        constexpr std::size_t kPixels = 50;
        std::vector<std::optional<SampleExtremes>> columns(kPixels);
        const auto columnOf = [&](WallTime at) {
            const double width = static_cast<double>(to.unixMicros - from.unixMicros) + 1;
            return static_cast<std::size_t>(static_cast<double>(at.unixMicros - from.unixMicros) *
                                            kPixels / width);
        };
        for (const Sample &sample : all) {
            if (sample.at < from || sample.at > to)
                continue;
            auto &column = columns[columnOf(sample.at)];
            if (!column)
                column = SampleExtremes{sample.value, sample.value};
            column->lowest = std::min(column->lowest, sample.value);
            column->highest = std::max(column->highest, sample.value);
        }
        std::vector<std::optional<SampleExtremes>> got(kPixels);
        for (const Sample &sample : series.decimated(from, to, kPixels)) {
            if (sample.at < from || sample.at > to)
                continue;
            auto &column = got[columnOf(sample.at)];
            if (!column)
                column = SampleExtremes{sample.value, sample.value};
            column->lowest = std::min(column->lowest, sample.value);
            column->highest = std::max(column->highest, sample.value);
        }
        for (std::size_t i = 0; i < kPixels; ++i) {
            QVERIFY(columns[i] && got[i]);
            QCOMPARE(got[i]->lowest, columns[i]->lowest);
            QCOMPARE(got[i]->highest, columns[i]->highest);
        }
        const auto whole = series.extremes(from, to);
        QVERIFY(whole);
        QVERIFY(!series.extremes(timeAt(-10), timeAt(-5)));
    }
    void boundedAndInOrder()
    {
        SampleSeries series(1); // the smallest possible
        const std::size_t limit = 2 * SampleSeries::kTrimSamples;
        for (std::size_t i = 0; i < limit + 10; ++i)
            QVERIFY(series.append({timeAt(static_cast<double>(i)), static_cast<double>(i)}));
        QCOMPARE(series.size(), limit - SampleSeries::kTrimSamples + 10);
        QCOMPARE(series.dropped(), std::uint64_t(SampleSeries::kTrimSamples));
        QCOMPARE(series[0].value, static_cast<double>(SampleSeries::kTrimSamples));
        // The levels moved along.
        const auto range = series.extremes(timeAt(0), timeAt(1e9));
        QCOMPARE(range->lowest, static_cast<double>(SampleSeries::kTrimSamples));
        QCOMPARE(range->highest, static_cast<double>(limit + 9));
        QVERIFY(!series.append({timeAt(1e6), std::numeric_limits<double>::quiet_NaN()}));
        QVERIFY(!series.append({timeAt(1e6), std::numeric_limits<double>::infinity()}));
        // The wall clock was set back.
        series.append({timeAt(1), 5});
        QVERIFY(series.last().at == timeAt(static_cast<double>(limit + 9)));
        QVERIFY(series.atOrBefore(timeAt(1e9))->value == 5);
        QVERIFY(!series.atOrBefore(timeAt(0)));
    }
    void gaps()
    {
        SampleSeries series(1);
        series.breakHere(); // nothing before it: no gap
        series.append({timeAt(0), 1});
        series.breakHere();
        series.append({timeAt(10), 1});
        QCOMPARE(series.gaps().size(), std::size_t(1));
        QVERIFY(series.gaps().front() == (SampleGap{timeAt(0), timeAt(10)}));
        for (std::size_t i = 0; i < SampleSeries::kMaxGaps + 5; ++i) {
            series.breakHere();
            series.append({timeAt(static_cast<double>(20 + i)), 1});
        }
        QCOMPARE(series.gaps().size(), SampleSeries::kMaxGaps);
    }
    void storeNotifiesOncePerBatch()
    {
        SampleStore store;
        const QString uri = QStringLiteral("coap://h/pack");
        QSignalSpy added(&store, &SampleStore::seriesAdded);
        int batches = 0;
        std::size_t changed = 0;
        connect(&store, &SampleStore::seriesChanged, this, [&](const std::vector<SeriesId> &ids) {
            ++batches;
            changed = ids.size();
        });
        store.take(uri, {number("/a", 1, "Cel"), number("/b", 2)}, timeAt(0));
        store.take(uri, {number("/a", 3), number("/b", 4)}, timeAt(1));
        store.commit();
        store.commit();
        QCOMPARE(added.size(), 2);
        QCOMPARE(batches, 1);
        QCOMPARE(changed, std::size_t(2));
        const auto a = store.find(uri, ValuePath{"/a"});
        QVERIFY(a);
        QCOMPARE(store.info(*a)->unit, QStringLiteral("Cel"));
        QCOMPARE(store.series(*a)->size(), std::size_t(2));
        store.setStale(uri, timeAt(61));
        QVERIFY(store.info(*a)->staleSince == timeAt(61));
        store.take(uri, {number("/a", 5)}, timeAt(70));
        QVERIFY(!store.info(*a)->staleSince);
        store.removeResource(uri);
        QVERIFY(!store.find(uri, ValuePath{"/a"}));
        store.commit(); // nothing is left to be told
        QCOMPARE(batches, 1);
    }
    void storeLimits()
    {
        SampleStore store(nullptr, 1);
        std::vector<ChartableValue> many;
        for (int i = 0; i < 100; ++i)
            many.push_back(number(qPrintable(QStringLiteral("/%1").arg(i)), i));
        store.take(QStringLiteral("coap://h/x"), many, timeAt(0));
        QCOMPARE(store.all().size(), SampleStore::kMaxAutomaticPerResource);
        // Asked for by name there may be more.
        QVERIFY(store.open(QStringLiteral("coap://h/x"), ValuePath{"/99"}));
        store.take(QStringLiteral("coap://h/x"), many, timeAt(1));
        QCOMPARE(store.all().size(), SampleStore::kMaxAutomaticPerResource + 1);
        const auto last = store.find(QStringLiteral("coap://h/x"), ValuePath{"/99"});
        QCOMPARE(store.series(*last)->size(), std::size_t(1));
        for (std::size_t i = store.all().size(); i < SampleStore::kMaxSeries; ++i)
            QVERIFY(store.open(QStringLiteral("coap://h/%1").arg(i), ValuePath{}));
        QVERIFY(!store.open(QStringLiteral("coap://h/more"), ValuePath{}));
        store.take(QStringLiteral("coap://h/more"), {number("", 1)}, timeAt(2));
        QVERIFY(store.seriesOf(QStringLiteral("coap://h/more")).empty());
    }
};

COPPER_TEST(TestSampleStore);
#include "test_sample_store.moc"
