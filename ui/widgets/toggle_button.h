// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QToolButton>

namespace copper {

// Tool tip "Pause the chart (Space)", escaped; the same words as accessible name.
void describe(QAbstractButton *button, const QString &what, const QKeySequence &shortcut = {});

// A framed tool button that stays pressed: pause, cursor, follow. With text it shows both.
class ToggleButton : public QToolButton
{
    Q_OBJECT
public:
    ToggleButton(const Theme &theme, const QString &icon, const QString &text,
                 QWidget *parent = nullptr);
};

// An icon-only tool button that is not framed. `what` becomes tool tip and accessible name.
class IconButton : public QToolButton
{
    Q_OBJECT
public:
    IconButton(const Theme &theme, const QString &icon, const QString &what,
               const QKeySequence &shortcut = {}, QWidget *parent = nullptr);
};

} // namespace copper
