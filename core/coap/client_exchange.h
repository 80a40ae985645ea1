// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/block_transfer.h"
#include "core/coap/engine_timer.h"
#include "core/coap/request.h"

#include <optional>

namespace copper {

// RFC 7641 §3.4: is a notification newer than the one we have?
bool isFresher(std::uint32_t newest, TimePoint newestAt, std::uint32_t candidate,
               TimePoint candidateAt);

// The client's side of an observation (RFC 7641 §3).
struct ClientObservation
{
    enum class State : std::uint8_t { Registering, Live, Retrying, Deregistering };
    State state = State::Registering;
    std::optional<std::uint32_t> newest; // Observe value of the freshest notification
    TimePoint newestAt{};
    std::uint64_t delivered = 0;
    std::uint32_t gaps = 0;
    std::uint32_t outOfOrder = 0;
    std::uint32_t registrations = 0;
    std::uint32_t maxAgeSeconds = 60;
    unsigned attempts = 0; // without an answer
    bool doubted = false;  // only an old number has come since the registration was acknowledged
    TimerId refresh;
    // The rest of a notification's body comes by an exchange of its own.
    std::optional<ExchangeId> bodyFetch;
    unsigned changedBodies = 0; // while they were fetched, since the last one delivered
};

// One request on its way, block-wise bodies included: all its messages carry the same
// token, unless Request::freshTokens.
struct ClientExchange
{
    enum class Waiting : std::uint8_t {
        Slot,        // for NSTART
        Acknowledge, // CON under way
        Response,    // acknowledged, or NON sent
        Notification,
        Pause,
        Nothing,
    };
    ExchangeId id;
    PeerId peer;
    Token token;
    Request request;
    Waiting waiting = Waiting::Nothing;
    bool holdsSlot = false;
    bool pauseWanted = false;
    bool isPing = false;
    std::optional<MessageId> mid; // of the CON under way
    std::optional<BlockUpload> upload;
    bool uploadDone = false;
    std::optional<BlockDownload> download;
    std::shared_ptr<MemorySink> memory; // the sink when the application gave none
    std::optional<Bytes> echo;          // goes into the next message
    bool echoed = false;
    bool triedBlockwise = false; // after 4.13 without Block1
    unsigned blockRetries = 0;
    unsigned staleBlocks = 0; // separate answers that brought an old block, since the last new one
    unsigned timesSent = 0;   // the block under way
    TimePoint lastAnswer{};
    TimerId deadline, responseWait, slotRelease;
    ExchangeStats stats;
    std::optional<ClientObservation> observation;
    std::optional<ExchangeId> parent; // the observation this fetches a body for
};

} // namespace copper
