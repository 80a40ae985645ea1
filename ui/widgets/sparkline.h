// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QPointF>

namespace copper {

struct SparklineLook
{
    bool steps = false;    // on/off and set values
    bool stale = false;    // dotted in text-3
    bool area = false;     // filled below, for tiles
    bool fromZero = false; // zero is at the bottom: counts and rates
    Tone tone = Tone::VerdigrisFill;
};

// A line of (time, value) points in ascending time, scaled to `rect`, with a dot at its end. Points
// that are not finite are left out. Nothing is drawn for fewer than one point.
void paintSparkline(QPainter *painter, const QRectF &rect, const QList<QPointF> &points,
                    const Theme &theme, SparklineLook look = {});

} // namespace copper
