// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/plot_painting.h"

#include "core/domain/wall_clock.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/value_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace copper {

namespace {

constexpr qreal kEndDot_px = 2.6;
constexpr qreal kBoxRow_px = 19;

qreal crisp(qreal at)
{
    return std::floor(at) + 0.5;
}

void paintGrid(QPainter *painter, const Theme &theme, const PlotFrame &frame)
{
    painter->setRenderHint(QPainter::Antialiasing, false);
    const QFont font = theme.font(TextRole::Caption);
    const QColor words = theme.color(Tone::Text2);
    for (const double tick : frame.left.ticks()) {
        const qreal y = crisp(frame.y(tick, false));
        const bool base = tick == frame.left.low;
        painter->setPen(QPen(theme.color(base ? Tone::BorderButton : Tone::Grid), 1));
        painter->drawLine(QPointF(frame.plot.left(), y), QPointF(frame.plot.right(), y));
        drawElided(painter, QRectF(0, y - 9, frame.plot.left() - 8, 18), frame.left.label(tick),
                   font, words, Qt::AlignRight);
    }
    if (frame.right) {
        for (const double tick : frame.right->ticks())
            drawElided(painter,
                       QRectF(frame.plot.right() + 7, crisp(frame.y(tick, true)) - 9, 60, 18),
                       frame.right->label(tick), font, words);
    }
    drawElided(painter, QRectF(0, frame.plot.top() - 22, frame.plot.left() - 8, 16), frame.leftUnit,
               font, words, Qt::AlignRight);
    drawElided(painter, QRectF(frame.plot.right() + 7, frame.plot.top() - 22, 60, 16),
               frame.rightUnit, font, words);
    for (const TimeTick &tick : timeTicks(frame.span, frame.plot.width())) {
        const qreal x = frame.x(tick.at);
        painter->setPen(QPen(theme.color(Tone::BorderButton), 1));
        painter->drawLine(QPointF(crisp(x), frame.plot.bottom()),
                          QPointF(crisp(x), frame.plot.bottom() + 3));
        // A label that would leave the view comes when there is room for it.
        const qreal half = QFontMetricsF(font).horizontalAdvance(tick.label) / 2;
        if (x - half < 0 || x + half > frame.plot.right() + 13)
            continue;
        drawElided(painter, QRectF(x - 40, frame.plot.bottom() + 5, 80, 16), tick.label, font,
                   words, Qt::AlignHCenter);
    }
}

void paintStale(QPainter *painter, const Theme &theme, const PlotFrame &frame,
                const std::vector<PlotLine> &lines)
{
    std::optional<WallTime> since;
    for (const PlotLine &line : lines) {
        if (line.staleSince)
            since = since ? std::min(*since, *line.staleSince) : *line.staleSince;
    }
    if (!since)
        return;
    const qreal left = std::clamp(frame.x(*since), frame.plot.left(), frame.plot.right());
    const QRectF area(left, frame.plot.top(), frame.plot.right() - left, frame.plot.height());
    if (area.width() < 1)
        return;
    painter->save();
    painter->setClipRect(area);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.color(Tone::BorderButton), 1));
    constexpr qreal kHatch_px = 7;
    const qreal height = area.height();
    for (qreal x = area.left() - height; x < area.right(); x += kHatch_px)
        painter->drawLine(QPointF(x, area.bottom()), QPointF(x + height, area.top()));
    painter->restore();
    if (area.width() > 34) {
        const QString word = QCoreApplication::translate("Plot", "stale");
        const QRectF place(area.left(), area.top() + 3, area.width(), 16);
        const qreal width = QFontMetricsF(theme.font(TextRole::Caption)).horizontalAdvance(word);
        painter->fillRect(QRectF(place.center().x() - width / 2 - 3, place.top(), width + 6, 16),
                          theme.color(Tone::Raised));
        drawElided(painter, place, word, theme.font(TextRole::Caption), theme.color(Tone::Text2),
                   Qt::AlignHCenter);
    }
}

