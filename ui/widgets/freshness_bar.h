// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace copper {

// A thin bar on grid ground, `share` 0..1 in `tone`; 4 px high unless the rect is lower.
void paintThinBar(QPainter *painter, const QRectF &rect, double share, Tone tone,
                  const Theme &theme);

// How much of Max-Age is left, or how full something is.
class FreshnessBar : public QWidget
{
    Q_OBJECT
public:
    explicit FreshnessBar(const Theme &theme, int width_px = 44, QWidget *parent = nullptr);
    void setShare(double share);
    double share() const { return m_share; }
    void setTone(Tone tone);
    QSize sizeHint() const override { return {m_width, 16}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    int m_width;
    double m_share = 0;
    Tone m_tone = Tone::VerdigrisFill;
};

} // namespace copper
