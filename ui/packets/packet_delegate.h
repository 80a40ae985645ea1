// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace copper {

// One message as a row of cells, or one conversation as a heading over the whole width.
class PacketDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRow_px = 22;

    PacketDelegate(const Theme &theme, QObject *parent);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    void paintConversation(QPainter *painter, const QRect &row, const QModelIndex &index) const;

private:
    void paintDirection(QPainter *painter, const QRect &cell, const QModelIndex &index) const;
    Tone toneOf(const QModelIndex &index) const;
    TextRole roleOf(const QModelIndex &index) const;
    const Theme &m_theme;
};

} // namespace copper
