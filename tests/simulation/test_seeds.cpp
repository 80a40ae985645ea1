// SPDX-License-Identifier: GPL-3.0-or-later
// Whole scenarios in virtual time; ./dev simulate runs as many as one likes.
#include "tests/simulation/seed_run.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper::test;

namespace {

// Ten thousand where they take a minute; where every step is watched (sanitizers, coverage) what
// takes as long.
#ifdef COPPER_WATCHED_BUILD
constexpr std::uint64_t kSeeds = 100;
constexpr unsigned kThreads = 1;
#else
constexpr std::uint64_t kSeeds = 10'000;
constexpr unsigned kThreads = 2;
#endif

} // namespace

class TestSeeds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSameSeedIsTheSameScenario()
    {
        Scenario one(42, true);
        Scenario two(42, true);
        Scenario untraced(42);
        const ScenarioReport report = one.run();
        QCOMPARE(two.run().messages, report.messages);
        QCOMPARE(untraced.run().messages, report.messages);
        QVERIFY(one.trace() == two.trace());
        QCOMPARE(untraced.trace().size(), std::size_t(1)); // the names of the nodes
    }
    void seeds()
    {
        const SeedSums sums = runSeeds(1, kSeeds, kThreads, 1);
        for (const SeedFailure &failure : sums.failures)
            QFAIL(qPrintable(QStringLiteral("seed %1: %2")
                                 .arg(failure.seed)
                                 .arg(QString::fromStdString(failure.invariant))));
        QCOMPARE(sums.seeds, kSeeds);
        QVERIFY(sums.messages / kSeeds >= 300);
        QVERIFY(sums.exchanges / kSeeds >= 20);
    }
};

COPPER_TEST(TestSeeds);
#include "test_seeds.moc"
