// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QHash>
#include <QPointer>
#include <QTimer>
#include <QTreeView>

namespace copper {

// The tree itself: grounds, chevrons, blinking, keys. UI thread.
class ExplorerView : public QTreeView
{
    Q_OBJECT
public:
    static constexpr int kHold_ms = 400;
    static constexpr int kFade_ms = 1000;
    static constexpr int kStill_ms = 2000; // reduced motion: a bar for so long

    // For whoever opens many rows: they are laid out once behind all.
    using QTreeView::scheduleDelayedItemsLayout;

    explicit ExplorerView(const Theme &theme, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    // Draws what is seen and no more: with ten thousand devices open, looking for the place of each
    // row that changed would cost more than all the rest.
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;
    // 0..1: how strongly a row that changed just now is tinted.
    double changeTint(const QModelIndex &index) const;

Q_SIGNALS:
    void activatedByKey(const QModelIndex &index); // Return
    void removeRequested();
    void renameRequested();
    void copyRequested();
    void observeRequested();
    // A character typed into the tree belongs to the filter.
    void typed(const QString &text);

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                 const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect,
                      const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void startDrag(Qt::DropActions supportedActions) override;
    void scrollContentsBy(int dx, int dy) override;
    void paintEvent(QPaintEvent *event) override;

protected Q_SLOTS:
    void updateGeometries() override;

private:
    void noteChange(const QModelIndex &index);
    const QHash<QModelIndex, QRect> &seen();
    void fade();
    bool chevronHit(QPoint position, const QModelIndex &index) const;

    struct Change
    {
        qlonglong changedAt_us = 0; // of the value
        qint64 shownAt_ms = -1;     // when the tint began; -1: none
        // A resource has several rows: in a group, in the ranking.
        QList<QPersistentModelIndex> rows;
    };
    const Theme &m_theme;
    QHash<QString, Change> m_changes; // by URI
    QHash<QModelIndex, QRect> m_seen; // rows in the viewport, with their place
    bool m_isSeenOld = true;
    bool m_areRowsNew = true; // rows came, went or moved since it was painted
    QElapsedTimer m_clock;
    QTimer m_fade;
    QPersistentModelIndex m_hovered;
};

} // namespace copper
