// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/firmware_queue.h"
#include "ui/widgets/card.h"

namespace copper {

// The whole batch in one line of 40 px: percent, bar, bytes, rate, time left; counts by state.
class BatchLine : public Ground
{
    Q_OBJECT
public:
    explicit BatchLine(const Theme &theme, QWidget *parent = nullptr);
    void setTotals(const FirmwareTotals &totals);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintCounts(QPainter *painter) const;
    const Theme &m_theme;
    FirmwareTotals m_totals;
};

} // namespace copper
