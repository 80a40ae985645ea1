// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/plot_painting.h"

#include <QWidget>

namespace copper {

// One entry per line: sample, name, last value; in warn with its age when stale. What does not fit
// is counted: "+2".
class LegendStrip : public QWidget
{
    Q_OBJECT
public:
    explicit LegendStrip(const Theme &theme, QWidget *parent = nullptr);
    void setLines(const std::vector<PlotLine> &lines, WallTime now);
    QSize sizeHint() const override { return {200, 20}; }
    QSize minimumSizeHint() const override { return {60, 20}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        PlotLine line; // without its points
        QString value;
    };
    qreal width_px(const Entry &entry) const;
    const Theme &m_theme;
    std::vector<Entry> m_entries;
};

} // namespace copper
