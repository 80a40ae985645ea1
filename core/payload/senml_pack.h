// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace copper {

// A SenML pack as it is written by hand (RFC 8428): a base name and a base time in front, then
// records of a name, a unit, a value and a time. What does not fit that is not taken apart.
struct SenmlEntry
{
    std::string name, unit; // UTF-8; empty: the field is left out
    std::variant<std::monostate, double, bool, std::string, Bytes> value; // none, v, vb, vs, vd
    std::optional<double> time;                                           // seconds
    bool operator==(const SenmlEntry &) const = default;
};

struct SenmlPack
{
    std::string baseName;
    std::optional<double> baseTime;
    std::vector<SenmlEntry> entries;
    bool operator==(const SenmlPack &) const = default;
};

inline constexpr std::size_t kMaxSenmlEntries = 1000;

struct SenmlPackError
{
    enum class Reason {
        NotSenml,    // no array of objects
        OtherField,  // base values, sums and other fields, or a base behind the first record
        WrongType,   // a field whose value has another type
        TooMany,     // kMaxSenmlEntries
        NotRepeated, // it would not be written as the same data
    };
    Reason reason = Reason::NotSenml;
    std::size_t offset = 0; // in the bytes
    std::string field;      // its label, of OtherField and WrongType
};

Result<SenmlPack, SenmlPackError> readSenmlPack(ByteView payload, bool cbor);
// One record a line.
std::string writeSenmlJson(const SenmlPack &pack);
// Definite lengths, labels of RFC 8428 §6, the shortest numbers.
Bytes writeSenmlCbor(const SenmlPack &pack);

// A value as one types it into a cell: 23.5, true, a text, h'0102' for data; in double quotes what
// would be read as something else.
std::string senmlValueText(const SenmlEntry &entry);
void setSenmlValue(SenmlEntry &entry, std::string_view typed);

} // namespace copper
