// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/client.h"

#include "core/base/plant.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace copper {

namespace {

TransmissionOwner ownerFor(const ClientExchange &x)
{
    return {x.isPing ? TransmissionOwner::Kind::Ping : TransmissionOwner::Kind::Request,
            x.id.value};
}

// No other critical option has a meaning in a response here.
bool clientUnderstands(OptionNumber number)
{
    return number == OptionNumber::Block1 || number == OptionNumber::Block2;
}

} // namespace

Client::Client(const EndpointConfig &config, RandomSource &random, EngineTimers &timers,
               MessageLayer &messages, OutputQueue &output)
    : m_config(config), m_random(random), m_timers(timers), m_messages(messages), m_output(output)
{}

ClientExchange *Client::find(ExchangeId id)
{
    const auto it = m_exchanges.find(id);
    return it == m_exchanges.end() ? nullptr : &it->second;
}

// --- beginning ---

Token Client::freshToken()
{
    // 8 random bytes: RFC 7252 §5.3.1 asks for at least 32 bits against spoofed responses.
    for (;;) {
        std::array<std::uint8_t, Token::kMaxLength> raw{};
        m_random.fill(raw);
        if (planted(Plant::TokenReusedEarly) && m_byToken.size() < 8)
            raw = {static_cast<std::uint8_t>(raw[0] % 12U)};
        const Token token{ByteView(raw)};
        if (!m_byToken.contains(token))
            return token;
    }
}

Result<ClientExchange *, RequestError> Client::create(TimePoint now, PeerId peer, Request request)
{
    if (m_exchanges.size() >= m_config.maxExchanges)
        return failure(RequestError::LimitReached);
    const Token token = request.token ? *request.token : freshToken();
    if (m_byToken.contains(token))
        return failure(RequestError::TokenInUse);
    if (request.mid && m_messages.ownerOf(peer, *request.mid))
        return failure(RequestError::MessageIdInUse);
    const ExchangeId id{m_nextId++};
    ClientExchange &x = m_exchanges[id];
    x.id = id;
    x.peer = peer;
    x.token = token;
    x.request = std::move(request);
    x.lastAnswer = now;
    m_byToken[token] = id;
    if (!x.request.sink) {
        x.memory = std::make_shared<MemorySink>(x.request.maxBody.value_or(m_config.maxBody));
        x.request.sink = x.memory;
    }
    const bool late = x.request.lateResponseSzx;
    x.download.emplace(x.request.sink, late ? std::nullopt : x.request.responseSzx,
                       m_config.maxBodyRestarts);
    if (late && x.request.responseSzx)
        x.download->shrinkLater(*x.request.responseSzx);
    if (x.request.firstBlock2 && x.request.singleBlock2)
        x.download->onlyBlock(*x.request.firstBlock2);
    else if (x.request.firstBlock2)
        x.download->resumeAt(*x.request.firstBlock2, x.request.firstBlock2ETag);
    return &x;
}

Result<ExchangeId, RequestError> Client::start(TimePoint now, PeerId peer, Request request,
                                               bool observe)
{
    if (!request.method.isRequest())
        return failure(RequestError::InvalidMethod);
    const std::uint64_t size = request.body ? request.body->size() : 0;
    const std::uint8_t szx = std::min(request.szx, m_config.szx);
    const bool blockwise = size > (16U << szx) || request.firstUploadBlock > 0;
    if (blockwise && !BlockUpload::fits(size, szx))
        return failure(RequestError::BodyTooLarge);
    const std::uint32_t firstBlock = request.firstUploadBlock;
    const auto created = create(now, peer, std::move(request));
    if (!created)
        return failure(created.error());
    ClientExchange &x = **created;
    if (blockwise) {
        x.upload.emplace(x.request.body, szx, firstBlock, m_config.maxBodyRestarts);
        addRequestTag(x);
    }
    if (observe)
        x.observation.emplace();
    if (x.request.multicast && !x.request.timeout)
        x.request.timeout = m_messages.parameters(peer).defaultLeisure;
    if (x.request.timeout)
        x.deadline = m_timers.schedule(now + *x.request.timeout,
                                       {EngineTimer::Kind::Deadline, peer, x.id.value});
    if (x.request.multicast) {
        const ExchangeId id = x.id;
        send(now, x);
        return id;
    }
    return takePlace(now, x);
}

