// SPDX-License-Identifier: GPL-3.0-or-later
// The observing half of Client: RFC 7641 §3, and §2.6 of RFC 7959 for large notifications.
#include "core/coap/client.h"

#include "core/base/plant.h"

#include <algorithm>
#include <utility>

namespace copper {

bool isFresher(std::uint32_t newest, TimePoint newestAt, std::uint32_t candidate,
               TimePoint candidateAt)
{
    if (planted(Plant::FreshnessPlain))
        return candidate > newest;
    constexpr std::uint32_t kHalf = 1U << 23U;
    return (newest < candidate && candidate - newest < kHalf) ||
           (newest > candidate && newest - candidate > kHalf) ||
           candidateAt > newestAt + seconds(128);
}

bool Client::isNotification(const MessageView &message)
{
    return message.type != MessageType::Acknowledgement &&
           message.options.has(OptionNumber::Observe);
}

void Client::processObservation(TimePoint now, ClientExchange &x, const MessageView &message)
{
    const std::optional<std::uint32_t> value = message.options.uintValue(OptionNumber::Observe);
    if (x.observation->state == ClientObservation::State::Deregistering) {
        // A notification that crossed our farewell is acknowledged and forgotten.
        if (message.type == MessageType::Acknowledgement || !value)
            fail(now, x, FailureReason::Cancelled);
        return;
    }
    if (message.code.isSuccess() && value) {
        noteNotification(now, x, message, *value);
        return;
    }
    // An error, or a success without Observe: the server does not, or no longer, observe. What it
    // sent is an ordinary response (RFC 7641 §3.2).
    dropBodyFetch(now, x);
    m_timers.cancel(x.observation->refresh);
    x.observation.reset();
    processDownload(now, x, message);
}

void Client::noteNotification(TimePoint now, ClientExchange &x, const MessageView &message,
                              std::uint32_t value)
{
    ClientObservation &o = *x.observation;
    const bool wasLive = o.state == ClientObservation::State::Live;
    // A piggybacked answer to a registration counts always: the server may have begun to count
    // anew.
    const bool answersRegistration = !wasLive && message.type == MessageType::Acknowledgement;
    if (!answersRegistration && o.newest && !isFresher(*o.newest, o.newestAt, value, now)) {
        ++o.outOfOrder;
        reportObservation(x, ObservationChanged::State::Live, std::nullopt);
        if (!wasLive && x.waiting == ClientExchange::Waiting::Response)
            doubtRegistration(now, x);
        return;
    }
    o.doubted = false;
    if (!wasLive) {
        releaseSlot(x);
        if (x.waiting == ClientExchange::Waiting::Acknowledge)
            stopTransmission(x);
        x.uploadDone = true; // a body that was asked with again is not needed any more
        ++o.registrations;
        o.state = ClientObservation::State::Live;
    }
    x.waiting = ClientExchange::Waiting::Notification;
    o.attempts = 0;
    o.newest = value;
    o.newestAt = now;
    o.maxAgeSeconds = message.options.uintValue(OptionNumber::MaxAge).value_or(60);
    // RFC 7641 §3.3.1: not before Max-Age has passed, and not all clients at once.
    const Duration spread = m_config.reregisterDelayMax - m_config.reregisterDelayMin;
    scheduleRefresh(now, x,
                    seconds(o.maxAgeSeconds) + m_config.reregisterDelayMin +
                        seconds(toSeconds(spread) * m_random.unit()));
    if (!wasLive)
        reportObservation(x, ObservationChanged::State::Live, std::nullopt);
    const auto raw = message.options.first(OptionNumber::Block2);
    const std::optional<BlockValue> block = raw ? usableBlock(*raw) : std::nullopt;
    dropBodyFetch(now, x);
    if (block && block->more) {
        fetchNotificationBody(now, x, message);
        return;
    }
    ResponseReceived event = describe(x, x.peer, message);
    event.payload = toOwned(message.payload);
    deliverNotification(now, x, std::move(event));
}

void Client::fetchNotificationBody(TimePoint now, ClientExchange &x, const MessageView &message)
{
    const std::optional<BlockValue> block =
        usableBlock(*message.options.first(OptionNumber::Block2));
    if (!block || block->num != 0 || message.payload.size() != (16U << block->szx)) {
        fail(now, x, FailureReason::MalformedResponse, message.code);
        return;
    }
    Request request;
    request.method = x.request.method;
    request.confirmable = x.request.confirmable;
    request.options = x.request.options;
    // Of a body that went in blocks the server has kept what it needs.
    request.body = x.request.method == code::kFetch && !x.upload ? x.request.body : nullptr;
    auto sink = std::make_shared<MemorySink>(x.request.maxBody.value_or(m_config.maxBody));
    if (!sink->write(0, message.payload)) {
        fail(now, x, FailureReason::BodyTooLarge, message.code);
        return;
    }
    request.sink = sink;
    request.firstBlock2 = BlockValue{1, false, block->szx};
    if (const auto etag = message.options.first(OptionNumber::ETag))
        request.firstBlock2ETag = toOwned(*etag);
    const ExchangeId parent = x.id;
    const auto created = create(now, x.peer, std::move(request));
    if (!created)
        return; // the next notification tries again
    ClientExchange &child = **created;
    child.memory = sink;
    child.parent = parent;
    find(parent)->observation->bodyFetch = child.id;
    enqueue(now, child);
}

void Client::deliverNotification(TimePoint, ClientExchange &x, ResponseReceived event)
{
    x.observation->changedBodies = 0;
    event.exchange = x.id;
    event.bodySize = event.payload.size();
    event.observe = x.observation->newest;
    event.index = x.observation->delivered++;
    event.last = false;
    m_output.emplace_back(std::move(event));
}

void Client::childFinished(TimePoint now, ClientExchange &parent, ResponseReceived event)
{
    if (!parent.observation)
        return;
    parent.observation->bodyFetch.reset();
    if (event.code.isSuccess())
        deliverNotification(now, parent, std::move(event));
}

// The resource is another one by now than this notification was of. Fetched from the start it would
// be newer than its number says, and a notification under way, with a number in between, would take
// its place. The answer to a registration brings the newest state with its own number.
void Client::notificationChanged(TimePoint now, ClientExchange &fetch)
{
    ClientExchange *parent = find(*fetch.parent);
    erase(fetch);
    if (!parent || !parent->observation)
        return;
    ClientObservation &o = *parent->observation;
    o.bodyFetch.reset();
    // Where a registration is under way already, it does that. One that changes each time waits for
    // the next notification, or for Max-Age.
    if (o.state != ClientObservation::State::Live || o.changedBodies >= m_config.maxBodyRestarts)
        return;
    ++o.changedBodies;
    registerAnew(now, *parent);
}

void Client::registerAnew(TimePoint now, ClientExchange &x)
{
    m_timers.cancel(x.observation->refresh);
    x.observation->state = ClientObservation::State::Retrying;
    askAgain(now, x);
}

void Client::dropBodyFetch(TimePoint, ClientExchange &x)
{
    if (!x.observation->bodyFetch)
        return;
    if (ClientExchange *child = find(*x.observation->bodyFetch))
        erase(*child);
    x.observation->bodyFetch.reset();
}

// To register again, or to leave, a body that went in blocks goes once more from the first; what is
// under way yet is given up, so that an exchange never has two places for NSTART.
void Client::askAgain(TimePoint now, ClientExchange &x)
{
    stopTransmission(x);
    if (x.upload) {
        x.upload.emplace(x.request.body, std::min(x.request.szx, m_config.szx), 0,
                         m_config.maxBodyRestarts);
        x.uploadDone = false;
    }
    enqueue(now, x);
}

void Client::scheduleRefresh(TimePoint now, ClientExchange &x, Duration after)
{
    m_timers.cancel(x.observation->refresh);
    if (planted(Plant::MaxAgeIgnored) && x.observation->state == ClientObservation::State::Live)
        return;
    x.observation->refresh =
        m_timers.schedule(now + after, {EngineTimer::Kind::ObserveRefresh, x.peer, x.id.value});
}

void Client::reregister(TimePoint now, ClientExchange &x)
{
    if (!x.observation)
        return;
    ClientObservation &o = *x.observation;
    o.refresh = {};
    if (o.state == ClientObservation::State::Live) {
        ++o.gaps;
        reportObservation(x, ObservationChanged::State::Stale, std::nullopt);
    }
    registerAnew(now, x);
}

void Client::registrationFailed(TimePoint now, ClientExchange &x, FailureReason reason)
{
    ClientObservation &o = *x.observation;
    if (o.state == ClientObservation::State::Deregistering) {
        fail(now, x, FailureReason::Cancelled);
        return;
    }
    if (std::exchange(o.doubted, false)) {
        o.newest.reset();
        registerAnew(now, x);
        return;
    }
    ++o.attempts;
    const bool exhausted =
        x.request.maxRegistrationAttempts && o.attempts >= *x.request.maxRegistrationAttempts;
    if (o.registrations == 0 || exhausted) {
        fail(now, x, reason);
        return;
    }
    o.state = ClientObservation::State::Retrying;
    x.waiting = ClientExchange::Waiting::Notification;
    x.uploadDone = true; // no late answer to one of its blocks goes on with the body
    const unsigned doublings = std::min(o.attempts - 1, 10U);
    const Duration delay =
        std::min(m_config.reregisterDelayMin * (1 << doublings), m_config.observeRetryMax);
    scheduleRefresh(now, x, delay);
    reportObservation(x, ObservationChanged::State::Retrying, now + delay);
}

// The registration was acknowledged and what came on its own has an old number: a notification of
// before that was late, and the answer still comes, or the answer of a server that counts anew. If
// nothing else comes it is asked again, and what comes then counts.
void Client::doubtRegistration(TimePoint now, ClientExchange &x)
{
    x.observation->doubted = true;
    m_timers.cancel(x.responseWait);
    x.responseWait = m_timers.schedule(now + m_config.reregisterDelayMin,
                                       {EngineTimer::Kind::ResponseWait, x.peer, x.id.value});
}

void Client::startDeregistration(TimePoint now, ClientExchange &x)
{
    dropBodyFetch(now, x);
    m_timers.cancel(x.observation->refresh);
    x.observation->state = ClientObservation::State::Deregistering;
    askAgain(now, x);
}

void Client::reportObservation(const ClientExchange &x, ObservationChanged::State state,
                               std::optional<TimePoint> nextAttempt)
{
    const ClientObservation &o = *x.observation;
    m_output.emplace_back(ObservationChanged{x.id, state, o.gaps, o.outOfOrder, o.registrations,
                                             o.maxAgeSeconds, nextAttempt});
}

} // namespace copper
