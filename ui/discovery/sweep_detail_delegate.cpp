// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/discovery/sweep_detail_delegate.h"

#include "ui/models/sweep_model.h"
#include "ui/widgets/state_mark.h"

#include <QPainter>

namespace copper {

namespace {

using Kind = SweepDetailModel::Kind;

constexpr int kRow_px = 24;
constexpr int kMark_px = 20; // its centre, from the left
constexpr int kText_px = 36;
constexpr int kName_px = 190;
constexpr int kAddress_px = 190;

Kind kindOf(const QModelIndex &index)
{
    return static_cast<Kind>(index.data(SweepDetailModel::KindRole).toInt());
}

bool isSentence(Kind kind)
{
    return kind == Kind::Reason || kind == Kind::Cut || kind == Kind::More;
}

StateMark markOfRow(Kind kind)
{
    switch (kind) {
    case Kind::Reason:
    case Kind::Cut:
        return StateMark::Warning;
    case Kind::Interface:
    case Kind::More:
        return StateMark::Note;
    case Kind::Appeared:
        return StateMark::Alive;
    case Kind::Changed:
        return StateMark::Response;
    case Kind::Went:
        break;
    }
    return StateMark::Stale;
}

QString cell(const QModelIndex &index, int column)
{
    return index.siblingAtColumn(column).data().toString();
}

} // namespace

SweepDetailDelegate::SweepDetailDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize SweepDetailDelegate::sizeHint(const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const int row = m_theme.rowHeight(kRow_px);
    if (!isSentence(kindOf(index)))
        return {option.rect.width(), row};
    const QFontMetrics metrics(m_theme.font(TextRole::Body));
    const int width = std::max(120, option.rect.width() - kText_px - 16);
    const QRect lines = metrics.boundingRect(QRect(0, 0, width, 1000), Qt::TextWordWrap,
                                             cell(index, SweepDetailModel::WhatColumn));
    return {option.rect.width(), std::max(row, lines.height() + 8)};
}

void SweepDetailDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const Kind kind = kindOf(index);
    const QRect rect = option.rect;
    if ((option.state & QStyle::State_Selected) != 0) {
        painter->fillRect(rect, m_theme.color(Tone::CopperTint));
        const bool active = (option.state & QStyle::State_Active) != 0;
        painter->fillRect(rect.left(), rect.top(), 3, rect.height(),
                          m_theme.color(active ? Tone::Copper : Tone::Text3));
    }
    const int row = m_theme.rowHeight(kRow_px);
    paintStateMark(painter, QPointF(rect.left() + kMark_px, rect.top() + row / 2.0),
                   markOfRow(kind), m_theme);
    const auto text = [&](int x, int width, TextRole role, Tone tone, const QString &words) {
        painter->setFont(m_theme.font(role));
        painter->setPen(m_theme.color(tone));
        const QRect place(rect.left() + x, rect.top(), width, rect.height());
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(words, Qt::ElideRight, width));
    };
    const QString what = cell(index, SweepDetailModel::WhatColumn);
    if (isSentence(kind)) {
        painter->setFont(m_theme.font(TextRole::Body));
        painter->setPen(m_theme.color(Tone::Text));
        painter->drawText(rect.adjusted(kText_px, 4, -16, -4),
                          static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextWordWrap,
                          what);
        return;
    }
    text(kText_px, kName_px - 8, TextRole::BodyStrong, Tone::Text,
         cell(index, SweepDetailModel::NameColumn));
    text(kText_px + kName_px, kAddress_px - 8, TextRole::Mono, Tone::Text3,
         cell(index, SweepDetailModel::AddressColumn));
    const int x = kText_px + kName_px + kAddress_px;
    text(x, std::max(20, rect.width() - x - 16), TextRole::Body, Tone::Text2, what);
}

} // namespace copper
