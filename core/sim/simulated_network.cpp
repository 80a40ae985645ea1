// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/simulated_network.h"

#include <algorithm>

namespace copper {

std::size_t SimulatedNetwork::addNode(EndpointConfig config, Handler handler)
{
    auto node = std::make_unique<Node>();
    node->config = config;
    node->random = std::make_unique<SeededRandom>(m_seed * 1000 + m_nodes.size() + 1);
    node->endpoint = std::make_unique<Endpoint>(config, *node->random);
    node->handler = std::move(handler);
    m_nodes.push_back(std::move(node));
    return m_nodes.size() - 1;
}

void SimulatedNetwork::restartNode(std::size_t index)
{
    Node &node = *m_nodes[index];
    node.random = std::make_unique<SeededRandom>(m_seed * 1000 + 7919 * ++m_restarts + index);
    node.endpoint = std::make_unique<Endpoint>(node.config, *node.random);
}

void SimulatedNetwork::setReachable(std::size_t node, bool reachable)
{
    m_nodes[node]->reachable = reachable;
}

void SimulatedNetwork::setLink(std::size_t from, std::size_t to, bool up)
{
    if (up)
        m_cutLinks.erase({from, to});
    else
        m_cutLinks.insert({from, to});
}

bool SimulatedNetwork::reaches(std::size_t from, std::size_t to) const
{
    return to < m_nodes.size() && m_nodes[from]->reachable && m_nodes[to]->reachable &&
           !m_cutLinks.contains({from, to});
}

void SimulatedNetwork::jumpClock(std::size_t node, Duration forward)
{
    m_nodes[node]->ahead += forward;
    m_nodes[node]->endpoint->handleTimeout(clock(node));
}

void SimulatedNetwork::inject(PeerId from, std::size_t to, Bytes bytes, Duration delay)
{
    if (to >= m_nodes.size())
        return;
    Event event;
    event.to = to;
    event.from = from;
    event.bytes = std::move(bytes);
    m_events.schedule(m_now + delay, std::move(event));
}

void SimulatedNetwork::after(Duration delay, std::function<void()> action)
{
    Event event;
    event.action = std::move(action);
    m_events.schedule(m_now + delay, std::move(event));
}

void SimulatedNetwork::deliverTo(std::size_t from, std::size_t to, const Bytes &bytes,
                                 bool multicast)
{
    if (!reaches(from, to))
        return;
    for (const Duration delay : deliveries(m_faults, m_random)) {
        Event event;
        event.to = to;
        event.from = peer(from);
        event.bytes = bytes;
        event.multicast = multicast;
        if (m_corruption > 0 && m_random.unit() < m_corruption)
            corrupt(event.bytes, m_random);
        m_events.schedule(m_now + delay, std::move(event));
    }
}

void SimulatedNetwork::transmit(std::size_t from, Transmit &&out)
{
    ++m_datagrams;
    const std::size_t to = out.peer.value - 1;
    if (m_filter && !m_filter({m_now, from, to, out.datagram, false}))
        return;
    if (to != kGroup) {
        deliverTo(from, to, out.datagram, false);
        return;
    }
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (i != from)
            deliverTo(from, i, out.datagram, true);
    }
}

void SimulatedNetwork::drain()
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        while (std::optional<Output> output = m_nodes[i]->endpoint->pollOutput()) {
            if (Transmit *out = std::get_if<Transmit>(&*output))
                transmit(i, std::move(*out));
            else if (m_nodes[i]->handler)
                m_nodes[i]->handler(*output);
        }
    }
}

bool SimulatedNetwork::step(TimePoint until)
{
    drain();
    std::optional<TimePoint> next = m_events.next();
    for (const auto &node : m_nodes) {
        if (const auto timeout = node->endpoint->nextTimeout()) {
            const TimePoint due = *timeout - node->ahead;
            next = next ? std::min(*next, due) : due;
        }
    }
    if (!next || *next > until) {
        m_now = std::max(m_now, until);
        return false;
    }
    m_now = std::max(m_now, *next);
    while (std::optional<Event> event = m_events.popDue(m_now)) {
        if (event->action)
            event->action();
        else if (m_nodes[event->to]->reachable)
            m_nodes[event->to]->endpoint->handleDatagram(clock(event->to), event->from,
                                                         event->bytes, event->multicast);
        drain();
    }
    for (const auto &node : m_nodes)
        node->endpoint->handleTimeout(m_now + node->ahead);
    drain();
    if (m_observer)
        m_observer();
    return true;
}

void SimulatedNetwork::runFor(Duration duration)
{
    const TimePoint until = m_now + duration;
    while (step(until)) {
    }
}

bool SimulatedNetwork::runUntil(const std::function<bool()> &condition, Duration limit)
{
    const TimePoint until = m_now + limit;
    drain();
    while (!condition()) {
        if (!step(until))
            return condition();
    }
    return true;
}

} // namespace copper
