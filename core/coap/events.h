// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/coap/body.h"
#include "core/coap/message.h"
#include "core/coap/peer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>

namespace copper {

enum class FailureReason {
    Timeout,           // no ACK after MAX_RETRANSMIT, or no response in time
    Reset,             // the peer rejected the message
    PeerLost,          // the transport says it cannot be reached
    Cancelled,         // by us
    MalformedResponse, // breaks RFC 7252 or 7959: nothing of it was used
    BadOption,         // unrecognised critical option in the response
    BodyTooLarge,      // beyond maxBody, or what the block number can count
    BodyChanged,       // another ETag each time, maxBodyRestarts times
    TransferLost,      // 4.08 maxBodyRestarts times
    SourceFailed,      // our BodySource could not be read
    SinkFailed,        // our BodySink could not be written
    LimitReached,
};

struct ExchangeStats
{
    unsigned messages = 0; // datagrams both ways that belong to the exchange
    unsigned retransmissions = 0;
    unsigned blocks = 0; // 0: not block-wise
    TimePoint firstSent{};
    TimePoint lastReceived{};
};

// --- what the endpoint wants done ---

enum class TransmitMark : std::uint8_t { None, Retransmission, Repeated };

// Send this datagram. Repeated: the cached answer to a duplicate.
struct Transmit
{
    PeerId peer;
    Bytes datagram;
    TransmitMark mark = TransmitMark::None;
};

// --- client ---

struct ResponseReceived
{
    ExchangeId exchange;
    PeerId from; // the responder; for multicast not the peer that was asked
    MessageType type = MessageType::Acknowledgement;
    MessageId mid;
    Token token;
    Code code;
    Options options; // of the last message
    Bytes payload;   // the whole body, when no sink was given
    std::uint64_t bodySize = 0;
    ExchangeStats stats;
    std::optional<std::uint32_t> retryAfterSeconds; // 5.03 (RFC 7252 §5.9.3.4), 4.29 (RFC 8516)
    std::optional<std::uint32_t> observe;           // a notification
    std::uint64_t index = 0;                        // of the notification; 0 answers the request
    bool moreBlocks = false; // multicast: only block 0; fetch the rest by unicast
    bool last = true;        // terminal: the exchange is over
};

struct ExchangeFailed // terminal
{
    ExchangeId exchange;
    FailureReason reason = FailureReason::Timeout;
    Code code; // of the response that ended it, if one did
    ExchangeStats stats;
};

struct BlockProgress
{
    enum class Direction : std::uint8_t { Upload, Download };
    ExchangeId exchange;
    Direction direction = Direction::Upload;
    std::uint64_t confirmed = 0; // bytes the other side has acknowledged, or we have
    std::uint64_t total = 0;     // 0: unknown
    std::uint32_t num = 0;       // of the block just settled
    std::uint32_t blockSize = 0; // bytes, in force for the next block
    std::uint32_t timesSent = 1; // this block, retransmissions included
    bool restarted = false;      // began again at block 0
};

struct ObservationChanged
{
    enum class State : std::uint8_t { Live, Stale, Retrying };
    ExchangeId exchange;
    State state = State::Live;
    std::uint32_t gaps = 0;
    std::uint32_t outOfOrder = 0;
    std::uint32_t registrations = 0;
    std::uint32_t maxAgeSeconds = 60;
    std::optional<TimePoint> nextAttempt;
};

struct PongReceived // the Reset that answers an empty CON; terminal
{
    ExchangeId exchange;
    PeerId from;
    MessageId mid;
    ExchangeStats stats;
};

// --- server ---

// A whole request. Answer with respond(), now or later.
struct RequestReceived
{
    RequestId request;
    PeerId from;
    bool multicast = false;
    bool confirmable = true;
    Code method;
    Token token;
    Options options;
    Bytes payload;                  // empty when the body went into the sink of acceptUpload()
    std::shared_ptr<BodySink> sink; // that sink, when the body came by Block1
    std::uint64_t bodySize = 0;
    // The observed resource changed (changed()): answer as to a GET, it goes out as notification.
    bool notification = false;
};

// The first block of a Block1 body. Answer with acceptUpload(), or refuse with respond().
struct UploadOffered
{
    RequestId request;
    PeerId from;
    Code method;
    Options options;
    std::optional<std::uint32_t> size1;
};

struct ObserverLeft
{
    PeerId peer;
    std::uint32_t remaining = 0;
};

using Output =
    std::variant<Transmit, ResponseReceived, ExchangeFailed, BlockProgress, ObservationChanged,
                 PongReceived, RequestReceived, UploadOffered, ObserverLeft>;

} // namespace copper
