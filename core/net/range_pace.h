// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/address_range.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace copper {

// Hands out the addresses of a range at a steady rate, so that a sweep is no flood: what a busy
// event loop missed is not made up for beyond a tenth of a second. Net thread.
class RangePace final : public QObject
{
    Q_OBJECT
public:
    // False: no room now, the same address comes again.
    using Ask = std::function<bool(const SocketAddress &address)>;

    explicit RangePace(QObject *parent = nullptr);

    // `done` is called once, after the last address was taken.
    void start(const AddressRange &range, double perSecond, Ask ask, std::function<void()> done);
    void stop();
    bool isActive() const { return m_range.has_value(); }

private:
    void turn();
    std::optional<AddressRange> m_range;
    double m_perSecond = 1;
    double m_credit = 0;
    std::uint32_t m_next = 0;
    Ask m_ask;
    std::function<void()> m_done;
    QElapsedTimer m_clock;
    QTimer m_timer;
};

} // namespace copper
