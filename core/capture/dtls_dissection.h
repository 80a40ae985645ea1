// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capture/dtls_record.h"

#include <string>

namespace copper {

// A DTLS record as its fields with byte ranges, for the inspector. Tolerant: what cannot be read is
// a field without parts. Of an encrypted record only the header can be.

enum class DtlsFieldKind : std::uint8_t {
    Record, // all of it; the others are its parts
    ContentType,
    Version,
    Epoch,
    SequenceNumber,
    Length,
    Handshake, // one message, or a fragment of one
    MessageType,
    MessageLength,
    MessageSequence,
    FragmentOffset,
    FragmentLength,
    Random,
    SessionId,
    Cookie,
    CipherSuites, // a list
    CipherSuite,  // one of it, or the one that was chosen
    IdentityHint,
    Identity,
    AlertLevel,
    AlertDescription,
    Content,   // of another type, or what could not be read
    Encrypted, // from epoch 1 on
};

struct DtlsField
{
    DtlsFieldKind kind = DtlsFieldKind::Record;
    std::size_t offset = 0; // in the record
    std::size_t length = 0;
    std::uint64_t number = 0; // the value, where it is a number
    std::int32_t parent = -1; // before it in the list
};

inline constexpr std::size_t kMaxSuiteFields = 64; // what is offered beyond has no field

// Parents first. `bytes` begins with the record's header; empty when it is no whole record.
std::vector<DtlsField> dissectDtlsRecord(ByteView bytes);

// "TLS_PSK_WITH_AES_128_CCM_8" for those that we have, else "0xC02B".
std::string dtlsSuiteText(std::uint16_t suite);

} // namespace copper
