// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/client_exchange.h"
#include "core/coap/message_layer.h"

#include <map>
#include <unordered_map>

namespace copper {

// The requesting side of an Endpoint: exchanges matched by token (RFC 7252 §5.3), bodies both ways
// (RFC 7959), observations (RFC 7641), Echo (RFC 9175). Sends through the message layer; what it
// has to say goes to the output queue. Each exchange ends with exactly one terminal event.
class Client
{
public:
    Client(const EndpointConfig &config, RandomSource &random, EngineTimers &timers,
           MessageLayer &messages, OutputQueue &output);

    Result<ExchangeId, RequestError> start(TimePoint now, PeerId peer, Request request,
                                           bool observe);
    Result<ExchangeId, RequestError> ping(TimePoint now, PeerId peer);
    void cancel(TimePoint now, ExchangeId id);
    void pause(ExchangeId id);
    void resume(TimePoint now, ExchangeId id);
    void retryNow(TimePoint now, ExchangeId id);

    // --- from the message layer, by way of the endpoint ---
    enum class Verdict { Taken, Unmatched, Ignored, Rejected };
    Verdict handleResponse(TimePoint now, PeerId from, const MessageView &message);
    void handleAcknowledged(TimePoint now, ExchangeId id);
    void handleReset(TimePoint now, ExchangeId id, MessageId mid);
    void handleGaveUp(TimePoint now, ExchangeId id);
    void handleSentAgain(ExchangeId id);
    void handleSlot(TimePoint now, ExchangeId id);
    void handleTimer(TimePoint now, const EngineTimer &timer);
    // Closed: nothing will ever come of this peer again, observations and bodies included.
    void handlePeerLost(TimePoint now, PeerId peer, bool closed);

    std::size_t exchangeCount() const { return m_exchanges.size(); }

private:
    using Exchanges = std::unordered_map<ExchangeId, ClientExchange>;
    struct TokenHash
    {
        std::size_t operator()(const Token &token) const { return token.hash(); }
    };

    ClientExchange *find(ExchangeId id);
    Result<ClientExchange *, RequestError> create(TimePoint now, PeerId peer, Request request);
    Token freshToken();
    void addRequestTag(ClientExchange &x);

    // sending
    Result<ExchangeId, RequestError> takePlace(TimePoint now, ClientExchange &x);
    void enqueue(TimePoint now, ClientExchange &x);
    void send(TimePoint now, ClientExchange &x);
    bool buildMessage(TimePoint now, ClientExchange &x, Options &options, Bytes &payload);
    void sendMessage(TimePoint now, ClientExchange &x, const Options &options, ByteView payload);
    void releaseSlot(ClientExchange &x);
    void stopTransmission(ClientExchange &x);

    // receiving
    void process(TimePoint now, ClientExchange &x, const MessageView &message);
    bool answerEcho(TimePoint now, ClientExchange &x, const MessageView &message);
    bool processUpload(TimePoint now, ClientExchange &x, const MessageView &message);
    void processDownload(TimePoint now, ClientExchange &x, const MessageView &message);
    void deliverMulticast(ClientExchange &x, PeerId from, const MessageView &message);
    void nextBlock(TimePoint now, ClientExchange &x);
    void reportProgress(ClientExchange &x, BlockProgress::Direction direction, std::uint32_t num);
    ResponseReceived describe(const ClientExchange &x, PeerId from,
                              const MessageView &message) const;
    void finish(TimePoint now, ClientExchange &x, ResponseReceived event);
    void fail(TimePoint now, ClientExchange &x, FailureReason reason, Code code = {});
    void erase(ClientExchange &x);

    // observing (client_observe.cpp)
    void processObservation(TimePoint now, ClientExchange &x, const MessageView &message);
    void noteNotification(TimePoint now, ClientExchange &x, const MessageView &message,
                          std::uint32_t value);
    void fetchNotificationBody(TimePoint now, ClientExchange &x, const MessageView &message);
    void deliverNotification(TimePoint now, ClientExchange &x, ResponseReceived event);
    void childFinished(TimePoint now, ClientExchange &parent, ResponseReceived event);
    void dropBodyFetch(TimePoint now, ClientExchange &x);
    void askAgain(TimePoint now, ClientExchange &x);
    // Sent by the server on its own account, not as the piggybacked answer to a request.
    static bool isNotification(const MessageView &message);
    void scheduleRefresh(TimePoint now, ClientExchange &x, Duration after);
    void notificationChanged(TimePoint now, ClientExchange &fetch);
    void reregister(TimePoint now, ClientExchange &x);
    void registerAnew(TimePoint now, ClientExchange &x);
    void doubtRegistration(TimePoint now, ClientExchange &x);
    void registrationFailed(TimePoint now, ClientExchange &x, FailureReason reason);
    void startDeregistration(TimePoint now, ClientExchange &x);
    void reportObservation(const ClientExchange &x, ObservationChanged::State state,
                           std::optional<TimePoint> nextAttempt);

    const EndpointConfig &m_config;
    RandomSource &m_random;
    EngineTimers &m_timers;
    MessageLayer &m_messages;
    OutputQueue &m_output;
    Exchanges m_exchanges;
    std::unordered_map<Token, ExchangeId, TokenHash> m_byToken;
    std::map<PeerId, Bytes> m_echoes; // to put into the next request to that peer, RFC 9175 §2.2
    std::uint64_t m_nextId = 1;
};

} // namespace copper
