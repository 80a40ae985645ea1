// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/expectation_popup.h"

#include "core/coap/option_text.h"
#include "ui/text/collection_text.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace copper {

namespace {

constexpr int kWidth_px = 560;
constexpr int kHeight_px = 220;

} // namespace

ExpectationPopup::ExpectationPopup(const Theme &theme, QWidget *window)
    : Popup(theme, window, kWidth_px), m_look(theme),
      m_title(new PlainLabel(theme, QString(), TextRole::BodyStrong, Tone::Text, body())),
      m_problem(new PlainLabel(theme, QString(), TextRole::Small, Tone::Error, body())),
      m_scroll(new QScrollArea(body()))
{
    setObjectName(QStringLiteral("expectationPopup"));
    m_title->setElideMode(Qt::ElideRight);
    m_problem->setObjectName(QStringLiteral("expectationProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *inner = new QWidget(m_scroll);
    auto *rows = new QVBoxLayout(inner);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    m_expectations = new QVBoxLayout;
    m_expectations->setSpacing(4);
    m_saved = new QVBoxLayout;
    m_saved->setSpacing(4);
    const auto link = [&](const QString &text, const char *name) {
        auto *button = new QPushButton(text, inner);
        button->setObjectName(QLatin1String(name));
        button->setProperty("link", true);
        button->setIcon(theme.fixedIcon(QStringLiteral("add"), Tone::Copper));
        return button;
    };
    auto *expectation = link(tr("Expect something of the answer"), "addExpectation");
    auto *saved = link(tr("Save a value for later requests"), "addSaved");
    m_addExpectation = expectation;
    rows->addLayout(m_expectations);
    rows->addWidget(expectation, 0, Qt::AlignLeft);
    rows->addLayout(m_saved);
    rows->addWidget(saved, 0, Qt::AlignLeft);
    rows->addStretch(1);
    m_scroll->setWidget(inner);
    m_scroll->setWidgetResizable(true);
    // On the popup's ground, not on one of its own.
    inner->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setMinimumHeight(kHeight_px);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *keep = new QPushButton(tr("Save"), body());
    keep->setObjectName(QStringLiteral("saveExpectations"));
    keep->setProperty("primary", true);
    auto *column = new QVBoxLayout(body());
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_title);
    auto *hint =
        new PlainLabel(theme, tr("Without an expectation about the code, 2.xx is expected."),
                       TextRole::Small, Tone::Text2, body());
    column->addWidget(hint);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_problem);
    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(keep);
    column->addLayout(line);
    connect(expectation, &QPushButton::clicked, this, [this] {
        addRow(Expectation{Subject::Value, {}, Comparison::Equal, {}});
        m_rows.back().what->setFocus(Qt::OtherFocusReason);
    });
    connect(saved, &QPushButton::clicked, this, [this] {
        addRow(SavedValue{{}, Subject::Value, {}});
        m_rows.back().variable->setFocus(Qt::OtherFocusReason);
    });
    connect(keep, &QPushButton::clicked, this, &ExpectationPopup::save);
}

void ExpectationPopup::open(QWidget *anchor, const CollectionItem &item, Save save)
{
    for (const Row &row : m_rows)
        delete row.line;
    m_rows.clear();
    for (const Expectation &expectation : item.request->expectations)
        addRow(expectation);
    for (const SavedValue &each : item.request->saved)
        addRow(each);
    m_save = std::move(save);
    m_title->setText(tr("The answer to %1").arg(displayText(item.name, 80)));
    m_problem->hide();
    openBelow(anchor, m_addExpectation);
}

ExpectationPopup::Row ExpectationPopup::makeRow(Subject what, const QString &of, bool saved)
{
    Row row;
    row.line = new QWidget(m_scroll->widget());
    auto *line = new QHBoxLayout(row.line);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    if (saved) {
        row.variable = new QLineEdit(row.line);
        row.variable->setObjectName(QStringLiteral("savedVariable"));
        row.variable->setAccessibleName(tr("Name of the variable"));
        row.variable->setPlaceholderText(tr("variable"));
        row.variable->setMaxLength(static_cast<int>(kMaxVariableName));
        line->addWidget(row.variable, 2);
    }
    row.what = new QComboBox(row.line);
    row.what->setObjectName(QStringLiteral("expectWhat"));
    row.what->setAccessibleName(tr("What of the answer"));
    for (int i = 0; i <= static_cast<int>(Subject::Rtt); ++i) {
        if (!saved || static_cast<Subject>(i) != Subject::Rtt)
            row.what->addItem(subjectName(static_cast<Subject>(i)), i);
    }
    row.what->setCurrentIndex(row.what->findData(static_cast<int>(what)));
    row.of = new QLineEdit(of, row.line);
    row.of->setObjectName(QStringLiteral("expectOf"));
    row.of->setAccessibleName(tr("Path or option"));
    row.of->setMaxLength(4096);
    line->addWidget(row.what);
    line->addWidget(row.of, 3);
    return row;
}

