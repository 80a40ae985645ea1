// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/simulated_network.h"

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace copper::test {

struct ScenarioReport
{
    std::string failure; // the invariant that did not hold, and when; empty: all held
    std::uint64_t messages = 0;
    std::uint64_t lost = 0;
    std::uint64_t exchanges = 0;
    double simulated_s = 0; // until the last datagram; idle time behind it does not count
};

// Clients and servers on a simulated network, in virtual time. One seed decides all of it: the
// links, who asks whom for what, what changes, is cancelled, cut off or restarted, and when. The
// invariants are looked at while it runs:
//   each exchange ends once, and nothing comes after the end;
//   a body handed up is a body that was sent, whole, and of the resource that was asked for;
//   an upload that succeeds has reached the server;
//   notifications of one observation never go back in order;
//   a CON is repeated as RFC 7252 §4.2 says: waits that double, at most MAX_RETRANSMIT times;
//   nothing is left in any table when all is over.
class Scenario
{
public:
    explicit Scenario(std::uint64_t seed);
    ScenarioReport run();
    // The last messages, oldest first, one line each.
    const std::deque<std::string> &trace() const { return m_trace; }

private:
    enum class Kind { Get, Put, Post, Observe, Ping };
    struct Asked
    {
        Kind kind = Kind::Get;
        std::size_t server = 0;
        std::string path;
        std::string upload; // the name of the body that goes up
        std::optional<unsigned> version;
        bool over = false;
    };
    struct Key
    {
        std::size_t node = 0;
        unsigned life = 0; // counts restarts: exchange ids begin anew
        ExchangeId id;
        auto operator<=>(const Key &) const = default;
    };
    struct Sending // of one CON
    {
        TimePoint last{};
        Duration wait{};
        unsigned count = 0;
    };
    struct Node
    {
        bool serves = false;
        unsigned life = 0;
    };

    void plan();
    void ask(std::size_t node);
    void start(std::size_t node, Asked asked, bool cancelled);
    void disturb();
    void restart(std::size_t node);
    void onClient(std::size_t node, Output &output);
    void onServer(std::size_t node, Output &output);
    void answer(std::size_t node, const RequestReceived &request);
    void checkResponse(Asked &asked, const ResponseReceived &response);
    void cancel(Key key);
    void end(Key key);
    void note(const std::string &what); // into the trace
    bool watch(const SimulatedNetwork::Datagram &datagram);
    void checkEnd();
    void fail(const std::string &what);

    bool chance(double probability) { return m_random.unit() < probability; }
    std::size_t pick(std::size_t count) { return static_cast<std::size_t>(m_random.below(count)); }
    Duration within(double span_s) { return seconds(m_random.unit() * span_s); }

    std::uint64_t m_seed;
    SeededRandom m_random;
    SimulatedNetwork m_network;
    std::vector<Node> m_nodes;
    std::vector<std::size_t> m_clients;
    std::vector<std::size_t> m_servers;
    double m_loss = 0;
    std::map<Key, Asked> m_asked;
    std::map<std::pair<std::size_t, std::string>, unsigned> m_versions;
    std::map<std::string, unsigned> m_received; // uploads that reached a server, by name
    std::map<std::pair<std::size_t, Bytes>, Sending> m_sendings;
    std::map<const BodySink *, std::shared_ptr<MemorySink>> m_sinks;
    TimePoint m_lastDatagram{};
    bool m_quiet = false;
    unsigned m_uploads = 0;
    ScenarioReport m_report;
    std::deque<std::string> m_trace;
};

} // namespace copper::test
