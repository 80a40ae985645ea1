// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_tile.h"

#include "ui/widgets/plain_text.h"
#include "ui/widgets/sparkline.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

namespace copper {

NumberTile::NumberTile(const Theme &theme, const QString &title, QWidget *parent)
    : Card(theme, parent), m_title(title)
{
    setObjectName(QStringLiteral("numberTile"));
}

void NumberTile::setTitle(const QString &title)
{
    m_title = title;
    update();
}

void NumberTile::setValue(const QString &value, const QString &unit, const QString &note,
                          bool stale)
{
    m_value = value;
    m_unit = unit;
    m_note = note;
    m_stale = stale;
    setAccessibleName(m_title + QLatin1Char(' ') + value + QLatin1Char(' ') + unit);
    update();
}

void NumberTile::setPoints(const QList<QPointF> &points)
{
    m_points = points;
    update();
}

void NumberTile::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    const Theme &look = theme();
    const qreal bottom = height();
    QPainterPath inside;
    inside.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    painter.save();
    painter.setClipPath(inside);
    SparklineLook line;
    line.area = true;
    line.stale = m_stale;
    paintSparkline(&painter, QRectF(1, bottom - 40, width() - 2, 39), m_points, look, line);
    painter.restore();
    const qreal inner = width() - 24;
    drawElided(&painter, QRectF(12, 8, inner, 18), m_title, look.font(TextRole::BodyStrong),
               look.color(Tone::Text));
    const QFont numberFont = look.font(TextRole::Number);
    const QString shown = m_value.isEmpty() ? QString(QChar(0x2013)) : m_value;
    const qreal numberHeight = QFontMetricsF(numberFont).height();
    const qreal used = drawElided(&painter, QRectF(12, 28, inner, numberHeight), shown, numberFont,
                                  look.color(m_stale ? Tone::Text3 : Tone::Text));
    drawElided(
        &painter,
        QRectF(12 + used + 6, 28 + numberHeight * 0.18, inner - used - 6, numberHeight * 0.8),
        m_unit, look.font(TextRole::Body), look.color(Tone::Text2));
    drawElided(&painter, QRectF(12, 30 + numberHeight, inner, 18), m_note,
               look.font(TextRole::Small), look.color(m_stale ? Tone::Warn : Tone::Text2));
}

} // namespace copper
