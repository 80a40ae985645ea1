// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/popup.h"

#include <functional>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// One question below the button that was pressed, for what cannot be undone. The focus begins on
// the button that does nothing.
class ConfirmPopup : public Popup
{
    Q_OBJECT
public:
    ConfirmPopup(const Theme &theme, QWidget *window);
    void ask(QWidget *anchor, const QString &question, const QString &yes,
             std::function<void()> run);

private:
    PlainLabel *m_question;
    QPushButton *m_yes;
    QPushButton *m_no;
    std::function<void()> m_run;
};

} // namespace copper
