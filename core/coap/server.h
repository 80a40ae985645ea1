// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/block_transfer.h"
#include "core/coap/message_layer.h"
#include "core/coap/request.h"

#include <map>
#include <string>
#include <unordered_map>

namespace copper {

enum class RespondError { UnknownRequest };

// The answering side of an Endpoint: requests handed up once, answered piggybacked or separately
// (RFC 7252 §5.2), bodies received and sent block by block (RFC 7959), observers (RFC 7641),
// multicast (RFC 7252 §8), Echo (RFC 9175). Which resources there are is the application's affair.
class Server
{
public:
    Server(const EndpointConfig &config, RandomSource &random, EngineTimers &timers,
           MessageLayer &messages, OutputQueue &output);

    // --- from the message layer, by way of the endpoint ---
    void handleRequest(TimePoint now, PeerId from, const MessageView &message, std::size_t bytes,
                       bool multicast);
    void handleSettled(TimePoint now, TransmissionOwner owner, bool reset);
    void handleGaveUp(TimePoint now, TransmissionOwner owner);
    // A Reset without a transmission of ours: perhaps for a NON notification.
    bool handleStrayReset(PeerId from, MessageId mid);
    void handleSlot(TimePoint now, TransmissionOwner owner);
    void handleTimer(TimePoint now, const EngineTimer &timer);
    void handlePeerLost(PeerId peer);
    // The state changed while its notification is under way: the next back-off step carries the
    // new one (RFC 7641 §4.5.2). True when this was done instead of sending the old one again.
    bool replaceNotification(PeerId peer, MessageId mid, std::uint64_t observer);

    // --- from the application ---
    Result<void, RespondError> respond(TimePoint now, RequestId id, Response response);
    void ignore(TimePoint now, RequestId id);
    Result<void, RespondError> acceptUpload(TimePoint now, RequestId id,
                                            std::shared_ptr<BodySink> sink, std::uint64_t limit,
                                            std::optional<std::uint8_t> maxSzx);
    void changed(TimePoint now, const std::string &resource);
    void forgetObservers(const std::string &resource);

    std::size_t pendingCount() const { return m_pending.size(); }
    std::size_t uploadCount() const { return m_uploads.size(); }
    std::size_t bodyCount() const { return m_bodies.size(); }
    std::size_t observerCount() const { return m_observers.size(); }
    std::size_t observerCount(const std::string &resource) const;

private:
    // What a FETCH asks with (RFC 8132 §2): in one message, or gathered from blocks.
    struct Question
    {
        Bytes payload;
        std::shared_ptr<BodySink> sink;
        std::uint64_t size = 0;
    };
    struct Pending
    {
        RequestId id;
        PeerId peer;
        bool multicast = false;
        bool confirmable = true;
        bool acknowledged = false; // the empty ACK has gone out: the response is separate
        MessageId mid;
        Token token;
        Code method;
        Options options;
        std::uint64_t payloadDigest = 0;
        Question question;     // of a FETCH that wants to observe: each notification asks it again
        std::size_t bytes = 0; // size of the request, for the amplification limit
        std::optional<BlockValue> block1;
        std::optional<std::uint64_t> upload;
        std::optional<std::uint64_t> observer; // it is a notification
        TimerId timer;                         // SeparateAck, later Leisure
        // Waits for NSTART, for its ACK, or for its moment within the leisure.
        std::optional<Message> ready;
        bool holdsSlot = false;
        std::optional<MessageId> sentMid;
    };
    struct Upload
    {
        std::uint64_t id = 0;
        PeerId peer;
        std::uint64_t key = 0;
        Options options; // of block 0
        std::optional<std::uint32_t> contentFormat;
        std::shared_ptr<BodySink> sink;
        std::uint64_t limit = 0;
        std::uint8_t szx = 6; // largest we want
        Bytes firstPayload;   // until the application accepts
        std::uint64_t nextOffset = 0;
        BlockValue lastBlock;
        std::uint64_t lastDigest = 0;
        RequestId request; // the one unanswered, if any
        bool complete = false;
        std::optional<Message> finalAnswer; // for a last block that is asked again
        TimerId expiry;
    };
    struct ResponseBody
    {
        std::uint64_t id = 0;
        PeerId peer;
        std::uint64_t key = 0;
        std::uint64_t payloadDigest = 0;
        Code code;
        Options options;
        std::shared_ptr<BodySource> source;
        TimePoint used{};
        TimerId expiry;
    };
    struct Observer
    {
        std::uint64_t id = 0;
        PeerId peer;
        Token token;
        Code method;
        Options options;
        Question question;
        std::string resource;
        std::uint32_t sequence = 0;                // of its newest notification
        std::optional<std::int64_t> contentFormat; // of the first 2.05; -1: it had none
        bool confirmable = true;
        bool leaving = false; // the notification under way ends the observation
        bool dirty = false;   // changed while something was under way
        bool waiting = false; // for NSTART
        bool holdsSlot = false;
        bool asked = false; // the application has been asked for the state
        std::optional<MessageId> underWay;
        std::optional<MessageId> lastNonConfirmable;
        std::optional<RetransmitState> replaces;
        TimePoint lastConfirmable{};
    };

