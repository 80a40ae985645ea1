// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorer_view.h"

#include "ui/models/device_tree_model.h"

#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

#include <utility>

namespace copper {

namespace {

constexpr int kIndent_px = 16;
constexpr int kBar_px = 3;
constexpr int kFadeStep_ms = 100;
constexpr qsizetype kMaxChanges = 4000;
constexpr qsizetype kMostRows = 8; // of one resource

} // namespace

ExplorerView::ExplorerView(const Theme &theme, QWidget *parent) : QTreeView(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("deviceTree"));
    setAccessibleName(tr("Networks and devices"));
    setProperty("ground", QStringLiteral("chrome"));
    setFrameShape(QFrame::NoFrame);
    setHeaderHidden(true);
    setIndentation(kIndent_px);
    setRootIsDecorated(true);
    setMouseTracking(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setExpandsOnDoubleClick(false);
    setPalette(theme.viewPalette(Tone::Chrome));
    connect(&theme, &Theme::changed, this, [this] {
        setPalette(m_theme.viewPalette(Tone::Chrome));
        scheduleDelayedItemsLayout();
    });
    m_clock.start();
    m_fade.setInterval(kFadeStep_ms);
    connect(&m_fade, &QTimer::timeout, this, &ExplorerView::fade);
}

void ExplorerView::setModel(QAbstractItemModel *newModel)
{
    QTreeView::setModel(newModel);
    const auto rowsChange = [this] {
        m_areRowsNew = true;
        m_seen.clear();
    };
    connect(newModel, &QAbstractItemModel::rowsInserted, this, rowsChange);
    connect(newModel, &QAbstractItemModel::rowsAboutToBeRemoved, this, rowsChange);
    connect(newModel, &QAbstractItemModel::rowsMoved, this, rowsChange);
    connect(newModel, &QAbstractItemModel::layoutChanged, this, rowsChange);
    connect(newModel, &QAbstractItemModel::modelReset, this, rowsChange);
}

void ExplorerView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (std::exchange(m_areRowsNew, false))
        m_isSeenOld = true;
}

void ExplorerView::updateGeometries()
{
    m_isSeenOld = true;
    QTreeView::updateGeometries();
}

void ExplorerView::scrollContentsBy(int dx, int dy)
{
    m_isSeenOld = true;
    QTreeView::scrollContentsBy(dx, dy);
}

const QHash<QModelIndex, QRect> &ExplorerView::seen()
{
    if (!m_isSeenOld)
        return m_seen;
    m_seen.clear();
    const int end = viewport()->height();
    for (QModelIndex index = indexAt(QPoint(0, 0)); index.isValid(); index = indexBelow(index)) {
        const QModelIndex first = index.siblingAtColumn(0);
        const QRect row = visualRect(first);
        if (row.top() >= end)
            break;
        m_seen.insert(first, QRect(0, row.top(), viewport()->width(), row.height()));
    }
    m_isSeenOld = false;
    return m_seen;
}

void ExplorerView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                               const QList<int> &roles)
{
    if (!topLeft.isValid())
        return;
    if (state() == QAbstractItemView::EditingState)
        QTreeView::dataChanged(topLeft, bottomRight, roles);
    const bool mayBlink = roles.isEmpty() || roles.contains(DeviceTreeModel::ChangedAtRole);
    if (m_areRowsNew) {
        // Where rows stand is not known before they are laid out, and that is not done for this.
        if (mayBlink && topLeft.row() == bottomRight.row())
            noteChange(topLeft.siblingAtColumn(0));
        viewport()->update();
        return;
    }
    if (topLeft.row() == bottomRight.row()) {
        const QModelIndex first = topLeft.siblingAtColumn(0);
        const auto place = seen().constFind(first);
        if (place == m_seen.constEnd())
            return;
        if (mayBlink)
            noteChange(first);
        viewport()->update(*place);
        return;
    }
    const QModelIndex parent = topLeft.parent();
    const auto &rows = seen();
    for (auto at = rows.constBegin(); at != rows.constEnd(); ++at) {
        const QModelIndex index = at.key();
        if (index.row() < topLeft.row() || index.row() > bottomRight.row() ||
            index.parent() != parent)
            continue;
        if (mayBlink)
            noteChange(index);
        viewport()->update(at.value());
    }
}

void ExplorerView::noteChange(const QModelIndex &index)
{
    const qlonglong at = index.data(DeviceTreeModel::ChangedAtRole).toLongLong();
    if (at == 0)
        return;
    const QString uri = index.data(DeviceTreeModel::UriRole).toString();
    if (m_changes.size() >= kMaxChanges && !m_changes.contains(uri))
        m_changes.clear();
    Change &change = m_changes[uri];
    if (change.changedAt_us == at) {
        if (change.rows.size() < kMostRows && !change.rows.contains(index))
            change.rows << index;
        return;
    }
    // At most two blinks a second: a value that changes faster stays tinted.
    const qint64 now = m_clock.elapsed();
    change.changedAt_us = at;
    if (change.shownAt_ms < 0 || now - change.shownAt_ms > kHold_ms)
        change.shownAt_ms = now;
    change.rows = {index};
    if (!m_fade.isActive())
        m_fade.start();
}

double ExplorerView::changeTint(const QModelIndex &index) const
{
    const auto found = m_changes.constFind(index.data(DeviceTreeModel::UriRole).toString());
    if (found == m_changes.constEnd() || found->shownAt_ms < 0)
        return 0;
    const qint64 age = m_clock.elapsed() - found->shownAt_ms;
    if (m_theme.reducedMotion())
        return age < kStill_ms ? 1 : 0;
    if (age < kHold_ms)
        return 1;
    if (age >= kFade_ms)
        return 0;
    // Three steps between the hold and the end.
    const qint64 step = (age - kHold_ms) * 3 / (kFade_ms - kHold_ms);
    return 0.75 - 0.25 * static_cast<double>(step);
}

