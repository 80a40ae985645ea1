// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/popup.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// Asks for the name of a request to keep.
class SavePopup : public Popup
{
    Q_OBJECT
public:
    SavePopup(const Theme &theme, QWidget *window);
    // `title`: empty for a request that is saved.
    void open(QWidget *anchor, const QString &suggestion, const QString &title = {});
    void setProblem(const QString &text);

Q_SIGNALS:
    void nameChosen(const QString &name);

private:
    QLineEdit *m_name;
    PlainLabel *m_title;
    PlainLabel *m_problem;
};

} // namespace copper
