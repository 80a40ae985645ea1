// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/credential_model.h"

#include "ui/text/credential_text.h"

namespace copper {

CredentialModel::CredentialModel(CredentialStore &store, WallClock clock, QObject *parent)
    : QAbstractTableModel(parent), m_store(store), m_clock(std::move(clock))
{
    refresh();
    connect(&store, &CredentialStore::changed, this, &CredentialModel::refresh);
    connect(&store, &CredentialStore::placeChanged, this, &CredentialModel::refresh);
}

// The selection survives what only changes rows.
void CredentialModel::refresh()
{
    std::vector<CredentialId> ids;
    for (const Credential &credential : m_store.book().credentials())
        ids.push_back(credential.id);
    if (ids == m_ids) {
        if (!m_ids.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_ids = std::move(ids);
    endResetModel();
}

void CredentialModel::refreshAges()
{
    if (!m_ids.empty())
        Q_EMIT dataChanged(index(0, LastUsed), index(rowCount() - 1, LastUsed));
}

int CredentialModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int CredentialModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

CredentialId CredentialModel::idOf(int row) const
{
    return row >= 0 && row < rowCount() ? m_ids[static_cast<std::size_t>(row)] : CredentialId();
}

int CredentialModel::rowOf(const CredentialId &id) const
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

const Credential *CredentialModel::credential(int row) const
{
    return m_store.book().find(idOf(row));
}

void CredentialModel::setTrouble(const CredentialId &id, const Explanation &trouble)
{
    if (trouble.sentence.isEmpty())
        m_troubles.erase(id);
    else
        m_troubles[id] = trouble;
    if (const int row = rowOf(id); row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

QString CredentialModel::textOf(const Credential &credential, int column) const
{
    switch (static_cast<Column>(column)) {
    case Name:
        return credentialTitle(credential);
    case Identity:
        return identityShown(credential.identity);
    case UsedFor:
        return credential.patterns.empty() ? tr("no host yet") : patternsText(credential.patterns);
    case LastUsed:
        return agoText(credential.lastUsedMs, m_clock().unixMicros / 1000);
    case LastTested:
        return credential.hasKey() ? outcomeWord(credential.lastTest.outcome) : tr("key missing");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant CredentialModel::data(const QModelIndex &index, int role) const
{
    const Credential *shown = index.isValid() ? credential(index.row()) : nullptr;
    if (shown == nullptr)
        return {};
    const auto trouble = m_troubles.find(shown->id);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*shown, index.column());
    case Qt::AccessibleDescriptionRole:
    case TroubleRole:
        return trouble == m_troubles.end() ? QString() : trouble->second.sentence;
    case TroubleHintRole:
        return trouble == m_troubles.end() ? QString() : trouble->second.hint;
    case OutcomeRole:
        return static_cast<int>(shown->lastTest.outcome);
    case HasKeyRole:
        return shown->hasKey();
    default:
        return {};
    }
}

QVariant CredentialModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Name");
    case Identity:
        return tr("Identity");
    case UsedFor:
        return tr("Used for");
    case LastUsed:
        return tr("Last used");
    case LastTested:
        return tr("Last test");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
