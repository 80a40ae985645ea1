// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plain_label.h"

#include "ui/widgets/plain_text.h"

#include <QPainter>

namespace copper {

PlainLabel::PlainLabel(const Theme &theme, const QString &text, TextRole role, Tone tone,
                       QWidget *parent)
    : QLabel(parent), m_theme(theme), m_role(role), m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    connect(&theme, &Theme::changed, this, &PlainLabel::restyle);
    restyle();
}

void PlainLabel::setTone(Tone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    restyle();
}

void PlainLabel::setRole(TextRole role)
{
    m_role = role;
    restyle();
}

void PlainLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elide = mode;
    updateGeometry();
    update();
}

void PlainLabel::setUntrustedText(const QString &text)
{
    setText(displayText(text));
    setToolTip(toolTipText(text));
}

void PlainLabel::restyle()
{
    setFont(m_theme.font(m_role));
    QPalette own = palette();
    own.setColor(QPalette::Active, QPalette::WindowText, m_theme.color(m_tone));
    own.setColor(QPalette::Inactive, QPalette::WindowText, m_theme.color(m_tone));
    own.setColor(QPalette::Disabled, QPalette::WindowText, m_theme.color(Tone::Disabled));
    setPalette(own);
    update();
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    if (m_elide == Qt::ElideNone) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    drawElided(&painter, QRectF(contentsRect()), text(), font(),
               m_theme.color(isEnabled() ? m_tone : Tone::Disabled), alignment(), m_elide);
}

QSize PlainLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elide == Qt::ElideNone ? hint : QSize(std::min(hint.width(), 24), hint.height());
}

} // namespace copper
