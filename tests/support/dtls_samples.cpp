// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/dtls_samples.h"

namespace copper::test {

namespace {

void put(Bytes &out, std::uint64_t number, unsigned octets)
{
    while (octets-- > 0)
        out.push_back(static_cast<std::uint8_t>(number >> (8U * octets)));
}

void put(Bytes &out, ByteView bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

Bytes hello(std::uint8_t random)
{
    Bytes body{0xfe, 0xfd};
    body.insert(body.end(), 32, random);
    body.push_back(0); // no session id
    return body;
}

} // namespace

Bytes joined(std::initializer_list<Bytes> pieces)
{
    Bytes all;
    for (const Bytes &piece : pieces)
        put(all, piece);
    return all;
}

Bytes dtlsRecord(DtlsContentType type, std::uint16_t epoch, std::uint64_t sequence,
                 ByteView fragment)
{
    Bytes record{static_cast<std::uint8_t>(type), 0xfe, 0xfd};
    put(record, epoch, 2);
    put(record, sequence, 6);
    put(record, fragment.size(), 2);
    put(record, fragment);
    return record;
}

Bytes dtlsHandshake(DtlsHandshakeType type, std::uint64_t sequence, ByteView body)
{
    Bytes message{static_cast<std::uint8_t>(type)};
    put(message, body.size(), 3);
    put(message, sequence, 2);
    put(message, 0, 3);
    put(message, body.size(), 3);
    put(message, body);
    return dtlsRecord(DtlsContentType::Handshake, 0, sequence, message);
}

Bytes dtlsClientHello(std::uint8_t random, std::uint64_t sequence, ByteView cookie)
{
    Bytes body = hello(random);
    put(body, cookie.size(), 1);
    put(body, cookie);
    put(body, *fromHex("0004c0a8c0a4 0100"));
    return dtlsHandshake(DtlsHandshakeType::ClientHello, sequence, body);
}

Bytes dtlsHelloVerify(std::uint64_t sequence, ByteView cookie)
{
    Bytes body{0xfe, 0xfd};
    put(body, cookie.size(), 1);
    put(body, cookie);
    return dtlsHandshake(DtlsHandshakeType::HelloVerifyRequest, sequence, body);
}

Bytes dtlsServerHello(std::uint16_t suite, std::uint64_t sequence)
{
    Bytes body = hello(0x55);
    put(body, suite, 2);
    body.push_back(0);
    return dtlsHandshake(DtlsHandshakeType::ServerHello, sequence, body);
}

Bytes dtlsHint(std::string_view hint, std::uint64_t sequence)
{
    Bytes body;
    put(body, hint.size(), 2);
    put(body, asBytes(hint));
    return dtlsHandshake(DtlsHandshakeType::ServerKeyExchange, sequence, body);
}

Bytes dtlsIdentity(std::string_view identity, std::uint64_t sequence)
{
    Bytes body;
    put(body, identity.size(), 2);
    put(body, asBytes(identity));
    return dtlsHandshake(DtlsHandshakeType::ClientKeyExchange, sequence, body);
}

Bytes dtlsChangeCipherSpec(std::uint64_t sequence)
{
    return dtlsRecord(DtlsContentType::ChangeCipherSpec, 0, sequence, Bytes{1});
}

Bytes dtlsAlert(std::uint8_t level, std::uint8_t description, std::uint64_t sequence)
{
    return dtlsRecord(DtlsContentType::Alert, 0, sequence, Bytes{level, description});
}

} // namespace copper::test
