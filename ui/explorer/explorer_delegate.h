// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace copper {

// One row of the tree: mark, name, address and age of a device; name, value and sparkline of a
// resource. Paints everything but the row's ground, which the view does.
class ExplorerDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRow_px = 24;
    static constexpr int kNetworkRow_px = 28;
    // Below these widths the sparkline leaves first, then the address.
    static constexpr int kSparklineFrom_px = 260;
    static constexpr int kAddressFrom_px = 240;

    ExplorerDelegate(const Theme &theme, QObject *parent);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

private:
    void paintNetwork(QPainter *painter, const QRect &row, const QModelIndex &index) const;
    void paintCount(QPainter *painter, QRectF &rest, int count, DeviceState state) const;
    void paintDevice(QPainter *painter, const QRect &row, const QModelIndex &index) const;
    void paintFolder(QPainter *painter, const QRect &row, const QModelIndex &index) const;
    void paintResource(QPainter *painter, const QRect &row, const QModelIndex &index,
                       double tint) const;
    // Gives the left edge of what was painted.
    qreal paintValue(QPainter *painter, const QRectF &cell, const QModelIndex &index,
                     double tint) const;

    const Theme &m_theme;
};

} // namespace copper
