// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/domain/discovery_choice.h"
#include "core/domain/sweep_book.h"

namespace copper {

// The interfaces of this computer, with a check mark for those a discovery asks, and what came back
// on each in the newest sweep. UI thread.
class InterfaceModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, AddressColumn, StateColumn, BackColumn, ColumnCount };

    InterfaceModel(DiscoveryChoice &choice, SweepBook &sweeps, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void follow();
    QString stateText(const InterfaceInfo &each) const;
    QString backText(const InterfaceInfo &each) const;
    DiscoveryChoice &m_choice;
    SweepBook &m_sweeps;
    std::vector<InterfaceInfo> m_rows;
};

} // namespace copper
