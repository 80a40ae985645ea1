// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_delegate.h"

#include <QPainter>

namespace copper {

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    cell.state &= ~QStyle::State_HasFocus;
    if (index.column() == 0) {
        if ((cell.state & QStyle::State_Selected) != 0)
            painter->fillRect(cell.rect, cell.palette.highlight());
        cell.rect.adjust(kIndent_px, 0, 0, 0);
    }
    QStyledItemDelegate::paint(painter, cell, index);
}

} // namespace copper
