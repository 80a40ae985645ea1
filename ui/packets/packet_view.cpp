// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packets/packet_view.h"

#include "ui/models/packet_cells.h"
#include "ui/packets/packet_delegate.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace copper {

namespace {

bool isConversation(const QModelIndex &index)
{
    return index.isValid() && !index.siblingAtColumn(0).data(PacketSequenceRole).isValid();
}

} // namespace

PacketView::PacketView(const Theme &theme, QWidget *parent)
    : TintTree(theme, PacketDelegate::kRow_px, parent), m_delegate(new PacketDelegate(theme, this))
{
    setObjectName(QStringLiteral("packetTable"));
    setAccessibleName(tr("Messages in and out"));
    setItemDelegate(m_delegate);
    setRootIsDecorated(false);
    setIndentation(0);
    setExpandsOnDoubleClick(true);
    setSortingEnabled(false);
    header()->setSectionsClickable(true);
    header()->setSortIndicatorShown(false);
}

void PacketView::setModel(QAbstractItemModel *newModel)
{
    TintTree::setModel(newModel);
    placeColumns();
}

void PacketView::placeColumns()
{
    QHeaderView *head = header();
    if (head->count() < PacketColumnCount)
        return;
    const std::pair<int, int> widths[] = {
        {PacketTime, 128}, {PacketDirection, 30}, {PacketPeer, 112},
        {PacketType, 44},  {PacketCode, 116},     {PacketMid, 66},
        {PacketToken, 96}, {PacketResource, 190}, {PacketLength, 60},
    };
    for (const auto &[column, width] : widths) {
        head->setSectionResizeMode(column, QHeaderView::Interactive);
        head->resizeSection(column, width);
    }
    head->setSectionResizeMode(PacketOptions, QHeaderView::Stretch);
}

bool PacketView::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 2;
}

void PacketView::paintGround(QPainter *painter, const QRect &row, const QModelIndex &index) const
{
    if (isConversation(index)) {
        if (index.row() > 0)
            painter->fillRect(QRect(row.left(), row.top(), row.width(), 1),
                              theme().color(Tone::Border));
        return;
    }
    if (!index.parent().isValid())
        return;
    // The conversation somebody is reading.
    const QModelIndex current = currentIndex();
    const QModelIndex open = current.parent().isValid() ? current.parent() : current;
    if (open.row() != index.parent().row())
        return;
    painter->fillRect(row, theme().color(Tone::Sunken));
    painter->fillRect(QRect(14, row.top(), 1, row.height()), theme().color(Tone::VerdigrisFill));
}

void PacketView::drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                         const QModelIndex &index) const
{
    TintTree::drawRow(painter, options, index);
    if (!isConversation(index))
        return;
    const QRect row(0, options.rect.top(), viewport()->width(), options.rect.height());
    constexpr qreal kIcon_px = 12;
    theme().paintIcon(
        painter, QRectF(7, QRectF(row).center().y() - kIcon_px / 2, kIcon_px, kIcon_px),
        isExpanded(index) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
        Tone::Text2);
    m_delegate->paintConversation(painter, row, index);
}

void PacketView::drawBranches(QPainter *, const QRect &, const QModelIndex &) const {}

void PacketView::mousePressEvent(QMouseEvent *event)
{
    TintTree::mousePressEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint()).siblingAtColumn(0);
    constexpr int kChevron_px = 24;
    if (isConversation(index) && event->button() == Qt::LeftButton &&
        event->position().x() < kChevron_px)
        setExpanded(index, !isExpanded(index));
}

} // namespace copper
