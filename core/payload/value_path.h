// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/representation.h"

#include <optional>
#include <string>
#include <vector>

namespace copper {

// Which number of a payload is charted. "" is the payload itself ("23.4" or "23.4 C" as text);
// "/a/0/b" a JSON Pointer (RFC 6901) into JSON or CBOR; "senml:NAME" the value of the SenML record
// with that resolved name, wherever it stands in the pack.
struct ValuePath
{
    std::string text;
    auto operator<=>(const ValuePath &) const = default;
};

struct ChartableValue
{
    ValuePath path;
    std::string name; // last segment or SenML name; empty for the payload itself
    std::string unit; // UCUM-like as sent: "Cel", "%", "W"; empty when unknown
    double value = 0;
    std::uint32_t node = 0;
};

// Every number in the payload that a path names, in order. Numbers are finite. Of an object's keys
// that come twice the first counts.
std::vector<ChartableValue> chartableValues(const Representation &representation);
std::optional<ChartableValue> valueAt(const Representation &representation, const ValuePath &path);
// The path that names this node, if it carries a number and can be named.
std::optional<ValuePath> pathOf(const Representation &representation, std::uint32_t node);

} // namespace copper
