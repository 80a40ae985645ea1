// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copper {

// What stands in the clear in a DTLS 1.2 datagram (RFC 6347 §4.1, §4.2): record headers, and the
// handshake messages of epoch 0. For the packet list, and for the steps of a handshake; decides
// nothing and keeps nothing.

enum class DtlsContentType : std::uint8_t {
    ChangeCipherSpec = 20,
    Alert = 21,
    Handshake = 22,
    ApplicationData = 23,
};

enum class DtlsHandshakeType : std::uint8_t {
    HelloRequest = 0,
    ClientHello = 1,
    ServerHello = 2,
    HelloVerifyRequest = 3,
    NewSessionTicket = 4,
    Certificate = 11,
    ServerKeyExchange = 12,
    CertificateRequest = 13,
    ServerHelloDone = 14,
    CertificateVerify = 15,
    ClientKeyExchange = 16,
    Finished = 20,
};

// The beginning of one handshake message, or of a fragment of it.
struct DtlsHandshakeHeader
{
    std::uint8_t type = 0;    // a DtlsHandshakeType, or one we do not know
    std::uint32_t length = 0; // of the whole message
    std::uint16_t sequence = 0;
    std::uint32_t fragmentOffset = 0;
    ByteView fragment; // into the datagram
};

struct DtlsRecord
{
    std::uint8_t type = 0;     // a DtlsContentType, or one we do not know
    std::uint16_t version = 0; // 0xFEFD is DTLS 1.2
    std::uint16_t epoch = 0;
    std::uint64_t sequence = 0;                  // 48 bits
    std::size_t offset = 0;                      // of its header in the datagram
    ByteView fragment;                           // into the datagram; encrypted from epoch 1 on
    std::vector<DtlsHandshakeHeader> handshakes; // of epoch 0, in order
    // The first of them, or in an alert of epoch 0: level and description.
    std::optional<std::pair<std::uint8_t, std::uint8_t>> alert;

    bool is(DtlsContentType wanted) const { return type == static_cast<std::uint8_t>(wanted); }
    // RFC 6347 §4.1: from the first ChangeCipherSpec on everything is.
    bool isEncrypted() const { return epoch > 0; }
    // Epoch and sequence number as one number, by which a record is known in its session.
    std::uint64_t counter() const { return std::uint64_t{epoch} << 48U | sequence; }
};

inline constexpr std::size_t kDtlsRecordHeader = 13;
inline constexpr std::size_t kMaxRecordsPerDatagram = 64;

struct DtlsDatagram
{
    std::vector<DtlsRecord> records; // as far as they could be read
    bool cut = false;                // what follows is no whole record, or there are too many
};

// RFC 7983: the first byte tells DTLS (20 to 63) from CoAP (64 to 127) on one port.
inline bool looksLikeDtls(ByteView datagram)
{
    return !datagram.empty() && datagram[0] >= 20 && datagram[0] <= 63;
}

DtlsDatagram readDtlsDatagram(ByteView datagram);

// "ClientHello", "application data"; empty for a number without a name.
std::string_view dtlsContentTypeName(std::uint8_t type);
std::string_view dtlsHandshakeName(std::uint8_t type);
// "unknown_psk_identity" (RFC 5246 §7.2, RFC 4279 §6).
std::string_view dtlsAlertName(std::uint8_t description);

// Of a ServerHello that came in one fragment.
struct DtlsServerHello
{
    std::uint16_t suite = 0;
    ByteView sessionId;
};
std::optional<DtlsServerHello> readServerHello(const DtlsHandshakeHeader &header);

struct DtlsClientHello
{
    ByteView random; // 32 bytes
    ByteView sessionId;
    ByteView cookie;
    std::vector<std::uint16_t> suites;
};
std::optional<DtlsClientHello> readClientHello(const DtlsHandshakeHeader &header);

// The cookie of a HelloVerifyRequest.
std::optional<ByteView> readVerifyCookie(const DtlsHandshakeHeader &header);
// Of a ServerKeyExchange, for suites with a pre-shared key (RFC 4279 §2).
std::optional<ByteView> readPskIdentityHint(const DtlsHandshakeHeader &header);
// Of a ClientKeyExchange, for suites with a pre-shared key (RFC 4279 §2, RFC 5489 §2).
std::optional<ByteView> readPskIdentity(const DtlsHandshakeHeader &header);

} // namespace copper
