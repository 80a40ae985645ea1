// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <compare>
#include <cstdint>
#include <vector>

namespace copper::conformance {

// A piece of a handshake as a datagram carries it: what is equal when it is sent again, which the
// record's own number is not (RFC 6347 §4.2.2).
struct HandshakePart
{
    enum class Kind : std::uint8_t { Message, ChangeCipherSpec, Finished };
    Kind kind = Kind::Message;
    std::uint8_t type = 0; // of a Message: a DtlsHandshakeType
    std::uint16_t sequence = 0;
    std::uint32_t fragmentOffset = 0;
    auto operator<=>(const HandshakePart &) const = default;
};

// In order; none in an alert and in application data.
std::vector<HandshakePart> handshakeParts(ByteView datagram);
// True when there is nothing in it but application data.
bool isApplicationData(ByteView datagram);

} // namespace copper::conformance
