// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/packet_search.h"

#include <QAbstractTableModel>

namespace copper {

// The messages as a flat table, newest last: all of the log's, or those the search has found. Holds
// two numbers and no text. UI thread.
class PacketModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    PacketModel(Workspace &workspace, PacketSearch &search, QObject *parent = nullptr);

    // A model nobody looks at is empty and follows nothing. Attached at first.
    void setAttached(bool attached);

    // A tree view asks for each row's after each change: cheap, without the usual double check.
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QModelIndex indexOfSequence(std::uint64_t sequence) const;

private:
    void reset();
    void append(quint64 first, quint64 end);
    void trim(quint64 newFirst);

    Workspace &m_workspace;
    PacketSearch &m_search;
    bool m_attached = true;
    bool m_searching = false; // since the last reset
    // What the views know: ordinals while searching, else sequences. The stores may be a step
    // ahead.
    std::uint64_t m_first = 0;
    std::uint64_t m_end = 0;
};

} // namespace copper
