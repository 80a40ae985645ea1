// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace copper {

// Says that every message travels in the clear and what this room will hold. No buttons: there is
// nothing to do here yet.
class SecurityRoom : public QWidget
{
    Q_OBJECT
public:
    explicit SecurityRoom(const Theme &theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace copper
