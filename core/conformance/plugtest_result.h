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
        Retransmission, // ours, RFC 7252 §4.2; of handshake records either side's, RFC 6347 §4.2.4
        Repeated,       // our answer to a duplicate
        Duplicate,      // the server's message once more
        Lost,           // withheld by the test, which plays a lossy network
        Unexpected,     // matches nothing the test asked
        Malformed,      // breaks RFC 7252 §3
    };
    // What stands in `datagram`. Records of application data are not kept: what was in them is.
    enum class Layer : std::uint8_t {
        Clear,  // CoAP, as it was on the wire
        Secure, // CoAP, from within a DTLS record
        Record, // DTLS records of a handshake, or an alert
    };
    TimePoint at;
    bool outgoing = true; // from us to the server
    Fate fate = Fate::Normal;
    Bytes datagram;
    Layer layer = Layer::Clear;
};

std::string_view fateName(PlugtestMessage::Fate fate); // "retransmission"; empty for Normal
// What a datagram of records says in the clear: "ServerHello, ServerHelloDone",
// "alert bad_record_mac".
std::string recordText(ByteView datagram);

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
// Its DTLS tests. They are a group of their own: another port, another session for each.
std::span<const PlugtestDescription> securePlugtestDescriptions();
bool isSecurePlugtest(const PlugtestDescription &test);
// Of either group: "TD_COAP_CORE_01" or "CORE_01", case does not count; null when there is none.
const PlugtestDescription *findPlugtest(std::string_view id);

struct PlugtestResult
{
    const PlugtestDescription *test = nullptr;
    PlugtestVerdict verdict = PlugtestVerdict::Inconclusive;
    // UTF-8; what was expected and what came. For Pass a remark, where there is one to make.
    std::string reason;
    std::string rfc; // the section broken, or the one the test is about
    TimePoint started{};
    Duration duration{};
    // Times a request without confirmation was sent again, and times the test began anew because
    // something did not come.
    unsigned repeats = 0;
    std::vector<PlugtestMessage> messages; // in order
};

} // namespace copper
