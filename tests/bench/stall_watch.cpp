// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stall_watch.h"

#include "tests/support/process_figures.h"

#include <cstdio>
#include <utility>

namespace copper::test {

namespace {

constexpr int kWatch_ms = 5;
constexpr qint64 kWorthSaying_ms = 40;

} // namespace

StallWatch::StallWatch(MainWindow &window) : m_window(window), m_processor_ms(threadProcessor_ms())
{
    connect(&m_timer, &QTimer::timeout, this, &StallWatch::look);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_since.start();
    m_clock.start();
    m_timer.start(kWatch_ms);
}

void StallWatch::report() const
{
    qint64 from = 0;
    for (std::size_t i = 0; i < kBounds_ms.size(); ++i) {
        std::printf("stall %lld..%lld ms: %llu\n", static_cast<long long>(from),
                    static_cast<long long>(kBounds_ms[i]),
                    static_cast<unsigned long long>(m_histogram[i]));
        from = kBounds_ms[i];
    }
    std::printf("worst stall %lld ms, most processor time in one %.1f ms\n",
                static_cast<long long>(m_worst), m_worstProcessor_ms);
}

void StallWatch::look()
{
    const qint64 gap = m_since.restart() - kWatch_ms;
    const double now_ms = threadProcessor_ms();
    const double processor_ms = now_ms - std::exchange(m_processor_ms, now_ms);
    m_worstProcessor_ms = std::max(m_worstProcessor_ms, processor_ms);
    std::size_t slot = 0;
    while (slot + 1 < kBounds_ms.size() && gap >= kBounds_ms[slot])
        ++slot;
    ++m_histogram[slot];
    if (gap >= kWorthSaying_ms)
        std::printf("%.1f s: %lld ms, processor %.1f ms, room %d\n",
                    static_cast<double>(m_clock.elapsed()) * 1e-3, static_cast<long long>(gap),
                    processor_ms, static_cast<int>(m_window.currentRoom()) + 1);
    m_worst = std::max(m_worst, gap);
}

} // namespace copper::test
