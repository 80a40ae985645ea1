// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication> // first: moc 6.4 stumbles over <compare> when it comes before any Qt header

#include "tests/bench/window_load.h"

#include "app/application.h"
#include "core/net/coap_driver.h"
#include "core/net/monotonic_clock.h"
#include "core/net/system_random.h"
#include "core/sim/virtual_device.h"
#include "tests/bench/stall_watch.h"
#include "tests/support/process_figures.h"
#include "ui/firmware/firmware_text.h"

#include <QFile>
#include <QLineEdit>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <cstdio>
#include <vector>

#include <malloc.h>
#include <unistd.h>

namespace copper::test {

namespace {

constexpr int kDevices = 10;
constexpr int kResources = 10; // of each device
constexpr int kCharted = 6;
constexpr double kPeriod_s = 1.0 / 20;
constexpr qint64 kImageBytes = 10LL << 20;
constexpr int kStart_ms = 5000;

// One of the devices at the other end.
class LoadDevice final : public QObject
{
public:
    LoadDevice(int number, RandomSource &random)
        : m_device(configOf(number)), m_driver(endpointConfig(), random)
    {
        for (int i = 0; i < kResources; ++i)
            m_device.addResource(resource(number, i));
        DeviceResource firmware;
        firmware.path = "/firmware";
        firmware.uploadLimit = 2 * kImageBytes;
        firmware.handle = [](const DeviceRequest &) {
            Response response;
            response.code = code::kChanged;
            return response;
        };
        m_device.addResource(std::move(firmware));
        m_driver.setOutputHandler([this](Output &output) {
            m_device.handleOutput(m_driver.now(), m_driver.endpoint(), output);
        });
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_device.tick(m_driver.now(), m_driver.endpoint());
            m_driver.pump();
        });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(std::chrono::milliseconds(static_cast<int>(kPeriod_s * 1000)));
    }

    // The port, or nothing when the socket cannot be had.
    int listen()
    {
        const auto local = parseIpLiteral("127.0.0.1");
        return local && m_driver.bind(*local, {}) ? m_driver.localAddress(local->family).port : 0;
    }

private:
    static VirtualDeviceConfig configOf(int number)
    {
        VirtualDeviceConfig config;
        config.name = "load-" + std::to_string(number);
        config.start = monotonicNow();
        return config;
    }
    static EndpointConfig endpointConfig()
    {
        EndpointConfig config;
        config.serves = true;
        return config;
    }
    static DeviceResource resource(int number, int index)
    {
        DeviceResource made;
        made.path = "/sensors/s" + std::to_string(index);
        made.attributes.push_back({"rt", "temperature"});
        const auto value = [number, index](TimePoint now) {
            const double phase = toSeconds(now.time_since_epoch()) + number + index;
            return std::to_string(20 + std::sin(phase));
        };
        made.handle = [value](const DeviceRequest &request) {
            Response response;
            response.code = code::kContent;
            const std::string text = value(request.now);
            response.payload = Bytes(text.begin(), text.end());
            return response;
        };
        made.period = seconds(kPeriod_s);
        made.confirmableNotifications = index % 2 == 0;
        made.state = value;
        return made;
    }

    VirtualDevice m_device;
    CoapDriver m_driver;
    QTimer m_timer;
};

