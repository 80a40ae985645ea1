// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/pcapng.h"

#include <algorithm>
#include <cassert>

namespace copper {

namespace {

constexpr std::uint32_t kSectionHeader = 0x0a0d0d0a;
constexpr std::uint32_t kByteOrderMagic = 0x1a2b3c4d;
constexpr std::uint32_t kInterfaceDescription = 1;
constexpr std::uint32_t kEnhancedPacket = 6;
constexpr std::uint32_t kDecryptionSecrets = 10;
constexpr std::uint32_t kTlsKeyLog = 0x544c534b; // "TLSK"
constexpr std::uint16_t kLinkTypeRaw = 101;
constexpr std::uint16_t kOptionEnd = 0;
constexpr std::uint16_t kOptionUserApplication = 4; // of the section header
constexpr std::uint16_t kOptionTimeResolution = 9;  // of the interface
constexpr std::uint16_t kOptionFlags = 2;           // of the packet
constexpr std::uint8_t kMicroseconds = 6;           // 10^-6
constexpr std::uint32_t kInbound = 1;
constexpr std::uint32_t kOutbound = 2;
constexpr std::uint8_t kProtocolUdp = 17;
constexpr std::uint8_t kHopLimit = 64;
constexpr std::size_t kUdpHeaderSize = 8;
constexpr std::size_t kIPv4HeaderSize = 20;
constexpr std::size_t kIPv6HeaderSize = 40;

// Little-endian throughout, as the byte-order magic then says.
class Block
{
public:
    explicit Block(std::uint32_t type)
    {
        put32(type);
        put32(0); // length, known at the end
    }
    void put8(std::uint8_t value) { m_bytes.push_back(value); }
    void put16(std::uint16_t value)
    {
        put8(static_cast<std::uint8_t>(value & 0xffU));
        put8(static_cast<std::uint8_t>(value >> 8U));
    }
    void put32(std::uint32_t value)
    {
        put16(static_cast<std::uint16_t>(value & 0xffffU));
        put16(static_cast<std::uint16_t>(value >> 16U));
    }
    void putPadded(ByteView bytes)
    {
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
        while (m_bytes.size() % 4 != 0)
            put8(0);
    }
    void putOption(std::uint16_t code, ByteView value)
    {
        put16(code);
        put16(static_cast<std::uint16_t>(value.size()));
        putPadded(value);
    }
    Bytes finish()
    {
        const auto length = static_cast<std::uint32_t>(m_bytes.size() + 4);
        put32(length);
        for (std::size_t i = 0; i < 4; ++i)
            m_bytes[4 + i] = m_bytes[m_bytes.size() - 4 + i];
        return std::move(m_bytes);
    }

private:
    Bytes m_bytes;
};

void set16(Bytes &bytes, std::size_t at, std::uint16_t value)
{
    bytes[at] = static_cast<std::uint8_t>(value >> 8U);
    bytes[at + 1] = static_cast<std::uint8_t>(value & 0xffU);
}

// RFC 1071, over an even number of bytes so far or the last piece.
std::uint32_t addUp(ByteView bytes, std::uint32_t sum)
{
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        const std::uint32_t low = i + 1 < bytes.size() ? bytes[i + 1] : 0U;
        sum += (std::uint32_t{bytes[i]} << 8U) | low;
    }
    return sum;
}

std::uint16_t folded(std::uint32_t sum)
{
    while ((sum >> 16U) != 0)
        sum = (sum & 0xffffU) + (sum >> 16U);
    return static_cast<std::uint16_t>(~sum & 0xffffU);
}

ByteView addressBytes(const SocketAddress &address, bool ipv4)
{
    return ByteView(address.ip).first(ipv4 ? 4 : 16);
}

// Into the zeroed start of `packet`.
void writeIPv4(Bytes &packet, const SocketAddress &from, const SocketAddress &to)
{
    packet[0] = 0x45;
    set16(packet, 2, static_cast<std::uint16_t>(packet.size()));
    packet[6] = 0x40; // don't fragment
    packet[8] = kHopLimit;
    packet[9] = kProtocolUdp;
    std::copy_n(from.ip.begin(), 4, packet.begin() + 12);
    std::copy_n(to.ip.begin(), 4, packet.begin() + 16);
    set16(packet, 10, folded(addUp(ByteView(packet).first(kIPv4HeaderSize), 0)));
}

void writeIPv6(Bytes &packet, const SocketAddress &from, const SocketAddress &to)
{
    packet[0] = 0x60;
    set16(packet, 4, static_cast<std::uint16_t>(packet.size() - kIPv6HeaderSize));
    packet[6] = kProtocolUdp;
    packet[7] = kHopLimit;
    std::copy_n(from.ip.begin(), 16, packet.begin() + 8);
    std::copy_n(to.ip.begin(), 16, packet.begin() + 24);
}

// IP and UDP around the payload.
Bytes ipPacket(const SocketAddress &from, const SocketAddress &to, bool ipv4, ByteView payload)
{
    const std::size_t udp = ipv4 ? kIPv4HeaderSize : kIPv6HeaderSize;
    const std::size_t room = UINT16_MAX - kUdpHeaderSize - (ipv4 ? kIPv4HeaderSize : 0U);
    payload = payload.first(std::min(payload.size(), room));
    const std::size_t udpLength = kUdpHeaderSize + payload.size();
    Bytes packet(udp + udpLength);
    if (ipv4)
        writeIPv4(packet, from, to);
    else
        writeIPv6(packet, from, to);
    set16(packet, udp, from.port);
    set16(packet, udp + 2, to.port);
    set16(packet, udp + 4, static_cast<std::uint16_t>(udpLength));
    std::copy(payload.begin(), payload.end(),
              packet.begin() + static_cast<std::ptrdiff_t>(udp + kUdpHeaderSize));
    // RFC 768: over a pseudo header of addresses, protocol and length too.
    std::uint32_t sum = addUp(addressBytes(from, ipv4), 0);
    sum = addUp(addressBytes(to, ipv4), sum);
    sum += kProtocolUdp + static_cast<std::uint32_t>(udpLength);
    const std::uint16_t checksum = folded(addUp(ByteView(packet).subspan(udp), sum));
    set16(packet, udp + 6, checksum == 0 ? std::uint16_t{0xffff} : checksum);
    return packet;
}

} // namespace

