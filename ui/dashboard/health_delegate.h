// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace copper {

struct HealthRow;

// Cells of the observation health table.
class HealthDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit HealthDelegate(const Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintSeries(QPainter *painter, const QRectF &cell, const HealthRow &row) const;
    void paintMaxAge(QPainter *painter, const QRectF &cell, const HealthRow &row,
                     const QString &text) const;
    void paintState(QPainter *painter, const QRectF &cell, const HealthRow &row,
                    const QString &text) const;
    const Theme &m_theme;
};

} // namespace copper
