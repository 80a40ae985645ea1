// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>

namespace copper {

// A raised ground with a 1 px edge and radius 6; what stands on it is its layout.
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(const Theme &theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    const Theme &theme() const { return m_theme; }

private:
    const Theme &m_theme;
};

// A plain ground in one tone, with lines at chosen edges: bars, heads and room grounds.
class Ground : public QWidget
{
    Q_OBJECT
public:
    Ground(const Theme &theme, Tone tone, Qt::Edges lines = {}, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Tone m_tone;
    Qt::Edges m_lines;
};

// A line of one pixel between areas, or inside a bar (then with a margin, in vertical direction).
class Line : public QWidget
{
    Q_OBJECT
public:
    Line(const Theme &theme, Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace copper
