// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QPointer>
#include <QWidget>

namespace copper {

// A small panel over the window, below the control that opened it. Not a window of its own: Esc
// and a click elsewhere close it and give the focus back. Contents go into body().
class Popup : public QWidget
{
    Q_OBJECT
public:
    Popup(const Theme &theme, QWidget *window, int width_px);
    QWidget *body() { return m_body; }
    void openBelow(QWidget *anchor, QWidget *focus);
    void closePopup();
    // The contents grew or shrank.
    void refit();

protected:
    const Theme &theme() const { return m_theme; }
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Theme &m_theme;
    int m_width;
    QWidget *m_body;
    QPointer<QWidget> m_anchor;
};

} // namespace copper
