// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/save_popup.h"

#include "ui/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace copper {

SavePopup::SavePopup(const Theme &theme, QWidget *window)
    : Popup(theme, window, 320), m_name(new QLineEdit(body())),
      m_title(new PlainLabel(theme, QString(), TextRole::BodyStrong, Tone::Text, body())),
      m_problem(new PlainLabel(theme, QString(), TextRole::Small, Tone::Error, body()))
{
    setObjectName(QStringLiteral("saveRequestPopup"));
    m_name->setObjectName(QStringLiteral("requestName"));
    m_name->setAccessibleName(tr("Name of the request"));
    m_name->setMaxLength(200);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *save = new QPushButton(tr("Save"), body());
    save->setObjectName(QStringLiteral("requestNameSave"));
    save->setProperty("primary", true);
    auto *column = new QVBoxLayout(body());
    column->addWidget(m_title);
    column->addWidget(m_name);
    column->addWidget(m_problem);
    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(save);
    column->addLayout(line);
    const auto choose = [this] {
        Q_EMIT nameChosen(m_name->text());
    };
    connect(save, &QPushButton::clicked, this, choose);
    connect(m_name, &QLineEdit::returnPressed, this, choose);
}

void SavePopup::open(QWidget *anchor, const QString &suggestion, const QString &title)
{
    m_title->setText(title.isEmpty() ? tr("Save this request as") : title);
    m_name->setText(suggestion);
    m_name->selectAll();
    setProblem({});
    openBelow(anchor, m_name);
}

void SavePopup::setProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    refit();
}

} // namespace copper
