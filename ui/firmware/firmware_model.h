// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/firmware_queue.h"
#include "core/domain/wall_clock.h"

#include <QAbstractTableModel>

namespace copper {

// One row per device of the batch. Keeps nothing: text is made from the queue when it is shown.
class FirmwareModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Device, State, Progress, Rate, TimeLeft, Retries, Actions, ColumnCount };

    FirmwareModel(FirmwareQueue &queue, WallClock clock, QObject *parent = nullptr);
    const FirmwareJob *job(int row) const;
    FirmwareJobId idOf(int row) const;
    const FirmwareQueue &queue() const { return m_queue; }
    WallTime now() const { return m_clock(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    FirmwareQueue &m_queue;
    WallClock m_clock;
    int m_rows = 0;
};

// "127.0.0.14" or "[fe80::1]:5700": where the job goes.
QString jobAddress(const FirmwareJob &job);

} // namespace copper
