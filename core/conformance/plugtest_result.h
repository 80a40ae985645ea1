// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/time.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace copper {

enum class PlugtestVerdict : std::uint8_t {
    Pass,         // every check of the test was made and held
    Fail,         // the server did something else than the test asks for
    Inconclusive, // could not be tried: the resource is missing, the server silent or not to be
                  // made to fail
};

std::string_view verdictName(PlugtestVerdict verdict); // "PASS", "FAIL", "INCONCLUSIVE"

// One datagram of a test, as it went over the socket, or would have.
struct PlugtestMessage
{
    enum class Fate : std::uint8_t {
        Normal,
        Retransmission, // ours, RFC 7252 §4.2
        Repeated,       // our answer to a duplicate
        Duplicate,      // the server's message once more
        Lost,           // withheld by the test, which plays a lossy network
        Unexpected,     // matches nothing the test asked
        Malformed,      // breaks RFC 7252 §3
    };
    TimePoint at;
    bool outgoing = true; // from us to the server
    Fate fate = Fate::Normal;
    Bytes datagram;
};

std::string_view fateName(PlugtestMessage::Fate fate); // "retransmission"; empty for Normal

// What is known of a test before it is played.
struct PlugtestDescription
{
    const char *id;        // "TD_COAP_CORE_01"
    const char *objective; // "GET, CON"
    const char *resource;  // "/test"
    const char *rfc;       // the section it is about: "RFC 7252 §5.8.1"
};

// All CORE, LINK, BLOCK and OBS tests of the ETSI CoAP#4 list, in its order.
std::span<const PlugtestDescription> plugtestDescriptions();
// "TD_COAP_CORE_01" or "CORE_01", case does not count; null when there is none.
const PlugtestDescription *findPlugtest(std::string_view id);

struct PlugtestResult
{
    const PlugtestDescription *test = nullptr;
    PlugtestVerdict verdict = PlugtestVerdict::Inconclusive;
    std::string reason; // UTF-8; what was expected and what came; empty for Pass
    std::string rfc;    // the section broken, or the one the test is about
    TimePoint started{};
    Duration duration{};
    // Times a request without confirmation was sent again, and times the test began anew because
    // something did not come.
    unsigned repeats = 0;
    std::vector<PlugtestMessage> messages; // in order
};

} // namespace copper
