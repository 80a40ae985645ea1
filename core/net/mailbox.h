// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <utility>
#include <vector>

namespace copper {

// What one thread leaves for another, in order. Any thread. A lock of our own instead of arguments
// of a queued signal: what Qt's event queue carries, ThreadSanitizer takes for a race, because Qt
// is not instrumented; with arguments suppressed, real races would be too.
template <typename T>
class Mailbox
{
public:
    // True when it was empty: then the reader must be woken.
    bool post(T item)
    {
        const std::lock_guard lock(m_mutex);
        m_items.push_back(std::move(item));
        return m_items.size() == 1;
    }
    std::vector<T> takeAll()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_items, {});
    }

private:
    std::mutex m_mutex;
    std::vector<T> m_items;
};

} // namespace copper
