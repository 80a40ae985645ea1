// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/scenario.h"

#include "core/coap/codec.h"
#include "tests/simulation/named_body.h"

#include <cstdio>

namespace copper::test {

namespace {

constexpr double kBusy_s = 200;
// After the links are good: back-off of a CON, a response that will never come after its ACK
// (EXCHANGE_LIFETIME), Max-Age, and the back-off between registrations.
constexpr double kRecovery_s = 420;
// Before anybody registers again, Max-Age being 20 s.
constexpr double kNotified_s = 20;
constexpr Duration kCalmDelay = seconds(0.0002);
// Longer than any table keeps anything.
constexpr double kQuiet_s = 1200;
// A server's Observe numbers follow its clock, and wrap around at 2^24 ms: some scenarios see it
// while much goes on, some when the last notifications are due.
constexpr double kWrap_s = 16777.216;

EndpointConfig tightConfig()
{
    EndpointConfig config;
    config.maxPeers = 3;
    config.maxExchanges = 5;
    config.maxQueuedPerPeer = 2;
    config.maxDedupEntriesPerPeer = 8;
    config.maxDedupBytesPerPeer = 4096;
    config.maxPendingRequests = 3;
    config.maxUploads = 1;
    config.maxResponseBodies = 1;
    config.maxObservers = 2;
    config.maxBody = 8192;
    return config;
}

TimePoint startOf(std::uint64_t seed)
{
    if (seed % 8 == 0)
        return TimePoint{seconds(kWrap_s - kBusy_s - kRecovery_s + 1)};
    if (seed % 8 == 4)
        return TimePoint{seconds(kWrap_s - 1 - static_cast<double>(seed % 150))};
    return TimePoint{seconds(1000)};
}

} // namespace

Scenario::Scenario(std::uint64_t seed, bool traced)
    : m_seed(seed), m_random(seed), m_network(seed, startOf(seed)), m_trace(traced)
{
    m_nature.tight = chance(0.15);
    m_nature.damaging = chance(0.1);
    m_nature.forging = chance(0.3);
    // Whoever forges a Message ID makes its duplicates unknown.
    m_nature.lateCopies = !m_nature.forging && chance(0.3);
    const std::size_t clients = 1 + pick(3);
    const std::size_t servers = 1 + pick(2);
    for (std::size_t i = 0; i < clients; ++i)
        addNode("c" + std::to_string(i), false);
    for (std::size_t i = 0; i < servers; ++i)
        addNode("s" + std::to_string(clients + i), true);
    if (chance(0.3)) {
        m_relay = m_nodes.size();
        addNode("r" + std::to_string(*m_relay), true);
    }
    m_network.setFaults(drawLinks());
    if (m_nature.damaging)
        m_network.setCorruption(m_random.unit() * 0.2);
    m_network.setFilter([this](const SimulatedNetwork::Datagram &d) { return watch(d); });
    m_network.setObserver([this] { checkTables(); });
}

void Scenario::addNode(const std::string &name, bool serves)
{
    const std::size_t index = m_nodes.size();
    EndpointConfig config = m_nature.tight ? tightConfig() : EndpointConfig();
    config.serves = serves;
    config.szx = static_cast<std::uint8_t>(chance(0.3) ? pick(7) : 6);
    m_nodes.push_back({config});
    if (m_nodes.size() > 1 && serves && !name.starts_with('r'))
        m_servers.push_back(index);
    else if (!serves)
        m_clients.push_back(index);
    m_network.addNode(config, [this, index, serves](Output &output) {
        if (serves)
            onServer(index, output);
        onClient(index, output);
    });
    m_trace.addNode(name);
}

LinkFaults Scenario::drawLinks()
{
    LinkFaults faults;
    m_loss = chance(0.7) ? m_random.unit() * 0.3 : 0;
    faults.duplicate = chance(0.5) ? m_random.unit() * 0.2 : 0;
    faults.reorder = chance(0.5) ? m_random.unit() * 0.2 : 0;
    faults.reorderHold = within(5);
    faults.delay = within(0.2);
    faults.jitter = within(0.5);
    return faults;
}

void Scenario::fail(const std::string &what)
{
    if (m_report.failure.empty()) {
        char at[32];
        std::snprintf(at, sizeof at, "%.4f s: ", toSeconds(m_network.now().time_since_epoch()));
        m_report.failure = at + what;
        m_trace.note(m_network.now(), m_nodes.size(), "FAILED: " + what);
        m_trace.end();
    }
}

void Scenario::note(std::size_t node, const std::string &what)
{
    m_trace.note(m_network.now(), node, what);
}

bool Scenario::isServer(std::size_t node) const
{
    return m_nodes[node].config.serves;
}

ScenarioReport Scenario::run()
{
    const TimePoint begin = m_network.now();
    m_lastEnd = begin;
    plan();
    m_network.runFor(seconds(kBusy_s));
    calmDown();
    m_network.runFor(seconds(kRecovery_s));
    changeAll();
    // Once more while the notifications of it are on their way.
    m_network.after(kCalmDelay / 2, [this] { changeAll(); });
    m_network.runFor(seconds(kNotified_s));
    checkNewest();
    for (const auto &[key, asked] : m_asked) {
        if (asked.kind == Kind::Observe)
            cancel(key);
    }
    m_network.runFor(seconds(kRecovery_s));
    // A server learns from a notification that an observer has gone without a word.
    changeAll();
    m_network.runFor(seconds(kQuiet_s));
    checkEnd();
    m_report.simulated_s = toSeconds(m_lastEnd - begin);
    return m_report;
}

void Scenario::plan()
{
    const std::size_t requests = 20 + pick(25);
    for (std::size_t i = 0; i < requests; ++i) {
        const std::size_t node = m_clients[pick(m_clients.size())];
        m_network.after(within(150), [this, node] { ask(node); });
    }
    for (std::size_t i = 0; i < 30; ++i) {
        const std::size_t server = m_servers[pick(m_servers.size())];
        const std::string path = kResources[pick(kResources.size())].path;
        m_network.after(within(180), [this, server, path] { changeResource(server, path); });
    }
    const std::size_t disturbances = pick(5);
    for (std::size_t i = 0; i < disturbances; ++i)
        m_network.after(within(160), [this] { disturb(); });
}

void Scenario::changeResource(std::size_t server, const std::string &path)
{
    const unsigned version = ++m_versions[{server, path}];
    if (m_trace.isOn())
        note(server, path + " is now " + std::to_string(version));
    m_network.endpoint(server).resourceChanged(clock(server), "/" + path);
}

void Scenario::changeAll()
{
    for (const std::size_t server : m_servers) {
        for (const ResourceKind &kind : kResources)
            changeResource(server, kind.path);
    }
}

void Scenario::disturb()
{
    const std::size_t node = pick(m_nodes.size());
    switch (pick(5)) {
    case 0:
    case 1:
        restart(node);
        return;
    case 2: {
        note(node, "is cut off");
        m_network.setReachable(node, false);
        m_network.after(within(40), [this, node] { m_network.setReachable(node, true); });
        return;
    }
    case 3: {
        const std::size_t other = (node + 1 + pick(m_nodes.size() - 1)) % m_nodes.size();
        note(node, "reaches node " + std::to_string(other) + " no more");
        m_network.setLink(node, other, false);
        m_network.after(within(60), [this, node, other] { m_network.setLink(node, other, true); });
        return;
    }
    default: {
        const Duration forward = within(chance(0.5) ? 20 : 4000);
        note(node, "has slept " + std::to_string(static_cast<int>(toSeconds(forward))) + " s");
        ++m_nodes[node].jumps;
        m_wire.clockJumped(node);
        m_network.jumpClock(node, forward);
    }
    }
}

void Scenario::restart(std::size_t node)
{
    note(node, "restarts");
    ++m_nodes[node].life;
    m_network.restartNode(node);
    m_wire.restarted(node);
}

void Scenario::calmDown()
{
    m_calm = true;
    LinkFaults calm;
    calm.delay = kCalmDelay;
    m_network.setFaults(calm);
    m_network.setCorruption(0);
    m_loss = 0;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        m_network.setReachable(i, true);
        for (std::size_t j = 0; j < m_nodes.size(); ++j)
            m_network.setLink(i, j, true);
    }
}