Bytes pcapngHeader(std::string_view application)
{
    Block section(kSectionHeader);
    section.put32(kByteOrderMagic);
    section.put16(1); // version 1.0
    section.put16(0);
    section.put32(UINT32_MAX); // section length: not given
    section.put32(UINT32_MAX);
    section.putOption(kOptionUserApplication, asBytes(application.substr(0, std::size_t{1024})));
    section.putOption(kOptionEnd, {});
    Bytes file = section.finish();

    Block interface(kInterfaceDescription);
    interface.put16(kLinkTypeRaw);
    interface.put16(0);
    interface.put32(0); // packets are kept whole
    interface.putOption(kOptionTimeResolution, Bytes{kMicroseconds});
    interface.putOption(kOptionEnd, {});
    const Bytes second = interface.finish();
    file.insert(file.end(), second.begin(), second.end());
    return file;
}

Bytes pcapngPacket(const CapturedDatagram &datagram)
{
    if (!datagram.peer.isValid())
        return {};
    const bool ipv4 = datagram.peer.family == SocketAddress::Family::IPv4;
    SocketAddress local = datagram.local;
    if (local.family != datagram.peer.family) {
        local.ip = {};
        local.family = datagram.peer.family;
    }
    const bool sent = datagram.direction == CapturedDatagram::Direction::Sent;
    const Bytes packet = ipPacket(sent ? local : datagram.peer, sent ? datagram.peer : local, ipv4,
                                  datagram.datagram);
    const auto micros = static_cast<std::uint64_t>(std::max<std::int64_t>(datagram.unixMicros, 0));
    Block block(kEnhancedPacket);
    block.put32(0); // the one interface
    block.put32(static_cast<std::uint32_t>(micros >> 32U));
    block.put32(static_cast<std::uint32_t>(micros & UINT32_MAX));
    block.put32(static_cast<std::uint32_t>(packet.size()));
    block.put32(static_cast<std::uint32_t>(packet.size()));
    block.putPadded(packet);
    const std::uint32_t flags = sent ? kOutbound : kInbound;
    block.putOption(kOptionFlags, Bytes{static_cast<std::uint8_t>(flags), 0, 0, 0});
    block.putOption(kOptionEnd, {});
    return block.finish();
}

std::size_t pcapngSecretsSize(std::size_t keyLogBytes)
{
    constexpr std::size_t kAround = 20; // type, length twice, type and length of the secrets
    return kAround + (keyLogBytes + 3) / 4 * 4;
}

void writePcapngSecrets(ByteView keyLog, MutableByteView out)
{
    assert(out.size() == pcapngSecretsSize(keyLog.size()));
    const auto put32 = [out](std::size_t at, std::size_t value) {
        for (std::size_t i = 0; i < 4; ++i)
            out[at + i] = static_cast<std::uint8_t>(value >> (8U * i) & 0xffU);
    };
    std::fill(out.begin(), out.end(), std::uint8_t{0});
    put32(0, kDecryptionSecrets);
    put32(4, out.size());
    put32(8, kTlsKeyLog);
    put32(12, keyLog.size());
    std::copy(keyLog.begin(), keyLog.end(), out.begin() + 16);
    put32(out.size() - 4, out.size());
}

} // namespace copper
