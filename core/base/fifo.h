// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

namespace copper {

// First in, first out. An empty one owns no memory, where std::deque takes 576 bytes at once: a
// table of thousands of peers has two of these each.
template <typename T>
class Fifo
{
public:
    bool empty() const { return m_head == m_items.size(); }
    std::size_t size() const { return m_items.size() - m_head; }
    const T &front() const
    {
        assert(!empty());
        return m_items[m_head];
    }
    void push_back(T item) { m_items.push_back(std::move(item)); }
    void pop_front()
    {
        assert(!empty());
        ++m_head;
        // Moving the rest only when half is gone costs each item one move.
        if (m_head * 2 >= m_items.size())
            dropHead();
    }
    bool contains(const T &item) const
    {
        return std::find(m_items.begin() + static_cast<std::ptrdiff_t>(m_head), m_items.end(),
                         item) != m_items.end();
    }
    // All that are equal to it.
    void remove(const T &item)
    {
        dropHead();
        std::erase(m_items, item);
    }

private:
    void dropHead()
    {
        m_items.erase(m_items.begin(), m_items.begin() + static_cast<std::ptrdiff_t>(m_head));
        m_head = 0;
    }

    std::vector<T> m_items;
    std::size_t m_head = 0;
};

} // namespace copper
