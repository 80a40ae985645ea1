// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QTabBar>

namespace copper {

// One of a few: "1 min | 5 min | 1 h". A QTabBar underneath, for its keys and its accessibility.
class SegmentedControl : public QTabBar
{
    Q_OBJECT
public:
    explicit SegmentedControl(const Theme &theme, QWidget *parent = nullptr);
    int addSegment(const QString &text) { return addTab(text); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace copper
