// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coap/endpoint.h"

#include "core/coap/codec.h"

namespace copper {

Endpoint::Endpoint(const EndpointConfig &config, RandomSource &random)
    : m_config(config), m_messages(m_config, random, m_timers, m_output),
      m_client(m_config, random, m_timers, m_messages, m_output),
      m_server(m_config, random, m_timers, m_messages, m_output)
{}

// --- datagrams ---

DatagramVerdict Endpoint::reject(TimePoint now, PeerId from, MessageType type, MessageId mid,
                                 bool multicast)
{
    ++m_messages.counters().rejected;
    // RFC 7252 §4.2: a Confirmable message is rejected by a matching Reset; ACK and RST are never
    // answered, and §8.1: nothing that came by multicast is.
    if (type == MessageType::Confirmable && !multicast)
        m_messages.rejectUnmatched(now, from, mid);
    return DatagramVerdict::Rejected;
}

DatagramVerdict Endpoint::handleDatagram(TimePoint now, PeerId from, ByteView datagram,
                                         bool multicast)
{
    ++m_messages.counters().received;
    if (!m_messages.touchPeer(now, from))
        return DatagramVerdict::Rejected;
    const auto decoded = decode(datagram);
    DatagramVerdict verdict{};
    if (!decoded) {
        const DecodeError &error = decoded.error();
        if (!error.type || !error.mid) {
            ++m_messages.counters().rejected;
            return DatagramVerdict::Rejected;
        }
        verdict = reject(now, from, *error.type, *error.mid, multicast);
    } else if (decoded->code.isEmpty()) {
        verdict = handleEmpty(now, from, *decoded, datagram, multicast);
    } else if (decoded->code.isRequest()) {
        verdict = handleRequest(now, from, *decoded, datagram, multicast);
    } else if (decoded->code.isResponse()) {
        verdict = handleResponse(now, from, *decoded, datagram, multicast);
    } else {
        // Classes 1, 6 and 7 are reserved over UDP.
        verdict = reject(now, from, decoded->type, decoded->mid, multicast);
    }
    serveGranted(now);
    return verdict;
}

DatagramVerdict Endpoint::handleEmpty(TimePoint now, PeerId from, const MessageView &message,
                                      ByteView, bool multicast)
{
    switch (message.type) {
    case MessageType::Confirmable: // CoAP ping, RFC 7252 §4.3
        if (!multicast)
            m_messages.sendPong(from, message.mid);
        return DatagramVerdict::Accepted;
    case MessageType::NonConfirmable: // must not be Empty
        ++m_messages.counters().rejected;
        return DatagramVerdict::Rejected;
    case MessageType::Acknowledgement:
        if (!m_messages.ownerOf(from, message.mid))
            return DatagramVerdict::Unmatched;
        settled(now, from, message.mid, false);
        return DatagramVerdict::Accepted;
    case MessageType::Reset:
        if (m_messages.ownerOf(from, message.mid)) {
            settled(now, from, message.mid, true);
            return DatagramVerdict::Accepted;
        }
        return m_server.handleStrayReset(from, message.mid) ? DatagramVerdict::Accepted
                                                            : DatagramVerdict::Unmatched;
    }
    return DatagramVerdict::Rejected;
}

void Endpoint::settled(TimePoint now, PeerId from, MessageId mid, bool reset)
{
    const std::optional<TransmissionOwner> owner = m_messages.settle(from, mid);
    switch (owner->kind) {
    case TransmissionOwner::Kind::Request:
    case TransmissionOwner::Kind::Ping:
        if (reset)
            m_client.handleReset(now, ExchangeId{owner->id}, mid);
        else
            m_client.handleAcknowledged(now, ExchangeId{owner->id});
        return;
    case TransmissionOwner::Kind::Response:
    case TransmissionOwner::Kind::Notification:
        m_server.handleSettled(now, *owner, reset);
        return;
    }
}

DatagramVerdict Endpoint::handleRequest(TimePoint now, PeerId from, const MessageView &message,
                                        ByteView datagram, bool multicast)
{
    if (message.type == MessageType::Acknowledgement || message.type == MessageType::Reset) {
        ++m_messages.counters().rejected;
        return DatagramVerdict::Rejected;
    }
    // RFC 7252 §8.1: multicast requests are Non-confirmable.
    if (multicast && message.type != MessageType::NonConfirmable) {
        ++m_messages.counters().rejected;
        return DatagramVerdict::Rejected;
    }
    if (m_messages.noteIncoming(now, from, message, datagram) == MessageLayer::Arrival::Duplicate)
        return DatagramVerdict::Duplicate;
    m_server.handleRequest(now, from, message, datagram.size(), multicast);
    return DatagramVerdict::Accepted;
}

DatagramVerdict Endpoint::handleResponse(TimePoint now, PeerId from, const MessageView &message,
                                         ByteView datagram, bool multicast)
{
    if (message.type == MessageType::Reset || multicast) {
        ++m_messages.counters().rejected;
        return DatagramVerdict::Rejected;
    }
    const bool piggybacked = message.type == MessageType::Acknowledgement;
    const bool confirmable = message.type == MessageType::Confirmable;
    if (!piggybacked &&
        m_messages.noteIncoming(now, from, message, datagram) == MessageLayer::Arrival::Duplicate)
        return DatagramVerdict::Duplicate;
    switch (m_client.handleResponse(now, from, message)) {
    case Client::Verdict::Taken:
    case Client::Verdict::Ignored:
        if (confirmable)
            m_messages.sendEmpty(now, from, MessageType::Acknowledgement, message.mid);
        return DatagramVerdict::Accepted;
    case Client::Verdict::Unmatched:
        // A server that goes on notifying learns by the Reset that nobody listens (RFC 7641 §3.6).
        if (confirmable || (!piggybacked && message.options.has(OptionNumber::Observe)))
            m_messages.rejectUnmatched(now, from, message.mid);
        return DatagramVerdict::Unmatched;
    case Client::Verdict::Rejected:
        ++m_messages.counters().rejected;
        if (confirmable)
            m_messages.rejectUnmatched(now, from, message.mid);
        return DatagramVerdict::Rejected;
    }
    return DatagramVerdict::Unmatched;
}

// --- time ---

void Endpoint::handleRetransmitTimer(TimePoint now, const EngineTimer &timer)
{
    const MessageId mid{static_cast<std::uint16_t>(timer.id)};
    const std::optional<TransmissionOwner> owner = m_messages.ownerOf(timer.peer, mid);
    if (owner && owner->kind == TransmissionOwner::Kind::Notification &&
        m_server.replaceNotification(timer.peer, mid, owner->id))
        return;
    const MessageLayer::RetransmitOutcome outcome =
        m_messages.handleRetransmitTimer(now, timer.peer, mid);
    const bool client = outcome.owner.kind == TransmissionOwner::Kind::Request ||
                        outcome.owner.kind == TransmissionOwner::Kind::Ping;
    switch (outcome.what) {
    case MessageLayer::RetransmitOutcome::What::Nothing:
        return;
    case MessageLayer::RetransmitOutcome::What::SentAgain:
        if (client)
            m_client.handleSentAgain(ExchangeId{outcome.owner.id});
        return;
    case MessageLayer::RetransmitOutcome::What::GaveUp:
        if (client)
            m_client.handleGaveUp(now, ExchangeId{outcome.owner.id});
        else
            m_server.handleGaveUp(now, outcome.owner);
        return;
    }
}

void Endpoint::handleTimeout(TimePoint now)
{
    while (const std::optional<EngineTimer> timer = m_timers.popDue(now)) {
        switch (timer->kind) {
        case EngineTimer::Kind::Retransmit:
            handleRetransmitTimer(now, *timer);
            break;
        case EngineTimer::Kind::PeerSweep:
            m_messages.sweep(now);
            break;
        case EngineTimer::Kind::Deadline:
        case EngineTimer::Kind::ResponseWait:
        case EngineTimer::Kind::ReleaseSlot:
        case EngineTimer::Kind::ObserveRefresh:
            m_client.handleTimer(now, *timer);
            break;
        case EngineTimer::Kind::SeparateAck:
        case EngineTimer::Kind::Leisure:
        case EngineTimer::Kind::UploadExpiry:
        case EngineTimer::Kind::BodyExpiry:
            m_server.handleTimer(now, *timer);
            break;
        case EngineTimer::Kind::None:
            break;
        }
        serveGranted(now);
    }
}

void Endpoint::serveGranted(TimePoint now)
{
    while (const auto granted = m_messages.nextGranted()) {
        switch (granted->second.kind) {
        case TransmissionOwner::Kind::Request:
        case TransmissionOwner::Kind::Ping:
            m_client.handleSlot(now, ExchangeId{granted->second.id});
            break;
        case TransmissionOwner::Kind::Response:
        case TransmissionOwner::Kind::Notification:
            m_server.handleSlot(now, granted->second);
            break;
        }
    }
}

void Endpoint::handlePeerLost(TimePoint now, PeerId peer, TransportError error)
{
    m_client.handlePeerLost(now, peer, error == TransportError::Closed);
    m_server.handlePeerLost(peer);
    serveGranted(now);
}

// --- commands ---

Result<ExchangeId, RequestError> Endpoint::sendRequest(TimePoint now, PeerId peer, Request request)
{
    if (!m_messages.touchPeer(now, peer))
        return failure(RequestError::LimitReached);
    return m_client.start(now, peer, std::move(request), false);
}

Result<ExchangeId, RequestError> Endpoint::observe(TimePoint now, PeerId peer, Request request)
{
    if (!m_messages.touchPeer(now, peer))
        return failure(RequestError::LimitReached);
    return m_client.start(now, peer, std::move(request), true);
}

Result<ExchangeId, RequestError> Endpoint::ping(TimePoint now, PeerId peer)
{
    if (!m_messages.touchPeer(now, peer))
        return failure(RequestError::LimitReached);
    return m_client.ping(now, peer);
}

void Endpoint::cancel(TimePoint now, ExchangeId id)
{
    m_client.cancel(now, id);
    serveGranted(now);
}

void Endpoint::pauseUpload(ExchangeId id)
{
    m_client.pause(id);
}

void Endpoint::resumeUpload(TimePoint now, ExchangeId id)
{
    m_client.resume(now, id);
    serveGranted(now);
}

void Endpoint::retryNow(TimePoint now, ExchangeId id)
{
    m_client.retryNow(now, id);
    serveGranted(now);
}

void Endpoint::setParameters(TimePoint now, PeerId peer, const TransmissionParameters &parameters)
{
    m_messages.setParameters(now, peer, parameters);
}

Result<void, RespondError> Endpoint::respond(TimePoint now, RequestId id, Response response)
{
    const auto result = m_server.respond(now, id, std::move(response));
    serveGranted(now);
    return result;
}

void Endpoint::ignoreRequest(TimePoint now, RequestId id)
{
    m_server.ignore(now, id);
    serveGranted(now);
}

Result<void, RespondError> Endpoint::acceptUpload(TimePoint now, RequestId id,
                                                  std::shared_ptr<BodySink> sink,
                                                  std::uint64_t limit,
                                                  std::optional<std::uint8_t> maxSzx)
{
    const auto result = m_server.acceptUpload(now, id, std::move(sink), limit, maxSzx);
    serveGranted(now);
    return result;
}

void Endpoint::resourceChanged(TimePoint now, const std::string &resource)
{
    m_server.changed(now, resource);
    serveGranted(now);
}

void Endpoint::forgetObservers(TimePoint now, const std::string &resource)
{
    m_server.forgetObservers(resource);
    serveGranted(now);
}

std::optional<Output> Endpoint::pollOutput()
{
    if (m_output.empty())
        return std::nullopt;
    Output output = std::move(m_output.front());
    m_output.pop_front();
    return output;
}

Endpoint::Tables Endpoint::tables() const
{
    return {m_messages.peerCount(),   m_messages.openTransmissions(),
            m_client.exchangeCount(), m_server.pendingCount(),
            m_server.uploadCount(),   m_server.bodyCount(),
            m_server.observerCount(), m_timers.size()};
}

} // namespace copper
