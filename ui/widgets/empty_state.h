// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// What a view shows while it has nothing: icon, one bold line, one line that says what to do, and
// at most one button.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    EmptyState(const Theme &theme, const QString &icon, const QString &title, const QString &hint,
               QWidget *parent = nullptr);
    // The button appears; the caller connects it.
    QPushButton *addButton(const QString &icon, const QString &text, bool primary = true);
    void setTexts(const QString &title, const QString &hint);

private:
    const Theme &m_theme;
    PlainLabel *m_title;
    PlainLabel *m_hint;
};

} // namespace copper
