// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at random points of a loop that saves everything in turn: each file is one whole
// generation, not older than the last that was acknowledged.
#include "core/base/random.h"
#include "tests/durability/hindered.h"
#include "tests/durability/pcapng_blocks.h"
#include "tests/durability/writers.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <map>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kKills = 200;
constexpr int kTraceKills = 20;
constexpr std::uint32_t kLongestRun_ms = 40;
constexpr std::uint64_t kSeed = 20'260'512;

// The last "NAME NUMBER ok" of each name. A last line without its end was not acknowledged.
std::map<QString, int> acknowledged(const QByteArray &out)
{
    std::map<QString, int> last;
    for (const QByteArray &line : out.left(out.lastIndexOf('\n')).split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() == 3 && words.at(2) == "ok")
            last[QString::fromLatin1(words.at(0))] = words.at(1).toInt();
    }
    return last;
}

int randomBelow(SeededRandom &random, std::uint32_t end)
{
    return static_cast<int>(random.below(end));
}

} // namespace

class TestKills : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFileIsOneGeneration()
    {
        const HinderedRun place;
        SeededRandom random(kSeed);
        std::map<QString, int> last;
        int first = 1;
        for (int kill = 0; kill < kKills; ++kill) {
            const QByteArray out = runAndKill(helperPath("save_loop"),
                                              {place.folder(), QStringLiteral("all"),
                                               QString::number(first), QStringLiteral("1000000")},
                                              randomBelow(random, kLongestRun_ms));
            QVERIFY2(!out.contains("failed"), out.constData());
            for (const auto &[name, number] : acknowledged(out))
                last[name] = number;
            const int newest = std::max_element(last.begin(), last.end(), [](auto &a, auto &b) {
                                   return a.second < b.second;
                               })->second;
            for (const auto &writer : makeWriters()) {
                const Generation found = writer->load(place.folder());
                const int acknowledgedNumber = last[writer->name()];
                const bool none =
                    found.state == Generation::State::Nothing && acknowledgedNumber == 0;
                const bool whole = found.state == Generation::State::Whole &&
                                   found.number >= acknowledgedNumber && found.number <= newest + 1;
                QVERIFY2(none || whole,
                         qPrintable(QStringLiteral("kill %1: %2 has state %3, number %4 after %5 "
                                                   "was acknowledged; %6")
                                        .arg(kill)
                                        .arg(writer->name())
                                        .arg(static_cast<int>(found.state))
                                        .arg(found.number)
                                        .arg(acknowledgedNumber)
                                        .arg(found.detail)));
            }
            first = newest + 2;
        }
        qInfo("%d kills, %d generations of %zu files; %lld left beside them", kKills, first,
              makeWriters().size(),
              static_cast<long long>(QDir(place.folder()).entryList(QDir::Files).size()) - 8);
    }

    void aTraceHoldsEveryMessageThatWasTraced()
    {
        const HinderedRun place;
        SeededRandom random(kSeed);
        for (int kill = 0; kill < kTraceKills; ++kill) {
            const QByteArray out = runAndKill(helperPath("save_loop"),
                                              {place.folder(), QStringLiteral("trace"),
                                               QStringLiteral("1"), QStringLiteral("1000000")},
                                              randomBelow(random, kLongestRun_ms));
            // Section Header and Interface Description, then the messages. The one that was being
            // written may be cut: a kill interrupts a write between two pages.
            const PcapngBlocks blocks = blocksOf(contentOf(place.path("trace.pcapng")));
            QVERIFY(blocks.count - 2 >= acknowledged(out)[QStringLiteral("trace")]);
        }
    }
};

COPPER_TEST(TestKills);
#include "test_kills.moc"
