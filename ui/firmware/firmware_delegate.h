// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/firmware/firmware_text.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace copper {

// Rows of the batch, 46 px: two lines of text, bar, painted buttons. The buttons are real for the
// mouse; the keyboard reaches the same actions by keys and the context menu of the table.
class FirmwareDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit FirmwareDelegate(const Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

    // Where the job's buttons stand in the cell of the actions column.
    QList<std::pair<FirmwareAction, QRect>> buttons(const QRect &cell,
                                                    const FirmwareJob &job) const;

Q_SIGNALS:
    void actionClicked(const QModelIndex &index, copper::FirmwareAction action);

private:
    void paintDevice(QPainter *painter, const QRectF &cell, const FirmwareJob &job) const;
    void paintState(QPainter *painter, const QRectF &cell, const FirmwareJob &job,
                    const QModelIndex &index) const;
    void paintProgress(QPainter *painter, const QRectF &cell, const FirmwareJob &job) const;
    void paintRate(QPainter *painter, const QRectF &cell, const FirmwareJob &job) const;
    void paintButtons(QPainter *painter, const QRect &cell, const FirmwareJob &job,
                      const QPoint &pointer) const;
    const Theme &m_theme;
};

// A bar 6 px high; striped while the link is lost.
void paintTransferBar(QPainter *painter, const QRectF &rect, double share, UploadState state,
                      const Theme &theme);

} // namespace copper
