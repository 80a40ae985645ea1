// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/observations/observation_delegate.h"

#include "ui/models/observation_model.h"
#include "ui/widgets/state_mark.h"

#include <QPainter>

namespace copper {

namespace {

constexpr int kRow_px = 24;
constexpr int kMark_px = 18; // of the state

StateMark markOf(const QModelIndex &index)
{
    if (!index.data(ObservationModel::ObservedRole).toBool())
        return index.data(ObservationModel::FailureRole).toString().isEmpty() ? StateMark::Paused
                                                                              : StateMark::Failed;
    switch (
        static_cast<ObservationStatus::State>(index.data(ObservationModel::StateRole).toInt())) {
    case ObservationStatus::State::Registering:
        return StateMark::Sending;
    case ObservationStatus::State::Live:
        return StateMark::Alive;
    case ObservationStatus::State::Stale:
        return StateMark::Stale;
    case ObservationStatus::State::Retrying:
        return StateMark::LinkLost;
    case ObservationStatus::State::Ended:
        break;
    }
    return StateMark::Paused;
}

} // namespace

ObservationDelegate::ObservationDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize ObservationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), m_theme.rowHeight(kRow_px)};
}

void ObservationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const bool observed = index.data(ObservationModel::ObservedRole).toBool();
    QRect rect = option.rect.adjusted(6, 0, -6, 0);
    TextRole role = TextRole::Body;
    Tone tone = observed ? Tone::Text : Tone::Text3;
    switch (static_cast<ObservationModel::Column>(index.column())) {
    case ObservationModel::ResourceColumn:
        role = TextRole::BodyStrong;
        rect.adjust(6, 0, 0, 0);
        break;
    case ObservationModel::StateColumn:
        paintStateMark(painter, QPointF(rect.left() + 6, rect.center().y() + 0.5), markOf(index),
                       m_theme);
        rect.adjust(kMark_px, 0, 0, 0);
        tone =
            stateTone(markOf(index)) == Tone::VerdigrisFill ? Tone::Text : stateTone(markOf(index));
        break;
    case ObservationModel::ValueColumn:
        tone = observed ? Tone::Text : Tone::Text3;
        break;
    default:
        tone = observed ? Tone::Text2 : Tone::Text3;
        break;
    }
    painter->setFont(m_theme.font(role));
    painter->setPen(m_theme.color(tone));
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    painter->drawText(
        rect, static_cast<int>(alignment),
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
}

} // namespace copper