// Sent at once, or in the queue for NSTART; where that is full, the exchange is gone again.
Result<ExchangeId, RequestError> Client::takePlace(TimePoint now, ClientExchange &x)
{
    const ExchangeId id = x.id;
    const MessageLayer::Slot slot = m_messages.requestSlot(now, x.peer, ownerFor(x));
    if (slot == MessageLayer::Slot::QueueFull) {
        erase(x);
        return failure(RequestError::LimitReached);
    }
    if (slot == MessageLayer::Slot::Granted) {
        x.holdsSlot = true;
        send(now, x);
    } else {
        x.waiting = ClientExchange::Waiting::Slot;
    }
    return id;
}

Result<ExchangeId, RequestError> Client::ping(TimePoint now, PeerId peer)
{
    const auto created = create(now, peer, {});
    if (!created)
        return failure(created.error());
    ClientExchange &x = **created;
    x.isPing = true;
    return takePlace(now, x);
}

// --- sending ---

void Client::enqueue(TimePoint now, ClientExchange &x)
{
    assert(!x.holdsSlot);
    switch (m_messages.requestSlot(now, x.peer, ownerFor(x))) {
    case MessageLayer::Slot::Granted:
        x.holdsSlot = true;
        send(now, x);
        return;
    case MessageLayer::Slot::Queued:
        x.waiting = ClientExchange::Waiting::Slot;
        return;
    case MessageLayer::Slot::QueueFull:
        fail(now, x, FailureReason::LimitReached);
        return;
    }
}

void Client::handleSlot(TimePoint now, ExchangeId id)
{
    if (ClientExchange *x = find(id)) {
        x->holdsSlot = true;
        send(now, *x);
    }
}

bool Client::buildMessage(TimePoint now, ClientExchange &x, Options &options, Bytes &payload)
{
    options = x.request.options;
    if (x.observation) {
        const bool leaving = x.observation->state == ClientObservation::State::Deregistering;
        options.setUint(OptionNumber::Observe, leaving ? 1 : 0);
    }
    if (!x.echo) {
        if (const auto it = m_echoes.find(x.peer); it != m_echoes.end()) {
            x.echo = std::move(it->second);
            m_echoes.erase(it);
        }
    }
    if (x.echo)
        options.set(OptionNumber::Echo, *x.echo);
    const bool uploading = x.upload && !x.uploadDone;
    const bool continuing = x.download->underWay() || x.request.firstBlock2;
    bool lastOfUpload = !uploading;
    if (uploading) {
        const BlockValue block = x.upload->current();
        auto bytes = x.upload->payload();
        if (!bytes) {
            fail(now, x, FailureReason::SourceFailed);
            return false;
        }
        payload = std::move(*bytes);
        options.setUint(OptionNumber::Block1, block.toUint());
        if (block.num == 0)
            options.setUint(OptionNumber::Size1, x.upload->total());
        lastOfUpload = !block.more;
    } else if (x.request.body && !x.upload && (!continuing || x.request.method == code::kFetch)) {
        // FETCH: the body belongs to the cache key (RFC 8132 §2.1), each block asks with it.
        payload.resize(static_cast<std::size_t>(x.request.body->size()));
        if (!x.request.body->read(0, payload)) {
            fail(now, x, FailureReason::SourceFailed);
            return false;
        }
    }
    if (continuing)
        options.setUint(OptionNumber::Block2, x.download->next().toUint());
    else if (x.request.responseSzx && !x.request.lateResponseSzx && lastOfUpload)
        options.setUint(OptionNumber::Block2,
                        BlockValue{0, false, *x.request.responseSzx}.toUint());
    return true;
}

