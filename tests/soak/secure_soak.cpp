// SPDX-License-Identifier: GPL-3.0-or-later
// soak_secure: a session with five hundred secure boards in one process, each observed by coaps;
// says whether all sessions come up and stay, every observation goes on, memory and descriptors
// stay flat, and nothing holds up an event loop.
#include "app/board/board_host.h"
#include "core/base/heap_policy.h"
#include "core/net/net_thread.h"
#include "core/net/system_random.h"
#include "core/secrets/credential_book.h"
#include "tests/soak/loop_watch.h"
#include "tests/soak/process_watch.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <semaphore>
#include <set>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kBoards = 500;
constexpr int kBoardsPerNet = 250; // 127.0.2.1 to 127.0.2.250, then 127.0.3.1
constexpr int kSample_ms = 1000;
constexpr int kSay_ms = 60'000;
constexpr int kDrain_ms = 30'000;
constexpr double kMostStall_ms = 50;
constexpr const char *kIdentity = "soak";
constexpr const char *kKey = "sixteen bytes ok";

// The boards, in a thread of their own: their work is not ours.
class Boards
{
public:
    Boards() : m_inside(new QObject)
    {
        m_inside->moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            m_inside, [this] { build(); }, Qt::BlockingQueuedConnection);
    }
    ~Boards()
    {
        QMetaObject::invokeMethod(
            m_inside,
            [this] {
                m_hosts.clear();
                delete m_inside;
            },
            Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    const std::vector<SocketAddress> &addresses() const { return m_addresses; }

private:
    void build()
    {
        for (int i = 0; i < kBoards; ++i) {
            BoardConfig config;
            config.device.name = "secure-" + std::to_string(i);
            config.device.profiles = {"greenhouse"};
            config.device.seed = static_cast<std::uint64_t>(i) + 1;
            config.keys = {*makePskCredential(toOwned(asBytes(kIdentity)),
                                              SecretBytes::copyOf(asBytes(kKey)))};
            SocketAddress address;
            address.family = SocketAddress::Family::IPv4;
            address.ip = {127, 0, static_cast<std::uint8_t>(2 + i / kBoardsPerNet),
                          static_cast<std::uint8_t>(1 + i % kBoardsPerNet)};
            m_hosts.push_back(std::make_unique<BoardHost>(config, m_random));
            if (!m_hosts.back()->listen(address))
                qFatal("cannot bind %s", toText(address).c_str());
            m_addresses.push_back(m_hosts.back()->secureAddress());
        }
    }
    QThread m_thread;
    QObject *m_inside; // lives in the thread
    SystemRandom m_random;
    std::vector<std::unique_ptr<BoardHost>> m_hosts;
    std::vector<SocketAddress> m_addresses;
};

CredentialSnapshotPtr keyForAll()
{
    Credential credential;
    credential.id = CredentialId::random();
    credential.identity = toOwned(asBytes(kIdentity));
    credential.key = SecretBytes::copyOf(asBytes(kKey));
    credential.patterns = {*HostPattern::parse("127.0.0.0/8")};
    auto book = std::make_shared<CredentialBook>();
    book->add(std::move(credential));
    return book;
}

class SecureSoak final : public QObject
{
public:
    explicit SecureSoak(double minutes) : m_minutes(minutes), m_net(SessionConfig{})
    {
        connect(&m_net, &NetThread::batchReady, this, &SecureSoak::take);
        connect(&m_sample, &QTimer::timeout, this, [this] { m_process.take(); });
        connect(&m_say, &QTimer::timeout, this, &SecureSoak::say);
        m_net.setCredentials(keyForAll());
        std::binary_semaphore made(0);
        m_net.runInNetThread([&] {
            m_netWatch = new LoopWatch;
            made.release();
        });
        made.acquire();
        m_clock.start();
        for (const SocketAddress &board : m_boards.addresses()) {
            RequestSpec spec;
            spec.uri = QStringLiteral("coaps://") + QString::fromStdString(toText(board)) +
                       QStringLiteral("/sensors/temp");
            m_notifications[m_net.observe(spec)] = 0;
        }
        m_process.take();
        m_sample.start(kSample_ms);
        m_say.start(kSay_ms);
        QTimer::singleShot(static_cast<int>(minutes * 60'000), this, &SecureSoak::wind);
    }
    ~SecureSoak() override
    {
        std::binary_semaphore gone(0);
        m_net.runInNetThread([&] {
            delete m_netWatch;
            gone.release();
        });
        gone.acquire();
    }

private:
    void say() const
    {
        std::printf("%5.1f min: %zu sessions up, %llu notifications, %.1f MB resident, %d "
                    "descriptors\n",
                    static_cast<double>(m_clock.elapsed()) / 60'000.0, m_up,
                    static_cast<unsigned long long>(m_heard), m_process.last().resident_mb,
                    m_process.last().descriptors);
        std::fflush(stdout);
    }
    void take(const EventBatchPtr &batch)
    {
        for (const SessionEvent &event : batch->events) {
            if (const auto *response = std::get_if<ResponseArrived>(&event))
                note(*response);
            else if (const auto *failure = std::get_if<JobFailed>(&event))
                fail(*failure);
            else if (const auto *sessions = std::get_if<SecureSessionsChanged>(&event))
                note(*sessions);
            else if (const auto *status = std::get_if<ObservationStatus>(&event))
                note(*status);
        }
    }
    void note(const ResponseArrived &response)
    {
        const auto found = m_notifications.find(response.job);
        if (found == m_notifications.end() || !response.observeSequence)
            return;
        ++m_heard;
        found->second += 1 + response.notificationsSkipped;
    }
    void fail(const JobFailed &failure)
    {
        ++m_failures[QStringLiteral("%1 %2").arg(static_cast<int>(failure.kind)).arg(failure.uri)];
        ended();
    }
    void note(const SecureSessionsChanged &sessions)
    {
        m_up = sessions.sessions.size();
        if (m_up == kBoards && m_allUp_ms < 0)
            m_allUp_ms = m_clock.elapsed();
        m_again = 0;
        for (const SecureSession &session : sessions.sessions)
            m_again += session.resumptions;
    }
    void note(const ObservationStatus &status)
    {
        if (status.state == ObservationStatus::State::Ended)
            ended();
    }
    void ended()
    {
        ++m_ended;
        if (m_winding && m_ended == kBoards)
            finish();
    }
    void wind()
    {
        m_sample.stop();
        m_say.stop();
        say();
        m_upAtEnd = m_up;
        m_winding = true;
        for (const auto &[job, count] : m_notifications)
            m_net.cancel(job);
        QTimer::singleShot(kDrain_ms, this, &SecureSoak::finish);
    }
    void check(bool holds, const char *what)
    {
        std::printf("%-8s %s\n", holds ? "ok" : "BROKEN", what);
        m_holds = m_holds && holds;
    }
    void finish()
    {
        if (std::exchange(m_finished, true))
            return;
        std::uint64_t fewest = UINT64_MAX;
        for (const auto &[job, count] : m_notifications)
            fewest = std::min(fewest, count);
        check(m_upAtEnd == kBoards, "five hundred sessions are up at the end");
        std::printf("         all up after %lld ms; %u new handshakes later\n",
                    static_cast<long long>(m_allUp_ms), m_again);
        check(m_ended == kBoards && m_failures.empty(), "every observation ended only when told");
        for (const auto &[why, count] : m_failures)
            std::printf("         failed: %s (%llu)\n", qPrintable(why),
                        static_cast<unsigned long long>(count));
        // The sensor says something at least every ten seconds.
        check(static_cast<double>(fewest) >= m_minutes * 6, "every observation went on");
        std::printf("         %llu notifications, the quietest observation %llu\n",
                    static_cast<unsigned long long>(m_heard),
                    static_cast<unsigned long long>(fewest));
        const ProcessWatch::Quarter second = m_process.quarter(1);
        const ProcessWatch::Quarter last = m_process.quarter(3);
        if (m_process.isEnough())
            check(m_process.isFlat(), "memory and descriptors are flat");
        else
            std::printf("%-8s too short to say whether memory is flat (5 minutes)\n", "-");
        std::printf("         second quarter %.1f MB, %d descriptors; last %.1f MB, %d\n",
                    second.resident_mb, second.descriptors, last.resident_mb, last.descriptors);
        check(std::max(m_watch.worstProcessor_ms(), m_netWatch->worstProcessor_ms()) <=
                  kMostStall_ms,
              "no turn of an event loop took 50 ms of processor time");
        std::printf("         reader %.1f ms (by the clock %.1f), net thread %.1f ms (%.1f)\n",
                    m_watch.worstProcessor_ms(), m_watch.worst_ms(),
                    m_netWatch->worstProcessor_ms(), m_netWatch->worst_ms());
        std::printf("secure soak %s after %.1f min\n", m_holds ? "ok" : "BROKEN",
                    static_cast<double>(m_clock.elapsed()) / 60'000.0);
        QCoreApplication::exit(m_holds ? 0 : 1);
    }

    double m_minutes;
    QElapsedTimer m_clock;
    Boards m_boards;
    NetThread m_net;
    LoopWatch *m_netWatch = nullptr; // lives in the net thread
    LoopWatch m_watch;
    ProcessWatch m_process;
    QTimer m_sample, m_say;
    std::map<JobId, std::uint64_t> m_notifications;
    std::map<QString, std::uint64_t> m_failures;
    std::uint64_t m_heard = 0;
    std::size_t m_up = 0;
    std::size_t m_upAtEnd = 0;
    std::size_t m_ended = 0;
    unsigned m_again = 0;
    qint64 m_allUp_ms = -1;
    bool m_winding = false;
    bool m_finished = false;
    bool m_holds = true;
};

// Two sockets a board.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 16'384);
    setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

int main(int argc, char **argv)
{
    returnLargeBlocks();
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Five hundred secure boards, each observed. Exit status 1 when something "
                       "does not hold."));
    const QCommandLineOption minutes(QStringLiteral("minutes"), QStringLiteral("How long."),
                                     QStringLiteral("N"), QStringLiteral("5"));
    parser.addOption(minutes);
    parser.addHelpOption();
    parser.process(application);
    bool valid = false;
    const double length = parser.value(minutes).toDouble(&valid);
    if (!valid || length <= 0) {
        std::fputs("soak --secure: --minutes takes a number above 0\n", stderr);
        return 64;
    }
    raiseDescriptorLimit();
    const SecureSoak soak(length);
    return QCoreApplication::exec();
}
