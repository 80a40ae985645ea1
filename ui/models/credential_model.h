// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credential_store.h"
#include "core/domain/wall_clock.h"
#include "ui/text/failure_text.h"

#include <QAbstractTableModel>

#include <map>

namespace copper {

// The keys, one row each, without anything secret. What the last test of this run said stands with
// its row until the next one.
class CredentialModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Identity, UsedFor, LastUsed, LastTested, ColumnCount };
    enum Role {
        OutcomeRole = Qt::UserRole, // int(LastTest::Outcome)
        HasKeyRole,                 // bool: the place where it is kept gave it out
        TroubleRole,                // QString: what went wrong in the last test; mostly empty
        TroubleHintRole,            // QString
    };

    CredentialModel(CredentialStore &store, WallClock clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    CredentialId idOf(int row) const; // null when there is no such row
    int rowOf(const CredentialId &id) const;
    const Credential *credential(int row) const;
    // An empty sentence takes it away.
    void setTrouble(const CredentialId &id, const Explanation &trouble);
    void refreshAges();

private:
    void refresh();
    QString textOf(const Credential &credential, int column) const;

    CredentialStore &m_store;
    WallClock m_clock;
    std::vector<CredentialId> m_ids;
    std::map<CredentialId, Explanation> m_troubles;
};

} // namespace copper
