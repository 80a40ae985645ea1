// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/switch.h"

#include <QPainter>

namespace copper {

Switch::Switch(const Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Switch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track((width() - 34) / 2.0, (height() - 18) / 2.0, 34, 18);
    const bool on = isChecked();
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(!isEnabled() ? Tone::Border
                                   : on         ? Tone::VerdigrisFill
                                                : Tone::BorderControl));
    painter.drawRoundedRect(track, 9, 9);
    painter.setBrush(m_theme.color(Tone::Base));
    const qreal x = on ? track.right() - 9 : track.left() + 9;
    painter.drawEllipse(QPointF(x, track.center().y()), 6.5, 6.5);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Tone::Copper), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(track.adjusted(-1, -1, 1, 1), 10, 10);
    }
}

} // namespace copper
