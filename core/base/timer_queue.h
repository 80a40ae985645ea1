// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace copper {

// Names one scheduled timer; a default one names none. Never reused for another timer.
struct TimerId
{
    std::uint32_t slot = 0;
    std::uint32_t generation = 0; // 0: none
    bool isSet() const { return generation != 0; }
};

// A binary heap whose entries can be taken out from the middle: a retransmission timer is set and
// cancelled once a message, and dead entries would pile up in a lazy heap.
template <class Payload>
class TimerQueue
{
public:
    TimerId schedule(TimePoint at, Payload payload)
    {
        std::uint32_t slot = 0;
        if (m_free.empty()) {
            slot = static_cast<std::uint32_t>(m_slots.size());
            m_slots.emplace_back();
        } else {
            slot = m_free.back();
            m_free.pop_back();
        }
        Slot &entry = m_slots[slot];
        entry.at = at;
        entry.order = m_nextOrder++;
        entry.payload = std::move(payload);
        entry.position = static_cast<std::uint32_t>(m_heap.size());
        m_heap.push_back(slot);
        siftUp(entry.position);
        return {slot, entry.generation};
    }

    // Harmless for a timer that has fired or was cancelled. Leaves `id` unset.
    void cancel(TimerId &id)
    {
        if (isActive(id))
            removeAt(m_slots[id.slot].position);
        id = {};
    }

    bool isActive(TimerId id) const
    {
        return id.isSet() && id.slot < m_slots.size() &&
               m_slots[id.slot].generation == id.generation && m_slots[id.slot].position != kFree;
    }

    std::optional<TimePoint> next() const
    {
        if (m_heap.empty())
            return std::nullopt;
        return m_slots[m_heap.front()].at;
    }

    // The earliest timer that is due; equal times fire in the order they were set.
    std::optional<Payload> popDue(TimePoint now)
    {
        if (m_heap.empty() || m_slots[m_heap.front()].at > now)
            return std::nullopt;
        Payload payload = std::move(m_slots[m_heap.front()].payload);
        removeAt(0);
        return payload;
    }

    std::size_t size() const { return m_heap.size(); }

private:
    static constexpr std::uint32_t kFree = UINT32_MAX;

    struct Slot
    {
        TimePoint at{};
        std::uint64_t order = 0;
        Payload payload{};
        std::uint32_t position = kFree;
        std::uint32_t generation = 1;
    };

    bool earlier(std::uint32_t a, std::uint32_t b) const
    {
        const Slot &left = m_slots[a];
        const Slot &right = m_slots[b];
        return left.at != right.at ? left.at < right.at : left.order < right.order;
    }

    void place(std::size_t position, std::uint32_t slot)
    {
        m_heap[position] = slot;
        m_slots[slot].position = static_cast<std::uint32_t>(position);
    }

    void siftUp(std::size_t position)
    {
        const std::uint32_t slot = m_heap[position];
        while (position > 0) {
            const std::size_t parent = (position - 1) / 2;
            if (!earlier(slot, m_heap[parent]))
                break;
            place(position, m_heap[parent]);
            position = parent;
        }
        place(position, slot);
    }

    void siftDown(std::size_t position)
    {
        const std::uint32_t slot = m_heap[position];
        for (;;) {
            std::size_t child = position * 2 + 1;
            if (child >= m_heap.size())
                break;
            if (child + 1 < m_heap.size() && earlier(m_heap[child + 1], m_heap[child]))
                ++child;
            if (!earlier(m_heap[child], slot))
                break;
            place(position, m_heap[child]);
            position = child;
        }
        place(position, slot);
    }

    void removeAt(std::size_t position)
    {
        const std::uint32_t slot = m_heap[position];
        const std::uint32_t last = m_heap.back();
        m_heap.pop_back();
        if (last != slot) {
            place(position, last);
            siftDown(position);
            siftUp(m_slots[last].position);
        }
        Slot &entry = m_slots[slot];
        entry.position = kFree;
        if (++entry.generation == 0)
            entry.generation = 1;
        entry.payload = Payload{};
        m_free.push_back(slot);
    }

    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_heap;
    std::vector<std::uint32_t> m_free;
    std::uint64_t m_nextOrder = 0;
};

} // namespace copper
