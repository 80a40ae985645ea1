// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/board/board_host.h"

#include "core/net/monotonic_clock.h"

#include <algorithm>
#include <cmath>

namespace copper {

namespace {

EndpointConfig endpointConfig(const BoardConfig &config)
{
    EndpointConfig endpoint;
    endpoint.serves = true;
    endpoint.amplificationLimit = config.amplificationLimit;
    // RFC 7252 §8.2: the leisure may be short where the group is known to be small.
    endpoint.parameters.defaultLeisure = seconds(0.5);
    return endpoint;
}

VirtualDeviceConfig deviceConfig(const BoardConfig &config)
{
    VirtualDeviceConfig device = config.device;
    device.start = monotonicNow();
    device.unixSecondsAtStart = static_cast<double>(wallNow().unixMicros) * 1e-6;
    device.maxSzx = config.faults.maxSzx;
    return device;
}

bool servesPlugtest(const BoardConfig &config)
{
    const std::vector<std::string> &profiles = config.device.profiles;
    return std::find(profiles.begin(), profiles.end(), "plugtest") != profiles.end();
}

std::chrono::milliseconds milliseconds(double value)
{
    return std::chrono::milliseconds(static_cast<long>(value * 1000));
}

} // namespace

BoardHost::BoardHost(const BoardConfig &config, RandomSource &random)
    : m_faults(config.faults), m_recordDefects(config.faults.defects),
      m_openToo(servesPlugtest(config)), m_faultRandom(config.device.seed), m_keys(config.keys),
      m_device(deviceConfig(config)), m_driver(endpointConfig(config), random)
{
    m_driver.setOutputHandler([this](Output &output) { handle(output); });
    if (m_faults.link.any())
        m_driver.setFaultHook([this] { return deliveries(m_faults.link, m_faultRandom); });
    if (!m_faults.defects.empty())
        m_driver.setRewriteHook(
            [this](ByteView datagram) { return withDefects(m_faults.defects, datagram); });
    if (m_recordDefects.any())
        m_driver.setRecordHook([this](const SocketAddress &to, ByteView records) {
            return m_recordDefects.apply(to, records);
        });
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &BoardHost::tick);
    if (m_faults.rebootEverySeconds) {
        connect(&m_rebootTimer, &QTimer::timeout, this, &BoardHost::reboot);
        m_rebootTimer.start(milliseconds(*m_faults.rebootEverySeconds));
    }
    if (m_faults.silentForSeconds) {
        // Silent and awake in turn, as a sleepy node is.
        connect(&m_silenceTimer, &QTimer::timeout, this,
                [this, silent = false]() mutable { m_driver.setSilent(silent = !silent); });
        m_silenceTimer.start(milliseconds(*m_faults.silentForSeconds));
    }
    arm();
}

Result<void, SocketFailure> BoardHost::listen(const SocketAddress &local)
{
    const auto bound = m_driver.bind(local, {});
    if (!bound)
        return bound;
    m_address = m_driver.localAddress(local.family);
    return m_keys.isEmpty() ? bound : listenSecurely();
}

std::optional<ByteView> BoardHost::Keys::keyFor(ByteView identity) const
{
    for (const PskCredentialPtr &each : m_keys) {
        if (equalBytes(each->identity, identity))
            return each->key.view();
    }
    return std::nullopt;
}

Result<void, SocketFailure> BoardHost::listenSecurely()
{
    m_secureAddress = m_address;
    ++m_secureAddress.port;
    if (const auto bound = m_driver.serveSecurely(m_secureAddress, m_keys); !bound)
        return bound;
    m_device.setSecurity({[this](PeerId peer) { return m_driver.isSecure(peer); },
                          [this](PeerId peer) {
                              // Of several addresses, the one this peer reaches us by.
                              SocketAddress own = m_secureAddress;
                              if (own.isUnspecified())
                                  own.ip = routeSource(m_driver.addressOf(peer)).ip;
                              return "coaps://" + toText(own);
                          },
                          m_openToo});
    return {};
}

Result<void, SocketFailure> BoardHost::joinGroup(const SocketAddress &group,
                                                 std::uint32_t interfaceIndex,
                                                 const SocketAddress &interfaceAddress)
{
    return m_driver.listenToGroup(group, interfaceIndex, interfaceAddress);
}

void BoardHost::handle(Output &output)
{
    m_device.handleOutput(m_driver.now(), m_driver.endpoint(), output);
    if (m_device.takeRebootRequest()) {
        // After the answer has gone out.
        QTimer::singleShot(200, this, [this] { reboot(); });
    }
    arm();
}

void BoardHost::tick()
{
    m_device.tick(m_driver.now(), m_driver.endpoint());
    m_driver.pump();
    arm();
}

void BoardHost::reboot()
{
    m_driver.restartEndpoint();
    m_device.rebooted(m_driver.now());
}

void BoardHost::arm()
{
    const std::optional<TimePoint> next = m_device.nextTick();
    if (!next)
        return;
    const Duration wait = std::max(Duration{}, *next - m_driver.now());
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

} // namespace copper
