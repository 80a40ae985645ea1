// SPDX-License-Identifier: GPL-3.0-or-later
// Each call on a file fails in turn, for each writer: the old file is there whole or the new one,
// and what could not be saved was said.
#include "tests/durability/hindered.h"
#include "tests/durability/writers.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QTest>

#include <cerrno>

using namespace copper::test;

namespace {

struct Case
{
    const char *call;
    const char *action;
    int error;
};

constexpr Case kCases[] = {
    {"write", "once", ENOSPC},  {"write", "once", EIO},     {"write", "onward", ENOSPC},
    {"write", "short", 0},      {"write", "full", ENOSPC},  {"sync", "onward", EIO},
    {"sync", "once", EIO},      {"sync", "once", ENOSPC},   {"rename", "once", EIO},
    {"rename", "once", ENOSPC}, {"rename", "onward", EIO},  {"link", "once", EIO},
    {"link", "once", ENOSPC},   {"link", "onward", EPERM},  {"open", "once", ENOSPC},
    {"open", "once", EIO},      {"open", "onward", ENOSPC}, {"truncate", "once", EIO},
    {"remove", "once", EIO},    {"close", "once", EIO},     {"any", "kill", 0},
};

// No program asks for more of one kind in a save.
constexpr int kMostCalls = 200;

constexpr int kFirst = 3; // what is there before
constexpr int kLast = 4;

// What the program said of its saves.
struct Said
{
    explicit Said(const QByteArray &out)
    {
        for (const QByteArray &line : out.split('\n')) {
            const QList<QByteArray> words = line.split(' ');
            if (words.size() == 3 && words.at(2) == "ok")
                lastOk = words.at(1).toInt();
            if (words.size() > 3 && words.at(2) == "failed:")
                lastFailed = line.contains("Unknown error") ? 0 : words.at(1).toInt();
        }
    }
    int lastOk = kFirst - 1;
    int lastFailed = 0;
};

// Nothing when what was found is what was said, else why not.
QString judge(const Fault &fault, const HinderedRun &run, const Finished &finished,
              const Generation &found)
{
    const Said said(finished.out);
    const bool killed = fault.action == QLatin1String("kill") && run.wasReached();
    const bool ended = finished.exitCode == (killed ? -1 : 0);
    // Whatever was acknowledged is there; what is not there was called failed.
    const bool isWhole = found.state == Generation::State::Whole && found.number >= said.lastOk &&
                         found.number <= kLast &&
                         (killed || found.number == kLast || said.lastFailed == kLast);
    const bool isAside = found.state == Generation::State::Aside && said.lastFailed == kLast;
    // Nothing takes the place of a file without having reached the disk.
    const bool unsynced = fault.call == QLatin1String("sync") && fault.at == 1 &&
                          fault.action == QLatin1String("onward") && found.number >= kFirst;
    if (ended && (isWhole || isAside) && !unsynced)
        return {};
    return QStringLiteral("%1: exit %2, said '%3', found state %4 number %5 %6")
        .arg(fault.text())
        .arg(finished.exitCode)
        .arg(QString::fromUtf8(finished.out.trimmed()))
        .arg(static_cast<int>(found.state))
        .arg(found.number)
        .arg(found.detail);
}

} // namespace

class TestFailedCalls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oldOrNewAndSaid_data()
    {
        QTest::addColumn<QString>("writer");
        for (const auto &writer : makeWriters())
            QTest::newRow(qPrintable(writer->name())) << writer->name();
    }
    void oldOrNewAndSaid()
    {
        QFETCH(QString, writer);
        int reached = 0;
        for (const Case &each : kCases) {
            Fault fault{QLatin1String(each.call), 1, QLatin1String(each.action), each.error};
            for (; fault.at < kMostCalls; ++fault.at) {
                HinderedRun run;
                const QString trouble = tryOnce(run, fault, writer);
                QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
                if (!run.wasReached())
                    break;
                ++reached;
            }
            QVERIFY(fault.at < kMostCalls);
        }
        qInfo("%s: %d failed calls", qPrintable(writer), reached);
        QVERIFY(reached >= 20);
    }

private:
    // Generations 1 and 2 unhindered, then two hindered ones, then one by another run.
    static QString tryOnce(HinderedRun &run, const Fault &fault, const QString &name)
    {
        const QString place = run.folder();
        for (int generation = 1; generation < kFirst; ++generation) {
            if (!makeWriter(name)->save(place, generation))
                return QStringLiteral("the folder cannot be written");
        }
        const Finished finished =
            run.run(fault, helperPath("save_loop"),
                    {place, name, QString::number(kFirst), QString::number(kLast - kFirst + 1)});
        const QString trouble = judge(fault, run, finished, makeWriter(name)->load(place));
        if (!trouble.isEmpty())
            return trouble;
        const bool goesOn = makeWriter(name)->save(place, kLast + 1) &&
                            makeWriter(name)->load(place).number == kLast + 1;
        return goesOn ? QString() : fault.text() + QStringLiteral(": not saved afterwards");
    }
};

COPPER_TEST(TestFailedCalls);
#include "test_failed_calls.moc"
