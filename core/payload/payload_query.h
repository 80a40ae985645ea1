// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/payload/representation.h"

#include <optional>
#include <string>
#include <string_view>

namespace copper {

// Any value of a payload, exactly as it stands there; value_path.h is about the numbers one charts.
// A path is a JSON Pointer (RFC 6901) into JSON or CBOR, where a CBOR tag is no step and a map's
// key is its plain text; "" is the whole payload; "senml:NAME" the latest record of that resolved
// name (RFC 8428 §4.6). Of an object's members of one name the first counts.
struct PayloadValue
{
    NodeKind kind = NodeKind::Invalid;
    std::string text; // of a scalar: a number in decimal, true, false, null, bytes as hex
    std::optional<double> number; // of numbers
    std::uint32_t node = 0;
    std::size_t offset = 0; // byte range in the payload
    std::size_t length = 0;
};

enum class QueryMiss {
    BadPath,      // neither empty, nor beginning with "/", nor "senml:"; or "~" without 0 or 1
    NothingThere, // `reached` is the longest part of the path that is there
    NoSenml,      // "senml:" and the payload is no pack
};

struct QueryFault
{
    QueryMiss miss = QueryMiss::NothingThere;
    std::string reached;
};

Result<PayloadValue, QueryFault> queryPayload(const Representation &representation,
                                              std::string_view path);

// Two decimal numbers, exactly where both are whole, whatever their length: -1, 0 or 1. Nothing
// when one of them is no number.
std::optional<int> compareNumbers(std::string_view a, std::string_view b);

} // namespace copper
