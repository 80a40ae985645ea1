// SPDX-License-Identifier: GPL-3.0-or-later
// soak: a session against twenty boards with faults for as long as asked; says whether the sums of
// both sides match, memory and descriptors stay flat, and nothing holds up an event loop.
#include "core/base/heap_policy.h"
#include "tests/soak/soak_run.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kSample_ms = 2000;
constexpr int kSay_ms = 60'000;
constexpr int kDrain_ms = 90'000; // registrations at silent boards are given up by then
constexpr int kLinger_ms = 3000;  // what faults hold back arrives
constexpr double kMostStall_ms = 50;
constexpr std::array kKinds{"requests", "pings", "downloads", "uploads", "observations"};

unsigned long long n(std::uint64_t value)
{
    return value;
}

void printKinds(const SoakRun::Totals &totals)
{
    std::printf("%-13s %8s = %8s %7s %7s %8s %8s %8s %6s\n", "", "started", "answered", "error",
                "reset", "timeout", "unreach.", "cancel", "other");
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        const SoakRun::KindCounts &c = totals.kinds[i];
        std::printf("%-13s %8llu = %8llu %7llu %7llu %8llu %8llu %8llu %6llu\n", kKinds[i],
                    n(c.started), n(c.ended[SoakRun::Answered]), n(c.ended[SoakRun::ErrorAnswer]),
                    n(c.ended[SoakRun::Reset]), n(c.ended[SoakRun::Timeout]),
                    n(c.ended[SoakRun::Unreachable]), n(c.ended[SoakRun::Cancelled]),
                    n(c.ended[SoakRun::Other]));
    }
    for (const auto &[why, count] : totals.others)
        std::printf("  other: %s (%llu)\n", qPrintable(why), n(count));
}

