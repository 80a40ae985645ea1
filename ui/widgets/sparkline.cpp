// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sparkline.h"

#include <QPainter>

#include <cmath>

namespace copper {

namespace {

QPolygonF scaled(const QRectF &rect, const QList<QPointF> &points, const SparklineLook &look)
{
    QPolygonF kept;
    kept.reserve(points.size());
    for (const QPointF &p : points) {
        if (std::isfinite(p.x()) && std::isfinite(p.y()))
            kept << p;
    }
    if (kept.isEmpty())
        return kept;
    qreal low = look.fromZero ? 0 : kept.first().y();
    qreal high = std::max(low, kept.first().y());
    for (const QPointF &p : std::as_const(kept)) {
        low = std::min(low, p.y());
        high = std::max(high, p.y());
    }
    const qreal start = kept.first().x();
    const qreal width = std::max(kept.last().x() - start, 1e-9);
    const qreal height = high - low;
    QPolygonF result;
    for (const QPointF &p : std::as_const(kept)) {
        // A constant value runs through the middle.
        const qreal share = height > 0 ? (p.y() - low) / height : look.fromZero ? 0 : 0.5;
        const QPointF at(rect.left() + (p.x() - start) / width * rect.width(),
                         rect.bottom() - share * rect.height());
        if (look.steps && !result.isEmpty())
            result << QPointF(at.x(), result.last().y());
        result << at;
    }
    return result;
}

} // namespace

void paintSparkline(QPainter *painter, const QRectF &rect, const QList<QPointF> &points,
                    const Theme &theme, SparklineLook look)
{
    const QRectF inner = rect.adjusted(1, look.area ? 1 : 2.5, look.area ? 0 : -3, -2.5);
    const QPolygonF line = scaled(inner, points, look);
    if (line.isEmpty())
        return;
    const QColor colour = theme.color(look.stale ? Tone::Text3 : look.tone);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (look.area && line.size() > 1) {
        QColor fill = colour;
        fill.setAlphaF(0.12F);
        QPolygonF area = line;
        area << QPointF(line.last().x(), rect.bottom()) << QPointF(line.first().x(), rect.bottom());
        painter->setPen(Qt::NoPen);
        painter->setBrush(fill);
        painter->drawPolygon(area);
    }
    QPen pen(colour, theme.isContrast() ? 1.8 : 1.25, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    if (look.stale) {
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({1.4, 2});
    }
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(line);
    if (!look.area) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawEllipse(line.last(), 1.7, 1.7);
    }
    painter->restore();
}

} // namespace copper
