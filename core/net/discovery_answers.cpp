// SPDX-License-Identifier: GPL-3.0-or-later
// The other half of DiscoveryJob: what comes back, and the end.
#include "core/net/discovery_job.h"

#include "core/net/monotonic_clock.h"
#include "core/net/session.h"

#include <algorithm>

namespace copper {

namespace {

constexpr std::size_t kMaxAddresses = 8; // of one device: a name alone must not gather thousands

} // namespace

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
    if (const auto fetch = m_fetches.find(response.exchange); fetch != m_fetches.end()) {
        if (fetch->second.probe) {
            ++m_counts.answers;
            m_sources[fetch->second.from].rtt =
                response.stats.lastReceived - response.stats.firstSent;
        }
        // Whoever says 4.04 to the list of resources is a CoAP server all the same.
        const bool noList = fetch->second.probe && !response.code.isSuccess();
        fetched(response.exchange, response.code.isSuccess() || noList ? Cut::No : Cut::BrokeOff);
    } else if (const auto group = m_groups.find(response.exchange); group != m_groups.end()) {
        handleGroupAnswer(group->second, driver()->addressOf(response.from), response);
        progressed();
    }
}

void DiscoveryJob::handleFailure(const ExchangeFailed &failed)
{
    // A list whose rest did not come, or that was cut: what there is, is shown, and said to be cut.
    const bool atLimit = failed.reason == FailureReason::BodyTooLarge;
    const auto fetch = m_fetches.find(failed.exchange);
    const bool silentProbe = fetch != m_fetches.end() && fetch->second.probe && !atLimit &&
                             fetch->second.sink->isEmpty();
    if (const auto group = m_groups.find(failed.exchange);
        group != m_groups.end() && failed.reason == FailureReason::PeerLost)
        noteNoRoute(group->second);
    if (m_unicast == failed.exchange && !atLimit)
        fail(failed);
    else if (silentProbe)
        exchangeOver(failed.exchange);
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

void DiscoveryJob::handleGroupAnswer(const AskedGroup &group, const SocketAddress &from,
                                     ResponseReceived &response)
{
    const ScanLimits &limits = m_spec.limits;
    ++m_counts.answers;
    ++tally(group.interfaceName).answers;
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

DeviceAddress DiscoveryJob::addressOf(const SocketAddress &from) const
{
    DeviceAddress address;
    address.socket = from;
    const auto source = m_sources.find(from);
    address.interfaceName = source != m_sources.end() && !source->second.interfaceName.isEmpty()
                                ? source->second.interfaceName
                                : interfaceTowards(from);
    return address;
}

// Takes out what the filters do not let through. Of a list that is empty by itself nothing is said.
bool DiscoveryJob::passesFilters(LinkList &links) const
{
    std::erase_if(links.links, [this](const Link &link) {
        return !std::all_of(m_filters.begin(), m_filters.end(),
                            [&link](const LinkFilter &filter) { return matches(link, filter); });
    });
    return m_filters.empty() || !links.links.empty();
}

void DiscoveryJob::deviceAnswered(const SocketAddress &from, Bytes list, Cut cut)
{
    LinkLimits limits;
    limits.maxBytes = m_spec.limits.maxListBytes;
    limits.maxLinks = m_spec.limits.maxLinks;
    LinkList links = parseLinkFormat(asText(list), limits);
    m_counts.listBytes += list.size();
    if (!passesFilters(links)) {
        ++m_counts.outsideFilter;
        return;
    }
    DiscoveredDevice device;
    device.endpointName = endpointNameOf(links);
    const DeviceAddress address = addressOf(from);
    DeviceFound &found = device.found;
    found.job = id();
    found.addresses.push_back(address);
    found.name = deviceName(links);
    found.endpointName = device.endpointName;
    found.networkName = address.interfaceName;
    found.rtt = m_sources[from].rtt;
    found.links = toResourceLinks(links, address);
    found.filtered = !m_filters.empty();
    found.linksAtLimit = cut == Cut::AtLimit || links.bytesCut || links.linksCut;
    found.linksCut = cut != Cut::No || found.linksAtLimit || links.attributesCut;
    // What we cut ourselves is no fault of the device.
    if (links.fault != LinkFault::None && cut != Cut::AtLimit)
        found.linkError = QString::number(links.faultOffset);
    found.linkText = std::make_shared<const Bytes>(std::move(list));
    found.at = wallNow();
    if (const auto known = m_matcher.find(device, m_devices))
        anotherAddress(*known, address);
    else if (m_devices.size() >= m_spec.limits.maxDevices)
        ++m_cuts.beyondDevices;
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
    ++m_counts.devices;
    // By unicast no interface was asked: there it is not counted.
    const QString &interfaceName = m_devices.back().found.networkName;
    const auto counted =
        std::find_if(m_interfaces.begin(), m_interfaces.end(),
                     [&](const ScanInterface &each) { return each.name == interfaceName; });
    if (counted != m_interfaces.end())
        ++counted->devices;
    emitDevice(m_devices.size() - 1);
}

void DiscoveryJob::emitDevice(std::size_t index)
{
    session().emitEvent(m_devices[index].found);
}

// --- counting ---

ScanInterface &DiscoveryJob::tally(const QString &interfaceName)
{
    const auto known =
        std::find_if(m_interfaces.begin(), m_interfaces.end(),
                     [&](const ScanInterface &each) { return each.name == interfaceName; });
    if (known != m_interfaces.end())
        return *known;
    m_interfaces.push_back({interfaceName, {}, {}, 0, 0});
    return m_interfaces.back();
}

void DiscoveryJob::noteNoRoute(const AskedGroup &group)
{
    const QString text = groupText(group.address);
    tally(group.interfaceName).refused << text;
    QString why;
    if (const auto &failed = driver()->lastSendFailure())
        why = QStringLiteral(": ") + failed->text;
    m_reasons.push_back({ScanFinding::NoRoute, group.interfaceName, text + why});
}

ScanCuts DiscoveryJob::cutsNow()
{
    ScanCuts cuts = m_cuts;
    cuts.lostInKernel = driver()->kernelDrops() - m_kernelDropsBefore;
    return cuts;
}

void DiscoveryJob::progressed()
{
    if (!m_report.isActive())
        m_report.start();
}

void DiscoveryJob::tellProgress()
{
    if (!isFinished())
        session().emitEvent(DiscoveryProgress{id(), m_counts, cutsNow(), m_interfaces});
}

// --- ending ---

void DiscoveryJob::exchangeOver(ExchangeId exchange)
{
    m_groups.erase(exchange);
    m_fetches.erase(exchange);
    if (m_unicast == exchange)
        m_unicast.reset();
    progressed();
    finishWhenOver();
}

void DiscoveryJob::finishWhenOver()
{
    const bool asking = m_beginning || m_pace.isActive() || m_resolving > 0;
    if (asking || isFinished() || m_diagnosis || !m_groups.empty() || !m_fetches.empty() ||
        m_unicast)
        return;
    if (m_cancelled) {
        fail(FailureKind::Cancelled);
    } else if (m_spec.explain && m_devices.empty() && !m_asked.empty()) {
        m_diagnosis = std::make_unique<ScanDiagnosis>(session().config().backend);
        m_diagnosis->start(
            m_asked, [this](std::vector<ScanReason> reasons) { conclude(std::move(reasons)); });
    } else {
        conclude({});
    }
}

void DiscoveryJob::conclude(std::vector<ScanReason> reasons)
{
    DiscoveryFinished event;
    event.job = id();
    event.devices = static_cast<std::uint32_t>(m_devices.size());
    event.cuts = cutsNow();
    for (const ScanInterface &each : m_interfaces) {
        if (each.groups.size() > each.refused.size())
            event.interfaces << each.name;
    }
    event.counts = m_counts;
    event.perInterface = m_interfaces;
    if (m_devices.empty()) {
        reasons.insert(reasons.end(), m_reasons.begin(), m_reasons.end());
        if (m_counts.outsideFilter > 0)
            reasons.push_back(
                {ScanFinding::OutsideFilter, {}, QString::number(m_counts.outsideFilter)});
        if (reasons.empty())
            reasons.push_back({ScanFinding::NobodyThere, {}, {}});
        std::stable_sort(
            reasons.begin(), reasons.end(),
            [](const ScanReason &a, const ScanReason &b) { return a.finding < b.finding; });
    } else {
        reasons = m_reasons; // a name that was not found is said in any case
    }
    event.reasons = std::move(reasons);
    event.at = wallNow();
    session().emitEvent(std::move(event));
    finish();
}

void DiscoveryJob::cancel()
{
    m_cancelled = true;
    m_pace.stop();
    if (!driver() || m_diagnosis) {
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
