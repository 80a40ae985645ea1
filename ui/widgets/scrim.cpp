// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/scrim.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace copper {

Scrim::Scrim(const Theme &theme, QWidget *over) : QWidget(over), m_theme(theme)
{
    setGeometry(over->rect());
    over->installEventFilter(this);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Scrim::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Scrim));
}

void Scrim::mousePressEvent(QMouseEvent *event)
{
    event->accept();
    Q_EMIT pressed();
}

bool Scrim::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void paintPopupShadow(QPainter *painter, const QRectF &popup, qreal radius_px)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    constexpr int kSteps = 18;
    // Thin layers that add up to 22 % at the edge of the popup.
    for (int i = kSteps; i > 0; --i) {
        const qreal spread = i * 0.75;
        painter->setBrush(QColor(0, 0, 0, qRound(255 * 0.22 / kSteps * (1.6 - 1.2 * i / kSteps))));
        painter->drawRoundedRect(popup.translated(0, 6).adjusted(-spread, -spread, spread, spread),
                                 radius_px + spread, radius_px + spread);
    }
    painter->restore();
}

} // namespace copper
