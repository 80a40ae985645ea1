// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace copper {

// All places of some bytes in a payload of any size, in steps. Without case, A-Z and a-z are one;
// other letters are compared as they are. Places may overlap. kMaxPlaces of them are kept, all are
// counted.
class ByteSearch
{
public:
    static constexpr std::size_t kMaxPlaces = 100'000;

    ByteSearch() = default;
    ByteSearch(ByteView data, Bytes needle, bool matchCase); // `data` must outlive it

    // Goes on for about `budget` bytes; true when all of it was looked at.
    bool step(std::size_t budget);
    bool isDone() const { return m_needle.empty() || m_at + m_needle.size() > m_data.size(); }
    std::size_t at() const { return m_at; }
    std::uint64_t count() const { return m_count; }                     // so far
    const std::vector<std::size_t> &places() const { return m_places; } // in order
    std::size_t needleSize() const { return m_needle.size(); }

    // The place behind (before) this offset, around the end if need be; nothing when there is none.
    // Its number from 0 is written to `number`.
    std::optional<std::size_t> next(std::size_t offset, std::size_t &number) const;
    std::optional<std::size_t> previous(std::size_t offset, std::size_t &number) const;

private:
    bool matches(std::size_t at) const;

    ByteView m_data;
    Bytes m_needle; // folded
    std::array<std::uint8_t, 256> m_fold{};
    std::size_t m_at = 0;
    std::uint64_t m_count = 0;
    std::vector<std::size_t> m_places;
};

} // namespace copper
