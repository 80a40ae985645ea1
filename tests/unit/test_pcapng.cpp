// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/capture/pcapng.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace copper;

namespace {

std::uint32_t get32(ByteView bytes, std::size_t at)
{
    return bytes[at] | (std::uint32_t{bytes[at + 1]} << 8U) |
           (std::uint32_t{bytes[at + 2]} << 16U) | (std::uint32_t{bytes[at + 3]} << 24U);
}

// Network byte order.
std::uint32_t get16(ByteView bytes, std::size_t at)
{
    return (std::uint32_t{bytes[at]} << 8U) | bytes[at + 1];
}

struct BlockView
{
    std::uint32_t type;
    ByteView body;
};

std::vector<BlockView> blocksOf(ByteView file)
{
    std::vector<BlockView> blocks;
    while (file.size() >= 12) {
        const std::uint32_t length = get32(file, 4);
        if (length % 4 != 0 || length > file.size() || get32(file, length - 4) != length)
            break;
        blocks.push_back({get32(file, 0), file.subspan(8, length - 12)});
        file = file.subspan(length);
    }
    return file.empty() ? blocks : std::vector<BlockView>();
}

// The one's complement sum of a packet with a right checksum is all ones.
std::uint32_t onesSum(ByteView bytes, std::uint32_t start = 0)
{
    std::uint32_t sum = start;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        sum += i % 2 == 0 ? std::uint32_t{bytes[i]} << 8U : bytes[i];
    while (sum > 0xffff)
        sum = (sum & 0xffffU) + (sum >> 16U);
    return sum;
}

SocketAddress address(const char *literal, std::uint16_t port)
{
    SocketAddress result = *parseIpLiteral(literal);
    result.port = port;
    return result;
}

} // namespace

