// SPDX-License-Identifier: GPL-3.0-or-later
// The explorer with a million resources:
//   tree_bench explorer [DEVICES]   10,000 devices with 100 resources each come as the net thread
//                                   hands them over, into the real dock, shown: time, longest step
//                                   of the UI thread, memory a row; then a filter typed, values,
//                                   scrolling, opening
//   tree_bench standard [DEVICES]   the same rows in a QStandardItemModel: time and memory
#include "core/base/heap_policy.h"
#include "core/domain/workspace.h"
#include "tests/support/fake_session.h"
#include "tests/support/process_figures.h"
#include "ui/explorer/explorer_dock.h"
#include "ui/explorer/explorer_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>

#include <malloc.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <map>
#include <thread>

using namespace copper;
using namespace copper::test;

namespace {

constexpr int kResources = 100;
constexpr int kNetworks = 4;

double now_ms(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

// What one delivery to the UI thread takes: the longest, by the clock and by the processor.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const double cpu = now_ms(CLOCK_THREAD_CPUTIME_ID);
        const double wall = now_ms(CLOCK_MONOTONIC);
        const bool done = QApplication::notify(receiver, event);
        note(now_ms(CLOCK_MONOTONIC) - wall, now_ms(CLOCK_THREAD_CPUTIME_ID) - cpu);
        --m_depth;
        return done;
    }
    void note(double wall, double cpu)
    {
        m_worst_ms = std::max(m_worst_ms, wall);
        m_worstProcessor_ms = std::max(m_worstProcessor_ms, cpu);
    }
    void reset() { m_worst_ms = m_worstProcessor_ms = 0; }
    double worst_ms() const { return m_worst_ms; }
    double worstProcessor_ms() const { return m_worstProcessor_ms; }

private:
    int m_depth = 0;
    double m_worst_ms = 0;
    double m_worstProcessor_ms = 0;
};

void row(const char *what, const char *bar, double figure, const char *unit)
{
    std::printf("%-58s bar %-10s %10.1f %s\n", what, bar, figure, unit);
    std::fflush(stdout);
}

struct Sensor
{
    const char *name, *rt, *interface;
    std::uint32_t format;
};

constexpr std::array kSensors{
    Sensor{"temp", "temperature", "core.s", 50},    Sensor{"hum", "humidity", "core.s", 50},
    Sensor{"co2", "co2-ppm", "core.s", 110},        Sensor{"lamp", "light-dimmer", "core.a", 0},
    Sensor{"valve", "valve-position", "core.a", 0}, Sensor{"setpoint", "setpoint", "core.p", 60},
    Sensor{"power", "power-w", "core.s", 112},      Sensor{"door", "door-contact", "core.s", 0},
    Sensor{"log", "log-file", "core.rp", 42},       Sensor{"name", "device-name", "core.p", 0},
};

std::vector<ResourceLink> linksOf(int device)
{
    std::vector<ResourceLink> links;
    for (int i = 0; i < kResources; ++i) {
        const Sensor &sensor = kSensors[static_cast<std::size_t>(i) % kSensors.size()];
        const int room = (device * 7 + i / 10 * 13) % 997;
        ResourceLink link;
        link.path =
            QStringLiteral("/room-%1/%2/%3").arg(room).arg(i / 10).arg(QLatin1String(sensor.name));
        link.href = link.path;
        link.rt = QLatin1String(sensor.rt);
        link.interfaceDescription = QLatin1String(sensor.interface);
        link.title = QStringLiteral("%1 of room %2").arg(QLatin1String(sensor.name)).arg(room);
        link.contentFormats = {sensor.format};
        link.observable = i % 3 != 2;
        link.attributes = {{QStringLiteral("rt"), link.rt},
                           {QStringLiteral("if"), link.interfaceDescription},
                           {QStringLiteral("ct"), QString::number(sensor.format)},
                           {QStringLiteral("title"), link.title}};
        if (link.observable)
            link.attributes.emplace_back(QStringLiteral("obs"), QString());
        links.push_back(std::move(link));
    }
    return links;
}

