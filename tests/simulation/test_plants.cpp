// SPDX-License-Identifier: GPL-3.0-or-later
// The simulation sees: each fault that can be planted in its engine breaks an invariant. The
// program is asked, because this one is linked to the engine without plants.
#include "tests/support/test_registry.h"
#include "tests/support/vectors.h"

#include <QProcess>
#include <QTest>

using namespace copper::test;

namespace {

struct Run
{
    int exitCode = -1;
    QString output;
};

Run simulate(const QStringList &arguments)
{
    QProcess process;
    process.start(programFolder() + QStringLiteral("/../tools/simulate"), arguments);
    if (!process.waitForFinished(600'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput())};
}

} // namespace

class TestPlants : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachIsCaught_data()
    {
        QTest::addColumn<QString>("plant");
        const Run list = simulate({QStringLiteral("--list-plants")});
        QCOMPARE(list.exitCode, 0);
        const QStringList lines = list.output.split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(lines.size() >= 10);
        for (const QString &line : lines) {
            const QString name = line.section(u' ', 0, 0);
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void eachIsCaught()
    {
        QFETCH(QString, plant);
        const Run run = simulate(
            {QStringLiteral("--plant"), plant, QStringLiteral("--seeds"), QStringLiteral("1000")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.output.startsWith(QStringLiteral("seed ")), qPrintable(run.output));
        QVERIFY2(run.output.contains(QStringLiteral("--plant ") + plant), qPrintable(run.output));
    }
    void whatIsNotThereIsRefused()
    {
        QCOMPARE(simulate({QStringLiteral("--plant"), QStringLiteral("nothing")}).exitCode, 64);
        QCOMPARE(simulate({QStringLiteral("--seeds"), QStringLiteral("x")}).exitCode, 64);
        QCOMPARE(simulate({QStringLiteral("--seed")}).exitCode, 64);
    }
    void withoutAPlantNothingFails()
    {
        const Run run = simulate({QStringLiteral("--seeds"), QStringLiteral("20")});
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.output.startsWith(QStringLiteral("20 seeds, ")), qPrintable(run.output));
        QVERIFY2(run.output.endsWith(QStringLiteral(", 0 failures\n")), qPrintable(run.output));
    }
};

COPPER_TEST(TestPlants);
#include "test_plants.moc"
