// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/dtls/dtls_network.h"

namespace copper::test {

SocketAddress DtlsNetwork::address(std::size_t node)
{
    SocketAddress address;
    address.family = SocketAddress::Family::IPv4;
    address.ip = {10, 0, static_cast<std::uint8_t>(node >> 8U), static_cast<std::uint8_t>(node)};
    address.port = 5684;
    return address;
}

std::size_t DtlsNetwork::addNode(DtlsAssociations::Limits limits)
{
    Node node;
    node.limits = limits;
    node.random = std::make_unique<SeededRandom>(m_random.next64());
    node.table = std::make_unique<DtlsAssociations>(*node.random, limits);
    m_nodes.push_back(std::move(node));
    return m_nodes.size() - 1;
}

void DtlsNetwork::serve(std::size_t index, DtlsServerOptions options, const PskSource &keys)
{
    Node &node = m_nodes[index];
    node.options = options;
    node.keys = &keys;
    node.context = std::make_unique<DtlsServerContext>(options, keys, *node.random);
    node.table->serve(*node.context);
}

void DtlsNetwork::restart(std::size_t index)
{
    Node &node = m_nodes[index];
    node.table = std::make_unique<DtlsAssociations>(*node.random, node.limits);
    node.context.reset();
    if (node.keys)
        serve(index, node.options, *node.keys);
}

void DtlsNetwork::deliver(std::size_t from, std::size_t to, Bytes bytes)
{
    m_nodes[to].table->handleDatagram(m_now, address(from), bytes);
    drain(to);
}

void DtlsNetwork::send(std::size_t from, const SocketAddress &to, Bytes bytes)
{
    wire.push_back(bytes);
    const std::size_t target = std::size_t{to.ip[2]} << 8U | to.ip[3];
    if (target >= m_nodes.size() || (filter && !filter(from, target, bytes)))
        return;
    if (m_random.unit() < m_faults.loss)
        return;
    const int copies = m_random.unit() < m_faults.duplicate ? 2 : 1;
    for (int i = 0; i < copies; ++i) {
        Duration delay = std::chrono::milliseconds(1);
        if (m_random.unit() < m_faults.reorder)
            delay = seconds(0.3 * m_random.unit());
        m_flying.emplace(m_now + delay, Flying{from, target, bytes});
    }
}

void DtlsNetwork::drain(std::size_t index)
{
    while (auto output = m_nodes[index].table->pollOutput()) {
        if (auto *out = std::get_if<DtlsSend>(&output->output))
            send(index, output->peer, std::move(out->datagram));
        else
            said.push_back({index, std::move(*output)});
    }
}

void DtlsNetwork::drain()
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        drain(i);
}

std::optional<TimePoint> DtlsNetwork::nextTimeout() const
{
    std::optional<TimePoint> next;
    for (const Node &node : m_nodes) {
        const auto at = node.table->nextTimeout();
        if (at && (!next || *at < *next))
            next = at;
    }
    return next;
}

void DtlsNetwork::run(Duration limit)
{
    const TimePoint end = m_now + limit;
    drain();
    for (;;) {
        const auto timeout = nextTimeout();
        const bool arrival = !m_flying.empty() && (!timeout || m_flying.begin()->first <= *timeout);
        const std::optional<TimePoint> next =
            arrival ? std::optional{m_flying.begin()->first} : timeout;
        if (!next || *next > end)
            return;
        m_now = std::max(m_now, *next);
        if (arrival) {
            Flying flying = std::move(m_flying.begin()->second);
            m_flying.erase(m_flying.begin());
            m_nodes[flying.to].table->handleDatagram(m_now, address(flying.from), flying.bytes);
        } else {
            for (Node &node : m_nodes)
                node.table->handleTimeout(m_now);
        }
        drain();
    }
}

} // namespace copper::test
