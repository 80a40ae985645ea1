// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/discovery_job.h"

#include "core/net/monotonic_clock.h"
#include "core/net/session.h"

#include <algorithm>

namespace copper {

namespace {

constexpr std::uint16_t kCoapPort = 5683;

SocketAddress groupAddress(const char *literal)
{
    SocketAddress address = *parseIpLiteral(literal);
    address.port = kCoapPort;
    return address;
}

constexpr int kReport_ms = 100;
constexpr Duration kProbeFor = seconds(10); // one address: first sending and two more

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
{
    for (const QString &text : m_spec.filters) {
        if (const auto filter = parseLinkFilter(text.toStdString()))
            m_filters.push_back(*filter);
    }
    m_report.setSingleShot(true);
    m_report.setInterval(kReport_ms);
    connect(&m_report, &QTimer::timeout, this, &DiscoveryJob::tellProgress);
}

DiscoveryJob::~DiscoveryJob() = default;

Options DiscoveryJob::requestOptions() const
{
    Options options;
    options.addString(OptionNumber::UriPath, ".well-known");
    options.addString(OptionNumber::UriPath, "core");
    if (!m_spec.filters.isEmpty())
        options.addString(OptionNumber::UriQuery, m_spec.filters.front().toStdString());
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
    this->driver()->setReceiveBuffer(m_spec.limits.receiveBytes);
    m_kernelDropsBefore = this->driver()->kernelDrops();
    m_beginning = true;
    if (m_spec.multicast)
        askGroups();
    if (!isFinished() && !m_spec.range.isEmpty())
        askRange();
    if (isFinished())
        return;
    askHosts();
    m_beginning = false;
    this->driver()->pump();
    progressed();
    finishWhenOver();
}

void DiscoveryJob::askGroups()
{
    QString unknown;
    const std::vector<MulticastInterface> interfaces = namedInterfaces(m_spec.interfaces, unknown);
    if (!unknown.isEmpty()) {
        fail(FailureKind::NoInterface, unknown);
        return;
    }
    m_asked = onInterfaces(chosenGroups(), interfaces);
    bool any = false;
    for (const AskedGroup &group : m_asked) {
        if (group.source.isValid())
            driver()->setMulticastSource(group.address, group.source);
        any = sendTo(group) || any;
    }
    const bool onlyGroups = m_spec.range.isEmpty() && m_spec.hosts.isEmpty();
    if (!any && onlyGroups)
        fail(FailureKind::NoInterface);
}

std::vector<SocketAddress> DiscoveryJob::chosenGroups() const
{
    std::vector<SocketAddress> groups;
    for (const QString &text : m_spec.groups) {
        if (const auto address = parseAddressAndPort(text, kCoapPort))
            groups.push_back(*address);
    }
    if (!m_spec.groups.isEmpty())
        return groups;
    if (m_spec.ipv4)
        groups.push_back(groupAddress("224.0.1.187"));
    if (m_spec.ipv6LinkLocal)
        groups.push_back(groupAddress("ff02::fd"));
    if (m_spec.ipv6SiteLocal)
        groups.push_back(groupAddress("ff05::fd"));
    return groups;
}

bool DiscoveryJob::sendTo(const AskedGroup &group)
{
    ScanInterface &counted = tally(group.interfaceName);
    counted.groups << groupText(group.address);
    const auto peer = driver()->peer(group.address);
    if (!peer) {
        counted.refused << groupText(group.address);
        m_reasons.push_back({ScanFinding::NoRoute, group.interfaceName,
                             groupText(group.address) + QStringLiteral(": ") + peer.error().text});
        return false;
    }
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

void DiscoveryJob::askRange()
{
    const auto range = AddressRange::parse(m_spec.range);
    if (!range) {
        fail(FailureKind::InvalidUri, m_spec.range);
        return;
    }
    m_counts.toAsk += range->size();
    m_pace.start(
        *range, std::clamp(m_spec.rangeRate, 1.0, DiscoverySpec::kMaxRangeRate),
        [this](const SocketAddress &address) {
            const bool asked = probe(address);
            driver()->pump();
            return asked;
        },
        [this] { finishWhenOver(); });
}

void DiscoveryJob::askHosts()
{
    const QStringList hosts = m_spec.hosts.mid(0, DiscoverySpec::kMaxHosts);
    m_counts.toAsk += static_cast<std::uint32_t>(hosts.size());
    for (const QString &host : hosts)
        askHost(host);
}

void DiscoveryJob::askHost(const QString &text)
{
    const QString uri =
        text.contains(QLatin1String("://")) ? text : QStringLiteral("coap://") + text.trimmed();
    ++m_resolving;
    resolveTarget(uri, m_spec.interfaces.value(0), SocketAddress::Family::None, this,
                  [this, text](const TargetResult &target) {
                      --m_resolving;
                      if (isFinished() || m_cancelled)
                          return;
                      if (target && probe(target->address)) {
                          driver()->pump();
                      } else {
                          ++m_counts.asked;
                          m_reasons.push_back({ScanFinding::HostNotFound, {}, text});
                      }
                      progressed();
                      finishWhenOver();
                  });
}

bool DiscoveryJob::probe(const SocketAddress &address)
{
    const auto peer = driver()->peer(address);
    if (!peer) {
        ++m_counts.asked; // no socket of this family: the next one has none either
        return true;
    }
    Request request;
    request.options = requestOptions();
    request.timeout = std::max(m_spec.collectFor, kProbeFor);
    const auto sink = std::make_shared<LinkListSink>(m_spec.limits.maxListBytes, m_bytesLeft);
    request.sink = sink;
    const auto id = driver()->endpoint().sendRequest(driver()->now(), *peer, std::move(request));
    if (!id)
        return false;
    ++m_counts.asked;
    m_fetches[*id] = {address, sink, true};
    session().route(driver(), *id, this);
    progressed();
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
    if (!m_spec.filters.isEmpty())
        request.options.addString(OptionNumber::UriQuery, m_spec.filters.front().toStdString());
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

} // namespace copper