void Client::sendMessage(TimePoint now, ClientExchange &x, const Options &options, ByteView payload)
{
    if (x.request.freshTokens && !x.request.token && !x.observation && x.stats.messages > 0) {
        m_byToken.erase(x.token);
        x.token = freshToken();
        m_byToken[x.token] = x.id;
    }
    MessageHeader header;
    header.code = x.isPing ? code::kEmpty : x.request.method;
    if (!x.isPing)
        header.token = x.token;
    if (x.stats.messages++ == 0) {
        x.stats.firstSent = now;
        if (x.request.mid) // taken since it was asked for: the next one then
            (void)m_messages.useMid(now, x.peer, *x.request.mid);
    }
    ++x.timesSent;
    if (x.isPing || (x.request.confirmable && !x.request.multicast)) {
        x.mid = m_messages.sendConfirmable(now, x.peer, header, options, payload, ownerFor(x));
        x.waiting = ClientExchange::Waiting::Acknowledge;
        return;
    }
    x.waiting = ClientExchange::Waiting::Response;
    if (x.request.multicast) {
        m_messages.sendToGroup(now, x.peer, header, options, payload);
        return;
    }
    m_messages.sendNonConfirmable(now, x.peer, header, options, payload);
    const TransmissionParameters &parameters = m_messages.parameters(x.peer);
    x.slotRelease = m_timers.schedule(now + parameters.ackTimeout,
                                      {EngineTimer::Kind::ReleaseSlot, x.peer, x.id.value});
    x.responseWait = m_timers.schedule(now + parameters.maxTransmitWait(),
                                       {EngineTimer::Kind::ResponseWait, x.peer, x.id.value});
}

void Client::send(TimePoint now, ClientExchange &x)
{
    if (x.isPing) {
        sendMessage(now, x, {}, {});
        return;
    }
    Options options;
    Bytes payload;
    if (buildMessage(now, x, options, payload))
        sendMessage(now, x, options, payload);
}

void Client::releaseSlot(ClientExchange &x)
{
    m_timers.cancel(x.slotRelease);
    if (x.holdsSlot) {
        x.holdsSlot = false;
        m_messages.releaseSlot(x.peer);
    } else if (x.waiting == ClientExchange::Waiting::Slot) {
        m_messages.leaveQueue(x.peer, ownerFor(x));
    }
}

void Client::stopTransmission(ClientExchange &x)
{
    if (x.mid)
        m_messages.stop(x.peer, *x.mid);
    x.mid.reset();
    m_timers.cancel(x.responseWait);
    releaseSlot(x);
}

// --- receiving ---

Client::Verdict Client::handleResponse(TimePoint now, PeerId from, const MessageView &message)
{
    const auto it = m_byToken.find(message.token);
    ClientExchange *x = it == m_byToken.end() ? nullptr : find(it->second);
    if (!x || x->isPing || (x->peer != from && !x->request.multicast && !planted(Plant::AnySource)))
        return Verdict::Unmatched;
    if (x->request.multicast) {
        if (message.type == MessageType::Acknowledgement ||
            hasUnusableCriticalOption(message.options, &clientUnderstands))
            return Verdict::Ignored;
        deliverMulticast(*x, from, message);
        return Verdict::Taken;
    }
    if (message.type == MessageType::Acknowledgement && x->mid != message.mid &&
        !planted(Plant::AckWithAnyMid))
        return Verdict::Ignored; // RFC 7252 §5.3.2: piggybacked needs the Message ID as well
    const bool expects = x->waiting == ClientExchange::Waiting::Acknowledge ||
                         x->waiting == ClientExchange::Waiting::Response;
    // Nor is a 2.31 for a body that was given up the end of an observation.
    if (!expects && (!x->observation || message.code == code::kContinue))
        return Verdict::Ignored;
    // Not sent yet: what is for the registration of before can come, an answer cannot. Taken for
    // one it would put the exchange into the queue twice.
    if (x->waiting == ClientExchange::Waiting::Slot &&
        (!isNotification(message) || x->observation->registrations == 0))
        return Verdict::Ignored;
    if (message.type != MessageType::Acknowledgement && !x->observation) {
        const bool uploading = x->upload && !x->uploadDone;
        if (uploading ? x->upload->isStale(block1In(message)) : x->download->isStale(message)) {
            if (++x->staleBlocks > m_config.maxStaleBlocks)
                fail(now, *x, FailureReason::MalformedResponse, message.code);
            return Verdict::Ignored;
        }
    }
    x->staleBlocks = 0;
    ++x->stats.messages;
    x->stats.lastReceived = now;
    x->lastAnswer = now;
    x->blockRetries = 0;
    if (hasUnusableCriticalOption(message.options, &clientUnderstands)) {
        fail(now, *x, FailureReason::BadOption, message.code);
        return Verdict::Rejected;
    }
    // A notification that crosses our farewell does not answer it, nor an old one the request to be
    // registered again.
    const bool crosses = x->observation && isNotification(message) &&
                         (x->observation->state == ClientObservation::State::Deregistering ||
                          x->waiting == ClientExchange::Waiting::Acknowledge);
    if (expects && !crosses)
        stopTransmission(*x);
    process(now, *x, message);
    return Verdict::Taken;
}

