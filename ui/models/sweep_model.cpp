// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sweep_model.h"

#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/scan_text.h"

#include <QDateTime>

#include <algorithm>

namespace copper {

namespace {
constexpr int kName = 60;
} // namespace

// --- SweepModel ---

SweepModel::SweepModel(SweepBook &sweeps, QObject *parent)
    : QAbstractTableModel(parent), m_sweeps(sweeps)
{
    for (const Sweep &each : sweeps.sweeps())
        m_ids.push_front(each.id);
    connect(&sweeps, &SweepBook::sweepAdded, this, &SweepModel::added);
    connect(&sweeps, &SweepBook::sweepRemoved, this, &SweepModel::removed);
    connect(&sweeps, &SweepBook::sweepChanged, this, [this](quint64 id) {
        const auto found = std::find(m_ids.begin(), m_ids.end(), id);
        const int row = static_cast<int>(found - m_ids.begin());
        if (found != m_ids.end())
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    });
}

void SweepModel::added(quint64 id)
{
    beginInsertRows({}, 0, 0);
    m_ids.push_front(id);
    endInsertRows();
}

// Told when it has gone: until then its row shows nothing.
void SweepModel::removed()
{
    const int last = static_cast<int>(m_ids.size()) - 1;
    beginRemoveRows({}, last, last);
    m_ids.pop_back();
    endRemoveRows();
}

const Sweep *SweepModel::sweep(const QModelIndex &index) const
{
    const auto row = static_cast<std::size_t>(index.row());
    return index.isValid() && row < m_ids.size() ? m_sweeps.sweep(m_ids[row]) : nullptr;
}

int SweepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int SweepModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SweepModel::text(const Sweep &sweep, Column column) const
{
    const auto number = [](std::uint64_t value) {
        return value == 0 ? QStringLiteral("–") : groupedNumber(static_cast<qint64>(value));
    };
    switch (column) {
    case TimeColumn:
        return QDateTime::fromMSecsSinceEpoch(sweep.began.unixMicros / 1000)
            .toString(QStringLiteral("HH:mm:ss"));
    case AskedColumn:
        return askedText(sweep);
    case AnswersColumn:
        return number(sweep.counts.answers);
    case DevicesColumn:
        return number(sweep.counts.devices);
    case AppearedColumn:
        return number(sweep.appeared);
    case ChangedColumn:
        return number(sweep.changed);
    case WentColumn:
        return number(sweep.went);
    case LostColumn:
        return number(sweep.cuts.total());
    case TookColumn:
        if (sweep.isRunning())
            return tr("running");
        if (sweep.stopped)
            return tr("stopped");
        if (sweep.failure)
            return tr("failed");
        return durationText(
            std::chrono::microseconds(sweep.ended->unixMicros - sweep.began.unixMicros));
    case ColumnCount:
        break;
    }
    return {};
}

QVariant SweepModel::data(const QModelIndex &index, int role) const
{
    const Sweep *shown = sweep(index);
    if (shown == nullptr)
        return {};
    if (role == SweepIdRole)
        return qulonglong{shown->id};
    if (role == Qt::DisplayRole)
        return text(*shown, static_cast<Column>(index.column()));
    if (role == Qt::TextAlignmentRole && index.column() >= AnswersColumn)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant SweepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section >= AnswersColumn ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case TimeColumn:
        return tr("Time");
    case AskedColumn:
        return tr("Asked");
    case AnswersColumn:
        return tr("Answers");
    case DevicesColumn:
        return tr("Devices");
    case AppearedColumn:
        return tr("New");
    case ChangedColumn:
        return tr("Changed");
    case WentColumn:
        return tr("Silent");
    case LostColumn:
        return tr("Lost");
    case TookColumn:
        return tr("Took");
    case ColumnCount:
        break;
    }
    return {};
}

// --- SweepDetailModel ---

SweepDetailModel::SweepDetailModel(QObject *parent) : QAbstractTableModel(parent) {}

std::vector<SweepDetailModel::Row> SweepDetailModel::rowsOf(const Sweep &sweep,
                                                            const UserLimits &limits) const
{
    std::vector<Row> rows;
    if (!sweep.isRunning()) {
        for (const ScanReason &reason : sweep.reasons)
            rows.push_back({Kind::Reason, {}, {}, {}, scanReasonSentence(reason)});
    }
    for (const QString &sentence : scanCutSentences(sweep.cuts, limits))
        rows.push_back({Kind::Cut, {}, {}, {}, sentence});
    for (const ScanInterface &each : sweep.interfaces)
        rows.push_back({Kind::Interface,
                        {},
                        displayText(each.name, kName),
                        each.groups.join(QStringLiteral(", ")),
                        tr("%n answers", nullptr, static_cast<int>(each.answers)) +
                            QStringLiteral(", ") +
                            tr("%n devices", nullptr, static_cast<int>(each.devices))});
    for (const SweepChange &change : sweep.changes) {
        Kind kind = Kind::Appeared;
        if (change.kind == SweepChange::Kind::Changed)
            kind = Kind::Changed;
        else if (change.kind == SweepChange::Kind::Went)
            kind = Kind::Went;
        rows.push_back({kind, change.device, displayText(change.name, kName),
                        displayText(change.address, kName), sweepChangeText(change)});
    }
    const std::uint64_t all = std::uint64_t{sweep.appeared} + sweep.changed + sweep.went;
    if (all > sweep.changes.size())
        rows.push_back({Kind::More,
                        {},
                        {},
                        {},
                        tr("and %1 more, which are in the tree")
                            .arg(groupedNumber(static_cast<qint64>(all - sweep.changes.size())))});
    return rows;
}

// A running sweep grows: what is shown stays selected.
void SweepDetailModel::show(const Sweep *sweep, const UserLimits &limits)
{
    std::vector<Row> rows;
    if (sweep != nullptr)
        rows = rowsOf(*sweep, limits);
    if (rows == m_rows)
        return;
    const std::size_t common = std::min(rows.size(), m_rows.size());
    const bool grows =
        common > 0 && rows.size() >= m_rows.size() && rows.front().kind == m_rows.front().kind;
    if (!grows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    // First what is there says what it says now: while rows come nothing else changes.
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(common);
    std::copy(rows.begin(), end, m_rows.begin());
    Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(common) - 1, ColumnCount - 1));
    if (end == rows.end())
        return;
    beginInsertRows({}, static_cast<int>(common), static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), end, rows.end());
    endInsertRows();
}

int SweepDetailModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SweepDetailModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SweepDetailModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == KindRole)
        return static_cast<int>(row.kind);
    if (role == DeviceIdRole)
        return row.device.value;
    if (role == Qt::ToolTipRole && index.column() == WhatColumn)
        return row.what.toHtmlEscaped();
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case NameColumn:
        return row.name;
    case AddressColumn:
        return row.address;
    case WhatColumn:
        return row.what;
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
