// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/discovery_job.h"

#include "core/net/monotonic_clock.h"
#include "core/net/session.h"

#include <QNetworkInterface>

#include <algorithm>

namespace copper {

namespace {

constexpr std::uint16_t kCoapPort = 5683;
constexpr std::size_t kMaxAddresses = 8; // of one device: a name alone must not gather thousands

SocketAddress groupAddress(const char *literal)
{
    SocketAddress address = *parseIpLiteral(literal);
    address.port = kCoapPort;
    return address;
}

SocketAddress onInterface(SocketAddress group, std::uint32_t index)
{
    group.zone = index;
    return group;
}

} // namespace

// --- LinkListSink ---

LinkListSink::LinkListSink(std::size_t limit, std::shared_ptr<std::uint64_t> scanBytesLeft)
    : m_limit(limit), m_left(std::move(scanBytesLeft))
{}

Result<void, BodyFault> LinkListSink::write(std::uint64_t, ByteView bytes)
{
    const std::uint64_t room = std::min<std::uint64_t>(m_limit - m_bytes.size(), *m_left);
    const ByteView fitting =
        bytes.first(static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), room)));
    m_bytes.insert(m_bytes.end(), fitting.begin(), fitting.end());
    *m_left -= fitting.size();
    m_scanIsFull = m_scanIsFull || *m_left == 0;
    return fitting.size() == bytes.size() ? Result<void, BodyFault>()
                                          : failure(BodyFault::TooLarge);
}

// --- DiscoveryJob ---

DiscoveryJob::DiscoveryJob(Session &session, JobId id, DiscoverySpec spec)
    : Job(session, id, spec.uri), m_spec(std::move(spec)),
      m_bytesLeft(std::make_shared<std::uint64_t>(m_spec.limits.maxBytes))
{}

Options DiscoveryJob::requestOptions() const
{
    Options options;
    options.addString(OptionNumber::UriPath, ".well-known");
    options.addString(OptionNumber::UriPath, "core");
    if (!m_spec.filter.isEmpty())
        options.addString(OptionNumber::UriQuery, m_spec.filter.toStdString());
    return options;
}

// --- asking ---

void DiscoveryJob::begin()
{
    m_started = monotonicNow();
    if (!m_spec.uri.isEmpty()) {
        prepare(m_spec.bindAddress, m_spec.interfaces.value(0), m_spec.parameters);
        return;
    }
    const auto driver = session().driverFor(m_spec.bindAddress);
    if (!driver) {
        fail(driver.error().kind, driver.error().detail);
        return;
    }
    setDriver(*driver);
    m_kernelDropsBefore = (*driver)->kernelDrops();
    std::vector<MulticastInterface> interfaces = multicastInterfaces();
    if (!m_spec.interfaces.isEmpty()) {
        for (const QString &name : m_spec.interfaces) {
            const bool known =
                std::any_of(interfaces.begin(), interfaces.end(),
                            [&](const MulticastInterface &entry) { return entry.name == name; });
            if (!known) {
                fail(FailureKind::NoInterface, name);
                return;
            }
        }
        std::erase_if(interfaces, [&](const MulticastInterface &entry) {
            return !m_spec.interfaces.contains(entry.name);
        });
    }
    for (const Group &group : chosenGroups(interfaces)) {
        if (sendTo(group) && !m_interfaces.contains(group.interfaceName))
            m_interfaces << group.interfaceName;
    }
    if (m_groups.empty()) {
        fail(FailureKind::NoInterface);
        return;
    }
    this->driver()->pump();
}

std::vector<DiscoveryJob::Group>
DiscoveryJob::chosenGroups(const std::vector<MulticastInterface> &interfaces) const
{
    std::vector<SocketAddress> wanted;
    if (!m_spec.groups.isEmpty()) {
        for (const QString &text : m_spec.groups) {
            if (const auto address = parseAddressAndPort(text, kCoapPort))
                wanted.push_back(*address);
        }
    } else {
        if (m_spec.ipv4)
            wanted.push_back(groupAddress("224.0.1.187"));
        if (m_spec.ipv6LinkLocal)
            wanted.push_back(groupAddress("ff02::fd"));
        if (m_spec.ipv6SiteLocal)
            wanted.push_back(groupAddress("ff05::fd"));
    }
    std::vector<Group> groups;
    for (const MulticastInterface &entry : interfaces) {
        for (const SocketAddress &group : wanted) {
            const bool v4 = group.family == SocketAddress::Family::IPv4;
            if ((v4 && entry.ipv4.empty()) || (!v4 && !entry.ipv6))
                continue;
            if (group.zone != 0 && group.zone != entry.index)
                continue;
            groups.push_back({onInterface(group, entry.index), entry.name});
            if (!v4)
                continue;
            // The kernel would take another interface's address for the loopback.
            const auto source =
                std::find_if(entry.ipv4.begin(), entry.ipv4.end(), [&](const SocketAddress &ip) {
                    return !entry.loopback || ip.ip[3] == 1;
                });
            CoapDriver *driver = const_cast<DiscoveryJob *>(this)->driver();
            if (source != entry.ipv4.end())
                driver->setMulticastSource(groups.back().address, *source);
        }
    }
    return groups;
}

