// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/session_control.h"
#include "core/domain/session_events.h"

#include <array>
#include <cstdint>
#include <optional>

namespace copper {

// What one observation brought since it began, and what it costs. A value.
class ObservationTally
{
public:
    explicit ObservationTally(WallTime since = {}) : m_since(since) {}

    // A notification, with the older ones that it took the place of.
    void note(const ResponseArrived &notification, const RequestSpec &request);
    void noteRegistration(const RequestSpec &request);

    std::uint64_t confirmable() const { return m_confirmable; }
    std::uint64_t nonConfirmable() const { return m_nonConfirmable; }
    // Datagrams both ways with their IP and UDP headers. The sizes are those of the messages; of a
    // body in blocks what the blocks need, and no retransmissions: about.
    std::uint64_t bytes() const { return m_bytes; }
    // Per hour, of what came since it began; nothing within the first seconds.
    std::optional<double> bytesPerHour(WallTime now) const;
    // Notifications a minute over the last ones, falling while none comes; nothing before the
    // second.
    std::optional<double> perMinute(WallTime now) const;

private:
    static constexpr std::size_t kRemembered = 16;
    WallTime m_since;
    std::uint64_t m_confirmable = 0;
    std::uint64_t m_nonConfirmable = 0;
    std::uint64_t m_bytes = 0;
    std::array<WallTime, kRemembered> m_times{}; // a ring
    std::uint64_t m_count = 0;
};

} // namespace copper
