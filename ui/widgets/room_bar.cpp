// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/room_bar.h"

#include "ui/widgets/badge.h"
#include "ui/widgets/plain_text.h"

#include <QFontMetrics>
#include <QPainter>

namespace copper {

namespace {
constexpr int kTextLeft_px = 37;
constexpr int kSide_px = 14;
constexpr int kLineOverhang_px = 7;
} // namespace

RoomBar::RoomBar(const Theme &theme, Size size, QWidget *parent)
    : QTabBar(parent), m_theme(theme), m_size(size)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_Hover);
    connect(&theme, &Theme::changed, this, [this] {
        // Makes the tab bar ask for the sizes again.
        setIconSize(iconSize());
        updateGeometry();
        update();
    });
}

int RoomBar::addRoom(const QString &icon, const QString &text)
{
    const int index = addTab(text);
    setTabData(index, QVariantMap{{QString(kIcon), icon}});
    updateGeometry(); // the layout may have asked before there was a tab
    return index;
}

void RoomBar::setBadge(int index, const QString &text)
{
    QVariantMap stored = tabData(index).toMap();
    if (stored.value(kBadge).toString() == text)
        return;
    stored.insert(QString(kBadge), text);
    setTabData(index, stored);
    setTabText(index, tabText(index)); // lays the tabs out again
    updateGeometry();
    update();
}

int RoomBar::badgeWidth(int index) const
{
    const QString text = badge(index);
    return text.isEmpty() ? 0 : 8 + qRound(badgeSize(m_theme, text).width());
}

QSize RoomBar::tabSizeHint(int index) const
{
    const QFontMetrics metrics(m_theme.font(TextRole::BodyStrong));
    const int left = m_size == Size::Rooms ? kTextLeft_px : kSide_px;
    const int height = m_size == Size::Rooms ? 37 : 32;
    return {left + metrics.horizontalAdvance(tabText(index)) + badgeWidth(index) + kSide_px,
            height};
}

void RoomBar::paintTab(QPainter *painter, int index) const
{
    const QRect tab = tabRect(index);
    const bool current = index == currentIndex();
    const bool hovered = tab.contains(mapFromGlobal(QCursor::pos())) && underMouse();
    const bool enabled = isTabEnabled(index) && isEnabled();
    const Tone textTone = !enabled ? Tone::Disabled : current || hovered ? Tone::Text : Tone::Text2;
    int textLeft = tab.left() + kSide_px;
    if (m_size == Size::Rooms) {
        const QString icon = tabData(index).toMap().value(kIcon).toString();
        m_theme.paintIcon(
            painter, QRectF(tab.left() + kSide_px, tab.top() + (tab.height() - 16) / 2, 16, 16),
            icon, current && enabled ? Tone::Copper : textTone);
        textLeft = tab.left() + kTextLeft_px;
    }
    const QFont font = m_theme.font(current ? TextRole::BodyStrong : TextRole::Body);
    const int badgeSpace = badgeWidth(index);
    const QRectF textRect(textLeft, tab.top(), tab.right() + 1 - kSide_px - badgeSpace - textLeft,
                          tab.height());
    drawElided(painter, textRect, tabText(index), font, m_theme.color(textTone));
    if (badgeSpace > 0) {
        const QString text = badge(index);
        const QSizeF size = badgeSize(m_theme, text);
        paintBadge(painter,
                   QPointF(textRect.right() + 8, tab.center().y() - size.height() / 2 + 0.5),
                   m_theme, text, m_size == Size::Rooms ? BadgeKind::Answer : BadgeKind::Quiet);
    }
    if (current) {
        const int lineLeft = tab.left() + kSide_px - kLineOverhang_px;
        painter->fillRect(QRect(lineLeft, tab.bottom() - 1,
                                tab.right() - kSide_px + kLineOverhang_px - lineLeft + 1, 2),
                          m_theme.color(Tone::Copper));
        if (hasFocus()) {
            painter->setPen(QPen(m_theme.color(Tone::Copper), 2));
            painter->setBrush(Qt::NoBrush);
            painter->setRenderHint(QPainter::Antialiasing);
            painter->drawRoundedRect(QRectF(tab).adjusted(4, 4, -4, -5), 4, 4);
            painter->setRenderHint(QPainter::Antialiasing, false);
        }
    }
}

void RoomBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (int i = 0; i < count(); ++i) {
        if (isTabVisible(i))
            paintTab(&painter, i);
    }
}

} // namespace copper
