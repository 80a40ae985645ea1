// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/freshness_bar.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace copper {

void paintThinBar(QPainter *painter, const QRectF &rect, double share, Tone tone,
                  const Theme &theme)
{
    const double part = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0;
    const qreal height = std::min<qreal>(4, rect.height());
    const QRectF bar(rect.left(), std::round(rect.center().y() - height / 2), rect.width(), height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(Tone::Grid));
    painter->drawRoundedRect(bar, 1.5, 1.5);
    if (part > 0) {
        painter->setBrush(theme.color(tone));
        painter->drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * part, height)), 1.5,
                                 1.5);
    }
    painter->restore();
}

FreshnessBar::FreshnessBar(const Theme &theme, int width_px, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_width(width_px)
{
    setFixedSize(width_px, 16);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FreshnessBar::setShare(double share)
{
    m_share = share;
    update();
}

void FreshnessBar::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void FreshnessBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintThinBar(&painter, QRectF(rect()), m_share, m_tone, m_theme);
}

} // namespace copper
