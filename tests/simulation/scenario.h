// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/ladder_trace.h"
#include "tests/simulation/wire_watch.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace copper::test {

struct ScenarioReport
{
    std::string failure; // the invariant that did not hold, and when; empty: all held
    std::uint64_t messages = 0;
    std::uint64_t lost = 0;
    std::uint64_t exchanges = 0;
    double simulated_s = 0; // until the last exchange ended; idle time behind it does not count
};

// Clients, servers, a relay that is both, and their multicast group, on a simulated network in
// virtual time. One seed decides all of it: the links (loss, delay, reordering, duplicates at once
// and minutes later, damaged bytes, one direction cut), the limits of the endpoints, who asks whom
// for what, what changes, is paused, cancelled, cut off or restarted, whose clock jumps, who
// answers late, twice, never, from the wrong address or with a foreign token. While it runs:
//   each exchange ends once, and nothing comes after the end;
//   a response is of the resource that was asked for, from whom was asked;
//   a body handed up is a body that was sent, whole; an upload that succeeds has reached the
//   server; a request is handed up once, however often its datagram comes; notifications of one
//   observation never go back in order (RFC 7641 §3.4); on the wire: what WireWatch says; no table
//   is larger than its limit, nor more messages outstanding than NSTART allows;
// and when all links are good again:
//   whoever still observes has the newest state (RFC 7641 §1.3, eventual consistency);
//   everything ends, and nothing is left in any table.
class Scenario
{
public:
    explicit Scenario(std::uint64_t seed, bool traced = false);
    ScenarioReport run();
    std::vector<std::string> trace() const { return m_trace.lines(); }

private:
    enum class Kind { Get, Put, Post, Observe, Ping, Group, Relayed };
    // What this seed's world is like besides its links.
    struct Nature
    {
        bool tight = false;    // small tables: what does not fit is refused
        bool damaging = false; // damaged datagrams arrive: contents prove nothing
        bool forging = false;  // strangers and servers send answers nobody asked for
        bool lateCopies = false;
    };
    struct Waiter // at the relay
    {
        RequestId request;
        unsigned life = 0;
    };
    struct Asked
    {
        Kind kind = Kind::Get;
        std::size_t peer = 0;   // whom
        std::size_t server = 0; // whose resource
        std::string path;
        std::string upload; // the name of the body that goes up
        std::optional<unsigned> version;
        TimePoint versionAt{}; // by the client's clock
        std::map<PeerId, unsigned> groupAnswers;
        std::optional<Waiter> waiter;
        bool over = false;
    };
    struct Key
    {
        std::size_t node = 0;
        unsigned life = 0; // counts restarts: exchange ids begin anew
        ExchangeId id;
        auto operator<=>(const Key &) const = default;
    };
    struct Node
    {
        EndpointConfig config;
        unsigned life = 0;
        unsigned jumps = 0;
        std::size_t owed = 0; // the most answers and notifications it owed at once
    };

    // scenario.cpp: what happens when
    void addNode(const std::string &name, bool serves);
    LinkFaults drawLinks();
    void plan();
    void disturb();
    void restart(std::size_t node);
    void calmDown();
    void changeResource(std::size_t server, const std::string &path);
    void changeAll();
    bool watch(const SimulatedNetwork::Datagram &datagram);
    void copyLate(const SimulatedNetwork::Datagram &datagram);
    void checkTables();
    void checkNewest();
    void checkEnd();
    void fail(const std::string &what);

    // scenario_client.cpp: asking, and what comes of it
    void ask(std::size_t node);
    void start(std::size_t node, Asked asked, bool cancelled);
    Request requestFor(Asked &asked);
    void planChanges(Key key, const Asked &asked, bool cancelled);
    void cancel(Key key);
    void onClient(std::size_t node, Output &output);
    Asked *find(std::size_t node, ExchangeId id);
    void takeResponse(std::size_t node, Asked &asked, const ResponseReceived &response);
    bool knowsCopies(std::size_t node);
    void takeVersion(std::size_t node, Asked &asked, unsigned version);
    void end(Key key, const ResponseReceived *response);

    // scenario_server.cpp: answering, rightly and wrongly
    void onServer(std::size_t node, Output &output);
    void takeRequest(std::size_t node, const RequestReceived &request);
    void noteHandedUp(std::size_t node, const RequestReceived &request);
    void answer(std::size_t node, const RequestReceived &request);
    void relay(std::size_t node, const RequestReceived &request);
    void answerRelayed(std::size_t node, const Waiter &waiter, const ResponseReceived *response);
    void forge(const SimulatedNetwork::Datagram &datagram);

    bool chance(double probability) { return m_random.unit() < probability; }
    std::size_t pick(std::size_t count) { return static_cast<std::size_t>(m_random.below(count)); }
    Duration within(double span_s) { return seconds(m_random.unit() * span_s); }
    TimePoint clock(std::size_t node) const { return m_network.clock(node); }
    void note(std::size_t node, const std::string &what);
    bool isServer(std::size_t node) const;

    std::uint64_t m_seed;
    SeededRandom m_random;
    SimulatedNetwork m_network;
    LadderTrace m_trace;
    WireWatch m_wire;
    Nature m_nature;
    std::vector<Node> m_nodes;
    std::vector<std::size_t> m_clients;
    std::vector<std::size_t> m_servers;
    std::optional<std::size_t> m_relay;
    double m_loss = 0;
    bool m_calm = false; // nobody wants anything new, the links are good
    std::map<Key, Asked> m_asked;
    std::map<std::pair<std::size_t, std::string>, unsigned> m_versions;
    std::map<std::string, unsigned> m_received; // uploads that reached a server, by name
    // How often a server handed up a request: by its node, life, clock jumps and number.
    std::map<std::tuple<std::size_t, unsigned, unsigned, std::uint32_t>, unsigned> m_handedUp;
    std::set<std::uint32_t> m_single; // numbers of requests that are one message
    std::set<Token> m_groupTokens;
    std::map<const BodySink *, std::shared_ptr<MemorySink>> m_sinks;
    TimePoint m_lastEnd{};
    unsigned m_uploads = 0;
    std::uint32_t m_requests = 0;
    ScenarioReport m_report;
};

} // namespace copper::test
