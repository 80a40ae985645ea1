// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/firmware_job.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace copper {

// Bytes per second of one transfer over its time, with the average as a dashed line.
class RateChart : public QWidget
{
    Q_OBJECT
public:
    explicit RateChart(const Theme &theme, QWidget *parent = nullptr);
    // Null clears it.
    void setJob(const FirmwareJob *job);
    QSize minimumSizeHint() const override { return {180, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QList<QPointF> m_points; // seconds before the newest (negative), KiB/s
    double m_average = 0;    // KiB/s
};

} // namespace copper
