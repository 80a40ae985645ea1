// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented_control.h"

#include "ui/widgets/plain_text.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

namespace copper {

SegmentedControl::SegmentedControl(const Theme &theme, QWidget *parent)
    : QTabBar(parent), m_theme(theme)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        setIconSize(iconSize());
        updateGeometry();
        update();
    });
}

QSize SegmentedControl::tabSizeHint(int index) const
{
    const QFontMetrics metrics(m_theme.font(TextRole::BodyStrong));
    return {metrics.horizontalAdvance(tabText(index)) + 22, 26};
}

QSize SegmentedControl::sizeHint() const
{
    int width = 0;
    for (int i = 0; i < count(); ++i)
        width += tabSizeHint(i).width();
    return {width, 26};
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath clip;
    clip.addRoundedRect(frame, 4, 4);
    painter.setPen(Qt::NoPen);
    painter.fillPath(clip, m_theme.color(Tone::Raised));
    painter.save();
    painter.setClipPath(clip);
    const QPoint pointer = mapFromGlobal(QCursor::pos());
    for (int i = 0; i < count(); ++i) {
        const QRect tab = tabRect(i);
        if (i == currentIndex())
            painter.fillRect(tab, m_theme.color(Tone::CopperTint));
        else if (isTabEnabled(i) && underMouse() && tab.contains(pointer))
            painter.fillRect(tab, m_theme.color(Tone::Hover));
    }
    painter.restore();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(m_theme.color(m_theme.isContrast() ? Tone::BorderControl : Tone::BorderButton));
    for (int i = 1; i < count(); ++i)
        painter.drawLine(tabRect(i).left(), 1, tabRect(i).left(), height() - 2);
    for (int i = 0; i < count(); ++i) {
        const bool current = i == currentIndex();
        drawElided(&painter, QRectF(tabRect(i)), tabText(i),
                   m_theme.font(current ? TextRole::BodyStrong : TextRole::Body),
                   m_theme.color(!isTabEnabled(i) ? Tone::Disabled
                                 : current        ? Tone::Copper
                                                  : Tone::Text2),
                   Qt::AlignHCenter);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Tone::Copper), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    } else {
        painter.setPen(
            m_theme.color(m_theme.isContrast() ? Tone::BorderControl : Tone::BorderButton));
        painter.drawRoundedRect(frame, 4, 4);
    }
}

} // namespace copper
