// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace copper {

// One key, as drawn in hints: caption text on sunken with an edge.
QSizeF keyCapSize(const Theme &theme, const QString &key);
void paintKeyCap(QPainter *painter, QPointF topLeft, const Theme &theme, const QString &key);

class KeyCap : public QWidget
{
    Q_OBJECT
public:
    KeyCap(const Theme &theme, const QString &key, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_key;
};

} // namespace copper
