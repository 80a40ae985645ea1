// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>

namespace copper::test {

// The longest turns of the event loop of the thread it is made in.
class LoopWatch final : public QObject
{
public:
    LoopWatch();
    // By the wall clock: on a busy machine other programs are in it.
    double worst_ms() const { return static_cast<double>(m_worst_us.load()) * 1e-3; }
    // Processor time of this thread in one turn: what we did ourselves.
    double worstProcessor_ms() const { return m_worstProcessor_ms; }

private:
    void look();
    QTimer m_timer;
    QElapsedTimer m_since;
    double m_processor_ms;
    std::atomic<qint64> m_worst_us{0};
    std::atomic<double> m_worstProcessor_ms{0};
};

} // namespace copper::test
