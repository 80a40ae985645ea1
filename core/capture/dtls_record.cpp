// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/dtls_record.h"

namespace copper {

namespace {

constexpr std::size_t kHandshakeHeader = 12;
constexpr std::size_t kMaxHandshakesPerRecord = 32;

// Takes big-endian numbers and vectors off the front; false or nothing once the bytes run out.
class Reader
{
public:
    explicit Reader(ByteView bytes) : m_bytes(bytes) {}

    template <class Number>
    bool number(Number &out, std::size_t octets)
    {
        if (m_bytes.size() < octets)
            return false;
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < octets; ++i)
            value = value << 8U | m_bytes[i];
        out = static_cast<Number>(value);
        m_bytes = m_bytes.subspan(octets);
        return true;
    }
    bool bytes(ByteView &out, std::size_t length)
    {
        if (m_bytes.size() < length)
            return false;
        out = m_bytes.first(length);
        m_bytes = m_bytes.subspan(length);
        return true;
    }
    // A vector with its length in front.
    bool vector(ByteView &out, std::size_t lengthOctets)
    {
        std::size_t length = 0;
        return number(length, lengthOctets) && bytes(out, length);
    }
    bool atEnd() const { return m_bytes.empty(); }
    std::size_t left() const { return m_bytes.size(); }

private:
    ByteView m_bytes;
};

void readHandshakes(DtlsRecord &record)
{
    Reader reader(record.fragment);
    while (reader.left() >= kHandshakeHeader &&
           record.handshakes.size() < kMaxHandshakesPerRecord) {
        DtlsHandshakeHeader header;
        std::size_t length = 0;
        if (!reader.number(header.type, 1) || !reader.number(header.length, 3) ||
            !reader.number(header.sequence, 2) || !reader.number(header.fragmentOffset, 3) ||
            !reader.number(length, 3) || !reader.bytes(header.fragment, length))
            return;
        record.handshakes.push_back(header);
    }
}

bool isWhole(const DtlsHandshakeHeader &header, DtlsHandshakeType type)
{
    return header.type == static_cast<std::uint8_t>(type) && header.fragmentOffset == 0 &&
           header.fragment.size() == header.length;
}

} // namespace

DtlsDatagram readDtlsDatagram(ByteView datagram)
{
    DtlsDatagram out;
    Reader reader(datagram);
    while (!reader.atEnd()) {
        DtlsRecord record;
        record.offset = datagram.size() - reader.left();
        if (out.records.size() == kMaxRecordsPerDatagram || !reader.number(record.type, 1) ||
            !reader.number(record.version, 2) || !reader.number(record.epoch, 2) ||
            !reader.number(record.sequence, 6) || !reader.vector(record.fragment, 2)) {
            out.cut = true;
            return out;
        }
        if (!record.isEncrypted() && record.is(DtlsContentType::Handshake))
            readHandshakes(record);
        if (!record.isEncrypted() && record.is(DtlsContentType::Alert) &&
            record.fragment.size() == 2)
            record.alert = {record.fragment[0], record.fragment[1]};
        out.records.push_back(std::move(record));
    }
    return out;
}

std::string_view dtlsContentTypeName(std::uint8_t type)
{
    switch (DtlsContentType{type}) {
    case DtlsContentType::ChangeCipherSpec:
        return "change_cipher_spec";
    case DtlsContentType::Alert:
        return "alert";
    case DtlsContentType::Handshake:
        return "handshake";
    case DtlsContentType::ApplicationData:
        return "application_data";
    }
    return {};
}

