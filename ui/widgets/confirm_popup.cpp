// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/confirm_popup.h"

#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QGridLayout>
#include <QPushButton>

namespace copper {

namespace {
constexpr int kWidth_px = 320;
}

ConfirmPopup::ConfirmPopup(const Theme &theme, QWidget *window)
    : Popup(theme, window, kWidth_px),
      m_question(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text, body())),
      m_yes(new QPushButton(body())), m_no(new QPushButton(tr("Keep"), body()))
{
    setObjectName(QStringLiteral("confirmPopup"));
    m_question->setObjectName(QStringLiteral("confirmQuestion"));
    m_question->setWordWrap(true);
    m_yes->setObjectName(QStringLiteral("confirmYes"));
    m_yes->setProperty("primary", true);
    m_no->setObjectName(QStringLiteral("confirmNo"));
    auto *layout = new QGridLayout(body());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_question, 0, 0, 1, 3);
    layout->setColumnStretch(0, 1);
    layout->addWidget(m_no, 1, 1);
    layout->addWidget(m_yes, 1, 2);
    for (QPushButton *button : {m_yes, m_no})
        button->setAutoDefault(true);
    connect(m_no, &QPushButton::clicked, this, &Popup::closePopup);
    connect(m_yes, &QPushButton::clicked, this, [this] {
        closePopup();
        if (m_run)
            m_run();
    });
}

void ConfirmPopup::ask(QWidget *anchor, const QString &question, const QString &yes,
                       std::function<void()> run)
{
    m_question->setText(question);
    setAccessibleName(question);
    m_yes->setText(yes);
    describe(m_yes, yes);
    describe(m_no, tr("Leave everything as it is"), QKeySequence(Qt::Key_Escape));
    m_run = std::move(run);
    openBelow(anchor, m_no);
}

} // namespace copper