void ExplorerView::fade()
{
    bool running = false;
    const qint64 now = m_clock.elapsed();
    const qint64 end = m_theme.reducedMotion() ? kStill_ms : kFade_ms;
    for (Change &change : m_changes) {
        if (change.shownAt_ms < 0)
            continue;
        if (now - change.shownAt_ms > end + kFadeStep_ms)
            change.shownAt_ms = -1;
        else
            running = true;
        if (m_areRowsNew) {
            viewport()->update();
            continue;
        }
        for (const QPersistentModelIndex &row : std::as_const(change.rows)) {
            const auto place = row.isValid() ? seen().constFind(row) : m_seen.constEnd();
            if (place != m_seen.constEnd())
                viewport()->update(*place);
        }
    }
    if (!running)
        m_fade.stop();
}

void ExplorerView::drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                           const QModelIndex &index) const
{
    const QRect row(0, options.rect.top(), viewport()->width(), options.rect.height());
    const bool selected = selectionModel()->isSelected(index);
    const bool hovered = m_hovered.isValid() && m_hovered.row() == index.row() &&
                         m_hovered.parent() == index.parent();
    if (selected)
        painter->fillRect(row, m_theme.color(Tone::CopperTint));
    else if (hovered)
        painter->fillRect(row, m_theme.color(Tone::Hover));
    QTreeView::drawRow(painter, options, index);
    if (selected) {
        painter->fillRect(QRect(0, row.top(), kBar_px, row.height()),
                          m_theme.color(hasFocus() ? Tone::Copper : Tone::Text3));
    } else if (hasFocus() && index.row() == currentIndex().row() &&
               index.parent() == currentIndex().parent()) {
        painter->setPen(m_theme.color(Tone::Copper));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(row.adjusted(0, 0, -1, -1));
    }
}

void ExplorerView::drawBranches(QPainter *painter, const QRect &rect,
                                const QModelIndex &index) const
{
    if (!model()->hasChildren(index))
        return;
    constexpr qreal kIcon_px = 12;
    const QPointF centre(rect.right() + 1 - kIndent_px + 14, QRectF(rect).center().y());
    m_theme.paintIcon(
        painter, QRectF(centre.x() - kIcon_px / 2, centre.y() - kIcon_px / 2, kIcon_px, kIcon_px),
        isExpanded(index) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
        Tone::Text2);
}

bool ExplorerView::chevronHit(QPoint position, const QModelIndex &index) const
{
    if (!index.isValid() || !model()->hasChildren(index))
        return false;
    const int left = visualRect(index.siblingAtColumn(0)).left();
    return position.x() >= left - kIndent_px + 2 && position.x() < left + 6;
}

void ExplorerView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && chevronHit(event->position().toPoint(), index)) {
        const QModelIndex first = index.siblingAtColumn(0);
        setExpanded(first, !isExpanded(first));
        return;
    }
    QTreeView::mousePressEvent(event);
}

void ExplorerView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint()).siblingAtColumn(0);
    if (chevronHit(event->position().toPoint(), index)) {
        mousePressEvent(event);
        return;
    }
    if (index.isValid() && event->button() == Qt::LeftButton) {
        const auto kind =
            static_cast<DeviceTreeModel::Kind>(index.data(DeviceTreeModel::KindRole).toInt());
        if (kind == DeviceTreeModel::Kind::Resource)
            Q_EMIT activatedByKey(index);
        else
            setExpanded(index, !isExpanded(index));
    }
}

void ExplorerView::mouseMoveEvent(QMouseEvent *event)
{
    QTreeView::mouseMoveEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint()).siblingAtColumn(0);
    if (QPersistentModelIndex(index) != m_hovered) {
        m_hovered = index;
        viewport()->update();
    }
}

void ExplorerView::leaveEvent(QEvent *event)
{
    QTreeView::leaveEvent(event);
    m_hovered = QPersistentModelIndex();
    viewport()->update();
}

void ExplorerView::focusInEvent(QFocusEvent *event)
{
    QTreeView::focusInEvent(event);
    viewport()->update();
}

void ExplorerView::focusOutEvent(QFocusEvent *event)
{
    QTreeView::focusOutEvent(event);
    viewport()->update();
}

void ExplorerView::keyPressEvent(QKeyEvent *event)
{
    if (state() == QAbstractItemView::EditingState) {
        QTreeView::keyPressEvent(event);
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
            Q_EMIT activatedByKey(currentIndex().siblingAtColumn(0));
            return;
        }
        break;
    case Qt::Key_Delete:
        Q_EMIT removeRequested();
        return;
    case Qt::Key_F2:
        Q_EMIT renameRequested();
        return;
    case Qt::Key_Space:
        Q_EMIT observeRequested();
        return;
    default:
        break;
    }
    const bool plain = (event->modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
    if (plain && !event->text().isEmpty() && event->text().at(0).isPrint()) {
        Q_EMIT typed(event->text());
        return;
    }
    QTreeView::keyPressEvent(event);
}

void ExplorerView::startDrag(Qt::DropActions)
{
    QMimeData *mime = model()->mimeData(selectionModel()->selectedRows());
    if (mime == nullptr)
        return;
    auto *drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->exec(Qt::CopyAction);
}

} // namespace copper