QByteArray ipOf(int device)
{
    return QStringLiteral("10.%1.%2.%3")
        .arg(device % kNetworks)
        .arg(device / kNetworks / 250)
        .arg(device / kNetworks % 250 + 1)
        .toLatin1();
}

DeviceFound foundBoard(int device)
{
    return foundDevice(ipOf(device).constData(), QStringLiteral("board-%1").arg(device),
                       linksOf(device), systemWallTime(),
                       QStringLiteral("eth%1").arg(device % kNetworks));
}

// The answers of a sweep, made in another thread as the net thread makes them.
std::vector<EventBatchPtr> sweep(int devices)
{
    constexpr int kInBatch = 256;
    std::vector<EventBatchPtr> batches;
    std::thread net([&] {
        std::vector<SessionEvent> events;
        for (int i = 0; i < devices; ++i) {
            // In the order of nothing.
            events.emplace_back(foundBoard(static_cast<int>((i * 7919LL) % devices)));
            if (events.size() == kInBatch || i + 1 == devices)
                batches.push_back(batchOf(std::exchange(events, {})));
        }
    });
    net.join();
    return batches;
}

struct Bench
{
    FakeSession session;
    QTemporaryDir folder;
    Workspace workspace{session, folder.filePath(QStringLiteral("workspace.json")), systemWallTime};
    Navigator navigator;
    Theme theme;
    TimedApplication &qt;

    explicit Bench(TimedApplication &application) : qt(application)
    {
        theme.setChoice(ThemeChoice::Light);
        theme.applyTo(qt);
        workspace.tick(systemWallTime());
    }
    void spin(double ms)
    {
        QTimer::singleShot(static_cast<int>(ms), &qt, [] { QApplication::exit(0); });
        QApplication::exec();
    }
};

void fill(Bench &bench, ExplorerDock &dock, int devices)
{
    malloc_trim(0);
    const double before_mb = resident_mb();
    std::vector<EventBatchPtr> batches = sweep(devices);
    malloc_trim(0);
    std::vector<std::weak_ptr<const EventBatch>> unread;
    QTimer net; // hands over while fewer than four are unread, as the net thread does
    net.setInterval(0);
    std::size_t next = 0;
    QElapsedTimer clock;
    QTimer tick;
    tick.setInterval(1000);
    QObject::connect(&tick, &QTimer::timeout, &bench.qt,
                     [&] { bench.workspace.tick(systemWallTime()); });
    QObject::connect(&net, &QTimer::timeout, &bench.qt, [&] {
        std::erase_if(unread, [](const auto &batch) { return batch.expired(); });
        if (next == batches.size()) {
            if (unread.empty())
                QApplication::exit(0);
            return;
        }
        if (unread.size() >= SessionFeed::kMostWaiting)
            return;
        const EventBatchPtr batch = std::exchange(batches[next++], nullptr);
        unread.push_back(batch);
        bench.workspace.feed().take(batch);
    });
    bench.qt.reset();
    clock.start();
    net.start();
    tick.start();
    QApplication::exec();
    net.stop();
    const double took = static_cast<double>(clock.elapsed());
    bench.spin(200);
    row("filled by discovery answers", "10 s", took * 1e-3, "s");
    row("  longest step of the UI thread", "50 ms", bench.qt.worst_ms(), "ms");
    row("    of it on the processor", "", bench.qt.worstProcessor_ms(), "ms");
    malloc_trim(0);
    const double rows = static_cast<double>(devices) * kResources;
    row("  resident memory a resource row", "600 B", (resident_mb() - before_mb) * 1e6 / rows, "B");
    std::size_t resources = 0;
    for (const Device &device : bench.workspace.devices().devices())
        resources += device.links.size();
    std::printf("  devices %zu, resources %zu, networks shown %d\n",
                bench.workspace.devices().devices().size(), resources,
                dock.view()->model()->rowCount());
}