// Each datagram that leaves a node.
bool Scenario::watch(const SimulatedNetwork::Datagram &datagram)
{
    ++m_report.messages;
    const bool lost = chance(m_loss);
    m_report.lost += lost ? 1 : 0;
    m_trace.message(datagram.at, datagram.from, datagram.to, datagram.bytes,
                    lost ? LadderTrace::Fate::Lost : LadderTrace::Fate::Sent);
    if (const std::string broken = m_wire.check(datagram, clock(datagram.from)); !broken.empty())
        fail("node " + std::to_string(datagram.from) + ": " + broken);
    if (m_calm)
        return !lost;
    if (m_nature.forging)
        forge(datagram);
    if (m_nature.lateCopies && !lost && chance(0.1))
        copyLate(datagram);
    return !lost;
}

// A copy that the network has kept for minutes: as long as the receiver must know it again, counted
// from the first sending (RFC 7252 §4.8.2), wherefore less the time it is repeated in.
void Scenario::copyLate(const SimulatedNetwork::Datagram &datagram)
{
    const auto message = decode(datagram.bytes);
    if (!message || !m_network.reaches(datagram.from, datagram.to))
        return;
    const TransmissionParameters standard;
    const bool confirmable = message->type == MessageType::Confirmable;
    const Duration lifetime = confirmable ? standard.exchangeLifetime() : standard.nonLifetime();
    m_network.inject(m_network.peer(datagram.from), datagram.to, datagram.bytes,
                     within(toSeconds(lifetime - standard.maxTransmitSpan()) - 1));
}

