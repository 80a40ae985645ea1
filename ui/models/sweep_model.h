// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/domain/sweep_book.h"
#include "core/domain/user_limits.h"

#include <deque>

namespace copper {

// The sweeps of this session, the newest on top. UI thread.
class SweepModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        AskedColumn,
        AnswersColumn,
        DevicesColumn,
        AppearedColumn,
        ChangedColumn,
        WentColumn,
        LostColumn,
        TookColumn,
        ColumnCount
    };
    enum Role { SweepIdRole = Qt::UserRole }; // qulonglong

    explicit SweepModel(SweepBook &sweeps, QObject *parent = nullptr);

    const Sweep *sweep(const QModelIndex &index) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void added(quint64 id);
    void removed();
    QString text(const Sweep &sweep, Column column) const;
    SweepBook &m_sweeps;
    // Of the rows: the book is a step ahead when it tells of one.
    std::deque<std::uint64_t> m_ids;
};

// What one sweep found out, a row each: why nothing was found, what was not used, what came back
// by interface, what changed.
class SweepDetailModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Kind { Reason, Cut, Interface, Appeared, Changed, Went, More };
    enum Column { NameColumn, AddressColumn, WhatColumn, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, // int(Kind)
        DeviceIdRole,            // quint32; 0 for none
    };

    explicit SweepDetailModel(QObject *parent = nullptr);
    // Null: nothing.
    void show(const Sweep *sweep, const UserLimits &limits);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row
    {
        Kind kind = Kind::Reason;
        DeviceId device;
        QString name, address, what;
        bool operator==(const Row &) const = default;
    };
    std::vector<Row> rowsOf(const Sweep &sweep, const UserLimits &limits) const;
    std::vector<Row> m_rows;
};

} // namespace copper