// --- ending ---

ResponseReceived Client::describe(const ClientExchange &x, PeerId from,
                                  const MessageView &message) const
{
    ResponseReceived event;
    event.exchange = x.id;
    event.from = from;
    event.type = message.type;
    event.mid = message.mid;
    event.token = message.token;
    event.code = message.code;
    event.options = Options(message.options);
    event.stats = x.stats;
    if (message.code == code::kServiceUnavailable || message.code == code::kTooManyRequests)
        event.retryAfterSeconds = message.options.uintValue(OptionNumber::MaxAge).value_or(60);
    return event;
}

void Client::finish(TimePoint now, ClientExchange &x, ResponseReceived event)
{
    if (x.parent) {
        ClientExchange *parent = find(*x.parent);
        erase(x);
        if (parent)
            childFinished(now, *parent, std::move(event));
        return;
    }
    erase(x);
    event.last = true;
    m_output.emplace_back(std::move(event));
}

void Client::fail(TimePoint, ClientExchange &x, FailureReason reason, Code code)
{
    ExchangeFailed event{x.id, reason, code, x.stats};
    ClientExchange *parent = x.parent ? find(*x.parent) : nullptr;
    if (x.observation && x.observation->bodyFetch) {
        if (ClientExchange *child = find(*x.observation->bodyFetch))
            erase(*child);
    }
    const bool silent = x.parent.has_value();
    erase(x);
    if (parent && parent->observation)
        parent->observation->bodyFetch.reset();
    // A notification whose body could not be fetched is dropped; the next one brings a new one.
    if (!silent)
        m_output.emplace_back(event);
}

void Client::erase(ClientExchange &x)
{
    stopTransmission(x);
    m_timers.cancel(x.deadline);
    if (x.observation)
        m_timers.cancel(x.observation->refresh);
    m_byToken.erase(x.token);
    m_exchanges.erase(ExchangeId{x.id});
}

void Client::cancel(TimePoint now, ExchangeId id)
{
    ClientExchange *x = find(id);
    if (!x)
        return;
    // The server may have registered us although its answer is not here yet.
    const bool maybeRegistered =
        x->observation &&
        (x->observation->registrations > 0 || x->waiting == ClientExchange::Waiting::Acknowledge ||
         x->waiting == ClientExchange::Waiting::Response);
    if (maybeRegistered && !x->request.endsByReset &&
        x->observation->state != ClientObservation::State::Deregistering) {
        startDeregistration(now, *x);
        return;
    }
    if (planted(Plant::CancelLeaks))
        x->holdsSlot = false;
    if (planted(Plant::SecondTerminalEvent))
        m_output.emplace_back(ExchangeFailed{x->id, FailureReason::Cancelled, {}, x->stats});
    fail(now, *x, FailureReason::Cancelled);
}

void Client::pause(ExchangeId id)
{
    ClientExchange *x = find(id);
    if (!x)
        return;
    x->pauseWanted = true;
    if (x->waiting == ClientExchange::Waiting::Slot) {
        releaseSlot(*x);
        x->waiting = ClientExchange::Waiting::Pause;
    }
}

void Client::resume(TimePoint now, ExchangeId id)
{
    ClientExchange *x = find(id);
    if (!x)
        return;
    x->pauseWanted = false;
    if (x->waiting == ClientExchange::Waiting::Pause)
        enqueue(now, *x);
}

void Client::retryNow(TimePoint now, ExchangeId id)
{
    ClientExchange *x = find(id);
    if (!x || x->waiting != ClientExchange::Waiting::Acknowledge)
        return;
    stopTransmission(*x);
    enqueue(now, *x);
}

// --- what happens to our messages ---

