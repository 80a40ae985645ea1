// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/representation.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copper {

// RFC 8428. Given a tree read as JSON or CBOR: the pack's objects become Records, their fields get
// their meaning and their JSON label as name. A Record carries the resolved name and the unit in
// force, v and s carry the number with the base value or base sum added; texts stay as sent.
void annotateSenml(Representation &representation);

// One record with the base fields applied, RFC 8428 §4.6.
struct SenmlRecord
{
    std::uint32_t node = 0; // the Record
    std::string name;
    std::string unit;                       // empty: none
    double time = 0;                        // base time + time, seconds; see senmlAbsoluteTime
    std::optional<std::uint32_t> valueNode; // of v or vb
    std::optional<double> value;
    std::optional<std::string> stringValue;
    std::optional<bool> booleanValue;
    std::optional<std::string> dataValue; // as sent: base64url in JSON, hex here for CBOR
    std::optional<double> sum;
};

// In the order of the pack; records with neither value nor sum, which only set base fields, are
// left out. Empty for anything that is not an annotated pack.
std::vector<SenmlRecord> senmlRecords(const Representation &representation);

// What is in force when a record is read: the base fields of all before it, RFC 8428 §4.1.
struct SenmlBases
{
    std::string name;
    std::string unit;
    double time = 0; // seconds
    double value = 0;
    double sum = 0;
    bool operator==(const SenmlBases &) const = default;
};

// One record by itself, of a pack too large to be read as a whole: `bytes` is its JSON object or
// CBOR map. Its own base fields go into `bases`, then all of them into the record; its nodes are
// those of no tree. Nothing, and `bases` as they were, for what is no object or is longer than
// kMostSenmlRecord.
inline constexpr std::size_t kMostSenmlRecord = 64U << 10U;
std::optional<SenmlRecord> resolveSenml(ByteView bytes, bool cbor, SenmlBases &bases);
// False when it certainly has no base fields; quick.
bool mayChangeBases(ByteView bytes, bool cbor);
// What the field of this name is; SenmlUnknown for other names.
NodeMeaning senmlField(std::string_view name, bool cbor);

// Times below 2^28 are relative to now, RFC 8428 §4.5.3. Seconds since 1970.
double senmlAbsoluteTime(double time, double now);
// For sorting without a clock: absolute times first, then those relative to now.
bool senmlEarlier(double a, double b);

} // namespace copper
