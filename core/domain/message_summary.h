// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/coap/dissection.h"
#include "core/coap/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copper {

struct BlockInfo
{
    std::uint32_t number = 0;
    bool more = false;
    std::uint32_t size = 16;
    bool operator==(const BlockInfo &) const = default;
};

// RFC 7959 §2.2: NUM, M, SZX. SZX 7 is reserved over UDP and gives nothing.
std::optional<BlockInfo> blockInfo(std::optional<std::uint32_t> optionValue);

// What one row of the packet list says about a datagram beyond its header. Made when the row is
// shown; nothing of it is stored.
struct MessageSummary
{
    std::string path; // "/sensors/temp?unit=C", UTF-8, invalid input as U+FFFD; requests only
    std::vector<std::pair<OptionNumber, Bytes>> options; // in order, without Uri-Path and -Query
    std::optional<std::uint32_t> contentFormat;
    std::optional<std::uint32_t> observe;
    std::optional<BlockInfo> block1, block2;
    std::size_t payloadOffset = 0;
    std::size_t payloadLength = 0;
    std::optional<Finding> firstFinding; // the worst: a malformed one first
    bool malformed = false;
};

MessageSummary summarize(ByteView datagram);

} // namespace copper
