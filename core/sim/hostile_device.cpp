// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/hostile_device.h"

#include "core/coap/block_transfer.h"
#include "core/sim/device_profiles.h"

#include <algorithm>

namespace copper {

namespace {

constexpr Duration kBurstInterval = seconds(0.002);
constexpr std::size_t kMaxLater = 1000;

EndpointConfig endpointConfig()
{
    EndpointConfig config;
    config.serves = true;
    config.parameters.defaultLeisure = seconds(0.1);
    return config;
}

VirtualDeviceConfig deviceConfig(const HostileConfig &config)
{
    VirtualDeviceConfig device;
    // The name is shown in many places: none of them may take it for markup or let it turn text.
    device.name = config.name + "<img src=x>\xe2\x80\xae\x1b[31m";
    device.seed = config.seed;
    device.start = config.start;
    return device;
}

// How many of `perSecond` are due by now, `length` after the start at most.
std::uint64_t dueBy(TimePoint now, TimePoint start, unsigned perSecond, Duration length)
{
    const Duration passed = std::min(now - start, length);
    return static_cast<std::uint64_t>(toSeconds(passed) * perSecond);
}

} // namespace

HostileDevice::HostileDevice(const HostileConfig &config, RandomSource &random)
    : m_config(config), m_endpoint(endpointConfig(), random), m_device(deviceConfig(config))
{
    m_config.stormPerSecond = std::min(m_config.stormPerSecond, HostileConfig::kMaxPerSecond);
    m_config.floodPerSecond = std::min(m_config.floodPerSecond, HostileConfig::kMaxPerSecond);
    m_config.floodAnswers = std::min(m_config.floodAnswers, HostileConfig::kMaxFlood);
    for (const Attack &attack : attacks()) {
        DeviceResource resource;
        resource.path = attack.path;
        resource.attributes = linkAttributes("hostile", "core.b", "0", attack.title);
        if (attack.observable)
            resource.attributes.push_back({"obs", std::nullopt, 0, 0});
        resource.uploadLimit = 0;
        // GET never comes here; every other method is 4.05.
        resource.handle = [](const DeviceRequest &) {
            return std::optional<Response>();
        };
        m_device.addResource(std::move(resource));
    }
}

HostileDevice::~HostileDevice() = default;

// --- in ---

void HostileDevice::handleDatagram(TimePoint now, PeerId from, ByteView datagram, bool multicast)
{
    const auto message = decode(datagram);
    if (message && message->type == MessageType::Reset)
        m_storms.erase(from); // even this one stops when it is told to
    if (message && message->code == code::kGet && !multicast) {
        const std::string path = message->options.uriPath();
        const auto found = std::find_if(attacks().begin(), attacks().end(),
                                        [&](const Attack &attack) { return path == attack.path; });
        if (found != attacks().end()) {
            Ask ask{now, from, message->type, message->mid, message->token, {}, {}};
            if (const auto raw = message->options.first(OptionNumber::Block2))
                ask.block2 = usableBlock(*raw).value_or(BlockValue{});
            ask.observe = message->options.uintValue(OptionNumber::Observe);
            (this->*found->run)(ask);
            return;
        }
    }
    if (message && message->code == code::kGet && multicast && m_config.floodAnswers > 0 &&
        !m_flood) {
        m_flood = Flood{from, message->token, now, 0};
        m_nextBurst = now;
    }
    m_endpoint.handleDatagram(now, from, datagram, multicast);
    drainEndpoint(now);
}

void HostileDevice::drainEndpoint(TimePoint now)
{
    while (std::optional<Output> output = m_endpoint.pollOutput()) {
        if (Transmit *out = std::get_if<Transmit>(&*output))
            send(out->peer, std::move(out->datagram));
        else
            m_device.handleOutput(now, m_endpoint, *output);
    }
}

// --- time ---

void HostileDevice::handleTimeout(TimePoint now)
{
    m_endpoint.handleTimeout(now);
    drainEndpoint(now);
    while (std::optional<HostileDatagram> due = m_later.popDue(now))
        m_output.push_back(std::move(*due));
    if (m_storms.empty() && !m_flood)
        return;
    if (now < m_nextBurst)
        return;
    m_nextBurst = now + kBurstInterval;
    goOnStorming(now);
    goOnFlooding(now);
}

std::optional<TimePoint> HostileDevice::nextTimeout() const
{
    std::optional<TimePoint> next = m_endpoint.nextTimeout();
    const auto consider = [&](TimePoint at) {
        next = next ? std::min(*next, at) : at;
    };
    if (const auto later = m_later.next())
        consider(*later);
    if (!m_storms.empty() || m_flood)
        consider(m_nextBurst);
    return next;
}

void HostileDevice::goOnStorming(TimePoint now)
{
    for (auto it = m_storms.begin(); it != m_storms.end();) {
        Storm &storm = it->second;
        const std::uint64_t due =
            dueBy(now, storm.ask.now, m_config.stormPerSecond, m_config.stormLength);
        for (; storm.sent < due; ++storm.sent, ++m_notificationsSent) {
            Options options;
            options.addUint(OptionNumber::Observe, (storm.sent + 2) & 0xffffff);
            const std::string value = std::to_string(storm.sent);
            send(storm.ask.from,
                 separate(storm.ask, MessageType::NonConfirmable, options, asBytes(value)));
        }
        if (now - storm.ask.now < m_config.stormLength) {
            ++it;
            continue;
        }
        // It is over: a success without Observe says so (RFC 7641 §3.2).
        send(storm.ask.from, separate(storm.ask, MessageType::NonConfirmable, {}, asBytes("calm")));
        it = m_storms.erase(it);
    }
}

void HostileDevice::goOnFlooding(TimePoint now)
{
    if (!m_flood)
        return;
    const std::uint64_t due = std::min<std::uint64_t>(
        dueBy(now, m_flood->start, m_config.floodPerSecond, seconds(3600)), m_config.floodAnswers);
    Ask ask;
    ask.token = m_flood->token;
    Options options;
    options.addUint(OptionNumber::ContentFormat, 40);
    for (; m_flood->sent < due; ++m_floodAnswersSent) {
        const std::string number = std::to_string(++m_flood->sent);
        const std::string list = "</>;ep=\"flood-" + number + "\",</a/" + number +
                                 ">;rt=\"flood\";obs,</b>;title=\"one of very many\"";
        send(m_flood->to, separate(ask, MessageType::NonConfirmable, options, asBytes(list)),
             {HostileSource::Kind::Spoofed, m_flood->sent});
    }
    if (m_flood->sent >= m_config.floodAnswers)
        m_flood.reset();
}

// --- out ---

std::optional<HostileDatagram> HostileDevice::pollDatagram()
{
    if (m_output.empty())
        return std::nullopt;
    HostileDatagram datagram = std::move(m_output.front());
    m_output.pop_front();
    return datagram;
}

void HostileDevice::send(PeerId to, Bytes bytes, HostileSource source)
{
    m_output.push_back({to, std::move(bytes), source});
}

void HostileDevice::sendLater(TimePoint at, PeerId to, Bytes bytes)
{
    if (m_later.size() < kMaxLater)
        m_later.schedule(at, {to, std::move(bytes), {}});
}

void HostileDevice::answer(const Ask &ask, const Options &options, ByteView payload)
{
    if (ask.type != MessageType::Confirmable) {
        send(ask.from, separate(ask, MessageType::NonConfirmable, options, payload));
        return;
    }
    send(ask.from, encode({MessageType::Acknowledgement, code::kContent, ask.mid, ask.token},
                          options, payload));
}

Bytes HostileDevice::separate(const Ask &ask, MessageType type, const Options &options,
                              ByteView payload)
{
    return encode({type, code::kContent, MessageId{m_nextMid++}, ask.token}, options, payload);
}

void HostileDevice::sendEmpty(const Ask &ask, MessageType type)
{
    send(ask.from, encode({type, code::kEmpty, ask.mid, Token{}}, {}, {}));
}

void HostileDevice::answerBlock(const Ask &ask, ByteView body, std::uint32_t contentFormat,
                                Options options)
{
    const std::size_t offset = std::min<std::size_t>(ask.block2.offset(), body.size());
    const std::size_t size = std::min<std::size_t>(ask.block2.size(), body.size() - offset);
    const bool more = offset + size < body.size();
    options.addUint(OptionNumber::ContentFormat, contentFormat);
    options.addUint(OptionNumber::Block2,
                    BlockValue{ask.block2.num, more, ask.block2.szx}.toUint());
    answer(ask, options, body.subspan(offset, size));
}

} // namespace copper
