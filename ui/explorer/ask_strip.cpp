// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/ask_strip.h"

#include "ui/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace copper {

AskStrip::AskStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_text(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text, this)),
      m_row(new QHBoxLayout)
{
    setObjectName(QStringLiteral("explorerAsk"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 11, 8);
    column->setSpacing(6);
    m_text->setObjectName(QStringLiteral("explorerAskText"));
    m_text->setWordWrap(true);
    column->addWidget(m_text);
    m_row->setSpacing(6);
    column->addLayout(m_row);
    hide();
}

void AskStrip::ask(const QString &question, std::vector<Answer> answers)
{
    while (QLayoutItem *item = m_row->takeAt(0)) {
        if (QWidget *old = item->widget()) {
            old->hide();
            old->setObjectName(QString());
            old->deleteLater(); // it may be the one that asked
        }
        delete item;
    }
    m_answers = std::move(answers);
    m_text->setText(question);
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        auto *button = new QPushButton(m_answers[i].text, this);
        button->setObjectName(m_answers[i].name);
        m_row->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, i] { answer(i); });
    }
    m_row->addStretch(1);
    show();
    if (auto *first = qobject_cast<QPushButton *>(m_row->itemAt(0)->widget()))
        first->setFocus(Qt::OtherFocusReason);
}

void AskStrip::answer(std::size_t which)
{
    const std::function<void()> run = m_answers.at(which).run;
    hide();
    run();
}

void AskStrip::keyPressEvent(QKeyEvent *event)
{
    auto *button = qobject_cast<QPushButton *>(focusWidget());
    if (event->key() == Qt::Key_Escape && !m_answers.empty())
        answer(m_answers.size() - 1);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && button != nullptr)
        button->click();
    else
        QWidget::keyPressEvent(event);
}

} // namespace copper
