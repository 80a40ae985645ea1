// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/palette_delegate.h"

#include "ui/mainwindow/palette_model.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/value_text.h"

#include <QFontMetricsF>
#include <QPainter>

namespace copper {

namespace {

// Which characters belong to a hit of one of the terms.
std::vector<bool> hitMask(const QString &text, const QStringList &terms)
{
    std::vector<bool> mask(static_cast<std::size_t>(text.size()), false);
    for (const QString &term : terms) {
        for (qsizetype at = text.indexOf(term, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(term, at + term.size(), Qt::CaseInsensitive)) {
            for (qsizetype i = at; i < at + term.size(); ++i)
                mask[static_cast<std::size_t>(i)] = true;
        }
    }
    return mask;
}

QList<QPointF> recentPoints(const SampleStore &samples, const QString &uri, WallTime now)
{
    QList<QPointF> points;
    const auto ids = samples.seriesOf(uri);
    const SampleSeries *series = ids.empty() ? nullptr : samples.series(ids.front());
    if (series == nullptr)
        return points;
    for (const Sample &sample : series->decimated(plusSeconds(now, -300), now, 30))
        points << QPointF(sample.at.secondsSince(now), sample.value);
    return points;
}

} // namespace

PaletteDelegate::PaletteDelegate(const Theme &theme, Workspace &workspace, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_workspace(workspace)
{}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto *model = static_cast<const PaletteModel *>(index.model());
    return {100, m_theme.rowHeight(model->item(index) != nullptr ? 34 : 28)};
}

qreal PaletteDelegate::paintText(QPainter *painter, const QRectF &rect, const QString &text,
                                 const QStringList &terms) const
{
    const std::vector<bool> mask = hitMask(text, terms);
    const QFont plain = m_theme.font(TextRole::Body);
    const QFont strong = m_theme.font(TextRole::BodyStrong);
    qreal x = rect.left();
    qsizetype at = 0;
    while (at < text.size() && x < rect.right() - 4) {
        const bool hit = mask[static_cast<std::size_t>(at)];
        qsizetype end = at;
        while (end < text.size() && mask[static_cast<std::size_t>(end)] == hit)
            ++end;
        const QString part = text.mid(at, end - at);
        const QFont &font = hit ? strong : plain;
        const qreal width = QFontMetricsF(font).horizontalAdvance(part);
        drawElided(painter, QRectF(x, rect.top(), rect.right() - x, rect.height()), part, font,
                   m_theme.color(hit ? Tone::Copper : Tone::Text));
        x += width;
        at = end;
    }
    return std::min(x, rect.right());
}

qreal PaletteDelegate::paintRight(QPainter *painter, const QRectF &row, const PaletteItem &item,
                                  bool selected) const
{
    qreal right = row.right() - 16;
    const auto cap = [&](const QString &key) {
        const QSizeF size = keyCapSize(m_theme, key);
        right -= size.width();
        paintKeyCap(painter, QPointF(right, row.center().y() - size.height() / 2), m_theme, key);
        right -= 6;
    };
    if (selected && item.keys.isEmpty())
        cap(QString(QChar(0x21b5)));
    for (auto key = item.keys.crbegin(); key != item.keys.crend(); ++key)
        cap(*key);
    if (item.uri.isEmpty())
        return right;
    const ObservedResource *observed = m_workspace.observations().find(item.uri);
    if (observed == nullptr || !observed->latest || !observed->latest->primary)
        return right;
    if (item.keys.isEmpty() && !selected)
        right -= keyCapSize(m_theme, QString(QChar(0x21b5))).width() + 6; // columns stay aligned
    const ChartableValue &value = *observed->latest->primary;
    const QRectF line(right - 66, row.center().y() - 8, 60, 16);
    if (observed->isObserved())
        paintSparkline(painter, line,
                       recentPoints(m_workspace.samples(), item.uri, m_workspace.now()), m_theme);
    right = line.left() - 8;
    const QString unit = unitText(QString::fromStdString(value.unit));
    const qreal unitWidth =
        drawElided(painter, QRectF(right - 60, row.top(), 60, row.height()), unit,
                   m_theme.font(TextRole::Body), m_theme.color(Tone::Text2), Qt::AlignRight);
    right -= unitWidth + 4;
    right -= drawElided(painter, QRectF(right - 120, row.top(), 120, row.height()),
                        numberText(value.value), m_theme.font(TextRole::Body),
                        m_theme.color(Tone::Text), Qt::AlignRight);
    return right - 8;
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const auto *model = static_cast<const PaletteModel *>(index.model());
    const PaletteItem *item = model->item(index);
    const QRectF row(option.rect);
    painter->save();
    painter->setClipRect(option.rect);
    if (item == nullptr) {
        drawElided(painter, row.adjusted(16, 8, -16, 0), index.data(Qt::DisplayRole).toString(),
                   m_theme.font(TextRole::Small), m_theme.color(Tone::Text2));
        painter->restore();
        return;
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter->fillRect(option.rect, m_theme.color(Tone::CopperTint));
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                          m_theme.color(Tone::Copper));
    }
    const QPointF markAt(row.left() + 23, row.center().y());
    if (item->mark)
        paintStateMark(painter, markAt, *item->mark, m_theme);
    else
        m_theme.paintIcon(painter, QRectF(markAt.x() - 8, markAt.y() - 8, 16, 16), item->icon,
                          Tone::Text2);
    const qreal right = paintRight(painter, row, *item, selected);
    qreal left = row.left() + 43;
    if (!item->method.isEmpty())
        left += drawElided(painter, QRectF(left, row.top(), 80, row.height()), item->method,
                           m_theme.font(TextRole::Mono), m_theme.color(Tone::Copper)) +
                8;
    left = paintText(painter, QRectF(left, row.top(), right - left, row.height()), item->text,
                     model->terms()) +
           10;
    if (!item->note.isEmpty() && left < right)
        drawElided(painter, QRectF(left, row.top(), right - left, row.height()), item->note,
                   m_theme.font(TextRole::Small), m_theme.color(Tone::Text3));
    painter->restore();
}

} // namespace copper
