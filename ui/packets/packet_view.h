// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tint_tree.h"

namespace copper {

class PacketDelegate;

// The table of messages, flat or by conversation. The open conversation has a sunken ground and a
// thread on its left.
class PacketView : public TintTree
{
    Q_OBJECT
public:
    explicit PacketView(const Theme &theme, QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    // Whether the newest row is in sight.
    bool isAtEnd() const;

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                 const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect,
                      const QModelIndex &index) const override;
    void paintGround(QPainter *painter, const QRect &row, const QModelIndex &index) const override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void placeColumns();
    PacketDelegate *m_delegate;
};

} // namespace copper
