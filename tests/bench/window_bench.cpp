// SPDX-License-Identifier: GPL-3.0-or-later
// The window's own figures:
//   window_bench first-paint START_US   time from START_US (since 1970) to the first painted
//   window,
//                                       and resident memory with ten devices
//   window_bench load SECONDS           100 observations at 20/s and uploads of 10 MiB without end,
//                                       over sockets: histogram of event-loop stalls, memory
//   window_bench hostile SECONDS        floods of discovery answers and a storm of notifications:
//                                       histogram of event-loop stalls, memory, what was cut
//   window_bench search                 filters typed over a full trace: the longest turns of the
//                                       event loop
//   window_bench body MIB [libcoap]     a body by Block2 from copper-board, or coap-server-notls,
//   into
//                                       every view: stalls, and what memory grows by
//   window_bench serve                  the other end of load: ten devices, until it is ended
#include "app/application.h"
#include "core/base/heap_policy.h"
#include "tests/bench/stall_watch.h"
#include "tests/bench/window_body.h"
#include "tests/bench/window_hostile.h"
#include "tests/bench/window_load.h"
#include "tests/bench/window_search.h"
#include "tests/support/fake_session.h"
#include "tests/support/process_figures.h"

#include <QApplication>
#include <QTimer>

#include <cstdio>
#include <ctime>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kLinksEach = 10;

qint64 now_ns(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
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
        for (int k = 0; k < kLinksEach; ++k)
            links.push_back(linkTo(QStringLiteral("/sensors/s%1").arg(k), true));
        workspace.feed().take(batchOf(
            {foundDevice(qPrintable(QStringLiteral("127.0.1.%1").arg(i + 1)),
                         QStringLiteral("board-%1").arg(i), std::move(links), systemWallTime())}));
    }
}

int firstPaint(QApplication &qt, qint64 start_us)
{
    Application application(qt, StartOptions{}, QString(), QString());
    PaintWatch watch;
    watch.painted = [&] {
        // Processor time beside it: on a busy machine the clock says little.
        std::printf("first paint %.1f ms, processor %.1f ms\n",
                    static_cast<double>(now_ns(CLOCK_REALTIME)) * 1e-6 -
                        static_cast<double>(start_us) * 1e-3,
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

// Says which delivery took the UI thread long.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0 || !qEnvironmentVariableIsSet("COPPER_SLOW_EVENTS"))
            return QApplication::notify(receiver, event);
        ++m_depth;
        const qint64 before = now_ns(CLOCK_THREAD_CPUTIME_ID);
        const QByteArray who = receiver->metaObject()->className();
        const QString name = receiver->objectName();
        const int type = event->type();
        const bool done = QApplication::notify(receiver, event);
        const qint64 took = now_ns(CLOCK_THREAD_CPUTIME_ID) - before;
        if (took > 4'000'000)
            std::printf("slow: %.1f ms, %s %s, event %d\n", static_cast<double>(took) * 1e-6,
                        who.constData(), qPrintable(name), type);
        --m_depth;
        return done;
    }

private:
    int m_depth = 0;
};

} // namespace

int main(int argc, char **argv)
{
    returnLargeBlocks();
    TimedApplication qt(argc, argv);
    initUiResources();
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == QLatin1String("first-paint"))
        return firstPaint(qt, arguments.value(2).toLongLong());
    if (arguments.value(1) == QLatin1String("load"))
        return runLoad(qt, std::max(2, arguments.value(2).toInt()));
    if (arguments.value(1) == QLatin1String("hostile"))
        return runHostile(qt, std::max(2, arguments.value(2).toInt()));
    if (arguments.value(1) == QLatin1String("body"))
        return runBody(qt, std::clamp(arguments.value(2).toInt(), 1, 128),
                       arguments.value(3) == QLatin1String("libcoap"));
    if (arguments.value(1) == QLatin1String("search"))
        return runSearch(qt);
    if (arguments.value(1) == QLatin1String("serve"))
        return serveLoad();
    std::fputs(
        "window_bench first-paint START_US | load SECONDS | hostile SECONDS | body MIB [libcoap] | "
        "search | serve\n",
        stderr);
    return 64;
}