void Client::handleAcknowledged(TimePoint now, ExchangeId id)
{
    ClientExchange *x = find(id);
    if (!x || x->waiting != ClientExchange::Waiting::Acknowledge)
        return;
    ++x->stats.messages;
    x->mid.reset();
    if (x->isPing) {
        // Whoever sends this lives, but a ping is answered by a Reset and nothing else (§4.3).
        fail(now, *x, FailureReason::MalformedResponse);
        return;
    }
    // RFC 7252 §4.7: acknowledged requests are no longer outstanding.
    releaseSlot(*x);
    x->waiting = ClientExchange::Waiting::Response;
    x->lastAnswer = now;
    x->responseWait = m_timers.schedule(now + m_messages.parameters(x->peer).exchangeLifetime(),
                                        {EngineTimer::Kind::ResponseWait, x->peer, x->id.value});
}

void Client::handleReset(TimePoint now, ExchangeId id, MessageId mid)
{
    ClientExchange *x = find(id);
    if (!x)
        return;
    x->mid.reset();
    ++x->stats.messages;
    x->stats.lastReceived = now;
    if (x->isPing) {
        PongReceived event{x->id, x->peer, mid, x->stats};
        erase(*x);
        m_output.emplace_back(event);
        return;
    }
    fail(now, *x, FailureReason::Reset);
}

void Client::handleSentAgain(ExchangeId id)
{
    if (ClientExchange *x = find(id)) {
        ++x->stats.messages;
        ++x->stats.retransmissions;
        ++x->timesSent;
    }
}

void Client::handleGaveUp(TimePoint now, ExchangeId id)
{
    ClientExchange *x = find(id);
    if (!x)
        return;
    x->mid.reset();
    stopTransmission(*x);
    if (x->observation) {
        registrationFailed(now, *x, FailureReason::Timeout);
        return;
    }
    const bool inBody = (x->upload && !x->uploadDone) || x->download->underWay();
    const bool worthIt = now - x->lastAnswer < m_messages.parameters(x->peer).exchangeLifetime();
    if (inBody && worthIt && x->blockRetries < m_config.maxBlockRetries) {
        // With a new Message ID: a body of a thousand blocks must not fail for one unlucky one.
        ++x->blockRetries;
        ++x->stats.retransmissions;
        enqueue(now, *x);
        return;
    }
    fail(now, *x, FailureReason::Timeout);
}

void Client::handleTimer(TimePoint now, const EngineTimer &timer)
{
    ClientExchange *x = find(ExchangeId{timer.id});
    if (!x)
        return;
    switch (timer.kind) {
    case EngineTimer::Kind::Deadline:
        fail(now, *x, FailureReason::Timeout);
        return;
    case EngineTimer::Kind::ResponseWait:
        handleGaveUp(now, x->id);
        return;
    case EngineTimer::Kind::ReleaseSlot:
        releaseSlot(*x);
        return;
    case EngineTimer::Kind::ObserveRefresh:
        reregister(now, *x);
        return;
    case EngineTimer::Kind::None:
    case EngineTimer::Kind::Retransmit:
    case EngineTimer::Kind::PeerSweep:
    case EngineTimer::Kind::SeparateAck:
    case EngineTimer::Kind::Leisure:
    case EngineTimer::Kind::UploadExpiry:
    case EngineTimer::Kind::BodyExpiry:
        return;
    }
}

void Client::handlePeerLost(TimePoint now, PeerId peer, bool closed)
{
    std::vector<ExchangeId> affected;
    for (const auto &[id, x] : m_exchanges) {
        // A body under way rides out a reboot: its retransmissions go on.
        const bool inBody =
            (x.upload && x.upload->confirmed() > 0 && !x.uploadDone) || x.download->underWay();
        const bool asked = x.waiting == ClientExchange::Waiting::Acknowledge ||
                           x.waiting == ClientExchange::Waiting::Response ||
                           x.waiting == ClientExchange::Waiting::Slot;
        if (x.peer == peer && (closed || (asked && !inBody)) && !x.request.multicast && !x.parent)
            affected.push_back(id);
    }
    for (const ExchangeId id : affected) {
        ClientExchange *x = find(id);
        if (!x)
            continue;
        if (x->observation && x->observation->state == ClientObservation::State::Deregistering) {
            fail(now, *x, FailureReason::Cancelled);
        } else if (x->observation && !closed) {
            stopTransmission(*x);
            registrationFailed(now, *x, FailureReason::PeerLost);
        } else {
            fail(now, *x, FailureReason::PeerLost);
        }
    }
}

} // namespace copper
