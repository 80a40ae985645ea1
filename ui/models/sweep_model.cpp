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

SweepDetailModel::SweepDetailModel(const SweepBook &sweeps, QObject *parent)
    : QAbstractTableModel(parent), m_book(sweeps)
{}

std::vector<SweepDetailModel::Line> SweepDetailModel::linesBefore(const Sweep &sweep,
                                                                  const UserLimits &limits) const
{
    std::vector<Line> lines;
    if (!sweep.isRunning()) {
        for (const ScanReason &reason : sweep.reasons)
            lines.push_back({Kind::Reason, {}, {}, scanReasonSentence(reason)});
    }
    for (const QString &sentence : scanCutSentences(sweep.cuts, limits))
        lines.push_back({Kind::Cut, {}, {}, sentence});
    for (const ScanInterface &each : sweep.interfaces)
        lines.push_back(
            {Kind::Interface, displayText(each.name, kName), each.groups.join(QStringLiteral(", ")),
             tr("%n answers", nullptr, static_cast<int>(each.answers)) + QStringLiteral(", ") +
                 tr("%n devices", nullptr, static_cast<int>(each.devices))});
    return lines;
}

void SweepDetailModel::show(const Sweep *sweep, const UserLimits &limits)
{
    std::vector<Line> lines;
    std::optional<Line> more;
    std::size_t changes = 0;
    if (sweep != nullptr) {
        lines = linesBefore(*sweep, limits);
        changes = sweep->changes.size();
        const std::uint64_t all = std::uint64_t{sweep->appeared} + sweep->changed + sweep->went;
        if (all > changes)
            more = Line{Kind::More,
                        {},
                        {},
                        tr("and %1 more, which are in the tree")
                            .arg(groupedNumber(static_cast<qint64>(all - changes)))};
    }
    const std::uint64_t id = sweep != nullptr ? sweep->id : 0;
    const auto kinds = [](const std::vector<Line> &of) {
        std::vector<Kind> all;
        for (const Line &line : of)
            all.push_back(line.kind);
        return all;
    };
    if (id != m_sweep || kinds(lines) != kinds(m_lines) || changes < m_changes ||
        (m_more && !more)) {
        beginResetModel();
        m_sweep = id;
        m_lines = std::move(lines);
        m_changes = changes;
        m_more = std::move(more);
        endResetModel();
        return;
    }
    m_lines = std::move(lines);
    grow(changes, more.has_value());
    m_more = std::move(more);
    if (const int rows = rowCount(); rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
}

void SweepDetailModel::grow(std::size_t changes, bool more)
{
    const auto place = [this](std::size_t change) {
        return static_cast<int>(m_lines.size() + change);
    };
    if (changes > m_changes) {
        beginInsertRows({}, place(m_changes), place(changes) - 1);
        m_changes = changes;
        endInsertRows();
    }
    if (more && !m_more) {
        beginInsertRows({}, place(m_changes), place(m_changes));
        m_more = Line{};
        endInsertRows();
    }
}

const SweepChange *SweepDetailModel::changeOf(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    const Sweep *sweep = m_book.sweep(m_sweep);
    if (sweep == nullptr || at < m_lines.size() || at - m_lines.size() >= m_changes)
        return nullptr;
    const std::size_t change = at - m_lines.size();
    return change < sweep->changes.size() ? &sweep->changes[change] : nullptr;
}

const SweepDetailModel::Line *SweepDetailModel::lineOf(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    if (at < m_lines.size())
        return &m_lines[at];
    return m_more && at == m_lines.size() + m_changes ? &*m_more : nullptr;
}

int SweepDetailModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size() + m_changes + (m_more ? 1 : 0));
}

int SweepDetailModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SweepDetailModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SweepChange *change = changeOf(index.row());
    const Line *line = lineOf(index.row());
    if (change == nullptr && line == nullptr)
        return {}; // of a sweep that has just been forgotten
    if (role == KindRole) {
        if (line != nullptr)
            return static_cast<int>(line->kind);
        switch (change->kind) {
        case SweepChange::Kind::Appeared:
        case SweepChange::Kind::Back:
            return static_cast<int>(Kind::Appeared);
        case SweepChange::Kind::Changed:
            return static_cast<int>(Kind::Changed);
        case SweepChange::Kind::Went:
            return static_cast<int>(Kind::Went);
        }
    }
    if (role == DeviceIdRole)
        return change != nullptr ? change->device.value : 0U;
    const bool isTip = role == Qt::ToolTipRole && index.column() == WhatColumn;
    if (role != Qt::DisplayRole && !isTip)
        return {};
    switch (static_cast<Column>(index.column())) {
    case NameColumn:
        return line != nullptr ? line->name : displayText(change->name, kName);
    case AddressColumn:
        return line != nullptr ? line->address : displayText(change->address, kName);
    case WhatColumn: {
        const QString what = line != nullptr ? line->what : sweepChangeText(*change);
        return isTip ? what.toHtmlEscaped() : what;
    }
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