void paintArea(QPainter *painter, const Theme &theme, const PlotFrame &frame, const PlotLine &line)
{
    // Only above a base at zero does an area mean an amount.
    const ValueScale &scale = line.second && frame.right ? *frame.right : frame.left;
    if (theme.isContrast() || scale.low != 0)
        return;
    QColor fill = theme.seriesColor(line.colour);
    fill.setAlphaF(0.09F);
    painter->save();
    painter->setClipRect(frame.plot);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    for (const QList<QPointF> &segment : line.segments) {
        if (segment.size() < 2)
            continue;
        QPolygonF area(segment);
        area << QPointF(segment.last().x(), frame.plot.bottom())
             << QPointF(segment.first().x(), frame.plot.bottom());
        painter->drawPolygon(area);
    }
    painter->restore();
}

void paintGapsAndEnd(QPainter *painter, const Theme &theme, const PlotFrame &frame,
                     const PlotLine &line)
{
    const QColor colour = theme.seriesColor(line.colour);
    painter->setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 1; i < line.segments.size(); ++i) {
        if (line.segments[i - 1].isEmpty() || line.segments[i].isEmpty())
            continue;
        const QPointF from = line.segments[i - 1].last();
        const QPointF to = line.segments[i].first();
        QPen dotted(colour, 1.2);
        dotted.setDashPattern({1, 3});
        painter->setPen(dotted);
        painter->drawLine(from, to);
        painter->setPen(QPen(colour, 1.2));
        painter->setBrush(theme.color(Tone::Raised));
        painter->drawEllipse(from, 2.4, 2.4);
        painter->drawEllipse(to, 2.4, 2.4);
    }
    if (!line.last || line.segments.empty() || line.segments.back().isEmpty())
        return;
    const QPointF end(frame.x(line.last->at), frame.y(line.last->value, line.second));
    if (end.x() < frame.plot.left() || end.x() > frame.plot.right() + 1)
        return;
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawEllipse(end, kEndDot_px, kEndDot_px);
}

QString valueText(const PlotLine &line, double value)
{
    return line.unit.isEmpty() ? numberText(value) : numberText(value) + QChar(0x2009) + line.unit;
}

void paintBox(QPainter *painter, const Theme &theme, const PlotFrame &frame, qreal x,
              const std::vector<CursorValue> &values)
{
    const QFont font = theme.font(TextRole::Small);
    const QFont strong = theme.font(TextRole::SmallStrong);
    qreal names = 0;
    qreal numbers = 0;
    for (const CursorValue &value : values) {
        names = std::max(names, QFontMetricsF(font).horizontalAdvance(value.line->name));
        const QString text =
            value.sample ? valueText(*value.line, value.sample->value) : QString(QChar(0x2013));
        numbers = std::max(numbers, QFontMetricsF(strong).horizontalAdvance(text));
    }
    names = std::min<qreal>(std::ceil(names), 180);
    const qreal width = 9 + 16 + 6 + names + 20 + std::ceil(numbers) + 9;
    const qreal height = 12 + kBoxRow_px * static_cast<qreal>(values.size());
    // On the emptier side of the cursor.
    const bool right = x < frame.plot.center().x();
    const QRectF box(std::round(right ? x + 10 : x - 10 - width) + 0.5,
                     std::round(frame.plot.top() + 6) + 0.5, width, height);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(theme.color(Tone::BorderControl));
    painter->setBrush(theme.color(Tone::Raised));
    painter->drawRoundedRect(box, 4, 4);
    qreal y = box.top() + 6;
    for (const CursorValue &value : values) {
        paintLineSample(painter, QPointF(box.left() + 9, y + kBoxRow_px / 2), theme, *value.line);
        drawElided(painter, QRectF(box.left() + 31, y, names + 1, kBoxRow_px), value.line->name,
                   font, theme.color(Tone::Text2));
        drawElided(painter, QRectF(box.right() - 9 - numbers - 1, y, numbers + 1, kBoxRow_px),
                   value.sample ? valueText(*value.line, value.sample->value)
                                : QString(QChar(0x2013)),
                   strong, theme.color(Tone::Text), Qt::AlignRight);
        y += kBoxRow_px;
    }
}

} // namespace

qreal PlotFrame::x(WallTime at) const
{
    const double length = span.length_s();
    return plot.left() + (length > 0 ? at.secondsSince(span.from) / length : 0) * plot.width();
}

