// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace copper {

struct PaletteItem;

// Rows of the command palette, 34 px: mark or icon, text with the hits in copper, note, then the
// live value with its sparkline or the shortcut.
class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    PaletteDelegate(const Theme &theme, Workspace &workspace, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    qreal paintRight(QPainter *painter, const QRectF &row, const PaletteItem &item,
                     bool selected) const;
    qreal paintText(QPainter *painter, const QRectF &rect, const QString &text,
                    const QStringList &terms) const;

    const Theme &m_theme;
    Workspace &m_workspace;
};

} // namespace copper
