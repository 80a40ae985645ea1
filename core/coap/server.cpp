// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/server.h"

#include "core/base/plant.h"
#include "core/coap/codec.h"

#include <algorithm>
#include <array>

namespace copper {

namespace {

constexpr std::size_t kSafeFirstResponse = 136; // bytes of CoAP, RFC 9175 §2.4
constexpr std::size_t kMaxEchoLength = 40;

bool serverUnderstands(OptionNumber number)
{
    switch (number) {
    case OptionNumber::IfMatch:
    case OptionNumber::UriHost:
    case OptionNumber::IfNoneMatch:
    case OptionNumber::UriPort:
    case OptionNumber::UriPath:
    case OptionNumber::UriQuery:
    case OptionNumber::Accept:
    case OptionNumber::Block1:
    case OptionNumber::Block2:
    case OptionNumber::ProxyUri:
    case OptionNumber::ProxyScheme:
        return true;
    case OptionNumber::ETag:
    case OptionNumber::Observe:
    case OptionNumber::LocationPath:
    case OptionNumber::Oscore:
    case OptionNumber::ContentFormat:
    case OptionNumber::MaxAge:
    case OptionNumber::HopLimit:
    case OptionNumber::QBlock1:
    case OptionNumber::LocationQuery:
    case OptionNumber::Edhoc:
    case OptionNumber::Size2:
    case OptionNumber::QBlock2:
    case OptionNumber::Size1:
    case OptionNumber::Echo:
    case OptionNumber::NoResponse:
    case OptionNumber::RequestTag:
        return false;
    }
    return false; // a number that is not in the registry
}

// RFC 7967 §2.1: a set bit says that responses of this class are not wanted.
bool isUnwanted(OptionsView request, Code code)
{
    const std::uint32_t bits = request.uintValue(OptionNumber::NoResponse).value_or(0);
    return (bits & (1U << (code.classNumber() - 1U))) != 0;
}

} // namespace

Server::Server(const EndpointConfig &config, RandomSource &random, EngineTimers &timers,
               MessageLayer &messages, OutputQueue &output)
    : m_config(config), m_random(random), m_timers(timers), m_messages(messages), m_output(output)
{}

// --- requests ---

void Server::answerNow(TimePoint now, PeerId from, const MessageView &message, Code code,
                       const Options &options)
{
    MessageHeader header;
    header.code = code;
    header.token = message.token;
    if (message.type == MessageType::Confirmable) {
        header.type = MessageType::Acknowledgement;
        header.mid = message.mid;
        m_messages.answer(now, from, message.mid, encode(header, options, {}));
    } else {
        m_messages.sendNonConfirmable(now, from, header, options, {});
    }
}

bool Server::refuseEarly(TimePoint now, PeerId from, const MessageView &message, bool multicast)
{
    const bool confirmable = message.type == MessageType::Confirmable;
    Code refusal = code::kEmpty;
    Options options;
    if (hasUnusableCriticalOption(message.options, &serverUnderstands)) {
        // RFC 7252 §5.4.1: 4.02 to a CON; a NON is rejected, which here means silence.
        if (!confirmable)
            return true;
        refusal = code::kBadOption;
    } else if (message.options.has(OptionNumber::ProxyUri) ||
               message.options.has(OptionNumber::ProxyScheme)) {
        refusal = code::kProxyingNotSupported;
    } else if (message.code.raw > code::kIPatch.raw) {
        refusal = code::kMethodNotAllowed;
    } else if (!m_config.serves) {
        refusal = code::kNotFound;
    } else if (m_pending.size() >= m_config.maxPendingRequests &&
               !planted(Plant::PendingLimitIgnored)) {
        refusal = code::kServiceUnavailable;
        options.addUint(OptionNumber::MaxAge, 5);
    }
    if (refusal.isEmpty())
        return false;
    if (!multicast)
        answerNow(now, from, message, refusal, options);
    return true;
}

Server::Pending &Server::createPending(TimePoint now, PeerId from, const MessageView &message,
                                       std::size_t bytes, bool multicast)
{
    const RequestId id{m_nextId++};
    Pending &pending = m_pending[id];
    pending.id = id;
    pending.peer = from;
    pending.multicast = multicast;
    pending.confirmable = message.type == MessageType::Confirmable;
    pending.mid = message.mid;
    pending.token = message.token;
    pending.method = message.code;
    pending.options = Options(message.options);
    pending.payloadDigest = message.payload.empty() ? 0 : digest64(message.payload);
    pending.bytes = bytes;
    if (pending.confirmable)
        pending.timer = m_timers.schedule(now + m_config.acknowledgeAfter,
                                          {EngineTimer::Kind::SeparateAck, from, id.value});
    return pending;
}

void Server::handleRequest(TimePoint now, PeerId from, const MessageView &message,
                           std::size_t bytes, bool multicast)
{
    if (refuseEarly(now, from, message, multicast))
        return;
    if (const auto echo = message.options.first(OptionNumber::Echo);
        echo && m_config.amplificationLimit) {
        const auto it = m_verifications.find(from);
        if (it != m_verifications.end() && equalBytes(it->second.echo, *echo))
            it->second.verified = true;
    }
    if (message.options.uintValue(OptionNumber::Observe) == 1U) {
        if (Observer *observer = findObserver(from, message.token))
            removeObserver(observer->id);
    }
    if (message.options.has(OptionNumber::Block1)) {
        if (!multicast)
            handleBlock1(now, from, message, bytes);
        return;
    }
    if (message.options.has(OptionNumber::Block2)) {
        const auto block = usableBlock(*message.options.first(OptionNumber::Block2));
        if (!block) {
            if (!multicast)
                answerNow(now, from, message, code::kBadRequest); // SZX 7, RFC 7959 §2.2
            return;
        }
        if (block->num > 0 && serveLaterBlock(now, from, message))
            return;
        // RFC 7959 §3.3: the rest of an answer is asked for without the body that it answers. A
        // server that has forgotten it must not take this for the same request with no body.
        const bool evaluable = message.code == code::kGet || message.code == code::kFetch;
        if (block->num > 0 && !evaluable) {
            if (!multicast)
                answerNow(now, from, message, code::kRequestEntityIncomplete);
            return;
        }
    }
    Pending &pending = createPending(now, from, message, bytes, multicast);
    handUp(pending, {toOwned(message.payload), nullptr, message.payload.size()});
}

void Server::handUp(Pending &pending, Question question)
{
    if (pending.method == code::kFetch && wantsToObserve(pending) && !pending.observer)
        pending.question = question; // a notification's is kept with its observer
    RequestReceived event;
    event.request = pending.id;
    event.from = pending.peer;
    event.multicast = pending.multicast;
    event.confirmable = pending.confirmable;
    event.method = pending.method;
    event.token = pending.token;
    event.options = pending.options;
    event.payload = std::move(question.payload);
    event.sink = std::move(question.sink);
    event.bodySize = question.size;
    event.notification = pending.observer.has_value();
    m_output.emplace_back(std::move(event));
}

// --- responses ---

Result<void, RespondError> Server::respond(TimePoint now, RequestId id, Response response)
{
    const auto it = m_pending.find(id);
    if (it == m_pending.end())
        return failure(RespondError::UnknownRequest);
    Pending &pending = it->second;
    Message message;
    message.code = response.code;
    message.token = pending.token;
    message.options = response.options;
    if (pending.block1) {
        BlockValue echo = *pending.block1;
        echo.szx = std::min(echo.szx, response.maxSzx.value_or(6));
        message.options.setUint(OptionNumber::Block1, echo.toUint());
    }
    if (pending.observer) {
        sendNotification(now, pending, response, std::move(message));
        return {};
    }
    registerObserver(now, pending, response, message);
    if (!sliceBody(now, pending, response, message)) {
        message.code = code::kBadRequest; // a block beyond the end of the body
        message.options.clear();
        message.payload.clear();
    }
    if (pending.upload) {
        const auto upload = m_uploads.find(*pending.upload);
        if (upload != m_uploads.end())
            uploadAnswered(now, upload->second, message);
    }
    sendResponse(now, pending, std::move(message));
    return {};
}

void Server::ignore(TimePoint now, RequestId id)
{
    const auto it = m_pending.find(id);
    if (it == m_pending.end())
        return;
    Pending &pending = it->second;
    if (pending.confirmable && !pending.acknowledged)
        m_messages.sendEmpty(now, pending.peer, MessageType::Acknowledgement, pending.mid);
    if (pending.observer) {
        const auto observer = m_observers.find(*pending.observer);
        if (observer != m_observers.end()) {
            observer->second.asked = false;
            releaseObserverSlot(observer->second);
        }
    }
    erasePending(pending);
}

bool Server::exceedsAmplification(const Pending &pending, const Message &message) const
{
    if (!m_config.amplificationLimit)
        return false;
    const auto it = m_verifications.find(pending.peer);
    if (it != m_verifications.end() && it->second.verified)
        return false;
    const std::size_t size = encodedSize(message, message.options, message.payload);
    return size > std::max(kSafeFirstResponse, 3 * pending.bytes);
}

void Server::demandEcho(TimePoint now, Pending &pending)
{
    if (m_verifications.size() >= m_config.maxPeers)
        m_verifications.erase(m_verifications.begin());
    Verification &verification = m_verifications[pending.peer];
    if (verification.echo.empty()) {
        verification.echo.resize(8);
        static_assert(kMaxEchoLength >= 8);
        m_random.fill(verification.echo);
    }
    Message demand;
    demand.code = code::kUnauthorized;
    demand.token = pending.token;
    demand.options.add(OptionNumber::Echo, verification.echo);
    pending.ready = std::move(demand);
    sendReady(now, pending);
}

void Server::sendResponse(TimePoint now, Pending &pending, Message message)
{
    if (pending.multicast) {
        // RFC 7252 §8.2: silence where there is nothing useful to say; else some time within the
        // leisure, so that a whole network does not answer at once.
        if (!message.code.isSuccess() || isUnwanted(pending.options, message.code)) {
            erasePending(pending);
            return;
        }
        if (planted(Plant::MulticastAnswersRepeated))
            m_messages.sendNonConfirmable(now, pending.peer, message, message.options,
                                          message.payload);
        pending.ready = std::move(message);
        const double leisure =
            toSeconds(m_messages.parameters(pending.peer).defaultLeisure) * m_random.unit();
        pending.timer = m_timers.schedule(
            now + seconds(leisure), {EngineTimer::Kind::Leisure, pending.peer, pending.id.value});
        return;
    }
    if (isUnwanted(pending.options, message.code)) {
        if (pending.confirmable && !pending.acknowledged)
            m_messages.sendEmpty(now, pending.peer, MessageType::Acknowledgement, pending.mid);
        erasePending(pending);
        return;
    }
    if (exceedsAmplification(pending, message)) {
        demandEcho(now, pending);
        return;
    }
    pending.ready = std::move(message);
    sendReady(now, pending);
}

void Server::sendReady(TimePoint now, Pending &pending)
{
    Message &message = *pending.ready;
    if (!pending.confirmable) {
        m_messages.sendNonConfirmable(now, pending.peer, message, message.options, message.payload);
        erasePending(pending);
        return;
    }
    if (!pending.acknowledged) {
        message.type = MessageType::Acknowledgement;
        message.mid = pending.mid;
        m_messages.answer(now, pending.peer, pending.mid, encode(message));
        erasePending(pending);
        return;
    }
    const TransmissionOwner owner{TransmissionOwner::Kind::Response, pending.id.value};
    switch (m_messages.requestSlot(now, pending.peer, owner)) {
    case MessageLayer::Slot::Granted:
        handleSlot(now, owner);
        return;
    case MessageLayer::Slot::Queued:
        return;
    case MessageLayer::Slot::QueueFull:
        erasePending(pending);
        return;
    }
}

void Server::handleSlot(TimePoint now, TransmissionOwner owner)
{
    if (owner.kind == TransmissionOwner::Kind::Notification) {
        const auto it = m_observers.find(owner.id);
        if (it == m_observers.end())
            return;
        it->second.waiting = false;
        it->second.holdsSlot = true;
        askForState(it->second);
        return;
    }
    const auto it = m_pending.find(RequestId{owner.id});
    if (it == m_pending.end())
        return;
    Pending &pending = it->second;
    pending.holdsSlot = true;
    const Message &message = *pending.ready;
    pending.sentMid = m_messages.sendConfirmable(now, pending.peer, message, message.options,
                                                 message.payload, owner);
}

void Server::erasePending(Pending &pending)
{
    m_timers.cancel(pending.timer);
    const TransmissionOwner owner{TransmissionOwner::Kind::Response, pending.id.value};
    if (pending.holdsSlot) {
        m_messages.releaseSlot(pending.peer);
    } else if (pending.ready && pending.acknowledged) {
        m_messages.leaveQueue(pending.peer, owner);
    }
    if (pending.sentMid)
        m_messages.stop(pending.peer, *pending.sentMid);
    m_pending.erase(RequestId{pending.id});
}

// --- what happens to our messages ---

void Server::handleSettled(TimePoint now, TransmissionOwner owner, bool reset)
{
    if (owner.kind == TransmissionOwner::Kind::Notification) {
        const auto it = m_observers.find(owner.id);
        if (it == m_observers.end())
            return;
        if ((reset && !planted(Plant::ResetIgnored)) || it->second.leaving)
            removeObserver(owner.id); // RFC 7641 §3.6: rejected, so not wanted any more
        else
            notificationDone(now, it->second);
        return;
    }
    const auto it = m_pending.find(RequestId{owner.id});
    if (it != m_pending.end()) {
        it->second.sentMid.reset();
        erasePending(it->second);
    }
}

void Server::handleGaveUp(TimePoint now, TransmissionOwner owner)
{
    // RFC 7641 §4.5: an observer that does not acknowledge is taken off the list.
    handleSettled(now, owner, true);
}

void Server::handleTimer(TimePoint now, const EngineTimer &timer)
{
    switch (timer.kind) {
    case EngineTimer::Kind::SeparateAck: {
        const auto it = m_pending.find(RequestId{timer.id});
        if (it == m_pending.end() || it->second.acknowledged)
            return;
        it->second.acknowledged = true;
        it->second.timer = {};
        m_messages.sendEmpty(now, it->second.peer, MessageType::Acknowledgement, it->second.mid);
        return;
    }
    case EngineTimer::Kind::Leisure: {
        const auto it = m_pending.find(RequestId{timer.id});
        if (it == m_pending.end())
            return;
        it->second.timer = {};
        if (exceedsAmplification(it->second, *it->second.ready))
            demandEcho(now, it->second);
        else
            sendReady(now, it->second);
        return;
    }
    case EngineTimer::Kind::UploadExpiry: {
        const auto it = m_uploads.find(timer.id);
        if (it != m_uploads.end())
            eraseUpload(it->second);
        return;
    }
    case EngineTimer::Kind::BodyExpiry:
        m_bodies.erase(timer.id);
        return;
    case EngineTimer::Kind::None:
    case EngineTimer::Kind::Retransmit:
    case EngineTimer::Kind::PeerSweep:
    case EngineTimer::Kind::Deadline:
    case EngineTimer::Kind::ResponseWait:
    case EngineTimer::Kind::ReleaseSlot:
    case EngineTimer::Kind::ObserveRefresh:
        return;
    }
}

} // namespace copper