bool DiscoveryJob::sendTo(const Group &group)
{
    const auto peer = driver()->peer(group.address);
    if (!peer)
        return false;
    Request request;
    request.confirmable = false;
    request.multicast = true;
    request.options = requestOptions();
    request.timeout = m_spec.collectFor;
    const auto id = driver()->endpoint().sendRequest(driver()->now(), *peer, std::move(request));
    if (!id)
        return false;
    m_groups[*id] = group;
    session().route(driver(), *id, this);
    return true;
}

void DiscoveryJob::ready(const Target &target, PeerId peer)
{
    m_kernelDropsBefore = driver()->kernelDrops();
    Request request;
    request.options = target.options;
    const bool noPath = !request.options.has(OptionNumber::UriPath);
    if (noPath) {
        request.options.addString(OptionNumber::UriPath, ".well-known");
        request.options.addString(OptionNumber::UriPath, "core");
    }
    if (!m_spec.filter.isEmpty())
        request.options.addString(OptionNumber::UriQuery, m_spec.filter.toStdString());
    request.timeout = m_spec.timeout;
    const auto sink = std::make_shared<LinkListSink>(m_spec.limits.maxListBytes, m_bytesLeft);
    request.sink = sink;
    const auto id = driver()->endpoint().sendRequest(driver()->now(), peer, std::move(request));
    if (!id) {
        failRequest(id.error());
        return;
    }
    m_unicast = *id;
    m_fetches[*id] = {target.address, sink};
    session().route(driver(), *id, this);
    driver()->pump();
}

// --- collecting ---

void DiscoveryJob::handle(Output &output)
{
    if (auto *response = std::get_if<ResponseReceived>(&output))
        handleAnswer(*response);
    else if (const auto *failed = std::get_if<ExchangeFailed>(&output))
        handleFailure(*failed);
}

void DiscoveryJob::handleAnswer(ResponseReceived &response)
{
    if (m_unicast == response.exchange) {
        if (!response.code.isSuccess()) {
            fail(FailureKind::ErrorResponse,
                 QString::fromUtf8(reinterpret_cast<const char *>(response.payload.data()),
                                   static_cast<qsizetype>(response.payload.size())),
                 response.code);
            return;
        }
        m_sources[m_fetches[response.exchange].from].rtt =
            response.stats.lastReceived - response.stats.firstSent;
    }
    if (m_fetches.contains(response.exchange))
        fetched(response.exchange, response.code.isSuccess() ? Cut::No : Cut::BrokeOff);
    else if (const auto group = m_groups.find(response.exchange); group != m_groups.end())
        handleGroupAnswer(group->second, driver()->addressOf(response.from), response);
}

void DiscoveryJob::handleFailure(const ExchangeFailed &failed)
{
    // A list whose rest did not come, or that was cut: what there is, is shown, and said to be cut.
    const bool atLimit = failed.reason == FailureReason::BodyTooLarge;
    if (m_unicast == failed.exchange && !atLimit)
        fail(failed);
    else if (m_fetches.contains(failed.exchange))
        fetched(failed.exchange, atLimit ? Cut::AtLimit : Cut::BrokeOff);
    else
        exchangeOver(failed.exchange);
}

void DiscoveryJob::fetched(ExchangeId exchange, Cut cut)
{
    const Fetch fetch = m_fetches[exchange];
    if (fetch.sink->scanIsFull())
        ++m_cuts.beyondBytes;
    deviceAnswered(fetch.from, fetch.sink->take(), cut);
    exchangeOver(exchange);
}

void DiscoveryJob::handleGroupAnswer(const Group &group, const SocketAddress &from,
                                     ResponseReceived &response)
{
    const ScanLimits &limits = m_spec.limits;
    if (m_sources.size() >= limits.maxDevices && !m_sources.contains(from)) {
        ++m_cuts.beyondDevices;
        return;
    }
    Source &source = m_sources[from];
    if (source.answers++ >= limits.maxAnswersPerSource) {
        ++m_cuts.beyondAnswers;
        return;
    }
    if (!response.code.isSuccess() || source.complete)
        return;
    if (response.payload.size() > *m_bytesLeft) {
        ++m_cuts.beyondBytes;
        return;
    }
    source.complete = true;
    source.interfaceName = group.interfaceName;
    source.rtt = driver()->now() - m_started;
    if (response.moreBlocks) {
        fetchRest(from, response);
        return;
    }
    *m_bytesLeft -= response.payload.size();
    deviceAnswered(from, std::move(response.payload), Cut::No);
}

