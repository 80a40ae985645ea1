// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/senml_pack.h"

#include <QAbstractTableModel>

namespace copper {

// The records of a SenML pack as rows one can edit. UI thread.
class SenmlTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, UnitColumn, ValueColumn, TimeColumn, MeaningColumn, ColumnCount };
    enum Role {
        ErrorRole = Qt::UserRole, // QString: what is wrong with the row; empty when it can be sent
    };

    explicit SenmlTableModel(QObject *parent = nullptr);

    void setPack(const SenmlPack &pack);
    // Base name and base time are the caller's; what is wrong in a cell is left out of it.
    const SenmlPack &pack() const { return m_pack; }
    void setBase(const std::string &name, std::optional<double> time);
    // The first thing that cannot be sent, as a sentence; empty when all can.
    QString problem() const;
    // False at kMaxSenmlEntries.
    bool addRow();
    void removeRow(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void packChanged();

private:
    QString errorOf(int row) const;
    QString meaningOf(int row) const;

    SenmlPack m_pack;
    // As typed: "23." on the way to 23.5, or what is no time.
    std::vector<QString> m_values, m_times;
};

} // namespace copper
