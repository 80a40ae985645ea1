// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/domain/request_batch.h"

namespace copper {

// The answers of many to one request, side by side. UI thread.
class BatchModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        DeviceColumn,
        ResourceColumn,
        CodeColumn,
        AnswerColumn,
        KindColumn, // A, B, C: answers that are the same have the same letter
        RttColumn,
        SizeColumn,
        ColumnCount
    };
    enum Role {
        UriRole = Qt::UserRole,
        SortRole,
        DiffersRole, // bool; a failed one differs too
        StateRole,   // int(RequestBatch::State)
        ErrorRole,   // bool: 4.xx, 5.xx or none
    };

    explicit BatchModel(RequestBatch &batch, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const RequestBatch::Row &row, Column column);
    QString tip(const RequestBatch::Row &row) const;
    static QVariant sortValue(const RequestBatch::Row &row, Column column);
    RequestBatch &m_batch;
    int m_rows = 0; // as announced
};

} // namespace copper