// What the user of the measurement does: observes everything, charts some, flashes without end,
// goes from room to room.
class LoadRun final : public QObject
{
public:
    LoadRun(Application &app, const std::vector<int> &ports, const QString &image, int span_s)
        : m_app(app), m_image(image), m_watch(app.window())
    {
        Workspace &workspace = app.workspace();
        int charted = 0;
        for (const int port : ports) {
            const QString base = QStringLiteral("coap://127.0.0.1:%1").arg(port);
            (void)workspace.addDevice(base);
            for (int i = 0; i < kResources; ++i) {
                const QString uri = base + QStringLiteral("/sensors/s%1").arg(i);
                if (++charted <= kCharted)
                    Q_EMIT app.navigator().chartRequested(uri, ValuePath{});
                else
                    workspace.observe(uri);
            }
        }
        // A small trace lets other memory that grows be seen.
        if (const int mib = qEnvironmentVariableIntValue("COPPER_TRACE_MIB"); mib > 0)
            workspace.log().setByteLimit(static_cast<std::uint64_t>(mib) << 20U);
        m_target = QStringLiteral("coap://127.0.0.1:%1/firmware").arg(ports.front());
        workspace.firmware().setImage(image);
        connect(&m_flash, &QTimer::timeout, this, &LoadRun::flash);
        m_flash.start(20);
        connect(&workspace.feed(), &SessionFeed::responseArrived, this, [this] { ++m_responses; });
        connect(&m_rooms, &QTimer::timeout, this, [this] {
            m_app.window().showRoom(static_cast<RoomId>(
                (static_cast<int>(m_app.window().currentRoom()) + 1) % kRoomCount));
        });
        m_rooms.start(span_s * 100);
        // A filter makes the packet room work for each message.
        if (!qEnvironmentVariableIsSet("NOFILTER"))
            app.window()
                .findChild<QLineEdit *>(QStringLiteral("packetFilter"))
                ->setText(QStringLiteral("sensors"));
        app.window().showRoom(RoomId::Dashboard);
        for (int i = 1; i <= 6; ++i)
            QTimer::singleShot(span_s * 1000 * i / 6, this, &LoadRun::sayMemory);
    }
    void report() const
    {
        std::printf("responses and notifications %llu, uploads of 10 MiB %d\n",
                    static_cast<unsigned long long>(m_responses), m_uploads);
        m_watch.report();
    }

private:
    void flash()
    {
        FirmwareQueue &queue = m_app.workspace().firmware();
        const FirmwareTotals totals = queue.totals();
        if (totals.failed > 0) {
            std::printf("an upload failed at block %u: %s\n", queue.jobs().front()->block,
                        qPrintable(stateReason(*queue.jobs().front(), queue.settings(),
                                               m_app.workspace().now())));
            QApplication::exit(1);
        }
        if (totals.active + totals.queued > 0)
            return;
        m_uploads += totals.done;
        queue.removeFinished();
        queue.addUri(m_target);
        queue.start();
    }
    void sayMemory()
    {
        const MessageLog &log = m_app.workspace().log();
        const struct mallinfo2 heap = mallinfo2();
        std::printf("heap in use %.1f MB + %.1f mapped; ", static_cast<double>(heap.uordblks) / 1e6,
                    static_cast<double>(heap.hblkhd) / 1e6);
        std::printf("resident %.1f MB, trace %.0f of %.0f MiB, %llu messages trimmed\n",
                    resident_mb(), static_cast<double>(log.bytesUsed()) / (1U << 20U),
                    static_cast<double>(log.byteLimit()) / (1U << 20U),
                    static_cast<unsigned long long>(log.trimmedCount()));
    }

    Application &m_app;
    QString m_image;
    QString m_target;
    QTimer m_flash, m_rooms;
    std::uint64_t m_responses = 0;
    int m_uploads = 0;
    StallWatch m_watch;
};

std::vector<int> startDevices(QProcess &process)
{
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("serve")});
    std::vector<int> ports;
    while (ports.size() < kDevices && process.waitForReadyRead(kStart_ms)) {
        while (process.canReadLine())
            ports.push_back(process.readLine().trimmed().toInt());
    }
    return ports;
}

} // namespace

int serveLoad()
{
    // Real devices have processors of their own.
    if (nice(10) == -1)
        std::fputs("the devices run at full priority\n", stderr);
    SystemRandom random;
    std::vector<std::unique_ptr<LoadDevice>> devices;
    for (int i = 0; i < kDevices; ++i) {
        devices.push_back(std::make_unique<LoadDevice>(i, random));
        const int port = devices.back()->listen();
        if (port == 0)
            return 1;
        std::printf("%d\n", port);
    }
    std::fflush(stdout);
    return QCoreApplication::exec();
}

int runLoad(QApplication &qt, int span_s)
{
    QTemporaryDir scratch;
    const QString image = scratch.filePath(QStringLiteral("image.bin"));
    QFile file(image);
    if (!file.open(QIODevice::WriteOnly) || !file.resize(kImageBytes))
        return 1;
    file.close();
    QProcess devices;
    const std::vector<int> ports = startDevices(devices);
    if (ports.size() < kDevices)
        return 1;
    Application application(qt, StartOptions{}, QString(), scratch.path());
    application.show();
    std::unique_ptr<LoadRun> run;
    QTimer::singleShot(500, &qt,
                       [&] { run = std::make_unique<LoadRun>(application, ports, image, span_s); });
    QTimer::singleShot(500 + span_s * 1000, &qt, [&] {
        run->report();
        QApplication::exit(0);
    });
    const int code = QApplication::exec();
    run.reset();
    devices.terminate();
    devices.waitForFinished();
    return code;
}

} // namespace copper::test
