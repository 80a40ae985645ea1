// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/group_request_job.h"

#include "core/domain/resource_uri.h"
#include "core/net/monotonic_clock.h"
#include "core/net/session.h"

namespace copper {

namespace {
constexpr Duration kCollect = seconds(6); // servers take up to DEFAULT_LEISURE, 5 s
} // namespace

GroupRequestJob::GroupRequestJob(Session &session, JobId id, RequestSpec spec)
    : Job(session, id, spec.uri), m_spec(std::move(spec))
{}

void GroupRequestJob::begin()
{
    const auto uri = parseUri(m_spec.uri.toStdString());
    m_options = toOptions(*uri);
    if (const auto parts = splitUri(m_spec.uri))
        m_path = parts->path + parts->query;
    const auto driver = session().driverFor(m_spec.bindAddress);
    if (!driver) {
        fail(driver.error().kind, driver.error().detail);
        return;
    }
    setDriver(*driver);
    m_dropsBefore = this->driver()->kernelDrops();
    QStringList names;
    if (!uri->zone.empty())
        names << QString::fromStdString(uri->zone);
    else if (!m_spec.interfaceName.isEmpty())
        names << m_spec.interfaceName;
    QString unknown;
    const std::vector<MulticastInterface> interfaces = namedInterfaces(names, unknown);
    if (!unknown.isEmpty()) {
        fail(FailureKind::NoInterface, unknown);
        return;
    }
    SocketAddress group = *uri->literal;
    group.port = uri->effectivePort();
    for (const AskedGroup &asked : onInterfaces({group}, interfaces))
        ask(asked);
    if (m_groups.empty())
        fail(FailureKind::NoInterface);
    else
        this->driver()->pump();
}

Request GroupRequestJob::build() const
{
    Request request;
    request.method = m_spec.method;
    request.confirmable = false; // RFC 7252 §8.1
    request.options = m_options;
    for (const OptionView &option : m_spec.options)
        request.options.add(option.number, option.value);
    if (m_spec.payload && !m_spec.payload->empty())
        request.body = std::make_shared<MemorySource>(*m_spec.payload);
    request.maxBody = m_spec.maxBody;
    return request;
}

bool GroupRequestJob::ask(const AskedGroup &group)
{
    if (group.source.isValid())
        driver()->setMulticastSource(group.address, group.source);
    const auto peer = driver()->peer(group.address);
    if (!peer)
        return false;
    Request request = build();
    request.multicast = true;
    request.timeout = m_spec.timeout.value_or(kCollect);
    const auto id = driver()->endpoint().sendRequest(driver()->now(), *peer, std::move(request));
    if (!id)
        return false;
    m_groups[*id] = group;
    session().route(driver(), *id, this);
    return true;
}

void GroupRequestJob::handle(Output &output)
{
    if (auto *response = std::get_if<ResponseReceived>(&output)) {
        if (const auto rest = m_rests.find(response->exchange); rest != m_rests.end()) {
            response->payload = rest->second->take();
            report(*response);
            over(response->exchange);
        } else if (m_groups.contains(response->exchange)) {
            answered(*response);
        }
    } else if (const auto *failed = std::get_if<ExchangeFailed>(&output)) {
        m_notUsed += m_rests.contains(failed->exchange) ? 1 : 0;
        over(failed->exchange);
    }
}

void GroupRequestJob::answered(ResponseReceived &response)
{
    const SocketAddress from = driver()->addressOf(response.from);
    if (m_answers >= kMaxAnswers || m_perSource[from] >= kMaxAnswersEach ||
        m_bytes + response.payload.size() > kMaxBytes) {
        ++m_notUsed;
        return;
    }
    ++m_perSource[from];
    if (response.moreBlocks)
        fetchRest(from, response);
    else
        report(response);
}

void GroupRequestJob::fetchRest(const SocketAddress &from, const ResponseReceived &response)
{
    const std::optional<BlockValue> block =
        usableBlock(*response.options.first(OptionNumber::Block2)); // moreBlocks says it is there
    const auto peer = driver()->peer(from);
    const auto sink = std::make_shared<MemorySink>(m_spec.maxBody);
    if (!block || block->num != 0 || response.payload.size() != block->size() || !peer ||
        !sink->write(0, response.payload)) {
        ++m_notUsed;
        return;
    }
    Request request = build();
    request.confirmable = true;
    request.sink = sink;
    request.firstBlock2 = BlockValue{1, false, block->szx};
    if (const auto etag = response.options.first(OptionNumber::ETag))
        request.firstBlock2ETag = toOwned(*etag);
    const auto id = driver()->endpoint().sendRequest(driver()->now(), *peer, std::move(request));
    if (!id) {
        ++m_notUsed;
        return;
    }
    m_rests[*id] = sink;
    session().route(driver(), *id, this);
    driver()->pump();
}

void GroupRequestJob::report(ResponseReceived &response)
{
    if (m_answers >= kMaxAnswers || m_bytes + response.payload.size() > kMaxBytes) {
        ++m_notUsed;
        return;
    }
    ++m_answers;
    m_bytes += response.payload.size();
    ResponseArrived event = toEvent(response);
    DeviceAddress answerer;
    answerer.socket = event.peer;
    answerer.interfaceName = interfaceTowards(event.peer);
    event.uri = answerer.uri() + m_path; // the resource that answered
    event.payloadSize = response.payload.size();
    event.payload = std::make_shared<const Bytes>(std::move(response.payload));
    session().emitEvent(std::move(event));
}

void GroupRequestJob::over(ExchangeId exchange)
{
    m_groups.erase(exchange);
    m_rests.erase(exchange);
    if (!m_groups.empty() || !m_rests.empty() || isFinished())
        return;
    if (m_cancelled) {
        fail(FailureKind::Cancelled);
        return;
    }
    GroupAnswered event;
    event.job = id();
    event.uri = uri();
    event.answers = m_answers;
    event.notUsed = m_notUsed + driver()->kernelDrops() - m_dropsBefore;
    event.at = wallNow();
    session().emitEvent(std::move(event));
    finish();
}

void GroupRequestJob::cancel()
{
    m_cancelled = true;
    if (!driver()) {
        fail(FailureKind::Cancelled);
        return;
    }
    std::vector<ExchangeId> open;
    for (const auto &[exchange, group] : m_groups)
        open.push_back(exchange);
    for (const auto &[exchange, sink] : m_rests)
        open.push_back(exchange);
    for (const ExchangeId exchange : open)
        driver()->endpoint().cancel(driver()->now(), exchange);
    driver()->pump();
    if (!isFinished())
        fail(FailureKind::Cancelled);
}

} // namespace copper
