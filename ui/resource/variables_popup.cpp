// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/variables_popup.h"

#include "ui/text/plain_text.h"
#include "ui/widgets/plain_label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace copper {

VariablesPopup::VariablesPopup(const Theme &theme, CollectionBook &book, QWidget *window)
    : Popup(theme, window, 420), m_book(book), m_which(new QComboBox(body())),
      m_text(new QPlainTextEdit(body())),
      m_problem(new PlainLabel(theme, QString(), TextRole::Small, Tone::Error, body()))
{
    setObjectName(QStringLiteral("variablesPopup"));
    m_which->setObjectName(QStringLiteral("variablesOf"));
    m_which->setAccessibleName(tr("Environment"));
    m_which->setEditable(true);
    m_which->setInsertPolicy(QComboBox::NoInsert);
    m_text->setObjectName(QStringLiteral("variablesText"));
    m_text->setAccessibleName(tr("Variables, one a line"));
    m_text->setProperty("field", true);
    m_text->setFont(theme.font(TextRole::Mono));
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(QStringLiteral("board = coap://192.168.1.7"));
    m_text->setMinimumHeight(120);
    m_problem->setObjectName(QStringLiteral("variablesProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *keep = new QPushButton(tr("Save"), body());
    keep->setObjectName(QStringLiteral("saveVariables"));
    keep->setProperty("primary", true);
    auto *column = new QVBoxLayout(body());
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(new PlainLabel(theme, tr("Variables, written {{name}} in a request"),
                                     TextRole::BodyStrong, Tone::Text, body()));
    column->addWidget(m_which);
    column->addWidget(m_text, 1);
    auto *hint = new PlainLabel(
        theme, tr("Type another name above for a new environment. Keys do not belong here."),
        TextRole::Small, Tone::Text2, body());
    hint->setWordWrap(true);
    column->addWidget(hint);
    column->addWidget(m_problem);
    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(keep);
    column->addLayout(line);
    connect(m_which, &QComboBox::activated, this, &VariablesPopup::show);
    connect(keep, &QPushButton::clicked, this, &VariablesPopup::save);
    connect(m_text, &QPlainTextEdit::textChanged, m_problem, &QWidget::hide);
}

void VariablesPopup::open(QWidget *anchor)
{
    m_which->clear();
    m_which->addItem(tr("Everywhere"), -1);
    const auto &environments = m_book.collection().environments;
    for (std::size_t i = 0; i < environments.size(); ++i)
        m_which->addItem(environments[i].name, static_cast<int>(i));
    int current = 0;
    for (std::size_t i = 0; i < environments.size(); ++i) {
        if (environments[i].name == m_book.environment())
            current = static_cast<int>(i) + 1;
    }
    m_which->setCurrentIndex(current);
    show(current);
    m_problem->hide();
    openBelow(anchor, m_text);
}

void VariablesPopup::show(int index)
{
    const Collection &collection = m_book.collection();
    const int place = m_which->itemData(index).toInt();
    const auto &variables =
        place < 0 ? collection.variables
                  : collection.environments[static_cast<std::size_t>(place)].variables;
    QStringList lines;
    for (const Variable &variable : variables)
        lines << variable.name + QStringLiteral(" = ") + variable.value;
    m_text->setPlainText(lines.join(QLatin1Char('\n')));
}

void VariablesPopup::save()
{
    std::vector<Variable> variables;
    QString problem;
    const QStringList lines = m_text->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QString name = line.section(QLatin1Char('='), 0, 0).trimmed();
        if (!line.contains(QLatin1Char('=')) || !isVariableName(name))
            problem =
                tr("“%1” is no variable: a name, = and its value.").arg(displayText(line, 60));
        else
            setVariable(variables, name, line.section(QLatin1Char('='), 1).trimmed());
    }
    const QString typed = m_which->currentText().trimmed();
    const int known = m_which->findText(typed);
    if (problem.isEmpty() && typed.isEmpty())
        problem = tr("Give the environment a name.");
    if (problem.isEmpty()) {
        const bool done = m_book.edit([&](Collection &collection) {
            const int place = known < 0 ? -2 : m_which->itemData(known).toInt();
            if (place == -1)
                collection.variables = variables;
            else if (place >= 0)
                collection.environments[static_cast<std::size_t>(place)].variables = variables;
            else
                collection.environments.push_back({typed, variables});
        });
        if (!done)
            problem = tr("At most %1 environments with %2 variables each are kept.")
                          .arg(kMaxEnvironments)
                          .arg(kMaxVariables);
        else if (known != 0)
            m_book.setEnvironment(typed);
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (problem.isEmpty())
        closePopup();
    else
        refit();
}

} // namespace copper
