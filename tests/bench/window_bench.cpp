// SPDX-License-Identifier: GPL-3.0-or-later
// The window's own figures:
//   window_bench first-paint START_NS   time from START_NS (CLOCK_MONOTONIC) to the first painted
//                                       window, and resident memory with ten devices
//   window_bench load SECONDS           100 observations at 20/s, their messages in the trace and
//   an
//                                       upload: histogram of event-loop stalls, memory at half time
//                                       and at the end
#include "app/application.h"
#include "tests/support/fake_session.h"
#include "ui/dashboard/dashboard_room.h"
#include "ui/explorer/explorer_dock.h"
#include "ui/firmware/firmware_room.h"
#include "ui/packets/packets_room.h"
#include "ui/resource/resource_room.h"
#include "ui/security/security_room.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>

#include <unistd.h>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kObservations = 100;
constexpr int kPerSecond = 20;
constexpr int kFeed_ms = 33;
constexpr int kWatch_ms = 5;
constexpr qint64 kWorthSaying_ms = 40;

qint64 now_ns(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

double resident_mb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return fields.value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

class PaintWatch final : public QObject
{
public:
    using QObject::QObject;
    std::function<void()> painted;

private:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && painted) {
            // The paint event itself is still to come; a queued call runs right after it.
            QMetaObject::invokeMethod(this, std::exchange(painted, nullptr), Qt::QueuedConnection);
        }
        return false;
    }
};

void addDevices(Workspace &workspace, int count)
{
    for (int i = 0; i < count; ++i) {
        std::vector<ResourceLink> links;
        for (int k = 0; k < kObservations / 10; ++k)
            links.push_back(linkTo(QStringLiteral("/sensors/s%1").arg(k), true));
        workspace.feed().take(batchOf(
            {foundDevice(qPrintable(QStringLiteral("127.0.1.%1").arg(i + 1)),
                         QStringLiteral("board-%1").arg(i), std::move(links), systemWallTime())}));
    }
}

int firstPaint(QApplication &qt, qint64 start_ns)
{
    Application application(qt, StartOptions{}, QString(), QString());
    PaintWatch watch;
    watch.painted = [&] {
        // Processor time beside it: on a busy machine the clock says little.
        std::printf("first paint %.1f ms, processor %.1f ms\n",
                    static_cast<double>(now_ns(CLOCK_MONOTONIC) - start_ns) * 1e-6,
                    static_cast<double>(now_ns(CLOCK_PROCESS_CPUTIME_ID)) * 1e-6);
        addDevices(application.workspace(), 10);
        QTimer::singleShot(1500, &qt, [&] {
            std::printf("resident %.1f MB\n", resident_mb());
            QApplication::exit(0);
        });
    };
    application.window().centralWidget()->installEventFilter(&watch);
    application.show();
    return QApplication::exec();
}

// The window with all its rooms over a session that answers nothing by itself.
struct Bench
{
    explicit Bench(QApplication &qt) : workspace(session, QString(), &systemWallTime)
    {
        theme.applyTo(qt);
        window.setExplorer(new ExplorerDock(theme, workspace, navigator));
        window.setRoom(RoomId::Resource, new ResourceRoom(theme, workspace, navigator));
        window.setRoom(RoomId::Dashboard, new DashboardRoom(theme, workspace, navigator));
        window.setRoom(RoomId::Firmware, new FirmwareRoom(theme, workspace, navigator));
        window.setRoom(RoomId::Packets, new PacketsRoom(theme, workspace, navigator));
        window.setRoom(RoomId::Security, new SecurityRoom(theme));
        QObject::connect(&second, &QTimer::timeout, &window,
                         [this] { workspace.tick(systemWallTime()); });
        second.start(1000);
    }
    FakeSession session;
    Theme theme;
    Workspace workspace;
    Navigator navigator;
    QTimer second;
    MainWindow window{theme, workspace, navigator};
};

