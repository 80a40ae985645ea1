// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payload/byte_search.h"

#include <algorithm>
#include <cstring>

namespace copper {

ByteSearch::ByteSearch(ByteView data, Bytes needle, bool matchCase)
    : m_data(data), m_needle(std::move(needle))
{
    for (unsigned i = 0; i < 256; ++i) {
        const bool upper = !matchCase && i >= 'A' && i <= 'Z';
        m_fold[i] = static_cast<std::uint8_t>(upper ? i - 'A' + 'a' : i);
    }
    for (std::uint8_t &byte : m_needle)
        byte = m_fold[byte];
}

bool ByteSearch::matches(std::size_t at) const
{
    for (std::size_t i = 1; i < m_needle.size(); ++i) {
        if (m_fold[m_data[at + i]] != m_needle[i])
            return false;
    }
    return true;
}

bool ByteSearch::step(std::size_t budget)
{
    if (isDone())
        return true;
    const std::size_t last = m_data.size() - m_needle.size();
    const std::size_t limit = std::min(last + 1, m_at + std::min(budget, m_data.size()));
    const std::uint8_t first = m_needle[0];
    const bool exact = first < 'a' || first > 'z' || m_fold['A'] == 'A';
    while (m_at < limit) {
        if (exact) {
            const void *found = std::memchr(m_data.data() + m_at, first, limit - m_at);
            if (found == nullptr) {
                m_at = limit;
                break;
            }
            m_at =
                static_cast<std::size_t>(static_cast<const std::uint8_t *>(found) - m_data.data());
        } else {
            while (m_at < limit && m_fold[m_data[m_at]] != first)
                ++m_at;
            if (m_at == limit)
                break;
        }
        if (matches(m_at)) {
            ++m_count;
            if (m_places.size() < kMaxPlaces)
                m_places.push_back(m_at);
        }
        ++m_at;
    }
    return isDone();
}

std::optional<std::size_t> ByteSearch::next(std::size_t offset, std::size_t &number) const
{
    if (m_places.empty())
        return std::nullopt;
    auto place = std::upper_bound(m_places.begin(), m_places.end(), offset);
    if (place == m_places.end())
        place = m_places.begin();
    number = static_cast<std::size_t>(place - m_places.begin());
    return *place;
}

std::optional<std::size_t> ByteSearch::previous(std::size_t offset, std::size_t &number) const
{
    if (m_places.empty())
        return std::nullopt;
    auto place = std::lower_bound(m_places.begin(), m_places.end(), offset);
    if (place == m_places.begin())
        place = m_places.end();
    --place;
    number = static_cast<std::size_t>(place - m_places.begin());
    return *place;
}

} // namespace copper
