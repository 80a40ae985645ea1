// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/loop_watch.h"

#include "tests/support/process_figures.h"

#include <utility>

namespace copper::test {

namespace {

constexpr int kInterval_ms = 5;

} // namespace

LoopWatch::LoopWatch() : m_processor_ms(threadProcessor_ms())
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
    const double now_ms = threadProcessor_ms();
    const double used_ms = now_ms - std::exchange(m_processor_ms, now_ms);
    m_worst_us = std::max(m_worst_us.load(), gap_us);
    m_worstProcessor_ms = std::max(m_worstProcessor_ms.load(), used_ms);
}

} // namespace copper::test
