// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/loop_watch.h"

#include <ctime>
#include <utility>

namespace copper::test {

namespace {

constexpr int kInterval_ms = 5;

qint64 threadProcessor_us()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1'000'000LL + now.tv_nsec / 1000;
}

} // namespace

LoopWatch::LoopWatch() : m_processor_us(threadProcessor_us())
{
    connect(&m_timer, &QTimer::timeout, this, &LoopWatch::look);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_since.start();
    m_timer.start(kInterval_ms);
}

void LoopWatch::look()
{
    const qint64 gap_us = m_since.nsecsElapsed() / 1000 - kInterval_ms * 1000;
    m_since.restart();
    const qint64 now_us = threadProcessor_us();
    const qint64 used_us = now_us - std::exchange(m_processor_us, now_us);
    m_worst_us = std::max(m_worst_us.load(), gap_us);
    m_worstProcessor_us = std::max(m_worstProcessor_us.load(), used_us);
}

} // namespace copper::test
