// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tint_tree.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>

namespace copper {

namespace {

constexpr int kIndent_px = 16;
constexpr int kBar_px = 3;

} // namespace

TintTree::TintTree(const Theme &theme, int rowHeight_px, QWidget *parent)
    : QTreeView(parent), m_theme(theme), m_rowHeight(rowHeight_px)
{
    setFrameShape(QFrame::NoFrame);
    setIndentation(kIndent_px);
    setMouseTracking(true);
    setUniformRowHeights(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setPalette(theme.viewPalette());
    header()->setStretchLastSection(false);
    header()->setHighlightSections(false);
    header()->setMinimumSectionSize(24);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(&theme, &Theme::changed, this, [this] {
        setPalette(m_theme.viewPalette());
        scheduleDelayedItemsLayout();
    });
}

void TintTree::paintGround(QPainter *, const QRect &, const QModelIndex &) const {}

void TintTree::drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                       const QModelIndex &index) const
{
    const QRect row(0, options.rect.top(), viewport()->width(), options.rect.height());
    const bool selected = selectionModel() != nullptr && selectionModel()->isSelected(index);
    const bool hovered = m_hovered.isValid() && m_hovered.row() == index.row() &&
                         m_hovered.parent() == index.parent();
    paintGround(painter, row, index);
    if (selected)
        painter->fillRect(row, m_theme.color(Tone::CopperTint));
    else if (hovered)
        painter->fillRect(row, m_theme.color(Tone::Hover));
    QTreeView::drawRow(painter, options, index);
    if (selected) {
        painter->fillRect(QRect(0, row.top(), kBar_px, row.height()),
                          m_theme.color(hasFocus() ? Tone::Copper : Tone::Text3));
    }
}

void TintTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    if (!model()->hasChildren(index))
        return;
    constexpr qreal kIcon_px = 12;
    const QPointF centre(rect.right() + 1 - kIndent_px / 2.0, QRectF(rect).center().y());
    m_theme.paintIcon(
        painter, QRectF(centre.x() - kIcon_px / 2, centre.y() - kIcon_px / 2, kIcon_px, kIcon_px),
        isExpanded(index) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
        Tone::Text2);
}

void TintTree::mouseMoveEvent(QMouseEvent *event)
{
    QTreeView::mouseMoveEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint()).siblingAtColumn(0);
    if (QPersistentModelIndex(index) != m_hovered) {
        m_hovered = index;
        viewport()->update();
        Q_EMIT rowHovered(index);
    }
}

void TintTree::leaveEvent(QEvent *event)
{
    QTreeView::leaveEvent(event);
    m_hovered = QPersistentModelIndex();
    viewport()->update();
    Q_EMIT rowHovered(QModelIndex());
}

void TintTree::focusInEvent(QFocusEvent *event)
{
    QTreeView::focusInEvent(event);
    viewport()->update();
}

void TintTree::focusOutEvent(QFocusEvent *event)
{
    QTreeView::focusOutEvent(event);
    viewport()->update();
}

} // namespace copper