void DiscoveryJob::fetchRest(const SocketAddress &from, const ResponseReceived &response)
{
    const std::optional<BlockValue> block =
        usableBlock(*response.options.first(OptionNumber::Block2));
    const auto peer = driver()->peer(from);
    const auto sink = std::make_shared<LinkListSink>(m_spec.limits.maxListBytes, m_bytesLeft);
    const bool whole = block && block->num == 0 && response.payload.size() == block->size();
    if (!whole || !peer || !sink->write(0, response.payload)) {
        deviceAnswered(from, response.payload, Cut::BrokeOff);
        return;
    }
    Request request;
    request.options = requestOptions();
    request.sink = sink;
    // RFC 7252 §8.2 and RFC 7959 §2.8: the rest by unicast, in the size of that answer.
    request.firstBlock2 = BlockValue{1, false, block->szx};
    if (const auto etag = response.options.first(OptionNumber::ETag))
        request.firstBlock2ETag = toOwned(*etag);
    const auto id = driver()->endpoint().sendRequest(driver()->now(), *peer, std::move(request));
    if (!id) {
        deviceAnswered(from, response.payload, Cut::BrokeOff);
        return;
    }
    m_fetches[*id] = {from, sink};
    session().route(driver(), *id, this);
    driver()->pump();
}

void DiscoveryJob::deviceAnswered(const SocketAddress &from, Bytes list, Cut cut)
{
    LinkLimits limits;
    limits.maxBytes = m_spec.limits.maxListBytes;
    limits.maxLinks = m_spec.limits.maxLinks;
    const LinkList links = parseLinkFormat(asText(list), limits);
    const Source &source = m_sources[from];
    DiscoveredDevice device;
    device.endpointName = endpointNameOf(links);
    DeviceFound &found = device.found;
    found.job = id();
    QString interfaceName = source.interfaceName;
    if (interfaceName.isEmpty() && from.zone != 0)
        interfaceName = QNetworkInterface::interfaceNameFromIndex(static_cast<int>(from.zone));
    if (interfaceName.isEmpty() && from.isLoopback())
        interfaceName = QStringLiteral("lo");
    DeviceAddress address;
    address.socket = from;
    address.interfaceName = interfaceName;
    found.addresses.push_back(address);
    found.name = deviceName(links);
    found.endpointName = device.endpointName;
    found.networkName = interfaceName;
    found.rtt = source.rtt;
    found.links = toResourceLinks(links, address);
    found.linksAtLimit = cut == Cut::AtLimit || links.bytesCut || links.linksCut;
    found.linksCut = cut != Cut::No || found.linksAtLimit || links.attributesCut;
    // What we cut ourselves is no fault of the device.
    if (links.fault != LinkFault::None && cut != Cut::AtLimit)
        found.linkError = QString::number(links.faultOffset);
    found.linkText = std::make_shared<const Bytes>(std::move(list));
    found.at = wallNow();
    if (const auto known = m_matcher.find(device, m_devices))
        anotherAddress(*known, address);
    else
        anotherDevice(std::move(device));
}

void DiscoveryJob::anotherAddress(std::size_t index, const DeviceAddress &address)
{
    std::vector<DeviceAddress> &addresses = m_devices[index].found.addresses;
    const bool isKnown = std::find(addresses.begin(), addresses.end(), address) != addresses.end();
    if (!isKnown && addresses.size() < kMaxAddresses) {
        addresses.push_back(address);
        m_matcher.add(index, m_devices[index]);
        emitDevice(index);
    } else if (!isKnown) {
        ++m_cuts.beyondAnswers;
    }
}

void DiscoveryJob::anotherDevice(DiscoveredDevice device)
{
    m_matcher.add(m_devices.size(), device);
    m_devices.push_back(std::move(device));
    emitDevice(m_devices.size() - 1);
}

void DiscoveryJob::emitDevice(std::size_t index)
{
    session().emitEvent(m_devices[index].found);
}

// --- ending ---

void DiscoveryJob::exchangeOver(ExchangeId exchange)
{
    m_groups.erase(exchange);
    m_fetches.erase(exchange);
    if (m_unicast == exchange)
        m_unicast.reset();
    if (!m_groups.empty() || !m_fetches.empty() || m_unicast)
        return;
    if (m_cancelled) {
        fail(FailureKind::Cancelled);
        return;
    }
    DiscoveryFinished event;
    event.job = id();
    event.devices = static_cast<std::uint32_t>(m_devices.size());
    event.cuts = m_cuts;
    event.cuts.lostInKernel = driver()->kernelDrops() - m_kernelDropsBefore;
    event.interfaces = m_interfaces;
    session().emitEvent(std::move(event));
    finish();
}

void DiscoveryJob::cancel()
{
    m_cancelled = true;
    if (!driver()) {
        fail(FailureKind::Cancelled);
        return;
    }
    std::vector<ExchangeId> open;
    for (const auto &[exchange, group] : m_groups)
        open.push_back(exchange);
    for (const auto &[exchange, fetch] : m_fetches)
        open.push_back(exchange);
    for (const ExchangeId exchange : open)
        driver()->endpoint().cancel(driver()->now(), exchange);
    driver()->pump();
    if (!isFinished())
        fail(FailureKind::Cancelled);
}

} // namespace copper
