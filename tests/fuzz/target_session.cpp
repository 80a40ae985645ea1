// SPDX-License-Identifier: GPL-3.0-or-later
// DTLS: the input is an attacker who sees and sends everything, the network and the clock. Two
// nodes with a key in common; what the attacker does must never look like one of them to the other.
#include "core/capture/dtls_dissection.h"
#include "tests/dtls/dtls_network.h"
#include "tests/fuzz/fuzz_target.h"

namespace copper::fuzz {

namespace {

constexpr std::size_t kMaxOperations = 40;
constexpr std::size_t kClient = 0;
constexpr std::size_t kServer = 1;
constexpr std::size_t kStranger = 2;

class Attack
{
public:
    explicit Attack(Reader input) : m_input(input)
    {
        m_keys.keys[toOwned(asBytes("node"))] = Bytes(16, 7);
        DtlsAssociations::Limits limits;
        limits.maxHandshakes = 4;
        limits.maxSessions = 4;
        for (std::size_t i = 0; i < 3; ++i)
            m_net.addNode(limits);
        m_net.serve(kServer, {}, m_keys);
    }

    void run()
    {
        const bool first = (m_input.byte() & 1U) != 0;
        connect(kClient, Bytes(16, 7));
        m_net.run(first ? seconds(5) : seconds(0));
        m_stood = first;
        for (std::size_t i = 0; i < kMaxOperations && !m_input.atEnd(); ++i) {
            operate();
            check();
        }
        m_net.filter = nullptr;
        m_net.run(seconds(120));
        check();
        // Whatever was tried, a session that stood still does, and carries what is sent.
        if (m_stood) {
            require(m_net.node(kClient).established(address(kServer)) == m_session,
                    "a forged record ends no session");
            send(kClient);
            m_net.run(seconds(1));
            check();
            require(m_received[kServer] == m_sent[kClient], "what is sent arrives");
        }
    }

private:
    static SocketAddress address(std::size_t node) { return test::DtlsNetwork::address(node); }

    void connect(std::size_t node, const Bytes &key)
    {
        DtlsSession::ClientOptions options;
        options.identity = asBytes("node");
        options.key = key;
        const auto id = m_net.node(node).connect(m_net.now(), address(kServer), options);
        if (node == kClient)
            m_session = id;
    }

    void send(std::size_t node)
    {
        const std::size_t peer = node == kClient ? kServer : kClient;
        const AssociationId id = m_net.node(node).established(address(peer));
        if (m_net.node(node).send(m_net.now(), id, Bytes(20 + node, 0x5a)))
            ++m_sent[node];
    }

    void operate()
    {
        switch (m_input.byte() % 7) {
        case 0: {
            const std::size_t to = m_input.byte() % 2;
            const std::size_t from = m_input.byte() % 3;
            Bytes noise = toOwned(m_input.bytes(m_input.byte()));
            inspect(noise);
            m_net.deliver(from, to, std::move(noise));
            return;
        }
        case 1:
        case 2: {
            if (m_net.wire.empty())
                return;
            const std::size_t to = m_input.byte() % 2;
            Bytes seen = m_net.wire[m_input.word() % m_net.wire.size()];
            const std::uint8_t flip = m_input.byte();
            const std::uint16_t where = m_input.word();
            if (!seen.empty())
                seen[where % seen.size()] ^= flip; // 0: as it was
            if ((m_input.byte() & 1U) != 0)
                seen.resize(m_input.byte() % (seen.size() + 1));
            inspect(seen);
            m_net.deliver(1 - to, to, std::move(seen));
            return;
        }
        case 3:
            send(kClient);
            m_net.run(seconds(0.1));
            return;
        case 4:
            send(kServer);
            m_net.run(seconds(0.1));
            return;
        case 5:
            m_net.run(seconds(m_input.byte() / 4.0));
            return;
        default:
            connect(kStranger, Bytes(16, m_input.byte()));
            m_net.run(seconds(0.1));
            return;
        }
    }

    // As the packet list does with all that comes.
    static void inspect(ByteView datagram)
    {
        for (const DtlsRecord &record : readDtlsDatagram(datagram).records) {
            const ByteView bytes =
                datagram.subspan(record.offset, kDtlsRecordHeader + record.fragment.size());
            const std::vector<DtlsField> fields = dissectDtlsRecord(bytes);
            for (std::size_t i = 0; i < fields.size(); ++i) {
                require(fields[i].offset + fields[i].length <= bytes.size(),
                        "a field is within its record");
                require(fields[i].parent < static_cast<std::int32_t>(i), "and behind its parent");
            }
        }
    }

    void check()
    {
        for (const auto &said : m_net.said) {
            const auto *received = std::get_if<DtlsReceived>(&said.what.output);
            if (!received || said.node > kServer)
                continue;
            const std::size_t sender = said.node == kClient ? kServer : kClient;
            require(received->plaintext == Bytes(20 + sender, 0x5a),
                    "only what was sent comes out");
            require(received->record >> 48U != 0, "and from an encrypted record");
            ++m_received[said.node];
            require(m_received[said.node] <= m_sent[sender], "and once");
        }
        m_net.said.clear();
        for (std::size_t i = 0; i < 3; ++i)
            require(m_net.node(i).size() <= 8, "the table has its limit");
        if (m_net.wire.size() > 200)
            m_net.wire.resize(100);
    }

    Reader m_input;
    test::FixedKeys m_keys;
    test::DtlsNetwork m_net{1};
    AssociationId m_session;
    bool m_stood = false;
    std::size_t m_sent[2] = {0, 0};
    std::size_t m_received[2] = {0, 0};
};

} // namespace

void session(ByteView input)
{
    Attack(Reader(input)).run();
}

} // namespace copper::fuzz
