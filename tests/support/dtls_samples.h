// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/dtls_record.h"

#include <initializer_list>
#include <string_view>

namespace copper::test {

// DTLS records as they stand on the wire, made by hand.

Bytes joined(std::initializer_list<Bytes> pieces);
Bytes dtlsRecord(DtlsContentType type, std::uint16_t epoch, std::uint64_t sequence,
                 ByteView fragment);
// One whole handshake message in a record of epoch 0; its message sequence is `sequence` too.
Bytes dtlsHandshake(DtlsHandshakeType type, std::uint64_t sequence, ByteView body);
// Offers TLS_PSK_WITH_AES_128_CCM_8 and _CCM; its random is 32 times `random`.
Bytes dtlsClientHello(std::uint8_t random, std::uint64_t sequence, ByteView cookie = {});
Bytes dtlsHelloVerify(std::uint64_t sequence, ByteView cookie);
Bytes dtlsServerHello(std::uint16_t suite, std::uint64_t sequence);
Bytes dtlsHint(std::string_view hint, std::uint64_t sequence);
Bytes dtlsIdentity(std::string_view identity, std::uint64_t sequence);
Bytes dtlsChangeCipherSpec(std::uint64_t sequence);
Bytes dtlsAlert(std::uint8_t level, std::uint8_t description, std::uint64_t sequence);

} // namespace copper::test
