// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/collection_book.h"
#include "ui/widgets/popup.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// The variables of the collection and of its environments, one a line: "board = coap://192.0.2.1".
// An environment is made by typing its name.
class VariablesPopup : public Popup
{
    Q_OBJECT
public:
    VariablesPopup(const Theme &theme, CollectionBook &book, QWidget *window);
    void open(QWidget *anchor);

private:
    void show(int index);
    void save();
    CollectionBook &m_book;
    QComboBox *m_which;
    QPlainTextEdit *m_text;
    PlainLabel *m_problem;
};

} // namespace copper