// One key after the other, each before the last is done.
void type(Bench &bench, ExplorerDock &dock)
{
    auto *model = static_cast<DeviceTreeModel *>(dock.view()->model());
    double worstFirst = 0;
    double worstAll = 0;
    bench.qt.reset();
    for (const char *text :
         {"v", "va", "val", "valve", "zzz", "rt:t", "rt:temperature", "rt:temperature board-77",
          "room-33 rt:co2", "-lamp", "state:alive", "value>3", ""}) {
        QElapsedTimer clock;
        clock.start();
        const double cpu = now_ms(CLOCK_THREAD_CPUTIME_ID);
        dock.filterField()->setText(QString::fromLatin1(text));
        bench.qt.note(static_cast<double>(clock.nsecsElapsed()) * 1e-6,
                      now_ms(CLOCK_THREAD_CPUTIME_ID) - cpu);
        QApplication::processEvents();
        const double first = static_cast<double>(clock.nsecsElapsed()) * 1e-6;
        while (model->isFilterPending())
            QApplication::processEvents();
        QApplication::processEvents();
        const double all = static_cast<double>(clock.nsecsElapsed()) * 1e-6;
        std::printf("  filter %-26s first rows %6.1f ms, all %6.1f ms, %zu devices, longest step "
                    "so far %.1f ms\n",
                    text, first, all, model->devicesShown(), bench.qt.worst_ms());
        std::fflush(stdout);
        worstFirst = std::max(worstFirst, first);
        worstAll = std::max(worstAll, all);
    }
    row("filter as you type: first rows", "100 ms", worstFirst, "ms");
    row("  all rows looked at", "", worstAll, "ms");
    row("  longest step of the UI thread", "50 ms", bench.qt.worst_ms(), "ms");
    row("    of it on the processor", "", bench.qt.worstProcessor_ms(), "ms");
}

void scrollAndOpen(ExplorerDock &dock)
{
    QTreeView &view = *dock.view();
    QScrollBar &bar = *view.verticalScrollBar();
    double worst = 0;
    const auto timed = [&](const auto &what) {
        const double before = now_ms(CLOCK_MONOTONIC);
        what();
        QApplication::processEvents();
        worst = std::max(worst, now_ms(CLOCK_MONOTONIC) - before);
    };
    for (int i = 0; i <= 200; ++i)
        timed([&] { bar.setValue(bar.maximum() / 200 * i); });
    row("scrolling from end to end, longest of 200 steps", "50 ms", worst, "ms");
    worst = 0;
    bar.setValue(0);
    const QModelIndex network = view.model()->index(0, 0);
    for (int i = 0; i < 60; ++i)
        timed([&] { view.setExpanded(view.model()->index(i * 40, 0, network), true); });
    row("opening a device, longest of 60", "50 ms", worst, "ms");
    worst = 0;
    timed([&] { view.setExpanded(network, false); });
    timed([&] { view.setExpanded(network, true); });
    row("closing and opening a network", "50 ms", worst, "ms");
}

