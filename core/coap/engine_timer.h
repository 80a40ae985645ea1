// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/timer_queue.h"
#include "core/coap/events.h"
#include "core/coap/peer.h"

#include <cstdint>
#include <deque>

namespace copper {

// What a timer of the endpoint is for; `id` names the exchange, request, upload or body.
struct EngineTimer
{
    enum class Kind : std::uint8_t {
        None,
        Retransmit,     // message layer; id is the Message ID
        PeerSweep,      // message layer
        Deadline,       // client: the request's own time limit
        ResponseWait,   // client: acknowledged, or non-confirmable, and no response
        ReleaseSlot,    // client: a NON request stops counting for NSTART
        ObserveRefresh, // client: Max-Age has passed, or time to try again
        SeparateAck,    // server: empty ACK is due
        Leisure,        // server: a multicast answer goes out
        UploadExpiry,   // server
        BodyExpiry,     // server
    };
    Kind kind = Kind::None;
    PeerId peer;
    std::uint64_t id = 0;
};

using EngineTimers = TimerQueue<EngineTimer>;
using OutputQueue = std::deque<Output>;

} // namespace copper
