// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/net_bench.h"

#include "core/net/monotonic_clock.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

namespace copper::test {

namespace {

VirtualDeviceConfig deviceConfig(const std::string &name, std::vector<std::string> profiles)
{
    VirtualDeviceConfig config;
    config.name = name;
    config.profiles = std::move(profiles);
    config.start = monotonicNow();
    config.unixSecondsAtStart = 1'778'594'531;
    return config;
}

EndpointConfig serverConfig()
{
    EndpointConfig config;
    config.serves = true;
    config.parameters.defaultLeisure = seconds(0.1);
    return config;
}

} // namespace

bool spinUntil(const std::function<bool()> &condition, int timeoutMs)
{
    QElapsedTimer elapsed;
    elapsed.start();
    QTimer wake; // so that a condition on time is looked at as well
    wake.start(5);
    while (!condition()) {
        if (elapsed.elapsed() > timeoutMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        // What deleteLater() left behind, as a running event loop would do.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

LoopbackBoard::LoopbackBoard(const std::string &name, std::vector<std::string> profiles,
                             UdpSocket::Backend backend, int lastByte)
    : m_device(deviceConfig(name, std::move(profiles))), m_driver(serverConfig(), m_random, backend)
{
    SocketAddress local;
    local.family = SocketAddress::Family::IPv4;
    local.ip = {127, 0, 0, static_cast<std::uint8_t>(lastByte)};
    if (!m_driver.bind(local, {}))
        qFatal("cannot bind a loopback address");
    m_driver.setOutputHandler([this](Output &output) {
        m_device.handleOutput(m_driver.now(), m_driver.endpoint(), output);
    });
    QObject::connect(&m_timer, &QTimer::timeout, &m_driver, [this] {
        m_device.tick(m_driver.now(), m_driver.endpoint());
        m_driver.pump();
    });
    m_timer.start(50);
}

SocketAddress LoopbackBoard::address() const
{
    return m_driver.localAddress(SocketAddress::Family::IPv4);
}

QString LoopbackBoard::uri(const QString &path) const
{
    return QStringLiteral("coap://") + QString::fromStdString(toText(address())) + path;
}

void LoopbackBoard::join(const QString &group)
{
    const auto address = parseAddressAndPort(group, 5683);
    for (const MulticastInterface &entry : multicastInterfaces()) {
        if (entry.loopback && !m_driver.listenToGroup(*address, entry.index, entry.ipv4.front()))
            qFatal("cannot join the group on loopback");
    }
}

SessionBench::SessionBench(UdpSocket::Backend backend, const QString &stateFolder,
                           EndpointConfig config)
    : SessionBench(
          [&] {
              SessionConfig sessionConfig;
              sessionConfig.backend = backend;
              sessionConfig.endpoint = config;
              return sessionConfig;
          }(),
          stateFolder)
{}

SessionBench::SessionBench(SessionConfig config, const QString &stateFolder)
{
    config.stateFolder = stateFolder;
    m_session = std::make_unique<Session>(std::move(config));
    m_session->setEventHandler(
        [this](SessionEvent &&event) { m_events.push_back(std::move(event)); });
    m_session->setTraceHandler(
        [this](MessageRecord &&record) { m_records.push_back(std::move(record)); });
}

void addBackends()
{
    QTest::addColumn<int>("backend");
    if (UdpSocket::defaultBackend() == UdpSocket::Backend::Posix)
        QTest::newRow("posix") << static_cast<int>(UdpSocket::Backend::Posix);
    QTest::newRow("qt") << static_cast<int>(UdpSocket::Backend::Qt);
}

UdpSocket::Backend currentBackend()
{
    QFETCH(int, backend);
    return static_cast<UdpSocket::Backend>(backend);
}

QString writeFile(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write a test file");
    return file.fileName();
}

QByteArray patternBytes(int size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (int i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 131) ^ (i >> 8));
    return bytes;
}

} // namespace copper::test
