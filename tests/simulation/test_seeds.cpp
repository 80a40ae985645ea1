// SPDX-License-Identifier: GPL-3.0-or-later
// Whole scenarios in virtual time; ./dev simulate runs as many as one likes.
#include "tests/simulation/scenario.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper::test;

class TestSeeds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSameSeedIsTheSameScenario()
    {
        Scenario one(42);
        Scenario two(42);
        QCOMPARE(one.run().messages, two.run().messages);
        QVERIFY(one.trace() == two.trace());
    }
    void seeds()
    {
        constexpr std::uint64_t kSeeds = 500;
        std::uint64_t messages = 0;
        std::uint64_t exchanges = 0;
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            Scenario scenario(seed);
            const ScenarioReport report = scenario.run();
            QVERIFY2(report.failure.empty(),
                     qPrintable(QStringLiteral("seed %1: %2")
                                    .arg(seed)
                                    .arg(QString::fromStdString(report.failure))));
            messages += report.messages;
            exchanges += report.exchanges;
        }
        QVERIFY(messages / kSeeds >= 300);
        QVERIFY(exchanges / kSeeds >= 20);
    }
};

COPPER_TEST(TestSeeds);
#include "test_seeds.moc"
