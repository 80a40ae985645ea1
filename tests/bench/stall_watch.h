// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/mainwindow/main_window.h"

#include <QElapsedTimer>
#include <QTimer>

#include <array>

namespace copper::test {

// How long the event loop of this thread was away, in steps. Processor time beside it: net thread
// and devices are busy too, and where processors are few this thread waits for one.
class StallWatch final : public QObject
{
public:
    explicit StallWatch(MainWindow &window);
    void report() const;

private:
    void look();

    static constexpr std::array<qint64, 6> kBounds_ms{5, 10, 20, 50, 100, 100'000};
    MainWindow &m_window;
    QTimer m_timer;
    QElapsedTimer m_since;
    QElapsedTimer m_clock;
    std::array<std::uint64_t, kBounds_ms.size()> m_histogram{};
    qint64 m_worst = 0;
    double m_processor_ms;
    double m_worstProcessor_ms = 0;
};

} // namespace copper::test