void values(Bench &bench, ExplorerDock &dock)
{
    constexpr int kEvery_ms = 33;
    constexpr int kSeconds = 10;
    constexpr int kPerSecond = 2000;
    dock.view()->scrollToTop();
    int said = 0;
    int told = 0; // rows of the tree that changed in the eyes of its views
    const QMetaObject::Connection rows = QObject::connect(
        dock.view()->model(), &QAbstractItemModel::dataChanged, &bench.qt, [&told] { ++told; });
    // As many as may be are observed: they have a series and a sparkline.
    std::map<QString, JobId> jobs;
    double sent = 0;
    QElapsedTimer clock;
    QTimer net;
    net.setInterval(kEvery_ms);
    QObject::connect(&net, &QTimer::timeout, &bench.qt, [&] {
        std::vector<SessionEvent> events;
        const double due = static_cast<double>(clock.elapsed()) * 1e-3 * kPerSecond;
        for (; sent < due; ++sent, ++said) {
            // Two thousand resources of two hundred devices, those that are seen first.
            const int device = said % 200 * kNetworks;
            const QString path =
                QStringLiteral("/room-%1/0/%2")
                    .arg(device * 7 % 997)
                    .arg(QLatin1String(kSensors[static_cast<std::size_t>(said / 200 % 10)].name));
            const QString uri =
                QStringLiteral("coap://") + QString::fromLatin1(ipOf(device)) + path;
            if (jobs.size() < ObservationBook::kMaxObservations && !jobs.contains(uri))
                jobs[uri] = bench.workspace.observe(uri).value_or(JobId{9999});
            const auto job = jobs.find(uri);
            events.emplace_back(contentResponse(job == jobs.end() ? JobId{9999} : job->second, uri,
                                                qPrintable(QString::number(said % 977)), 0,
                                                systemWallTime(),
                                                socketAt(ipOf(device).constData())));
        }
        bench.workspace.feed().take(batchOf(std::move(events)));
    });
    bench.spin(500);
    bench.qt.reset();
    const double cpu = now_ms(CLOCK_PROCESS_CPUTIME_ID);
    clock.start();
    net.start();
    bench.spin(kSeconds * 1000);
    net.stop();
    const double busy = (now_ms(CLOCK_PROCESS_CPUTIME_ID) - cpu) / (kSeconds * 1000.0) * 100;
    QObject::disconnect(rows);
    std::printf("  %d values in %d s, %zu resources observed, %d rows told to the view\n", said,
                kSeconds, bench.workspace.observations().observationCount(), told);
    row("2,000 values a second: a core is busy for", "50 %", busy, "%");
    row("  longest step of the UI thread", "50 ms", bench.qt.worst_ms(), "ms");
}

// The greatest of all temperatures: read, sorted, the filter changed while values come.
void greatest(Bench &bench, ExplorerDock &dock)
{
    auto *model = static_cast<DeviceTreeModel *>(dock.view()->model());
    double worst = 0;
    const auto timed = [&](const char *what, const auto &step) {
        const double before = now_ms(CLOCK_MONOTONIC);
        const double cpu = now_ms(CLOCK_THREAD_CPUTIME_ID);
        step();
        const double took = now_ms(CLOCK_MONOTONIC) - before;
        std::printf("  %-40s %6.1f ms, on the processor %.1f\n", what, took,
                    now_ms(CLOCK_THREAD_CPUTIME_ID) - cpu);
        worst = std::max(worst, took);
    };
    const auto settle = [&] {
        do {
            QApplication::processEvents();
        } while (model->isFilterPending());
    };
    bench.qt.reset();
    timed("filter rt:temperature",
          [&] { dock.filterField()->setText(QStringLiteral("rt:temperature")); });
    settle();
    QStringList uris;
    timed("which they are", [&] { uris = model->foundUris(ObservationBook::kMaxResources); });
    timed("how many", [&] { model->found(); });
    std::vector<SessionEvent> events;
    int value = 0;
    for (const QString &uri : std::as_const(uris)) {
        events.emplace_back(contentResponse(JobId{9999}, uri,
                                            qPrintable(QString::number(++value * 7919 % 5003)), 0,
                                            systemWallTime()));
        if (events.size() == 256)
            bench.workspace.feed().take(batchOf(std::exchange(events, {})));
        if (events.empty())
            bench.spin(20);
    }
    bench.workspace.feed().take(batchOf(std::move(events)));
    bench.spin(500);
    timed("greatest first", [&] { model->setSort(DeviceTreeModel::SortBy::Value); });
    settle();
    timed("shown", [&] { QApplication::processEvents(); });
    std::printf("  %zu in the list\n", model->ranked());
    timed("a value changes, next second", [&] {
        bench.workspace.feed().take(
            batchOf({contentResponse(JobId{9999}, uris.at(77), "99999", 0, systemWallTime())}));
        bench.workspace.tick(systemWallTime());
        QApplication::processEvents();
    });
    for (const char *text : {"rt:temperature board-7", "rt:t", "temp", "rt:temperature"}) {
        timed(text, [&] { dock.filterField()->setText(QString::fromLatin1(text)); });
        settle();
    }
    timed("no filter", [&] { dock.filterField()->clear(); });
    settle();
    timed("by address", [&] { model->setSort(DeviceTreeModel::SortBy::Address); });
    row("the greatest value: longest step of the UI thread", "50 ms",
        std::max(worst, bench.qt.worst_ms()), "ms");
}