void Scenario::checkTables()
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const Endpoint::Tables t = m_network.endpoint(i).tables();
        const EndpointConfig &limits = m_nodes[i].config;
        // A peer stays in the table when what was owed to it is over, until room is needed.
        std::size_t &owed = m_nodes[i].owed;
        owed = std::max(owed, t.pendingRequests + t.observers);
        const std::tuple<const char *, std::size_t, std::size_t> all[] = {
            {"peers", t.peers, limits.maxPeers + owed},
            {"exchanges", t.exchanges, limits.maxExchanges},
            {"requests", t.pendingRequests, limits.maxPendingRequests + t.observers},
            {"uploads", t.uploads, limits.maxUploads},
            {"bodies", t.bodies, limits.maxResponseBodies},
            {"observers", t.observers, limits.maxObservers},
            {"outstanding messages", t.transmissions, limits.parameters.nstart * t.peers}};
        for (const auto &[name, count, limit] : all) {
            if (count > limit)
                fail("node " + std::to_string(i) + " has " + std::to_string(count) + " " + name +
                     ", its limit is " + std::to_string(limit));
        }
    }
}

void Scenario::checkNewest()
{
    if (m_nature.tight || m_nature.damaging)
        return;
    for (const auto &[key, asked] : m_asked) {
        if (asked.kind != Kind::Observe || asked.over || m_nodes[key.node].life != key.life)
            continue;
        const unsigned newest = m_versions[{asked.server, asked.path}];
        if (asked.version != newest)
            fail("node " + std::to_string(key.node) + " observes " + asked.path + " of " +
                 std::to_string(asked.server) + " (" + std::to_string(key.id.value) + ") and has " +
                 (asked.version ? std::to_string(*asked.version) : "nothing") + ", the newest is " +
                 std::to_string(newest));
    }
}

void Scenario::checkEnd()
{
    for (const auto &[key, asked] : m_asked) {
        if (!asked.over && m_nodes[key.node].life == key.life)
            fail("exchange " + std::to_string(key.id.value) + " of node " +
                 std::to_string(key.node) + " for " + asked.path + ", kind " +
                 std::to_string(static_cast<int>(asked.kind)) + ", never ended");
    }
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const Endpoint::Tables left = m_network.endpoint(i).tables();
        if (left.empty())
            continue;
        std::string what = "node " + std::to_string(i) + " keeps";
        const std::pair<const char *, std::size_t> all[] = {
            {" peers ", left.peers},         {" transmissions ", left.transmissions},
            {" exchanges ", left.exchanges}, {" requests ", left.pendingRequests},
            {" uploads ", left.uploads},     {" bodies ", left.bodies},
            {" observers ", left.observers}, {" timers ", left.timers}};
        for (const auto &[name, count] : all) {
            if (count > 0)
                what += name + std::to_string(count);
        }
        fail(what);
    }
}

} // namespace copper::test
