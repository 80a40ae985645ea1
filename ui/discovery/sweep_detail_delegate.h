// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace copper {

// A row of SweepDetailModel: mark, name in bold, address small, what; a sentence goes over all
// columns and takes the lines it needs.
class SweepDetailDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    SweepDetailDelegate(const Theme &theme, QObject *parent);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace copper
