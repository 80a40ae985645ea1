// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace copper {

// On and off: 34 x 18, verdigris when on. Keyboard as a check box.
class Switch : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Switch(const Theme &theme, QWidget *parent = nullptr);
    QSize sizeHint() const override { return {38, 22}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace copper
