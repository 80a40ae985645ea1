// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/health_delegate.h"

#include "ui/dashboard/health_model.h"
#include "ui/dashboard/plot_painting.h"
#include "ui/widgets/freshness_bar.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/state_mark.h"

#include <QFontMetricsF>
#include <QPainter>

namespace copper {

HealthDelegate::HealthDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize HealthDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, m_theme.rowHeight(24)};
}

void HealthDelegate::paintSeries(QPainter *painter, const QRectF &cell, const HealthRow &row) const
{
    PlotLine line;
    line.colour = row.series.colour;
    paintLineSample(painter, QPointF(cell.left() + 12, cell.center().y()), m_theme, line);
    const QRectF rest(cell.left() + 42, cell.top(), cell.width() - 42, cell.height());
    const qreal used = drawElided(painter, rest, copper::displayText(row.series.name, 80),
                                  m_theme.font(TextRole::Body), m_theme.color(Tone::Text));
    drawElided(painter, rest.adjusted(used + 8, 0, 0, 0), copper::displayText(row.place, 200),
               m_theme.font(TextRole::Body), m_theme.color(Tone::Text3));
}

void HealthDelegate::paintMaxAge(QPainter *painter, const QRectF &cell, const HealthRow &row,
                                 const QString &text) const
{
    const bool over = row.maxAgeLeft_s && *row.maxAgeLeft_s < 0;
    const double share =
        row.maxAgeLeft_s && row.maxAge_s > 0 ? std::max(0.0, *row.maxAgeLeft_s / row.maxAge_s) : 0;
    paintThinBar(painter, QRectF(cell.left() + 8, cell.top(), 60, cell.height()), share,
                 Tone::VerdigrisFill, m_theme);
    drawElided(painter, cell.adjusted(76, 0, -4, 0), text, m_theme.font(TextRole::Body),
               m_theme.color(over ? Tone::Warn : Tone::Text2));
}

void HealthDelegate::paintState(QPainter *painter, const QRectF &cell, const HealthRow &row,
                                const QString &text) const
{
    StateMark mark = StateMark::NotAsked;
    Tone tone = Tone::Text2;
    switch (row.state) {
    case HealthRow::State::NotObserved:
    case HealthRow::State::Registering:
        break;
    case HealthRow::State::Live:
        mark = StateMark::Alive;
        tone = Tone::Text;
        break;
    case HealthRow::State::Stale:
        mark = StateMark::Stale;
        tone = Tone::Warn;
        break;
    case HealthRow::State::Retrying:
        mark = StateMark::LinkLost;
        tone = Tone::Warn;
        break;
    case HealthRow::State::Ended:
        mark = StateMark::Gone;
        tone = Tone::Error;
        break;
    }
    const QFont font = m_theme.font(TextRole::Body);
    const qreal width = drawElided(painter, cell.adjusted(24, 0, -14, 0), text, font,
                                   m_theme.color(tone), Qt::AlignRight);
    paintStateMark(painter, QPointF(cell.right() - 14 - width - 12, cell.center().y()), mark,
                   m_theme);
}

void HealthDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const auto *model = static_cast<const HealthModel *>(index.model());
    const HealthRow &row = model->row(index.row());
    const QRectF cell(option.rect);
    const QString text = index.data(Qt::DisplayRole).toString();
    painter->save();
    painter->setClipRect(option.rect);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, m_theme.color(Tone::CopperTint));
        if (index.column() == 0)
            painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                              m_theme.color(option.state.testFlag(QStyle::State_HasFocus) ||
                                                    option.state.testFlag(QStyle::State_Active)
                                                ? Tone::Copper
                                                : Tone::Text3));
    }
    switch (static_cast<HealthModel::Column>(index.column())) {
    case HealthModel::Series:
        paintSeries(painter, cell, row);
        break;
    case HealthModel::MaxAgeLeft:
        paintMaxAge(painter, cell, row, text);
        break;
    case HealthModel::State:
        paintState(painter, cell, row, text);
        break;
    case HealthModel::Age:
        drawElided(painter, cell.adjusted(8, 0, -4, 0), text, m_theme.font(TextRole::Body),
                   m_theme.color(Tone::Text2));
        break;
    case HealthModel::LastValue:
    case HealthModel::Gaps:
    case HealthModel::OutOfOrder:
    case HealthModel::Registered:
    case HealthModel::PerMinute:
        drawElided(
            painter, cell.adjusted(4, 0, -8, 0), text, m_theme.font(TextRole::Body),
            m_theme.color(index.column() == HealthModel::PerMinute ? Tone::Text2 : Tone::Text),
            Qt::AlignRight);
        break;
    case HealthModel::ColumnCount:
        break;
    }
    painter->restore();
}

} // namespace copper
