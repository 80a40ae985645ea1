// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include "ui/widgets/plain_text.h"

#include <QFontMetricsF>
#include <QPainter>

namespace copper {

namespace {

struct BadgeTones
{
    Tone ground;
    Tone text;
};

BadgeTones tones(BadgeKind kind)
{
    switch (kind) {
    case BadgeKind::Quiet:
        return {Tone::Hover, Tone::Text2};
    case BadgeKind::Answer:
        return {Tone::VerdigrisTint, Tone::Verdigris};
    case BadgeKind::Own:
        return {Tone::CopperTint, Tone::Copper};
    case BadgeKind::Warning:
        return {Tone::WarnTint, Tone::Warn};
    case BadgeKind::Error:
        return {Tone::ErrorTint, Tone::Error};
    }
    return {Tone::Hover, Tone::Text2};
}

void paint(QPainter *painter, const QRectF &rect, const Theme &theme, const QString &text,
           BadgeKind kind, const QString &icon, TextRole role, qreal radius_px, qreal icon_px)
{
    const BadgeTones pair = tones(kind);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(pair.ground));
    painter->drawRoundedRect(rect, radius_px, radius_px);
    qreal left = rect.left() + (rect.height() > 20 ? 8 : 5);
    if (!icon.isEmpty()) {
        theme.paintIcon(painter, QRectF(left, rect.center().y() - icon_px / 2, icon_px, icon_px),
                        icon, pair.text);
        left += icon_px + 5;
    }
    drawElided(painter, QRectF(left, rect.top(), rect.right() - left - 3, rect.height()), text,
               theme.font(role), theme.color(pair.text));
    painter->restore();
}

} // namespace

QSizeF badgeSize(const Theme &theme, const QString &text, const QString &icon)
{
    const QFontMetricsF metrics(theme.font(TextRole::Caption));
    return {std::ceil(metrics.horizontalAdvance(text)) + 10 + (icon.isEmpty() ? 0 : 17),
            std::ceil(metrics.height()) + 1};
}

void paintBadge(QPainter *painter, QPointF topLeft, const Theme &theme, const QString &text,
                BadgeKind kind, const QString &icon)
{
    const QPointF crisp(std::round(topLeft.x()), std::round(topLeft.y()));
    paint(painter, QRectF(crisp, badgeSize(theme, text, icon)), theme, text, kind, icon,
          TextRole::Caption, 3, 12);
}

Badge::Badge(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Badge::setBadge(const QString &text, BadgeKind kind, const QString &icon)
{
    m_text = text;
    m_kind = kind;
    m_icon = icon;
    setAccessibleName(text);
    setVisible(!text.isEmpty() || !icon.isEmpty());
    updateGeometry();
    update();
}

void Badge::setLarge(bool large)
{
    m_large = large;
    updateGeometry();
}

QSize Badge::sizeHint() const
{
    if (!m_large) {
        const QSizeF size = badgeSize(m_theme, m_text, m_icon);
        return {qCeil(size.width()), qCeil(size.height())};
    }
    const QFontMetricsF metrics(m_theme.font(TextRole::BodyStrong));
    return {qCeil(metrics.horizontalAdvance(m_text)) + 16 + (m_icon.isEmpty() ? 0 : 21), 26};
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(&painter, QRectF(rect()), m_theme, m_text, m_kind, m_icon,
          m_large ? TextRole::BodyStrong : TextRole::Caption, m_large ? 4 : 3, m_large ? 16 : 12);
}

} // namespace copper