WallTime PlotFrame::timeAt(qreal x_px) const
{
    return plusSeconds(span.from,
                       (x_px - plot.left()) / std::max(plot.width(), 1.0) * span.length_s());
}

qreal PlotFrame::y(double value, bool second) const
{
    const ValueScale &scale = second && right ? *right : left;
    return plot.bottom() - (value - scale.low) / (scale.high - scale.low) * plot.height();
}

QPen linePen(const Theme &theme, const PlotLine &line, bool first)
{
    QPen pen(theme.seriesColor(line.colour), theme.seriesWidth(first), Qt::SolidLine, Qt::FlatCap,
             Qt::RoundJoin);
    pen.setCosmetic(true);
    QList<qreal> dash;
    if (line.second || theme.isContrast())
        dash = Theme::seriesDash(line.colour);
    if (line.second && dash.isEmpty())
        dash = {5, 3};
    if (!dash.isEmpty()) {
        // The table gives pixels, QPen wants multiples of its width.
        for (qreal &part : dash)
            part /= pen.widthF();
        pen.setDashPattern(dash);
    }
    return pen;
}

void paintLineSample(QPainter *painter, QPointF leftMiddle, const Theme &theme,
                     const PlotLine &line)
{
    painter->setRenderHint(QPainter::Antialiasing);
    QPen pen = linePen(theme, line, false);
    pen.setWidthF(std::max<qreal>(pen.widthF(), 1.8));
    painter->setPen(pen);
    painter->drawLine(leftMiddle, leftMiddle + QPointF(16, 0));
}

void paintPlotBackground(QPainter *painter, const Theme &theme, const PlotFrame &frame,
                         const std::vector<PlotLine> &lines)
{
    painter->save();
    paintGrid(painter, theme, frame);
    paintStale(painter, theme, frame, lines);
    if (!lines.empty())
        paintArea(painter, theme, frame, lines.front());
    painter->restore();
}

void paintPlotForeground(QPainter *painter, const Theme &theme, const PlotFrame &frame,
                         const std::vector<PlotLine> &lines)
{
    painter->save();
    painter->setClipRect(frame.plot.adjusted(0, -4, 4, 4));
    for (const PlotLine &line : lines)
        paintGapsAndEnd(painter, theme, frame, line);
    painter->restore();
}

void paintCursor(QPainter *painter, const Theme &theme, const PlotFrame &frame, WallTime at,
                 const std::vector<CursorValue> &values, bool withBox)
{
    const qreal x = frame.x(at);
    if (x < frame.plot.left() - 1 || x > frame.plot.right() + 1)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(theme.color(Tone::Text), 1));
    painter->drawLine(QPointF(crisp(x), frame.plot.top()), QPointF(crisp(x), frame.plot.bottom()));
    painter->setRenderHint(QPainter::Antialiasing);
    for (const CursorValue &value : values) {
        if (!value.sample)
            continue;
        const QPointF dot(frame.x(value.sample->at),
                          frame.y(value.sample->value, value.line->second));
        if (dot.x() < frame.plot.left() - 1 || dot.x() > frame.plot.right() + 1)
            continue;
        painter->setPen(QPen(theme.color(Tone::Raised), 1.5));
        painter->setBrush(theme.seriesColor(value.line->colour));
        painter->drawEllipse(dot, 3.6, 3.6);
    }
    const QString clock = timeOfDay(at);
    const QFont font = theme.font(TextRole::Caption);
    const qreal width = QFontMetricsF(font).horizontalAdvance(clock) + 16;
    QRectF chip(x - width / 2, frame.plot.bottom() + 4, width, 17);
    const qreal rightmost = frame.plot.right() + (frame.right ? 38 : 12) - width;
    chip.moveLeft(std::clamp(chip.left(), 2.0, std::max(2.0, rightmost)));
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(Tone::Text));
    painter->drawRoundedRect(chip, 3, 3);
    drawElided(painter, chip, clock, font, theme.color(Tone::Base), Qt::AlignHCenter);
    if (withBox && !values.empty())
        paintBox(painter, theme, frame, x, values);
    painter->restore();
}

} // namespace copper
