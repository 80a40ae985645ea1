// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/packet_model.h"

#include <algorithm>
#include <limits>

namespace copper {

namespace {

// A view cannot address more rows; the byte limit keeps the log far below.
constexpr std::uint64_t kMaxRows = std::numeric_limits<int>::max();

} // namespace

PacketModel::PacketModel(Workspace &workspace, PacketSearch &search, QObject *parent)
    : QAbstractTableModel(parent), m_workspace(workspace), m_search(search)
{
    const auto when = [this](bool searching, void (PacketModel::*act)(quint64, quint64)) {
        return [this, searching, act](quint64 first, quint64 end) {
            if (m_attached && m_searching == searching)
                (this->*act)(first, end);
        };
    };
    const auto trimWhen = [this](bool searching) {
        return [this, searching](quint64 newFirst) {
            if (m_attached && m_searching == searching)
                trim(newFirst);
        };
    };
    MessageLog &log = workspace.log();
    connect(&log, &MessageLog::appended, this, when(false, &PacketModel::append));
    connect(&log, &MessageLog::aboutToTrim, this, trimWhen(false));
    connect(&search, &PacketSearch::found, this, when(true, &PacketModel::append));
    connect(&search, &PacketSearch::aboutToForget, this, trimWhen(true));
    connect(&search, &PacketSearch::restarted, this, &PacketModel::reset);
    reset();
}

void PacketModel::setAttached(bool attached)
{
    if (attached == m_attached)
        return;
    m_attached = attached;
    reset();
}

void PacketModel::reset()
{
    beginResetModel();
    const MessageLog &log = m_workspace.log();
    m_searching = m_search.isActive();
    m_first = m_searching ? m_search.firstMatch() : log.firstSequence();
    m_end = m_searching ? m_search.endMatch() : log.endSequence();
    if (!m_attached)
        m_end = m_first;
    endResetModel();
}

QModelIndex PacketModel::index(int row, int column, const QModelIndex &parent) const
{
    if (parent.isValid() || row < 0 || column < 0 || column >= PacketColumnCount ||
        static_cast<std::uint64_t>(row) >= m_end - m_first)
        return {};
    return createIndex(row, column);
}

Qt::ItemFlags PacketModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                           : Qt::ItemFlags();
}

int PacketModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::min(m_end - m_first, kMaxRows));
}

int PacketModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(PacketColumnCount);
}

QVariant PacketModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    std::uint64_t sequence = m_first + static_cast<std::uint64_t>(index.row());
    if (m_searching) {
        if (sequence < m_search.firstMatch() || sequence >= m_search.endMatch())
            return {};
        sequence = m_search.matchAt(sequence);
    }
    return packetData(m_workspace, sequence, index.column(), role);
}

QVariant PacketModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return packetHeaderData(section, orientation, role);
}

QModelIndex PacketModel::indexOfSequence(std::uint64_t sequence) const
{
    std::uint64_t place = sequence;
    if (m_searching) {
        place = m_search.ordinalFrom(sequence);
        if (place >= m_search.endMatch() || m_search.matchAt(place) != sequence)
            return {};
    }
    return place < m_first || place >= m_end ? QModelIndex()
                                             : index(static_cast<int>(place - m_first), 0);
}

void PacketModel::append(quint64 first, quint64 end)
{
    if (end <= m_end || first > m_end)
        return;
    beginInsertRows({}, static_cast<int>(m_end - m_first), static_cast<int>(end - m_first) - 1);
    m_end = end;
    endInsertRows();
}

void PacketModel::trim(quint64 newFirst)
{
    const std::uint64_t first = std::min<std::uint64_t>(newFirst, m_end);
    if (first <= m_first)
        return;
    beginRemoveRows({}, 0, static_cast<int>(first - m_first) - 1);
    m_first = first;
    endRemoveRows();
}

} // namespace copper
