// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/widgets/plain_label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace copper {

EmptyState::EmptyState(const Theme &theme, const QString &icon, const QString &title,
                       const QString &hint, QWidget *parent)
    : QWidget(parent), m_theme(theme),
      m_title(new PlainLabel(theme, title, TextRole::BodyStrong, Tone::Text, this)),
      m_hint(new PlainLabel(theme, hint, TextRole::Small, Tone::Text2, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(6);
    layout->addStretch(2);
    auto *picture = new PlainLabel(theme, QString(), TextRole::Body, Tone::Text3, this);
    const auto load = [this, picture, icon] {
        picture->setPixmap(
            m_theme.fixedIcon(icon, Tone::Text3).pixmap(QSize(32, 32), devicePixelRatioF()));
    };
    load();
    connect(&theme, &Theme::changed, picture, load);
    layout->addWidget(picture, 0, Qt::AlignHCenter);
    layout->addSpacing(4);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    layout->addWidget(m_title);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    layout->addWidget(m_hint);
    layout->addSpacing(8);
    layout->addStretch(3);
}

QPushButton *EmptyState::addButton(const QString &icon, const QString &text, bool primary)
{
    auto *button = new QPushButton(text, this);
    button->setProperty("primary", primary);
    if (!icon.isEmpty())
        button->setIcon(primary ? m_theme.fixedIcon(icon, Tone::OnCopper) : m_theme.icon(icon));
    auto *box = static_cast<QVBoxLayout *>(layout());
    box->insertWidget(box->count() - 1, button, 0, Qt::AlignHCenter);
    return button;
}

void EmptyState::setTexts(const QString &title, const QString &hint)
{
    m_title->setText(title);
    m_hint->setText(hint);
}

} // namespace copper