// Feeds the stores as the net thread would, without a network. Shows another room every tenth of
// the time.
class Load final : public QObject
{
public:
    Load(Bench &bench, int span_s) : m_app(bench)
    {
        connect(&m_rooms, &QTimer::timeout, this, [this] {
            m_app.window.showRoom(static_cast<RoomId>(
                (static_cast<int>(m_app.window.currentRoom()) + 1) % kRoomCount));
        });
        m_rooms.start(span_s * 100);
        addDevices(m_app.workspace, 10);
        for (int i = 0; i < kObservations; ++i) {
            m_uris << QStringLiteral("coap://127.0.1.%1/sensors/s%2").arg(i % 10 + 1).arg(i / 10);
            if (i < 6)
                Q_EMIT m_app.navigator.chartRequested(m_uris.back(), ValuePath{});
            else
                m_app.workspace.observe(m_uris.back());
        }
        m_app.window.showRoom(RoomId::Dashboard);
        connect(&m_feed, &QTimer::timeout, this, &Load::feed);
        m_feed.start(kFeed_ms);
        connect(&m_watch, &QTimer::timeout, this, [this] {
            const qint64 gap = m_since.restart() - kWatch_ms;
            std::size_t slot = 0;
            while (slot + 1 < kBounds_ms.size() && gap >= kBounds_ms[slot])
                ++slot;
            ++m_histogram[slot];
            if (gap >= kWorthSaying_ms)
                std::printf(
                    "%.1f s: %lld ms, room %d\n", static_cast<double>(m_clock.elapsed()) * 1e-3,
                    static_cast<long long>(gap), static_cast<int>(m_app.window.currentRoom()) + 1);
            m_worst = std::max(m_worst, gap);
        });
        m_watch.setTimerType(Qt::PreciseTimer);
        m_since.start();
        m_clock.start();
        m_watch.start(kWatch_ms);
    }

    void report() const
    {
        std::printf("notifications %llu\n", static_cast<unsigned long long>(m_sent));
        qint64 from = 0;
        for (std::size_t i = 0; i < kBounds_ms.size(); ++i) {
            std::printf("stall %lld..%lld ms: %llu\n", static_cast<long long>(from),
                        static_cast<long long>(kBounds_ms[i]),
                        static_cast<unsigned long long>(m_histogram[i]));
            from = kBounds_ms[i];
        }
        std::printf("worst stall %lld ms\n", static_cast<long long>(m_worst));
    }

private:
    void feed()
    {
        const auto due = static_cast<std::uint64_t>(static_cast<double>(m_clock.elapsed()) * 1e-3 *
                                                    kObservations * kPerSecond);
        std::vector<SessionEvent> events;
        std::vector<MessageRecord> messages;
        const WallTime now = systemWallTime();
        for (; m_sent < due; ++m_sent) {
            const QString &uri = m_uris[static_cast<qsizetype>(m_sent % kObservations)];
            const ObservedResource *observed = m_app.workspace.observations().find(uri);
            const double value = 20 + std::sin(static_cast<double>(m_sent) * 0.001);
            ResponseArrived response =
                contentResponse(observed != nullptr ? observed->job : JobId{}, uri,
                                QByteArray::number(value).constData(), 0, now);
            response.observeSequence = static_cast<std::uint32_t>(m_sent);
            events.emplace_back(std::move(response));
            const auto mid = static_cast<std::uint16_t>(m_sent);
            messages.push_back(
                recordOf(MessageRecord::Direction::Received,
                         socketAt(qPrintable(QStringLiteral("127.0.1.%1").arg(m_sent % 10 + 1))),
                         responseMessage(code::kContent, MessageType::Confirmable, mid,
                                         "0102030405060708", "20.5"),
                         now));
        }
        m_app.workspace.feed().take(batchOf(std::move(events), std::move(messages)));
    }

    static constexpr std::array<qint64, 6> kBounds_ms{5, 10, 20, 50, 100, 100'000};
    Bench &m_app;
    QStringList m_uris;
    QTimer m_feed, m_watch, m_rooms;
    QElapsedTimer m_since, m_clock;
    std::uint64_t m_sent = 0;
    std::array<std::uint64_t, 6> m_histogram{};
    qint64 m_worst = 0;
};

int load(QApplication &qt, int span_s)
{
    Bench bench(qt);
    bench.window.show();
    Load running(bench, span_s);
    QTimer::singleShot(span_s * 500, &qt,
                       [] { std::printf("resident at half time %.1f MB\n", resident_mb()); });
    QTimer::singleShot(span_s * 1000, &qt, [&] {
        running.report();
        std::printf("resident at the end %.1f MB\n", resident_mb());
        QApplication::exit(0);
    });
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication qt(argc, argv);
    initUiResources();
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == QLatin1String("first-paint"))
        return firstPaint(qt, arguments.value(2).toLongLong());
    if (arguments.value(1) == QLatin1String("load"))
        return load(qt, std::max(2, arguments.value(2).toInt()));
    std::fputs("window_bench first-paint START_NS | load SECONDS\n", stderr);
    return 64;
}
