// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace copper {

// Dims the window below the command palette and takes the clicks meant for it.
class Scrim : public QWidget
{
    Q_OBJECT
public:
    Scrim(const Theme &theme, QWidget *over);

Q_SIGNALS:
    void pressed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Theme &m_theme;
};

// The one soft shadow (0 6 18, black 22 %) around a popup's rect, painted.
void paintPopupShadow(QPainter *painter, const QRectF &popup, qreal radius_px);

} // namespace copper
