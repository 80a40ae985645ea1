// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/block_option.h"
#include "core/coap/body.h"
#include "core/coap/message.h"

#include <memory>
#include <optional>

namespace copper {

// What the application asks of a peer. Block1, Block2, Size1 and Observe are the engine's: they are
// not put into `options`.
struct Request
{
    Code method = code::kGet;
    bool confirmable = true;
    // To a group: non-confirmable, several answers, over when `timeout` has passed (RFC 7252 §8).
    bool multicast = false;
    Options options;
    std::shared_ptr<BodySource> body; // null: no payload
    // Takes the response body; null: it is kept in memory and comes with the event.
    std::shared_ptr<BodySink> sink;
    std::optional<std::uint64_t> maxBody; // in memory; else EndpointConfig::maxBody
    std::uint8_t szx = 6;                 // largest block sent
    // Largest block asked for; set: Block2 stands in the first request already (RFC 7959 §2.4).
    std::optional<std::uint8_t> responseSzx;
    // It is asked for from the second block on instead (figure 4 there): the server begins as it
    // likes.
    bool lateResponseSzx = false;
    std::uint32_t firstUploadBlock = 0; // to resume, in blocks of szx
    // Go on with a body whose first blocks are in the sink, or (single) take one block of it.
    std::optional<BlockValue> firstBlock2;
    std::optional<Bytes> firstBlock2ETag;
    bool singleBlock2 = false;
    std::optional<Token> token; // else 8 random bytes
    // Of the first message; those after it count on from there. Else the next one that is free.
    std::optional<MessageId> mid;
    // Each block asks under a token of its own: over DTLS no two requests may share one, or a
    // response that was held back could answer another (RFC 9175 §4.2). In the clear some servers
    // know the blocks of a body by their token.
    bool freshTokens = false;
    std::optional<Duration> timeout;
    // Observations: cancelled by forgetting them, so that the next notification is answered by a
    // Reset (RFC 7641 §3.6); else by a GET with Observe 1.
    bool endsByReset = false;
    // Observations: attempts without an answer before it ends; nothing: for ever.
    std::optional<unsigned> maxRegistrationAttempts;
};

enum class RequestError { LimitReached, TokenInUse, MessageIdInUse, BodyTooLarge, InvalidMethod };

// The application's answer to a request.
struct Response
{
    Code code = code::kContent;
    Options options; // Content-Format, ETag, Max-Age, Location-Path ...; not Block, Observe, Size2
    Bytes payload;
    std::shared_ptr<BodySource> body; // instead of payload, asked block by block
    // Registers the requester as observer of this resource, or goes on as its notification. Empty:
    // not observable.
    std::string observedResource;
    bool confirmableNotifications = true;
    std::optional<std::uint8_t> maxSzx; // smaller blocks than the peer asks for
};

} // namespace copper
