// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_cap.h"

#include "ui/widgets/plain_text.h"

#include <QFontMetricsF>
#include <QPainter>

namespace copper {

QSizeF keyCapSize(const Theme &theme, const QString &key)
{
    const QFontMetricsF metrics(theme.font(TextRole::Caption));
    const qreal height = std::ceil(metrics.height()) + 2;
    return {std::max(height, std::ceil(metrics.horizontalAdvance(key)) + 10), height};
}

void paintKeyCap(QPainter *painter, QPointF topLeft, const Theme &theme, const QString &key)
{
    const QRectF rect(QPointF(std::round(topLeft.x()), std::round(topLeft.y())),
                      keyCapSize(theme, key));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.color(Tone::BorderButton), 1));
    painter->setBrush(theme.color(Tone::Sunken));
    painter->drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    drawElided(painter, rect, key, theme.font(TextRole::Caption), theme.color(Tone::Text2),
               Qt::AlignHCenter);
    painter->restore();
}

KeyCap::KeyCap(const Theme &theme, const QString &key, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_key(key)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(key);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize KeyCap::sizeHint() const
{
    return keyCapSize(m_theme, m_key).toSize();
}

void KeyCap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintKeyCap(&painter, QPointF(0, 0), m_theme, m_key);
}

} // namespace copper
