// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toggle_button.h"

#include <QKeySequence>

namespace copper {

void describe(QAbstractButton *button, const QString &what, const QKeySequence &shortcut)
{
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    button->setToolTip(
        (keys.isEmpty() ? what : what + QStringLiteral(" (") + keys + QLatin1Char(')'))
            .toHtmlEscaped());
    button->setAccessibleName(what);
}

ToggleButton::ToggleButton(const Theme &theme, const QString &icon, const QString &text,
                           QWidget *parent)
    : QToolButton(parent)
{
    setCheckable(true);
    setProperty("framed", true);
    setFocusPolicy(Qt::StrongFocus);
    if (!icon.isEmpty())
        setIcon(theme.icon(icon));
    setText(text);
    setToolButtonStyle(text.isEmpty()   ? Qt::ToolButtonIconOnly
                       : icon.isEmpty() ? Qt::ToolButtonTextOnly
                                        : Qt::ToolButtonTextBesideIcon);
    setMinimumHeight(28);
}

IconButton::IconButton(const Theme &theme, const QString &icon, const QString &what,
                       const QKeySequence &shortcut, QWidget *parent)
    : QToolButton(parent)
{
    setIcon(theme.icon(icon));
    setFocusPolicy(Qt::StrongFocus);
    setToolButtonStyle(Qt::ToolButtonIconOnly);
    describe(this, what, shortcut);
}

} // namespace copper
