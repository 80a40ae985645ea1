// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace copper {

// Table rows that are selected as a whole: no frame around one cell, and the first column stands
// under the title of the page.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kIndent_px = 12;

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace copper
