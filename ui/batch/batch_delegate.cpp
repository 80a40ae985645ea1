// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batch_delegate.h"

#include "core/domain/request_batch.h"
#include "ui/models/batch_model.h"
#include "ui/widgets/state_mark.h"

#include <QPainter>

namespace copper {

namespace {

constexpr int kRow_px = 24;
constexpr int kMark_px = 18;

} // namespace

BatchDelegate::BatchDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize BatchDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), m_theme.rowHeight(kRow_px)};
}

void BatchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const bool differs = index.data(BatchModel::DiffersRole).toBool();
    const bool error = index.data(BatchModel::ErrorRole).toBool();
    const auto state = static_cast<RequestBatch::State>(index.data(BatchModel::StateRole).toInt());
    const bool answered = state == RequestBatch::State::Answered;
    QRect rect = option.rect.adjusted(6, 0, -6, 0);
    TextRole role = TextRole::Body;
    Tone tone = Tone::Text2;
    switch (static_cast<BatchModel::Column>(index.column())) {
    case BatchModel::DeviceColumn:
        role = TextRole::BodyStrong;
        tone = Tone::Text;
        rect.adjust(6, 0, 0, 0);
        break;
    case BatchModel::ResourceColumn:
        role = TextRole::Mono;
        break;
    case BatchModel::CodeColumn:
        tone = error ? Tone::Error : Tone::Verdigris;
        role = TextRole::BodyStrong;
        break;
    case BatchModel::AnswerColumn:
        if (differs) {
            painter->fillRect(option.rect.adjusted(0, 1, 0, -1), m_theme.color(Tone::WarnTint));
            paintStateMark(painter, QPointF(rect.left() + 6, rect.center().y() + 0.5),
                           error ? StateMark::Error : StateMark::Warning, m_theme);
            rect.adjust(kMark_px, 0, 0, 0);
        }
        role = differs ? TextRole::BodyStrong : answered ? TextRole::Body : TextRole::Small;
        tone = answered                               ? Tone::Text
               : state == RequestBatch::State::Failed ? Tone::Error
                                                      : Tone::Text3;
        break;
    case BatchModel::KindColumn:
        tone = differs ? Tone::Warn : Tone::Text3;
        break;
    case BatchModel::RttColumn:
    case BatchModel::SizeColumn:
    case BatchModel::ColumnCount:
        break;
    }
    painter->setFont(m_theme.font(role));
    painter->setPen(m_theme.color(tone));
    painter->drawText(
        rect, index.data(Qt::TextAlignmentRole).toInt(),
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
}

} // namespace copper