void ExpectationPopup::addRow(const Expectation &expectation)
{
    Row row = makeRow(expectation.what, expectation.of, false);
    row.is = new QComboBox(row.line);
    row.is->setObjectName(QStringLiteral("expectIs"));
    row.is->setAccessibleName(tr("Comparison"));
    for (int i = 0; i <= static_cast<int>(Comparison::Absent); ++i)
        row.is->addItem(comparisonName(static_cast<Comparison>(i)), i);
    row.is->setCurrentIndex(row.is->findData(static_cast<int>(expectation.is)));
    row.wish = new QLineEdit(expectation.wish, row.line);
    row.wish->setObjectName(QStringLiteral("expectWish"));
    row.wish->setAccessibleName(tr("Expected value"));
    row.wish->setMaxLength(static_cast<int>(kMaxCollectionText));
    row.line->layout()->addWidget(row.is);
    static_cast<QHBoxLayout *>(row.line->layout())->addWidget(row.wish, 3);
    m_expectations->addWidget(row.line);
    finishRow(row);
}

void ExpectationPopup::addRow(const SavedValue &saved)
{
    Row row = makeRow(saved.what, saved.of, true);
    row.variable->setText(saved.variable);
    m_saved->addWidget(row.line);
    finishRow(row);
}

void ExpectationPopup::finishRow(Row row)
{
    auto *remove = new IconButton(m_look, QStringLiteral("close"), tr("Remove"), {}, row.line);
    remove->setObjectName(QStringLiteral("removeExpectation"));
    row.line->layout()->addWidget(remove);
    connect(remove, &QToolButton::clicked, this, [this, line = row.line] { removeRow(line); });
    for (QComboBox *box : {row.what, row.is}) {
        if (box != nullptr)
            connect(box, &QComboBox::currentIndexChanged, row.line,
                    [this, row] { showFields(row); });
    }
    for (QLineEdit *edit : {row.of, row.wish, row.variable}) {
        if (edit != nullptr)
            connect(edit, &QLineEdit::returnPressed, this, &ExpectationPopup::save);
    }
    showFields(row);
    m_rows.push_back(row);
    row.line->show();
}

void ExpectationPopup::showFields(const Row &row)
{
    const auto what = static_cast<Subject>(row.what->currentData().toInt());
    row.of->setVisible(what == Subject::Option || what == Subject::Value);
    row.of->setPlaceholderText(subjectHint(what));
    if (row.is == nullptr)
        return;
    const auto is = static_cast<Comparison>(row.is->currentData().toInt());
    row.wish->setVisible(is != Comparison::Exists && is != Comparison::Absent);
    row.wish->setPlaceholderText(wishHint(what, is));
}

void ExpectationPopup::removeRow(QWidget *line)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [line](const Row &row) { return row.line == line; });
    if (found == m_rows.end())
        return;
    m_rows.erase(found);
    line->hide();
    line->deleteLater();
}

void ExpectationPopup::save()
{
    std::vector<Expectation> expectations;
    std::vector<SavedValue> saved;
    QString problem;
    for (const Row &row : m_rows) {
        const auto what = static_cast<Subject>(row.what->currentData().toInt());
        const bool takesOf = what == Subject::Option || what == Subject::Value;
        const QString of = takesOf ? row.of->text().trimmed() : QString();
        if (what == Subject::Option && !of.contains(QLatin1String("{{")) &&
            !parseOptionNumber(of.toStdString()))
            problem =
                tr("“%1” is no option: its registered name, or a number.").arg(displayText(of, 60));
        if (row.variable != nullptr) {
            saved.push_back({row.variable->text().trimmed(), what, of});
            if (!isVariableName(saved.back().variable))
                problem = tr("A variable's name is made of letters, digits, “_”, “-” and “.”.");
            continue;
        }
        const auto is = static_cast<Comparison>(row.is->currentData().toInt());
        const bool alone = is == Comparison::Exists || is == Comparison::Absent;
        expectations.push_back({what, of, is, alone ? QString() : row.wish->text()});
    }
    if (problem.isEmpty() && !m_save(expectations, saved))
        problem = tr("At most %1 of each are kept.").arg(kMaxExpectations);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (problem.isEmpty())
        closePopup();
    else
        refit();
}

} // namespace copper