class TestPcapng : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void header()
    {
        const Bytes file = pcapngHeader("Copperfield 1");
        const auto blocks = blocksOf(file);
        QCOMPARE(blocks.size(), std::size_t{2});
        QCOMPARE(blocks[0].type, 0x0a0d0d0aU);
        QCOMPARE(get32(blocks[0].body, 0), 0x1a2b3c4dU);
        QCOMPARE(get32(blocks[0].body, 4), 1U); // version 1.0
        QCOMPARE(asText(blocks[0].body.subspan(20, 13)), std::string_view("Copperfield 1"));
        QCOMPARE(blocks[1].type, 1U);
        QCOMPARE(get32(blocks[1].body, 0), 101U);
        QCOMPARE(int{blocks[1].body[12]}, 6);
    }
    void ipv4Packet()
    {
        const Bytes datagram = *fromHex("40017d34bb74656d7065726174757265");
        CapturedDatagram captured;
        captured.unixMicros = 1'700'000'000'123'456;
        captured.direction = CapturedDatagram::Direction::Received;
        captured.local = address("127.0.0.1", 40'000);
        captured.peer = address("127.0.0.11", 5683);
        captured.datagram = datagram;
        const Bytes file = pcapngPacket(captured);
        const auto blocks = blocksOf(file);
        QCOMPARE(blocks.size(), std::size_t{1});
        QCOMPARE(blocks[0].type, 6U);
        const ByteView body = blocks[0].body;
        QCOMPARE((std::uint64_t{get32(body, 4)} << 32U) | get32(body, 8),
                 std::uint64_t{1'700'000'000'123'456});
        QCOMPARE(get32(body, 12), 28U + 16U);
        QCOMPARE(get32(body, 16), 28U + 16U);
        const ByteView packet = body.subspan(20, 44);
        QCOMPARE(int{packet[0]}, 0x45);
        QCOMPARE(get16(packet, 2), 44U);
        QCOMPARE(int{packet[9]}, 17);
        QCOMPARE(toHex(packet.subspan(12, 8)), std::string("7f00000b7f000001"));
        QCOMPARE(onesSum(packet.first(20)), 0xffffU);
        QCOMPARE(get16(packet, 20), 5683U);
        QCOMPARE(get16(packet, 22), 40'000U);
        QCOMPARE(get16(packet, 24), 24U);
        QCOMPARE(onesSum(packet.subspan(12), 17U + 24U), 0xffffU);
        QVERIFY(equalBytes(packet.subspan(28), datagram));
        QCOMPARE(get32(body, 20 + 44 + 4), 1U); // inbound
    }
    void ipv6Packet()
    {
        const Bytes datagram{0x40, 0, 0, 1, 0xff}; // odd length
        CapturedDatagram captured;
        captured.local = address("fe80::1%3", 5683);
        captured.peer = address("ff02::fd", 5683);
        captured.datagram = datagram;
        const Bytes file = pcapngPacket(captured);
        const auto blocks = blocksOf(file);
        QCOMPARE(blocks.size(), std::size_t{1});
        const ByteView packet = blocks[0].body.subspan(20, 53);
        QCOMPARE(int{packet[0]}, 0x60);
        QCOMPARE(get16(packet, 4), 13U);
        QCOMPARE(int{packet[6]}, 17);
        QVERIFY(equalBytes(packet.subspan(8, 16), captured.local.ip));
        QVERIFY(equalBytes(packet.subspan(24, 16), captured.peer.ip));
        QCOMPARE(onesSum(packet.subspan(8), 17U + 13U), 0xffffU);
        QCOMPARE(get32(blocks[0].body, 20 + 56 + 4), 2U); // outbound
    }
    void secrets()
    {
        const std::string_view line = "CLIENT_RANDOM 00 11\n"; // 20 bytes
        for (std::size_t cut = 0; cut <= line.size(); ++cut) {
            const ByteView text = asBytes(line).first(cut);
            Bytes block(pcapngSecretsSize(text.size()), 0xaa); // not zeroed by the caller
            writePcapngSecrets(text, block);
            const auto blocks = blocksOf(block);
            QCOMPARE(blocks.size(), std::size_t{1});
            QCOMPARE(blocks[0].type, 0x0aU);
            QCOMPARE(get32(blocks[0].body, 0), 0x544c534bU);
            QCOMPARE(get32(blocks[0].body, 4), static_cast<std::uint32_t>(cut));
            QVERIFY(equalBytes(blocks[0].body.subspan(8, cut), text));
            for (const std::uint8_t padding : blocks[0].body.subspan(8 + cut))
                QCOMPARE(int{padding}, 0);
            QVERIFY(blocks[0].body.size() < 8 + cut + 4);
        }
    }
    void checksumsOfManyPackets()
    {
        SeededRandom random(1);
        for (int i = 0; i < 2000; ++i) {
            Bytes datagram(random.below(64));
            random.fill(datagram);
            CapturedDatagram captured;
            captured.peer = address("10.0.0.1", static_cast<std::uint16_t>(random.next64()));
            random.fill(MutableByteView(captured.peer.ip).first(4));
            captured.datagram = datagram; // and no local address
            const Bytes file = pcapngPacket(captured);
            const auto blocks = blocksOf(file);
            QCOMPARE(blocks.size(), std::size_t{1});
            const ByteView packet = blocks[0].body.subspan(20, 28 + datagram.size());
            QCOMPARE(onesSum(packet.first(20)), 0xffffU);
            QCOMPARE(
                onesSum(packet.subspan(12), 17U + 8U + static_cast<std::uint32_t>(datagram.size())),
                0xffffU);
            QVERIFY(get16(packet, 26) != 0); // zero would mean: none
        }
    }
    void limits()
    {
        const Bytes large(70'000, 1);
        CapturedDatagram captured;
        captured.peer = address("10.0.0.1", 1);
        captured.datagram = large;
        const Bytes ipv4 = pcapngPacket(captured);
        QCOMPARE(get32(blocksOf(ipv4)[0].body, 12), 65'535U);
        captured.peer = address("::1", 1);
        const Bytes ipv6 = pcapngPacket(captured);
        QCOMPARE(get32(blocksOf(ipv6)[0].body, 12), 65'535U + 40U);
        captured.unixMicros = -5;
        const Bytes early = pcapngPacket(captured);
        QCOMPARE(get32(blocksOf(early)[0].body, 8), 0U);
        QVERIFY(pcapngPacket(CapturedDatagram()).empty());
    }
};

COPPER_TEST(TestPcapng);
#include "test_pcapng.moc"
