// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/transmission_parameters.h"

#include <cstddef>
#include <cstdint>

namespace copper {

// Limits and habits of one Endpoint. Every table has its limit here; what happens beyond it stands
// beside it.
struct EndpointConfig
{
    TransmissionParameters parameters;

    // --- tables ---
    // An idle peer is forgotten first; else the datagram drops. Whom the server still owes an
    // answer or a notification counts beyond it.
    std::size_t maxPeers = 16'384;
    std::size_t maxExchanges = 4'096;     // sendRequest: LimitReached
    std::size_t maxQueuedPerPeer = 1'024; // requests waiting for NSTART; sendRequest: LimitReached
    std::size_t maxDedupEntriesPerPeer = 1'024; // the oldest is forgotten, and counted
    std::size_t maxDedupBytesPerPeer = 262'144; // cached answers; the oldest goes, and is counted
    std::size_t maxPendingRequests = 1'024;     // incoming, unanswered: 5.03
    std::size_t maxUploads = 64;                // Block1 bodies: an answered one goes, else 5.03
    std::size_t maxResponseBodies = 128;        // Block2 bodies kept for their later blocks: oldest
    std::size_t maxObservers = 4'096;           // answered without Observe
    std::uint64_t maxBody = 16U << 20U;         // received in memory: TooLarge, or 4.13
    unsigned maxResetsPerSecond = 10;           // for unmatched messages, per peer: then silence

    // --- client ---
    std::uint8_t szx = 6;         // largest block: 2^(szx+4) bytes
    unsigned maxBlockRetries = 3; // a block whose transmission timed out is asked again
    unsigned maxBodyRestarts = 3; // after 4.08, or an ETag that changed
    unsigned maxStaleBlocks = 3;  // in a row, each a new message: MalformedResponse
    // RFC 7641 §3.3.1: how long after Max-Age a client registers again, at random.
    Duration reregisterDelayMin = seconds(5);
    Duration reregisterDelayMax = seconds(15);
    Duration observeRetryMax = seconds(60); // back-off between attempts that got no answer

    // --- server ---
    bool serves = false; // false: requests are answered 4.04 (unicast) or not at all (multicast)
    Duration acknowledgeAfter = seconds(0.2); // an unanswered CON gets its empty ACK: separate
    bool amplificationLimit = false;          // RFC 9175 §2.4: 4.01 with Echo to unverified peers
    Duration confirmableNotificationEvery = seconds(24 * 3600); // RFC 7641 §4.5
};

} // namespace copper
