// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/popup.h"

#include "ui/widgets/scrim.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace copper {

namespace {
constexpr int kShadow_px = 20;
}

Popup::Popup(const Theme &theme, QWidget *window, int width_px)
    : QWidget(window), m_theme(theme), m_width(width_px), m_body(new QWidget(this))
{
    hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kShadow_px + 12, 12, kShadow_px + 12, kShadow_px + 14);
    layout->addWidget(m_body);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Popup::refit()
{
    if (layout() != nullptr)
        layout()->activate();
    resize(m_width + 2 * kShadow_px, sizeHint().height());
    if (!m_anchor)
        return;
    const QPoint below = m_anchor->mapTo(parentWidget(), QPoint(0, m_anchor->height() + 4));
    const int right = parentWidget()->width() - width() + kShadow_px - 8;
    move(std::clamp(below.x() - kShadow_px, 0, std::max(0, right)), below.y());
}

void Popup::openBelow(QWidget *anchor, QWidget *focus)
{
    m_anchor = anchor;
    show();
    raise();
    refit();
    if (focus != nullptr)
        focus->setFocus(Qt::PopupFocusReason);
    qApp->removeEventFilter(this);
    qApp->installEventFilter(this);
}

void Popup::closePopup()
{
    qApp->removeEventFilter(this);
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus && m_anchor)
        m_anchor->setFocus(Qt::PopupFocusReason);
}

void Popup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closePopup();
    else
        QWidget::keyPressEvent(event);
}

bool Popup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && isVisible()) {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (widget != nullptr && widget != this && !isAncestorOf(widget) &&
            widget->window() == window())
            closePopup();
    }
    return QWidget::eventFilter(watched, event);
}

void Popup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF box =
        QRectF(rect()).adjusted(kShadow_px + 0.5, 0.5, -kShadow_px - 0.5, -kShadow_px - 0.5);
    paintPopupShadow(&painter, box, 6);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Tone::BorderControl));
    painter.setBrush(m_theme.color(Tone::Raised));
    painter.drawRoundedRect(box, 6, 6);
}

} // namespace copper
