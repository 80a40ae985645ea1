// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/domain/sweep_book.h"
#include "core/domain/user_limits.h"

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
    void added();
    void removed();
    QString text(const Sweep &sweep, Column column) const;
    SweepBook &m_sweeps;
    int m_rows = 0;
};

// What one sweep found out, a row each: why nothing was found, what was not used, what came back
// by interface, what changed. Changes are read from the book when they are looked at: a sweep of
// ten thousand devices changes a thousand rows many times a second.
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

    explicit SweepDetailModel(const SweepBook &sweeps, QObject *parent = nullptr);
    // Null: nothing. Call again when the sweep changed; a running one grows, and what is shown
    // stays selected.
    void show(const Sweep *sweep, const UserLimits &limits);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Line // what is no change of a device
    {
        Kind kind = Kind::Reason;
        QString name, address, what;
        bool operator==(const Line &) const = default;
    };
    std::vector<Line> linesBefore(const Sweep &sweep, const UserLimits &limits) const;
    const SweepChange *changeOf(int row) const;
    const Line *lineOf(int row) const;
    void grow(std::size_t changes, bool more);

    const SweepBook &m_book;
    std::uint64_t m_sweep = 0;  // 0: none
    std::vector<Line> m_lines;  // above the changes
    std::size_t m_changes = 0;  // of the sweep, as many as were told
    std::optional<Line> m_more; // below them
};

} // namespace copper
