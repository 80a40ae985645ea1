// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication> // first: moc 6.4 stumbles over <compare> when it comes before any Qt header

#include "tests/bench/window_hostile.h"

#include "app/application.h"
#include "tests/bench/stall_watch.h"
#include "tests/support/process_figures.h"
#include "tests/support/programs.h"

#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>
#include <memory>

namespace copper::test {

namespace {

constexpr int kStart_ms = 5000;
constexpr int kScanEvery_ms = 7000;
constexpr int kAskEvery_ms = 900;
constexpr int kRoomEvery_ms = 1000;

// Scans, observes the storm, opens one hostile resource after another, goes from room to room.
class HostileRun final : public QObject
{
public:
    HostileRun(Application &app, quint16 port, int devices)
        : m_app(app), m_port(port), m_watch(app.window())
    {
        Workspace &workspace = app.workspace();
        if (devices > 0) {
            UserLimits limits = workspace.limits();
            limits.devices = static_cast<std::uint64_t>(devices);
            workspace.setLimits(limits);
        }
        m_base = QStringLiteral("coap://127.0.0.1:%1").arg(port);
        (void)workspace.addDevice(m_base);
        Q_EMIT app.navigator().chartRequested(m_base + QStringLiteral("/storm"), ValuePath{});
        connect(&workspace, &Workspace::discoveryEnded, this,
                [this](std::uint32_t, const ScanCuts &cuts) {
                    m_cut += cuts.total();
                    m_lost += cuts.lostInKernel;
                });
        connect(&workspace.feed(), &SessionFeed::responseArrived, this,
                [this](const ResponseArrived &response) {
                    if (!response.observeSequence)
                        return;
                    ++m_values;
                    m_skipped += response.notificationsSkipped;
                });
        connect(&m_scan, &QTimer::timeout, this, &HostileRun::scan);
        connect(&m_ask, &QTimer::timeout, this, &HostileRun::ask);
        connect(&m_rooms, &QTimer::timeout, this, [this] {
            m_app.window().showRoom(static_cast<RoomId>(
                (static_cast<int>(m_app.window().currentRoom()) + 1) % kRoomCount));
        });
        m_scan.start(kScanEvery_ms);
        m_ask.start(kAskEvery_ms);
        m_rooms.start(kRoomEvery_ms);
        scan();
    }
    void report() const
    {
        std::printf("devices shown %zu; answers to scans beyond a limit %llu, of these lost in the "
                    "kernel %llu\n",
                    m_app.workspace().devices().devices().size(),
                    static_cast<unsigned long long>(m_cut),
                    static_cast<unsigned long long>(m_lost));
        std::printf("storm: %llu values shown, %llu skipped\n",
                    static_cast<unsigned long long>(m_values),
                    static_cast<unsigned long long>(m_skipped));
        std::printf("trace %llu messages, %.1f MiB\n",
                    static_cast<unsigned long long>(m_app.workspace().log().size()),
                    static_cast<double>(m_app.workspace().log().bytesUsed()) / (1U << 20U));
        m_watch.report();
        std::printf("resident %.1f MB, at most %.1f MB\n", resident_mb(), peakResident_mb());
    }

private:
    void scan()
    {
        DiscoverySpec spec;
        spec.interfaces = QStringList{QStringLiteral("lo")};
        spec.groups = QStringList{QStringLiteral("224.0.1.187:%1").arg(m_port)};
        spec.collectFor = seconds(5);
        m_app.workspace().discover(spec);
    }
    void ask()
    {
        static const QStringList paths{
            QStringLiteral("/links"),        QStringLiteral("/nesting/json"),
            QStringLiteral("/nesting/cbor"), QStringLiteral("/endless"),
            QStringLiteral("/markup"),       QStringLiteral("/cbor-claims"),
        };
        const QString path = paths.at(m_asked++ % paths.size());
        Q_EMIT m_app.navigator().getRequested(m_base + path);
    }

    Application &m_app;
    quint16 m_port;
    QString m_base;
    QTimer m_scan, m_ask, m_rooms;
    qsizetype m_asked = 0;
    std::uint64_t m_cut = 0;
    std::uint64_t m_lost = 0;
    std::uint64_t m_values = 0;
    std::uint64_t m_skipped = 0;
    StallWatch m_watch;
};

} // namespace

int runHostile(QApplication &qt, int span_s)
{
    const quint16 port = freePort();
    const QString board =
        QApplication::applicationDirPath() + QStringLiteral("/../bin/copper-board");
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(board, {QStringLiteral("--profile"), QStringLiteral("hostile"),
                          QStringLiteral("--port"), QString::number(port),
                          QStringLiteral("--group"), QStringLiteral("224.0.1.187:%1").arg(port),
                          QStringLiteral("--fault"), QStringLiteral("flood=30000"),
                          QStringLiteral("--fault"), QStringLiteral("storm=5000"),
                          QStringLiteral("--fault"), QStringLiteral("storm_s=%1").arg(span_s)});
    if (!process.waitForReadyRead(kStart_ms))
        return 1;
    QTemporaryDir scratch;
    Application application(qt, StartOptions{}, QString(), scratch.path());
    application.show();
    std::unique_ptr<HostileRun> run;
    const int devices = qEnvironmentVariableIntValue("COPPER_DEVICES");
    QTimer::singleShot(500, &qt,
                       [&] { run = std::make_unique<HostileRun>(application, port, devices); });
    QTimer::singleShot(500 + span_s * 1000, &qt, [&] {
        run->report();
        QApplication::exit(0);
    });
    const int code = QApplication::exec();
    run.reset();
    process.terminate();
    process.waitForFinished();
    return code;
}

} // namespace copper::test
