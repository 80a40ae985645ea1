// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firmware/firmware_model.h"

#include "core/domain/resource_uri.h"
#include "ui/firmware/firmware_text.h"
#include "ui/widgets/plain_text.h"

namespace copper {

QString jobAddress(const FirmwareJob &job)
{
    const auto parts = splitUri(job.uri);
    return parts ? parts->endpoint.section(QStringLiteral("://"), 1) : job.uri;
}

FirmwareModel::FirmwareModel(FirmwareQueue &queue, WallClock clock, QObject *parent)
    : QAbstractTableModel(parent), m_queue(queue), m_clock(std::move(clock)),
      m_rows(static_cast<int>(queue.jobs().size()))
{
    connect(&queue, &FirmwareQueue::jobAdded, this, [this] {
        beginInsertRows({}, m_rows, m_rows);
        ++m_rows;
        endInsertRows();
    });
    connect(&queue, &FirmwareQueue::jobAboutToBeRemoved, this, [this](FirmwareJobId id) {
        const int row = m_queue.indexOf(id);
        beginRemoveRows({}, row, row);
    });
    connect(&queue, &FirmwareQueue::jobRemoved, this, [this] {
        m_rows = static_cast<int>(m_queue.jobs().size());
        endRemoveRows();
    });
    connect(&queue, &FirmwareQueue::jobChanged, this, [this](FirmwareJobId id) {
        const int row = m_queue.indexOf(id);
        if (row >= 0)
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    });
}

const FirmwareJob *FirmwareModel::job(int row) const
{
    if (row < 0 || row >= m_rows || row >= static_cast<int>(m_queue.jobs().size()))
        return nullptr;
    return m_queue.jobs()[static_cast<std::size_t>(row)].get();
}

FirmwareJobId FirmwareModel::idOf(int row) const
{
    const FirmwareJob *found = job(row);
    return found != nullptr ? found->id : FirmwareJobId{};
}

int FirmwareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int FirmwareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FirmwareModel::data(const QModelIndex &index, int role) const
{
    const FirmwareJob *found = job(index.row());
    if (!index.isValid() || found == nullptr)
        return {};
    if (role == Qt::ToolTipRole) {
        if (index.column() == Device)
            return toolTipText(found->uri);
        if (index.column() == State)
            return toolTipText(stateReason(*found, m_queue.settings(), m_clock()));
        return {};
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Device:
        return displayText(found->deviceName, 80);
    case State:
        return stateWord(*found);
    case Progress:
        return bytesOf(found->sent, found->total);
    case Rate:
        return rateText(found->averageRate);
    case TimeLeft:
        return timeText(*found);
    case Retries:
        return groupedNumber(found->retransmissions);
    case Actions:
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FirmwareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section >= Rate ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Device:
        return tr("Device");
    case State:
        return tr("State");
    case Progress:
        return tr("Progress");
    case Rate:
        return tr("Rate, average");
    case TimeLeft:
        return tr("Time left");
    case Retries:
        return tr("Retries");
    case Actions:
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
