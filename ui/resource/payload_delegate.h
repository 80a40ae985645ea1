// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/representation.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace copper {

// Name, kind, value in the colours of its syntax, meaning, bytes.
class PayloadDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRow_px = 24;

    PayloadDelegate(const Theme &theme, QObject *parent);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    Tone valueTone(NodeKind kind) const;
    const Theme &m_theme;
};

} // namespace copper
