// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/socket_address.h"

#include <cstdint>
#include <string_view>

namespace copper {

// Writing of pcapng (draft-ietf-opsawg-pcapng): one section, one interface of link type RAW, and an
// Enhanced Packet Block for each datagram under an IP and a UDP header made here, because a socket
// gives neither. Checksums are right. Pure: bytes out, no files.

struct CapturedDatagram
{
    enum class Direction : std::uint8_t { Sent, Received };
    std::int64_t unixMicros = 0; // since 1970-01-01 UTC; negative counts as 0
    Direction direction = Direction::Sent;
    SocketAddress local; // where no address is known: the unspecified one of the peer's family
    SocketAddress peer;
    ByteView datagram; // the UDP payload
};

// What stands at the start of a file: Section Header and Interface Description, timestamps in
// microseconds. `application` is named in it: "Copperfield 0.1.0".
Bytes pcapngHeader(std::string_view application);

// One Enhanced Packet Block. A datagram that no UDP datagram can hold (65,507 bytes over IPv4,
// 65,527 over IPv6) is cut there. Empty when the peer has no address.
Bytes pcapngPacket(const CapturedDatagram &datagram);

// A Decryption Secrets Block with lines of a TLS key log (NSS format), with which a reader opens
// the packets that come after it. Made in memory of the caller, who can wipe it; `out` is as large
// as pcapngSecretsSize() says.
std::size_t pcapngSecretsSize(std::size_t keyLogBytes);
void writePcapngSecrets(ByteView keyLog, MutableByteView out);

} // namespace copper
