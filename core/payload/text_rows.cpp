// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/text_rows.h"

#include "core/payload/plain_text.h"

#include <algorithm>
#include <cstring>

namespace copper {

TextRows::TextRows(ByteView text) : m_text(text) {}

TextRows::Row TextRows::rowFrom(const Mark &start) const
{
    Row row;
    row.offset = start.offset;
    row.line = start.line;
    row.continues = start.continues;
    const ByteView ahead =
        m_text.subspan(start.offset, std::min(kLongestRow + 1, m_text.size() - start.offset));
    const void *found = std::memchr(ahead.data(), '\n', ahead.size());
    if (found != nullptr) {
        row.length =
            static_cast<std::size_t>(static_cast<const std::uint8_t *>(found) - ahead.data());
        row.next = start.offset + row.length + 1;
        if (row.length > 0 && ahead[row.length - 1] == '\r')
            --row.length;
        return row;
    }
    std::size_t end = std::min(kLongestRow, ahead.size());
    if (start.offset + end < m_text.size()) {
        // Not between the bytes of one character.
        for (std::size_t back = 0; back < 3 && (ahead[end] & 0xc0U) == 0x80U; ++back)
            --end;
    }
    row.length = end;
    row.next = start.offset + end;
    return row;
}

TextRows::Mark TextRows::behind(const Row &row)
{
    const bool broken = row.next > row.offset + row.length;
    return {row.next, row.line + (broken ? 1 : 0), !broken};
}

void TextRows::check(ByteView row, std::size_t offset)
{
    if (m_notUtf8)
        return;
    if (m_ascii && std::none_of(row.begin(), row.end(), [](std::uint8_t b) { return b >= 0x80; }))
        return;
    m_ascii = false;
    if (const auto bad = firstInvalidUtf8(row))
        m_notUtf8 = offset + *bad;
}

bool TextRows::step(std::size_t budget)
{
    const std::size_t limit = m_at + std::min(budget, m_text.size() - m_at);
    while (m_at < limit) {
        if (m_count % m_stride == 0) {
            if (m_marks.size() == kMaxMarks) {
                for (std::size_t i = 0; i < kMaxMarks / 2; ++i)
                    m_marks[i] = m_marks[2 * i];
                m_marks.resize(kMaxMarks / 2);
                m_stride *= 2;
            }
            if (m_count % m_stride == 0)
                m_marks.push_back(m_next);
        }
        const Row row = rowFrom(m_next);
        check(m_text.subspan(row.offset, row.length), row.offset);
        m_lines = row.line;
        ++m_count;
        m_next = behind(row);
        m_at = row.next;
    }
    return isDone();
}

std::vector<TextRows::Row> TextRows::rows(std::uint64_t first, std::size_t count) const
{
    std::vector<Row> found;
    if (first >= m_count)
        return found;
    std::uint64_t index = first / m_stride * m_stride;
    Mark at = m_marks[static_cast<std::size_t>(first / m_stride)];
    for (; index < m_count && found.size() < count; ++index) {
        const Row row = rowFrom(at);
        if (index >= first)
            found.push_back(row);
        at = behind(row);
    }
    return found;
}

std::uint64_t TextRows::rowAt(std::size_t offset) const
{
    if (m_marks.empty())
        return 0;
    const auto after =
        std::upper_bound(m_marks.begin(), m_marks.end(), offset,
                         [](std::size_t value, const Mark &mark) { return value < mark.offset; });
    const auto place = static_cast<std::uint64_t>(after - m_marks.begin()) - 1;
    std::uint64_t index = place * m_stride;
    Mark at = m_marks[static_cast<std::size_t>(place)];
    while (index + 1 < m_count) {
        const Row row = rowFrom(at);
        if (offset < row.next)
            break;
        at = behind(row);
        ++index;
    }
    return index;
}

} // namespace copper
