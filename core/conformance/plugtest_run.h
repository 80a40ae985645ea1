// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/coap/options.h"
#include "core/coap/transmission_parameters.h"
#include "core/conformance/plugtest_result.h"
#include "core/dtls/psk_credential.h"

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace copper {

struct PlugtestConfig
{
    // In this order, all of one group; empty: all that are played in the clear.
    std::vector<const PlugtestDescription *> tests;
    TransmissionParameters parameters;
    Options uriHost; // Uri-Host where the server is named by a name; put into every request
    // What has not ended by then is Inconclusive.
    Duration limit = seconds(14.5 * 60);
    // Who we are in the DTLS tests; null: the pair of the list, identity "password", key "sesame".
    PskCredentialPtr credential;
    bool exportKeys = false; // for a key log
};

struct PlugtestSend
{
    Bytes datagram;
    bool retransmission = false;
};
// What follows is sent from another port: to the server we are somebody new. Datagrams for the port
// before are nobody's.
struct PlugtestFreshPort
{};
// A CoAP message that goes into a DTLS record or came from within one; for the trace alone.
struct PlugtestInside
{
    bool outgoing = true;
    PlugtestMessage::Fate fate = PlugtestMessage::Fate::Normal;
    Bytes message;
    std::uint64_t record = 0; // of one that came: DtlsReceived::record
};
struct PlugtestStarted
{
    const PlugtestDescription *test = nullptr;
};
struct PlugtestFinished // of the whole run; the last output
{
    bool anythingReceived = false; // false: something was asked, and nothing answered at all
};
using PlugtestOutput = std::variant<PlugtestSend, PlugtestFreshPort, PlugtestInside, DtlsKeys,
                                    PlugtestStarted, PlugtestResult, PlugtestFinished>;

// Plays the client of the ETSI CoAP tests against one server. Without a socket and without a clock,
// like an Endpoint: it is told what happened and when, and asked what is to be done; after every
// call drain pollOutput() and arm one timer for nextTimeout(). Not thread-safe, never blocks.
//
// The messages are made and matched by the engine's message layer (RFC 7252 §4) alone: what lies
// above it, matching by token, bodies, observing, is exactly what the tests look at, so each test
// does that itself, in the open. Likewise a DTLS test has its handshake's records in its hands.
class PlugtestRun
{
public:
    // Borrows `random`.
    PlugtestRun(TimePoint now, PlugtestConfig config, RandomSource &random);
    ~PlugtestRun();
    PlugtestRun(const PlugtestRun &) = delete;
    PlugtestRun &operator=(const PlugtestRun &) = delete;

    enum class Arrival { Accepted, Duplicate, Rejected, Unmatched, Lost };
    // From the server, to the port of the last PlugtestFreshPort. What became of it, for the trace.
    Arrival handleDatagram(TimePoint now, ByteView datagram);
    void handleTimeout(TimePoint now);
    // The transport says that nobody listens there. Before the first answer this ends the run;
    // afterwards the board is taken to be starting anew, and retransmission goes on.
    void handleServerLost(TimePoint now);

    std::optional<PlugtestOutput> pollOutput();
    std::optional<TimePoint> nextTimeout() const;
    bool finished() const;

private:
    class Player;
    std::unique_ptr<Player> m_player;
};

} // namespace copper
