// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/payload_delegate.h"

#include "ui/models/payload_tree_model.h"
#include "ui/widgets/plain_text.h"

#include <QPainter>

namespace copper {

PayloadDelegate::PayloadDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize PayloadDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, m_theme.rowHeight(kRow_px)};
}

Tone PayloadDelegate::valueTone(NodeKind kind) const
{
    switch (kind) {
    case NodeKind::Text:
        return Tone::SyntaxText;
    case NodeKind::Number:
        return Tone::SyntaxNumber;
    case NodeKind::Boolean:
    case NodeKind::Null:
    case NodeKind::Undefined:
        return Tone::SyntaxKey;
    case NodeKind::Invalid:
        return Tone::Error;
    case NodeKind::Object:
    case NodeKind::Array:
    case NodeKind::ByteString:
    case NodeKind::Tag:
    case NodeKind::Link:
    case NodeKind::Record:
        return Tone::Text;
    }
    return Tone::Text;
}

void PayloadDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const bool strong = index.data(PayloadTreeModel::StrongRole).toBool();
    const bool failed = index.data(PayloadTreeModel::FailedRole).toBool();
    const QString text = index.data().toString();
    const QRectF cell = QRectF(option.rect).adjusted(6, 0, -6, 0);
    switch (static_cast<PayloadTreeModel::Column>(index.column())) {
    case PayloadTreeModel::NameColumn: {
        const bool link = !index.data(PayloadTreeModel::LinkTargetRole).toString().isEmpty();
        drawElided(painter, cell, text,
                   m_theme.font(strong ? TextRole::BodyStrong : TextRole::Body),
                   m_theme.color(link ? Tone::Copper : Tone::Text));
        return;
    }
    case PayloadTreeModel::KindColumn:
        drawElided(painter, cell, text, m_theme.font(TextRole::MonoSmall),
                   m_theme.color(Tone::Text3));
        return;
    case PayloadTreeModel::ValueColumn: {
        const QFont font = m_theme.font(strong ? TextRole::Body : TextRole::Mono);
        const auto kind = static_cast<NodeKind>(index.data(PayloadTreeModel::KindRole).toInt());
        const qreal width = drawElided(painter, cell, text, font,
                                       m_theme.color(strong ? Tone::Text : valueTone(kind)));
        const QString unit = index.data(PayloadTreeModel::UnitTextRole).toString();
        if (!unit.isEmpty())
            drawElided(painter, cell.adjusted(width + 3, 0, 0, 0), unit, font,
                       m_theme.color(Tone::Text2));
        return;
    }
    case PayloadTreeModel::MeaningColumn:
        drawElided(painter, cell, text, m_theme.font(TextRole::Small),
                   m_theme.color(failed ? Tone::Error : Tone::Text2));
        return;
    case PayloadTreeModel::BytesColumn:
        drawElided(painter, cell, text, m_theme.font(TextRole::MonoSmall),
                   m_theme.color(Tone::Text3), Qt::AlignRight);
        return;
    case PayloadTreeModel::ColumnCount:
        return;
    }
}

} // namespace copper
