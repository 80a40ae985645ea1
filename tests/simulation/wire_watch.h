// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/simulated_network.h"

#include <map>
#include <string>
#include <tuple>

namespace copper::test {

// What any listener on the wire can tell of a node, whatever it was asked to do: its messages are
// well-formed, multicast ones are Non-confirmable (RFC 7252 §8.1), and a CON is repeated as §4.2
// says, with waits that double, at most MAX_RETRANSMIT times.
class WireWatch
{
public:
    // `at`: by the sender's clock. Empty, or which rule was broken.
    std::string check(const SimulatedNetwork::Datagram &datagram, TimePoint at);
    // A restarted node sends no more of what it was sending, and begins with other Message IDs.
    void restarted(std::size_t node);
    // A clock that jumps makes one wait long.
    void clockJumped(std::size_t node);

private:
    struct Sending // of one CON
    {
        TimePoint last{};
        Duration wait{};
        unsigned count = 0;
        bool disturbed = false;
    };
    std::string checkRepetition(Sending &sending, TimePoint at);
    // By sender, receiver and octets: each receiver has Message IDs of its own.
    std::map<std::tuple<std::size_t, std::size_t, Bytes>, Sending> m_sendings;
};

} // namespace copper::test