class Soak final : public QObject
{
public:
    Soak(double minutes, std::uint64_t seed) : m_yard(seed), m_run(m_yard, seed)
    {
        connect(&m_sample, &QTimer::timeout, this, [this] { m_process.take(); });
        connect(&m_say, &QTimer::timeout, this, &Soak::say);
        connect(&m_run, &SoakRun::drained, this,
                [this] { QTimer::singleShot(kLinger_ms, this, &Soak::finish); });
        QTimer::singleShot(static_cast<int>(minutes * 60'000), this, &Soak::wind);
        m_clock.start();
        m_process.take();
        m_sample.start(kSample_ms);
        m_say.start(kSay_ms);
        m_run.start();
    }

private:
    void say() const
    {
        const SoakRun::Totals &totals = m_run.totals();
        std::printf("%5.1f min: %llu messages in, %llu out, %.1f MB resident, %d descriptors\n",
                    static_cast<double>(m_clock.elapsed()) / 60'000.0, n(totals.traffic.messagesIn),
                    n(totals.traffic.messagesOut), m_process.last().resident_mb,
                    m_process.last().descriptors);
        std::fflush(stdout);
    }
    void wind()
    {
        m_sample.stop();
        m_say.stop();
        say();
        m_yard.calm();
        m_run.wind();
        QTimer::singleShot(kDrain_ms, this, [this] {
            std::printf("%zu jobs have not ended after %d s\n", m_run.openJobs(), kDrain_ms / 1000);
            finish();
        });
    }
    bool check(bool holds, const char *what)
    {
        std::printf("%-8s %s\n", holds ? "ok" : "BROKEN", what);
        m_holds = m_holds && holds;
        return holds;
    }
    void checkJobs()
    {
        const SoakRun::Totals &totals = m_run.totals();
        bool sums = m_run.openJobs() == 0;
        for (const SoakRun::KindCounts &kind : totals.kinds)
            sums = sums && kind.started == kind.sum();
        check(sums, "every job ended exactly once");
        check(totals.strangeEnds == 0, "no event of a job that is over");
        check(totals.notificationsMissing == 0, "no notification lost between engine and reader");
        std::printf("         %llu notifications, %llu of them skipped for newer ones\n",
                    n(totals.notifications), n(totals.notificationsSkipped));
    }
    // What one side has sent the other has received, or its kernel says that it threw it away.
    void checkDatagrams(const std::vector<BoardYard::Counts> &boards)
    {
        const SoakRun::Totals &totals = m_run.totals();
        std::uint64_t out = 0;
        std::uint64_t in = 0;
        std::uint64_t missing = 0;
        for (std::size_t i = 0; i < boards.size(); ++i) {
            if (boards[i].wentAway)
                continue;
            const auto found = totals.byPeer.find(m_yard.addresses()[i]);
            if (found == totals.byPeer.end())
                continue;
            const auto [sent, received] = found->second;
            out += sent;
            in += received;
            const bool match =
                sent == boards[i].received + boards[i].kernelDrops && boards[i].sent == received;
            if (!match)
                std::printf("  board %zu: we sent %llu, it got %llu (+%llu dropped); it sent "
                            "%llu, we got %llu\n",
                            i, n(sent), n(boards[i].received), n(boards[i].kernelDrops),
                            n(boards[i].sent), n(received));
            missing += match ? 0 : 1;
        }
        const bool noDrops = totals.traffic.kernelDrops == 0 && totals.traffic.traceDrops == 0;
        check(noDrops, "nothing dropped on our side");
        check(missing == 0, "datagrams: ours sent = theirs received, and the other way round");
        std::printf("         %llu to and %llu from the boards that were always there\n", n(out),
                    n(in));
    }
    void checkBodies(const std::vector<BoardYard::Counts> &boards)
    {
        const SoakRun::Totals &totals = m_run.totals();
        std::uint64_t taken = 0;
        std::uint64_t broken = 0;
        for (const BoardYard::Counts &board : boards) {
            taken += board.storesTaken;
            broken += board.storesBroken;
        }
        check(totals.wrongBodies == 0 && broken == 0, "every whole body equals what was sent");
        std::printf("         %.1f MiB down, %.1f MiB up; the boards took %llu images\n",
                    static_cast<double>(totals.bytesReceived) / (1U << 20U),
                    static_cast<double>(totals.bytesSent) / (1U << 20U), n(taken));
    }
    void checkProcess()
    {
        const ProcessWatch::Quarter second = m_process.quarter(1);
        const ProcessWatch::Quarter last = m_process.quarter(3);
        if (m_process.isEnough())
            check(m_process.isFlat(), "memory and descriptors are flat");
        else
            std::printf("%-8s %s\n", "-", "too short to say whether memory is flat (8 minutes)");
        std::printf("         second quarter %.1f MB, %d descriptors; last %.1f MB, %d\n",
                    second.resident_mb, second.descriptors, last.resident_mb, last.descriptors);
        check(std::max(m_watch.worstProcessor_ms(), m_run.worstNetProcessor_ms()) <= kMostStall_ms,
              "no turn of an event loop took 50 ms of processor time");
        std::printf("         reader %.1f ms (by the clock %.1f), net thread %.1f ms (%.1f)\n",
                    m_watch.worstProcessor_ms(), m_watch.worst_ms(), m_run.worstNetProcessor_ms(),
                    m_run.worstNet_ms());
    }
    void finish()
    {
        printKinds(m_run.totals());
        const std::vector<BoardYard::Counts> boards = m_yard.counts();
        checkJobs();
        checkDatagrams(boards);
        checkBodies(boards);
        checkProcess();
        std::printf("soak %s after %.1f min\n", m_holds ? "ok" : "BROKEN",
                    static_cast<double>(m_clock.elapsed()) / 60'000.0);
        QCoreApplication::exit(m_holds ? 0 : 1);
    }

    QElapsedTimer m_clock;
    BoardYard m_yard;
    SoakRun m_run;
    LoopWatch m_watch;
    ProcessWatch m_process;
    QTimer m_sample, m_say;
    bool m_holds = true;
};

} // namespace

int main(int argc, char **argv)
{
    returnLargeBlocks();
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Twenty boards with faults, a hundred observations, uploads and downloads "
                       "without pause. Exit status 1 when a sum does not match."));
    const QCommandLineOption minutes(QStringLiteral("minutes"), QStringLiteral("How long."),
                                     QStringLiteral("N"), QStringLiteral("10"));
    const QCommandLineOption seed(QStringLiteral("seed"), QStringLiteral("Of faults and choices."),
                                  QStringLiteral("N"), QStringLiteral("1"));
    parser.addOptions({minutes, seed});
    parser.addHelpOption();
    parser.process(application);
    bool validMinutes = false;
    bool validSeed = false;
    const double length = parser.value(minutes).toDouble(&validMinutes);
    const std::uint64_t number = parser.value(seed).toULongLong(&validSeed);
    if (!validMinutes || length <= 0 || !validSeed) {
        std::fputs("soak: --minutes takes a number above 0, --seed a whole one\n", stderr);
        return 64;
    }
    const Soak soak(length, number);
    return QCoreApplication::exec();
}
