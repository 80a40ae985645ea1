// SPDX-License-Identifier: GPL-3.0-or-later
// Strict and tolerant must agree on what is malformed; what is accepted survives a round trip.
#include "core/coap/codec.h"
#include "core/coap/dissection.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace copper;
    const ByteView datagram(data, size);
    const auto message = decode(datagram);
    const Dissection dissection = dissect(datagram);
    if (message.has_value() == dissection.malformed)
        std::abort();
    if (message) {
        const Bytes again = encode(*message, message->options, message->payload);
        const auto second = decode(again);
        if (!second || second->mid != message->mid || !(second->token == message->token) ||
            !equalBytes(second->payload, message->payload))
            std::abort();
    }
    return 0;
}
