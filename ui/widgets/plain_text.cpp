// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plain_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace copper {

qreal drawElided(QPainter *painter, const QRectF &rect, const QString &text, const QFont &font,
                 const QColor &colour, Qt::Alignment alignment, Qt::TextElideMode mode)
{
    if (rect.width() < 4 || text.isEmpty())
        return 0;
    const QFontMetricsF metrics(font);
    qreal width = metrics.horizontalAdvance(text);
    QString shown = text;
    // Half a pixel of slack: rounding must not cost a whole character.
    if (width > rect.width() + 0.5) {
        shown = metrics.elidedText(text, mode, rect.width());
        width = metrics.horizontalAdvance(shown);
    }
    qreal x = rect.left();
    if (alignment.testFlag(Qt::AlignRight))
        x = rect.right() - width;
    else if (alignment.testFlag(Qt::AlignHCenter))
        x = rect.center().x() - width / 2;
    const qreal y = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
    painter->setFont(font);
    painter->setPen(colour);
    painter->drawText(QPointF(std::round(x), std::round(y)), shown);
    return width;
}

} // namespace copper