std::string_view dtlsHandshakeName(std::uint8_t type)
{
    switch (DtlsHandshakeType{type}) {
    case DtlsHandshakeType::HelloRequest:
        return "HelloRequest";
    case DtlsHandshakeType::ClientHello:
        return "ClientHello";
    case DtlsHandshakeType::ServerHello:
        return "ServerHello";
    case DtlsHandshakeType::HelloVerifyRequest:
        return "HelloVerifyRequest";
    case DtlsHandshakeType::NewSessionTicket:
        return "NewSessionTicket";
    case DtlsHandshakeType::Certificate:
        return "Certificate";
    case DtlsHandshakeType::ServerKeyExchange:
        return "ServerKeyExchange";
    case DtlsHandshakeType::CertificateRequest:
        return "CertificateRequest";
    case DtlsHandshakeType::ServerHelloDone:
        return "ServerHelloDone";
    case DtlsHandshakeType::CertificateVerify:
        return "CertificateVerify";
    case DtlsHandshakeType::ClientKeyExchange:
        return "ClientKeyExchange";
    case DtlsHandshakeType::Finished:
        return "Finished";
    }
    return {};
}

std::string_view dtlsAlertName(std::uint8_t description)
{
    switch (description) {
    case 0:
        return "close_notify";
    case 10:
        return "unexpected_message";
    case 20:
        return "bad_record_mac";
    case 22:
        return "record_overflow";
    case 40:
        return "handshake_failure";
    case 42:
        return "bad_certificate";
    case 43:
        return "unsupported_certificate";
    case 46:
        return "certificate_unknown";
    case 47:
        return "illegal_parameter";
    case 48:
        return "unknown_ca";
    case 49:
        return "access_denied";
    case 50:
        return "decode_error";
    case 51:
        return "decrypt_error";
    case 70:
        return "protocol_version";
    case 71:
        return "insufficient_security";
    case 80:
        return "internal_error";
    case 86:
        return "inappropriate_fallback";
    case 90:
        return "user_canceled";
    case 100:
        return "no_renegotiation";
    case 110:
        return "unsupported_extension";
    case 112:
        return "unrecognized_name";
    case 115:
        return "unknown_psk_identity";
    default:
        return {};
    }
}

std::optional<DtlsServerHello> readServerHello(const DtlsHandshakeHeader &header)
{
    DtlsServerHello hello;
    std::uint16_t version = 0;
    ByteView random;
    Reader reader(header.fragment);
    if (!isWhole(header, DtlsHandshakeType::ServerHello) || !reader.number(version, 2) ||
        !reader.bytes(random, 32) || !reader.vector(hello.sessionId, 1) ||
        !reader.number(hello.suite, 2))
        return std::nullopt;
    return hello;
}

std::optional<DtlsClientHello> readClientHello(const DtlsHandshakeHeader &header)
{
    DtlsClientHello hello;
    std::uint16_t version = 0;
    ByteView suites;
    Reader reader(header.fragment);
    if (!isWhole(header, DtlsHandshakeType::ClientHello) || !reader.number(version, 2) ||
        !reader.bytes(hello.random, 32) || !reader.vector(hello.sessionId, 1) ||
        !reader.vector(hello.cookie, 1) || !reader.vector(suites, 2))
        return std::nullopt;
    Reader list(suites);
    std::uint16_t suite = 0;
    while (list.number(suite, 2))
        hello.suites.push_back(suite);
    return hello;
}

std::optional<ByteView> readVerifyCookie(const DtlsHandshakeHeader &header)
{
    std::uint16_t version = 0;
    ByteView cookie;
    Reader reader(header.fragment);
    if (!isWhole(header, DtlsHandshakeType::HelloVerifyRequest) || !reader.number(version, 2) ||
        !reader.vector(cookie, 1))
        return std::nullopt;
    return cookie;
}

std::optional<ByteView> readPskIdentityHint(const DtlsHandshakeHeader &header)
{
    ByteView hint;
    Reader reader(header.fragment);
    if (!isWhole(header, DtlsHandshakeType::ServerKeyExchange) || !reader.vector(hint, 2))
        return std::nullopt;
    return hint;
}

std::optional<ByteView> readPskIdentity(const DtlsHandshakeHeader &header)
{
    ByteView identity;
    Reader reader(header.fragment);
    if (!isWhole(header, DtlsHandshakeType::ClientKeyExchange) || !reader.vector(identity, 2))
        return std::nullopt;
    return identity;
}

} // namespace copper
