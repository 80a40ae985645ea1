// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QPersistentModelIndex>
#include <QTreeView>

namespace copper {

// A tree or table that fills selected rows with the tint and their 3 px bar, rows under the pointer
// with hover, and draws its own chevrons. Rows are `rowHeight_px` high.
class TintTree : public QTreeView
{
    Q_OBJECT
public:
    TintTree(const Theme &theme, int rowHeight_px, QWidget *parent = nullptr);
    int rowHeight_px() const { return m_theme.rowHeight(m_rowHeight); }

Q_SIGNALS:
    void rowHovered(const QModelIndex &index); // invalid when the pointer left

protected:
    const Theme &theme() const { return m_theme; }
    void drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                 const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect,
                      const QModelIndex &index) const override;
    // What lies below the tint; nothing by default.
    virtual void paintGround(QPainter *painter, const QRect &row, const QModelIndex &index) const;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    const Theme &m_theme;
    int m_rowHeight;
    QPersistentModelIndex m_hovered;
};

} // namespace copper
