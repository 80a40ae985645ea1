// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sample_store.h"
#include "ui/dashboard/chart_scale.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QPointF>
#include <QRectF>

#include <optional>
#include <vector>

namespace copper {

// One line of a panel as it is drawn now.
struct PlotLine
{
    SeriesId id;
    QString name;
    QString unit; // for display
    int colour = 0;
    bool second = false; // on the right axis
    bool stale = false;
    std::optional<Sample> last;
    std::optional<WallTime> staleSince;
    // In pixels of the view, between two gaps each; for area, gaps and end dot.
    std::vector<QList<QPointF>> segments;
};

// What the painters share: where things are in the view.
struct PlotFrame
{
    QRectF plot;
    TimeSpan span;
    ValueScale left;
    std::optional<ValueScale> right;
    QString leftUnit, rightUnit;
    bool live = true;

    qreal x(WallTime at) const;
    WallTime timeAt(qreal x_px) const;
    qreal y(double value, bool second) const;
};

QPen linePen(const Theme &theme, const PlotLine &line, bool first);
// A sample of the line, 16 px, as legend and cursor box show it.
void paintLineSample(QPainter *painter, QPointF leftMiddle, const Theme &theme,
                     const PlotLine &line);

void paintPlotBackground(QPainter *painter, const Theme &theme, const PlotFrame &frame,
                         const std::vector<PlotLine> &lines);
void paintPlotForeground(QPainter *painter, const Theme &theme, const PlotFrame &frame,
                         const std::vector<PlotLine> &lines);

struct CursorValue
{
    const PlotLine *line;
    std::optional<Sample> sample; // the nearest one; none in a gap or where values are stale
};
void paintCursor(QPainter *painter, const Theme &theme, const PlotFrame &frame, WallTime at,
                 const std::vector<CursorValue> &values, bool withBox);

} // namespace copper
