// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

#include <QList>
#include <QPointF>

namespace copper {

// One value, large, with its unit, its change over the shown range and its course below.
class NumberTile : public Card
{
    Q_OBJECT
public:
    NumberTile(const Theme &theme, const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    // value: already formatted; empty shows a dash. note: "▲ 46 in 1 h" or "stale 4 min".
    void setValue(const QString &value, const QString &unit, const QString &note, bool stale);
    void setPoints(const QList<QPointF> &points);
    QString value() const { return m_value; }
    QSize sizeHint() const override { return {175, 140}; }
    QSize minimumSizeHint() const override { return {140, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title, m_value, m_unit, m_note;
    bool m_stale = false;
    QList<QPointF> m_points;
};

} // namespace copper
