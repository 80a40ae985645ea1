// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/range_pace.h"

#include <algorithm>

namespace copper {

namespace {
constexpr int kTurn_ms = 20;
constexpr double kMostCreditSeconds = 0.1;
} // namespace

RangePace::RangePace(QObject *parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RangePace::turn);
}

void RangePace::start(const AddressRange &range, double perSecond, Ask ask,
                      std::function<void()> done)
{
    m_range = range;
    m_perSecond = perSecond;
    m_next = 0;
    m_credit = 1; // the first one at once
    m_ask = std::move(ask);
    m_done = std::move(done);
    m_clock.start();
    m_timer.start(kTurn_ms);
    turn();
}

void RangePace::stop()
{
    m_timer.stop();
    m_range.reset();
}

void RangePace::turn()
{
    if (!m_range)
        return;
    m_credit += static_cast<double>(m_clock.restart()) / 1000.0 * m_perSecond;
    m_credit = std::min(m_credit, std::max(1.0, m_perSecond * kMostCreditSeconds));
    while (m_credit >= 1 && m_next < m_range->size()) {
        if (!m_ask(m_range->at(m_next)))
            return;
        ++m_next;
        m_credit -= 1;
    }
    if (m_next < m_range->size())
        return;
    stop();
    m_done();
}

} // namespace copper
