// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dtls/dtls_associations.h"

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace copper::test {

struct FixedKeys final : PskSource
{
    std::map<Bytes, Bytes> keys;
    std::optional<ByteView> keyFor(ByteView identity) const override
    {
        const auto it = keys.find(toOwned(identity));
        return it == keys.end() ? std::nullopt : std::optional<ByteView>{it->second};
    }
};

// Association tables on a network in virtual time; the seed decides what is lost, doubled and held.
class DtlsNetwork
{
public:
    struct Faults
    {
        double loss = 0;
        double duplicate = 0;
        double reorder = 0; // held up to 300 ms
    };
    struct Said
    {
        std::size_t node = 0;
        AssociationOutput what;
    };

    explicit DtlsNetwork(std::uint64_t seed) : m_random(seed) {}

    std::size_t addNode(DtlsAssociations::Limits limits = {});
    // Forgets every session; the address stays.
    void restart(std::size_t node);
    void serve(std::size_t node, DtlsServerOptions options, const PskSource &keys);
    DtlsAssociations &node(std::size_t index) { return *m_nodes[index].table; }
    DtlsServerContext &context(std::size_t index) { return *m_nodes[index].context; }
    static SocketAddress address(std::size_t node);

    void setFaults(const Faults &faults) { m_faults = faults; }
    // False loses the datagram.
    std::function<bool(std::size_t from, std::size_t to, ByteView bytes)> filter;

    TimePoint now() const { return m_now; }
    // Until nothing is left to happen, or `limit` is over.
    void run(Duration limit = seconds(200));
    void advance(Duration by) { m_now += by; }
    void deliver(std::size_t from, std::size_t to, Bytes bytes);

    // Everything that was said since the last clear(), but datagrams.
    std::vector<Said> said;
    template <class Kind>
    std::vector<Kind> all(std::size_t node) const
    {
        std::vector<Kind> out;
        for (const Said &one : said) {
            if (const auto *kind = std::get_if<Kind>(&one.what.output); kind && one.node == node)
                out.push_back(*kind);
        }
        return out;
    }
    std::vector<Bytes> wire; // every datagram sent, in order

private:
    struct Node
    {
        DtlsAssociations::Limits limits;
        std::unique_ptr<SeededRandom> random;
        std::unique_ptr<DtlsServerContext> context;
        DtlsServerOptions options;
        const PskSource *keys = nullptr;
        std::unique_ptr<DtlsAssociations> table;
    };
    struct Flying
    {
        std::size_t from;
        std::size_t to;
        Bytes bytes;
    };
    void drain();
    void drain(std::size_t node);
    std::optional<TimePoint> nextTimeout() const;
    void send(std::size_t from, const SocketAddress &to, Bytes bytes);

    SeededRandom m_random;
    std::vector<Node> m_nodes;
    std::multimap<TimePoint, Flying> m_flying;
    Faults m_faults;
    TimePoint m_now{seconds(1000)};
};

} // namespace copper::test
