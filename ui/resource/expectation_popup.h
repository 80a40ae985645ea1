// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/collection.h"
#include "ui/widgets/popup.h"

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// What an answer should be, row by row, and what of it is saved for later steps.
class ExpectationPopup : public Popup
{
    Q_OBJECT
public:
    using Save =
        std::function<bool(const std::vector<Expectation> &, const std::vector<SavedValue> &)>;

    ExpectationPopup(const Theme &theme, QWidget *window);
    void open(QWidget *anchor, const CollectionItem &item, Save save);

private:
    struct Row
    {
        QWidget *line = nullptr;
        QComboBox *what = nullptr;
        QLineEdit *of = nullptr;
        QComboBox *is = nullptr;       // of an expectation
        QLineEdit *wish = nullptr;     // of an expectation
        QLineEdit *variable = nullptr; // of a saved value
    };
    void addRow(const Expectation &expectation);
    void addRow(const SavedValue &saved);
    Row makeRow(Subject what, const QString &of, bool saved);
    void finishRow(Row row);
    void showFields(const Row &row);
    void removeRow(QWidget *line);
    void save();

    const Theme &m_look;
    std::vector<Row> m_rows;
    QVBoxLayout *m_expectations;
    QVBoxLayout *m_saved;
    PlainLabel *m_title;
    PlainLabel *m_problem;
    QScrollArea *m_scroll;
    QWidget *m_addExpectation;
    Save m_save;
};

} // namespace copper