    // requests (server.cpp)
    bool refuseEarly(TimePoint now, PeerId from, const MessageView &message, bool multicast);
    Pending &createPending(TimePoint now, PeerId from, const MessageView &message,
                           std::size_t bytes, bool multicast);
    void handUp(Pending &pending, Question question);
    void answerNow(TimePoint now, PeerId from, const MessageView &message, Code code,
                   const Options &options = {});
    void sendResponse(TimePoint now, Pending &pending, Message message);
    void sendReady(TimePoint now, Pending &pending);
    void erasePending(Pending &pending);
    bool exceedsAmplification(const Pending &pending, const Message &message) const;
    void demandEcho(TimePoint now, Pending &pending);

    // bodies (server_blocks.cpp)
    void handleBlock1(TimePoint now, PeerId from, const MessageView &message, std::size_t bytes);
    void beginUpload(TimePoint now, PeerId from, const MessageView &message, std::size_t bytes,
                     const BlockValue &block, std::uint64_t key);
    void continueUpload(TimePoint now, Upload &upload, const MessageView &message,
                        std::size_t bytes, const BlockValue &block);
    bool repeatBlock(TimePoint now, Upload &upload, const MessageView &message,
                     const BlockValue &block);
    bool storeBlock(TimePoint now, Upload &upload, const MessageView &message, ByteView payload);
    void answerBlock(TimePoint now, PeerId from, const MessageView &message, Code code,
                     BlockValue block, std::optional<std::uint64_t> size1 = std::nullopt);
    void uploadAnswered(TimePoint now, Upload &upload, const Message &message);
    void eraseUpload(Upload &upload);
    bool forgetAnsweredUpload();
    Upload *findUpload(PeerId peer, std::uint64_t key);
    bool serveLaterBlock(TimePoint now, PeerId from, const MessageView &message);
    // Puts the block asked for into `message`; false when it lies beyond the end.
    bool sliceBody(TimePoint now, const Pending &pending, Response &response, Message &message);
    void keepBody(TimePoint now, const Pending &pending, Code code, const Options &options,
                  std::shared_ptr<BodySource> source);
    void touchUpload(TimePoint now, Upload &upload);

    // observers (server_observe.cpp)
    static bool wantsToObserve(const Pending &pending);
    void registerObserver(TimePoint now, const Pending &pending, const Response &response,
                          Message &message);
    void askForState(Observer &observer);
    void dropOlder(TimePoint now, const Pending &registration, Observer &observer);
    void notifyObserver(TimePoint now, Observer &observer);
    void sendNotification(TimePoint now, Pending &pending, Response &response, Message message);
    void sendToObserver(TimePoint now, Observer &observer, const Message &message);
    static bool keepsContentFormat(Observer &observer, const Response &response);
    void notificationDone(TimePoint now, Observer &observer);
    void removeObserver(std::uint64_t id);
    template <typename Predicate>
    std::vector<std::uint64_t> observersThat(Predicate predicate) const;
    Observer *findObserver(PeerId peer, const Token &token);
    void releaseObserverSlot(Observer &observer);

    const EndpointConfig &m_config;
    RandomSource &m_random;
    EngineTimers &m_timers;
    MessageLayer &m_messages;
    OutputQueue &m_output;
    std::unordered_map<RequestId, Pending> m_pending;
    std::map<std::uint64_t, Upload> m_uploads;
    std::map<std::uint64_t, ResponseBody> m_bodies;
    std::map<std::uint64_t, Observer> m_observers;
    // RFC 9175: what was demanded of a peer, and whether it came back.
    struct Verification
    {
        Bytes echo;
        bool verified = false;
    };
    std::map<PeerId, Verification> m_verifications;
    std::uint64_t m_nextId = 1;
};

// The request's cache key (RFC 7252 §5.4.2), block and observe options aside, as a digest.
std::uint64_t requestKey(Code method, OptionsView options, bool forUpload);

} // namespace copper
