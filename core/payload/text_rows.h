// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace copper {

// Text of any size cut into rows: at line breaks, and at kLongestRow bytes at the latest, never
// inside a UTF-8 character. Rows are found once, in steps; of many rows some are marked, at even
// distances that grow, so that the memory is bounded (kMaxMarks). Looks for the encoding as it
// goes.
class TextRows
{
public:
    static constexpr std::size_t kLongestRow = 1000;
    static constexpr std::size_t kMaxMarks = 1U << 16U;

    TextRows() = default;
    explicit TextRows(ByteView text); // which must outlive it

    // Goes on for about `budget` bytes; true when all rows are known.
    bool step(std::size_t budget);
    bool isDone() const { return m_at >= m_text.size(); }
    std::uint64_t rowCount() const { return m_count; } // so far
    std::uint64_t lineCount() const { return m_lines; }
    std::size_t at() const { return m_at; }

    struct Row
    {
        std::size_t offset = 0;
        std::size_t length = 0; // without the line break
        std::size_t next = 0;   // where the next row begins
        std::uint64_t line = 0; // from 1
        bool continues = false; // of the line before
    };
    // Rows from this one on, at most `count` of those known.
    std::vector<Row> rows(std::uint64_t first, std::size_t count) const;
    // The row that holds this byte, of those known.
    std::uint64_t rowAt(std::size_t offset) const;

    // Of what was looked at so far.
    bool isAscii() const { return m_ascii; }
    std::optional<std::size_t> notUtf8At() const { return m_notUtf8; }

private:
    struct Mark
    {
        std::size_t offset = 0;
        std::uint64_t line = 0;
        bool continues = false;
    };
    Row rowFrom(const Mark &start) const;
    static Mark behind(const Row &row);
    void check(ByteView row, std::size_t offset);

    ByteView m_text;
    std::vector<Mark> m_marks; // of row 0, m_stride, 2 * m_stride, ...
    std::uint64_t m_stride = 1;
    std::uint64_t m_count = 0;
    std::uint64_t m_lines = 0;
    std::size_t m_at = 0;
    Mark m_next{0, 1, false};
    bool m_ascii = true;
    std::optional<std::size_t> m_notUtf8;
};

} // namespace copper
