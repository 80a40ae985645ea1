// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/payload/representation.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copper {

// One side of a change: what stood there. Of a change that has no such side the length is 0.
struct DiffSide
{
    std::string
        path; // JSON Pointer (RFC 6901); SenML records by name, links by target; "12": a line
    NodeKind kind = NodeKind::Invalid;
    std::string text; // of a scalar or a line, cut at kMaxDiffText
    std::uint32_t children = 0;
    std::size_t offset = 0;
    std::size_t length = 0;
};

struct DiffChange
{
    enum class Kind {
        Added,
        Removed,
        Changed,
        Retyped, // another kind of value
        Moved,   // the same value at another place
        Renamed, // the same value, another name in the same object
    };
    Kind kind = Kind::Changed;
    DiffSide before;
    DiffSide after;
};

inline constexpr std::size_t kMaxDiffChanges = 10'000; // kept; all are counted
inline constexpr std::size_t kMaxDiffText = 200;
// Of one side; beyond them lines or bytes are compared. A tree takes many times the bytes it was
// read from, and what a body of 100 MiB may cost beside itself is little.
inline constexpr std::uint32_t kMaxDiffNodes = 500'000;
inline constexpr std::size_t kMaxDiffTree = 8U << 20U; // bytes

// What changed from one body to another: by path where both have values inside (JSON, CBOR, SenML,
// link format, TLV), whatever the order of members; by line for text; by byte for the rest.
struct StructuralDiff
{
    enum class Way { ByPath, ByLine, ByByte };
    Way way = Way::ByPath;
    std::vector<DiffChange> changes; // in the order of the newer body, what was removed before it
    std::uint64_t total = 0;
    bool cancelled = false;
};

// Any thread. Numbers count as equal when they are, however they are written. `cancel` may be set
// by another thread; the result is then incomplete.
StructuralDiff structuralDiff(ByteView before, std::optional<std::uint32_t> beforeFormat,
                              ByteView after, std::optional<std::uint32_t> afterFormat,
                              const std::atomic<bool> *cancel = nullptr);

} // namespace copper
