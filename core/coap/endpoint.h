// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/client.h"
#include "core/coap/server.h"

#include <optional>

namespace copper {

enum class TransportError {
    Unreachable, // ICMP, or no route: nothing can get there now
    Closed,      // the session or connection is gone
};

// What became of a datagram; for the trace.
enum class DatagramVerdict { Accepted, Duplicate, Rejected, Unmatched };

// One CoAP endpoint, client and server (RFC 7252, 7641, 7959, 8132, 9175), without a socket and
// without a clock: it is told what happened and when, and asked what is to be done.
//
// Not thread-safe, never blocks. After every call drain pollOutput() before the next change, then
// arm one timer for nextTimeout(); calling handleTimeout() early or late is harmless.
class Endpoint
{
public:
    // Borrows `random`.
    Endpoint(const EndpointConfig &config, RandomSource &random);
    Endpoint(const Endpoint &) = delete;
    Endpoint &operator=(const Endpoint &) = delete;

    // --- what the world did ---
    // multicast: it was sent to a group (RFC 7252 §8).
    DatagramVerdict handleDatagram(TimePoint now, PeerId from, ByteView datagram,
                                   bool multicast = false);
    void handleTimeout(TimePoint now);
    void handlePeerLost(TimePoint now, PeerId peer, TransportError error);

    // --- what the application wants, as client ---
    Result<ExchangeId, RequestError> sendRequest(TimePoint now, PeerId peer, Request request);
    // Events: ResponseReceived with `observe` for each notification, ObservationChanged.
    Result<ExchangeId, RequestError> observe(TimePoint now, PeerId peer, Request request);
    Result<ExchangeId, RequestError> ping(TimePoint now, PeerId peer);
    // Terminal event: ExchangeFailed with Cancelled. An observation is deregistered first; a second
    // cancel() does not wait for the answer.
    void cancel(TimePoint now, ExchangeId id);
    void pauseUpload(ExchangeId id);
    void resumeUpload(TimePoint now, ExchangeId id);
    // Ask again at once instead of at the end of the back-off.
    void retryNow(TimePoint now, ExchangeId id);
    void setParameters(TimePoint now, PeerId peer, const TransmissionParameters &parameters);

    // --- and as server ---
    Result<void, RespondError> respond(TimePoint now, RequestId id, Response response);
    // No answer at all: a multicast request that does not concern us.
    void ignoreRequest(TimePoint now, RequestId id);
    // The body of an UploadOffered goes into `sink`; beyond `limit` bytes it ends with 4.13.
    Result<void, RespondError> acceptUpload(TimePoint now, RequestId id,
                                            std::shared_ptr<BodySink> sink, std::uint64_t limit,
                                            std::optional<std::uint8_t> maxSzx = std::nullopt);
    // The state of this resource changed: RequestReceived (notification) for each observer.
    void resourceChanged(TimePoint now, const std::string &resource);
    // Observers of this resource are dropped without a word, as by a server that lost its state.
    void forgetObservers(TimePoint now, const std::string &resource);
    std::size_t observerCount(const std::string &resource) const
    {
        return m_server.observerCount(resource);
    }

    // --- what is to be done ---
    std::optional<Output> pollOutput();
    std::optional<TimePoint> nextTimeout() const { return m_timers.next(); }

    // False once it has been idle so long that nothing about it is remembered.
    bool remembers(PeerId peer) const { return m_messages.knows(peer); }
    const MessageCounters &counters() const { return m_messages.counters(); }
    // Entries of all tables; all zero when nothing is under way and the lifetimes have passed.
    struct Tables
    {
        std::size_t peers, transmissions, exchanges, pendingRequests, uploads, bodies, observers;
        std::size_t timers;
        bool empty() const
        {
            return peers + transmissions + exchanges + pendingRequests + uploads + bodies +
                       observers + timers ==
                   0;
        }
    };
    Tables tables() const;

private:
    DatagramVerdict reject(TimePoint now, PeerId from, MessageType type, MessageId mid,
                           bool multicast);
    DatagramVerdict handleEmpty(TimePoint now, PeerId from, const MessageView &message,
                                ByteView datagram, bool multicast);
    DatagramVerdict handleRequest(TimePoint now, PeerId from, const MessageView &message,
                                  ByteView datagram, bool multicast);
    DatagramVerdict handleResponse(TimePoint now, PeerId from, const MessageView &message,
                                   ByteView datagram, bool multicast);
    void settled(TimePoint now, PeerId from, MessageId mid, bool reset);
    void handleRetransmitTimer(TimePoint now, const EngineTimer &timer);
    void serveGranted(TimePoint now);

    EndpointConfig m_config;
    EngineTimers m_timers;
    OutputQueue m_output;
    MessageLayer m_messages;
    Client m_client;
    Server m_server;
};

} // namespace copper
