// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/endpoint.h"
#include "core/sim/fault_injector.h"

#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace copper {

// Endpoints on a simulated network in virtual time. One seed decides everything; the same calls
// with the same seed give the same messages. Single thread.
class SimulatedNetwork
{
public:
    // Gets every output of a node but Transmit, while the node may be changed.
    using Handler = std::function<void(Output &output)>;
    struct Datagram
    {
        TimePoint at;
        std::size_t from = 0;
        std::size_t to = 0; // kGroup: the multicast group
        Bytes bytes;
        bool lost = false;
    };
    static constexpr std::size_t kGroup = 1'000'000;

    explicit SimulatedNetwork(std::uint64_t seed, TimePoint start = TimePoint{seconds(1000)})
        : m_random(seed), m_seed(seed), m_now(start)
    {}

    std::size_t addNode(EndpointConfig config, Handler handler);
    Endpoint &endpoint(std::size_t node) { return *m_nodes[node]->endpoint; }
    // Reboot: state lost, the same address.
    void restartNode(std::size_t node);
    // Nothing reaches it and nothing leaves it.
    void setReachable(std::size_t node, bool reachable);
    // One direction of a link.
    void setLink(std::size_t from, std::size_t to, bool up);
    bool reaches(std::size_t from, std::size_t to) const;
    // A node's clock runs as the others' do, but can jump forward (a computer that slept).
    void jumpClock(std::size_t node, Duration forward);
    TimePoint clock(std::size_t node) const { return m_now + m_nodes[node]->ahead; }
    PeerId peer(std::size_t node) const { return {static_cast<std::uint32_t>(node + 1)}; }
    PeerId group() const { return peer(kGroup); }

    void setFaults(const LinkFaults &faults) { m_faults = faults; }
    // Probability that a copy arrives with other bytes than were sent.
    void setCorruption(double probability) { m_corruption = probability; }
    // A datagram that nobody sent, as if it came from `from`.
    void inject(PeerId from, std::size_t to, Bytes bytes, Duration delay);
    // A test may look at each datagram and lose it by returning false.
    void setFilter(std::function<bool(const Datagram &)> filter) { m_filter = std::move(filter); }
    // Called when something has happened, with nothing left to send.
    void setObserver(std::function<void()> observer) { m_observer = std::move(observer); }
    TimePoint now() const { return m_now; }
    // A timer of the application; runs in order with everything else.
    void after(Duration delay, std::function<void()> action);

    // Sends what the endpoints have to send, delivers what they report. Call after commands.
    void drain();
    // False when nothing is left to happen before `until`.
    bool step(TimePoint until);
    void runFor(Duration duration);
    // Until the condition holds; false when `limit` passed first.
    bool runUntil(const std::function<bool()> &condition, Duration limit);
    std::uint64_t datagrams() const { return m_datagrams; }

private:
    struct Node
    {
        EndpointConfig config;
        std::unique_ptr<SeededRandom> random;
        std::unique_ptr<Endpoint> endpoint;
        Handler handler;
        bool reachable = true;
        Duration ahead{}; // of m_now
    };
    struct Event
    {
        std::size_t to = 0;
        PeerId from;
        Bytes bytes;
        bool multicast = false;
        std::function<void()> action;
    };
    void transmit(std::size_t from, Transmit &&transmit);
    void deliverTo(std::size_t from, std::size_t to, const Bytes &bytes, bool multicast);

    SeededRandom m_random;
    std::uint64_t m_seed;
    LinkFaults m_faults;
    double m_corruption = 0;
    std::set<std::pair<std::size_t, std::size_t>> m_cutLinks;
    std::function<void()> m_observer;
    std::function<bool(const Datagram &)> m_filter;
    std::vector<std::unique_ptr<Node>> m_nodes;
    TimerQueue<Event> m_events;
    TimePoint m_now;
    std::uint64_t m_datagrams = 0;
    std::uint64_t m_restarts = 0;
};

} // namespace copper