// What tick() does some seconds after a change, with everything kept in a file.
void keep(Bench &bench)
{
    bench.workspace.devices().setNote(bench.workspace.devices().devices().front().id,
                                      QStringLiteral("changed"));
    constexpr double kLater_s = 10;
    const double before = now_ms(CLOCK_MONOTONIC);
    bench.workspace.tick(plusSeconds(systemWallTime(), kLater_s));
    row("keeping the workspace: in the UI thread", "50 ms", now_ms(CLOCK_MONOTONIC) - before, "ms");
    bench.workspace.save();
    row("  until it is on the disk, twice", "", now_ms(CLOCK_MONOTONIC) - before, "ms");
}

int runExplorer(TimedApplication &qt, int devices)
{
    Bench bench(qt);
    UserLimits limits;
    limits.devices = static_cast<std::uint64_t>(devices);
    bench.workspace.setLimits(limits);
    ExplorerDock dock(bench.theme, bench.workspace, bench.navigator);
    dock.resize(336, 800);
    dock.show();
    bench.spin(200);
    fill(bench, dock, devices);
    const auto *model = static_cast<DeviceTreeModel *>(dock.view()->model());
    std::printf("  devices looked into: %zu\n", model->treesMade());
    scrollAndOpen(dock);
    type(bench, dock);
    values(bench, dock);
    greatest(bench, dock);
    keep(bench);
    return 0;
}

int runStandard(int devices)
{
    malloc_trim(0);
    const double before_mb = resident_mb();
    QElapsedTimer clock;
    clock.start();
    QStandardItemModel model;
    QList<QStandardItem *> networks;
    for (int i = 0; i < kNetworks; ++i) {
        networks << new QStandardItem(QStringLiteral("eth%1").arg(i));
        model.appendRow(networks.back());
    }
    qint64 made_ms = 0;
    for (int i = 0; i < devices; ++i) {
        QElapsedTimer making;
        making.start();
        const std::vector<ResourceLink> links = linksOf(i); // not counted: both need them
        made_ms += making.elapsed();
        auto *device = new QStandardItem(QStringLiteral("board-%1").arg(i));
        for (const ResourceLink &link : links) {
            QList<QStandardItem *> cells;
            for (const QString &text : {link.path, link.rt, link.interfaceDescription, link.title})
                cells << new QStandardItem(text);
            device->appendRow(cells);
        }
        networks[i % kNetworks]->appendRow(device);
    }
    row("QStandardItemModel: the same rows, four cells each", "",
        static_cast<double>(clock.elapsed() - made_ms) * 1e-3, "s");
    malloc_trim(0);
    row("  resident memory a resource row", "",
        (resident_mb() - before_mb) * 1e6 / (static_cast<double>(devices) * kResources), "B");
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    returnLargeBlocks();
    TimedApplication qt(argc, argv);
    initUiResources();
    const QStringList arguments = QApplication::arguments();
    const int devices = std::max(200, arguments.value(2, QStringLiteral("10000")).toInt());
    if (arguments.value(1) == QLatin1String("explorer"))
        return runExplorer(qt, devices);
    if (arguments.value(1) == QLatin1String("standard"))
        return runStandard(devices);
    std::fputs("tree_bench explorer [DEVICES] | standard [DEVICES]\n", stderr);
    return 64;
}
