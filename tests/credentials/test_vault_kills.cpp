// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at random points while entries are added and removed; each call on files failing in turn;
// two processes at once. What was confirmed is there, nothing is damaged.
#include "core/base/random.h"
#include "tests/credentials/vault_steps.h"
#include "tests/durability/hindered.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QTest>

#include <cerrno>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kKills = 100; // COPPER_KILLS for another number
constexpr std::uint32_t kLongestRun_ms = 30;
constexpr std::uint64_t kSeed = 20'261'124;

QString helper()
{
    return helperPath("credential_helper");
}

// The numbers of the credentials there; nothing where one is not what was added.
std::optional<std::set<int>> numbersIn(const Vault &vault)
{
    std::set<int> numbers;
    for (const Credential &each : vault.content().book.credentials()) {
        int number = 0;
        for (std::size_t i = 12; i < 16; ++i)
            number = number << 8 | each.id.bytes[i];
        if (!isNumbered(each, number))
            return std::nullopt;
        numbers.insert(number);
    }
    return numbers;
}

std::optional<std::set<int>> numbersAt(const QString &folder)
{
    const auto vault = Vault::open(folder + QStringLiteral("/vault"), secret("pw"), deriveVaultKey);
    return vault ? numbersIn(*vault) : std::nullopt;
}

// How many lines "WORD N ok" there are, whole ones.
std::set<int> confirmed(const QByteArray &out)
{
    std::set<int> numbers;
    for (const QByteArray &line : out.left(out.lastIndexOf('\n') + 1).split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() == 3 && words.at(2) == "ok")
            numbers.insert(words.at(1).toInt());
    }
    return numbers;
}

struct Case
{
    const char *call;
    const char *action;
    int error;
};

constexpr Case kCases[] = {
    {"write", "once", ENOSPC}, {"write", "onward", EIO},  {"write", "short", 0},
    {"write", "full", ENOSPC}, {"sync", "once", EIO},     {"sync", "onward", EIO},
    {"rename", "once", EIO},   {"link", "once", ENOSPC},  {"link", "onward", EPERM},
    {"open", "once", EACCES},  {"open", "onward", EROFS}, {"truncate", "once", EIO},
    {"remove", "once", EIO},   {"close", "once", EIO},    {"any", "kill", 0},
};

// Credentials 1 and 2 unhindered, then 3 and 4 with a fault, then 5.
QString tryOnce(HinderedRun &run, const Fault &fault)
{
    const QString place = run.folder();
    (void)test::run(helper(),
                    {QStringLiteral("vault-add"), place, QStringLiteral("1"), QStringLiteral("2")});
    const Finished finished =
        run.run(fault, helper(),
                {QStringLiteral("vault-add"), place, QStringLiteral("3"), QStringLiteral("2")});
    const std::set<int> said = confirmed(finished.out);
    const auto found = numbersAt(place);
    const bool all = found && found->contains(1) && found->contains(2) &&
                     std::includes(found->begin(), found->end(), said.begin(), said.end());
    const bool silent = !run.wasReached() || fault.action == QLatin1String("kill") ||
                        said.size() == 2 || finished.out.contains("failed");
    const bool aside = !QDir(place).entryList({QStringLiteral("*damaged*")}).isEmpty();
    const auto after = test::run(
        helper(), {QStringLiteral("vault-add"), place, QStringLiteral("5"), QStringLiteral("1")});
    if (all && silent && !aside && confirmed(after.out).contains(5) &&
        numbersAt(place)->size() == found->size() + 1)
        return {};
    return fault.text() + QStringLiteral(": said '%1', %2 there, damaged %3, then '%4'")
                              .arg(QString::fromUtf8(finished.out.trimmed()))
                              .arg(found ? static_cast<int>(found->size()) : -1)
                              .arg(aside)
                              .arg(QString::fromUtf8(after.out.trimmed()));
}

} // namespace

class TestVaultKills : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyConfirmedEntryIsThere()
    {
        const HinderedRun place;
        const int asked = qEnvironmentVariableIntValue("COPPER_KILLS");
        const int kills = asked > 0 ? asked : kKills;
        SeededRandom random(kSeed);
        int steps = 0;
        for (int kill = 0; kill < kills; ++kill) {
            const QByteArray out = runAndKill(helper(),
                                              {QStringLiteral("vault-loop"), place.folder(),
                                               QString::number(steps), QStringLiteral("1000000")},
                                              static_cast<int>(random.below(kLongestRun_ms)));
            QVERIFY2(!out.contains("failed"), out.constData());
            const std::set<int> said = confirmed(out);
            if (!said.empty())
                steps = *said.rbegin() + 1;
            const auto found = numbersAt(place.folder());
            QVERIFY2(found, qPrintable(QStringLiteral("kill %1: not readable").arg(kill)));
            // The step that was under way may be done as well, without having been said.
            if (*found != thereAfter(steps)) {
                ++steps;
                QVERIFY2(*found == thereAfter(steps),
                         qPrintable(QStringLiteral("kill %1 after step %2").arg(kill).arg(steps)));
            }
        }
        const QStringList files = QDir(place.folder()).entryList(QDir::Files | QDir::Hidden);
        qInfo("%d kills, %d steps; files: %s", kills, steps,
              qPrintable(files.join(QLatin1Char(' '))));
        QVERIFY(steps > kills);
        QVERIFY(files.filter(QStringLiteral("damaged")).isEmpty());
    }

    void eachFailedCallIsSaidAndLosesNothing()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("ASan's library must be the first one loaded, before the shim");
#endif
        int reached = 0;
        for (const Case &each : kCases) {
            for (int at = 1; at < 100; ++at) {
                HinderedRun run;
                const Fault fault{QLatin1String(each.call), at, QLatin1String(each.action),
                                  each.error};
                const QString trouble = tryOnce(run, fault);
                QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
                if (!run.wasReached())
                    break;
                ++reached;
            }
        }
        qInfo("%d failed calls", reached);
        QVERIFY(reached >= 40);
    }

    void twoWritersLoseNothingOfEachOther()
    {
        const HinderedRun place;
        (void)test::run(helper(), {QStringLiteral("vault-add"), place.folder(), QStringLiteral("0"),
                                   QStringLiteral("1")});
        constexpr int kEach = 60;
        std::vector<std::unique_ptr<QProcess>> writers;
        for (const int first : {100, 200, 300}) {
            writers.push_back(std::make_unique<QProcess>());
            writers.back()->start(helper(), {QStringLiteral("vault-add"), place.folder(),
                                             QString::number(first), QString::number(kEach)});
        }
        std::set<int> said{0};
        for (const auto &writer : writers) {
            QVERIFY(writer->waitForFinished(30'000));
            said.merge(confirmed(writer->readAllStandardOutput()));
        }
        QCOMPARE(said.size(), std::size_t(3 * kEach + 1));
        QVERIFY(numbersAt(place.folder()) == said);
    }
};

COPPER_TEST(TestVaultKills);
#include "test_vault_kills.moc"
