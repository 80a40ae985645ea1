// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/domain/workspace.h"

#include <vector>

namespace copper {

// Every observation there is or was, of all devices. Reads the stores when a cell is shown; keeps
// only the URIs. UI thread.
class ObservationModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        ResourceColumn,
        StateColumn,
        ValueColumn,
        RateColumn,
        AgeColumn,
        FreshColumn, // what is left of Max-Age
        GapsColumn,
        ReorderedColumn,
        RegisteredColumn,
        TypeColumn, // CON or NON
        CostColumn,
        ColumnCount
    };
    enum Role {
        UriRole = Qt::UserRole,
        SortRole,
        StateRole, // int(ObservationStatus::State)
        ObservedRole,
        SeriesPathRole,
        FailureRole, // why it ended: a sentence, or nothing
    };

    explicit ObservationModel(Workspace &workspace, QObject *parent = nullptr);

    QString uri(const QModelIndex &index) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void follow();
    void note(const QStringList &uris);
    QString text(const ObservedResource &resource, Column column) const;
    QString tip(const ObservedResource &resource) const;
    QVariant sortValue(const ObservedResource &resource, Column column) const;
    QString placeOf(const QString &uri) const;
    Workspace &m_workspace;
    QStringList m_uris; // sorted
};

} // namespace copper
