// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/history_model.h"

#include "core/domain/resource_uri.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

#include <algorithm>

namespace copper {

HistoryModel::HistoryModel(RequestHistory &history, WallClock now, QObject *parent)
    : QAbstractListModel(parent), m_history(history), m_now(std::move(now))
{
    readAll();
    connect(&history, &RequestHistory::restored, this, [this] {
        beginResetModel();
        readAll();
        endResetModel();
    });
    connect(&history, &RequestHistory::entryAdded, this, [this](quint64 id) {
        beginInsertRows({}, 0, 0);
        m_ids.push_back(id);
        endInsertRows();
    });
    connect(&history, &RequestHistory::entryChanged, this, [this](quint64 id) {
        const QModelIndex changed = indexOfId(id);
        if (changed.isValid())
            Q_EMIT dataChanged(changed, changed);
    });
    connect(&history, &RequestHistory::entryAboutToBeRemoved, this, [this](quint64 id) {
        const int row = rowOf(id);
        if (row < 0)
            return;
        beginRemoveRows({}, row, row);
        m_ids.erase(m_ids.begin() + (static_cast<int>(m_ids.size()) - 1 - row));
        endRemoveRows();
    });
}

void HistoryModel::readAll()
{
    m_ids.clear();
    for (const HistoryEntry &entry : m_history.entries())
        m_ids.push_back(entry.id);
}

int HistoryModel::rowOf(quint64 id) const
{
    const auto place = std::lower_bound(m_ids.begin(), m_ids.end(), id);
    if (place == m_ids.end() || *place != id)
        return -1;
    return static_cast<int>(m_ids.size()) - 1 - static_cast<int>(place - m_ids.begin());
}

QModelIndex HistoryModel::indexOfId(quint64 id) const
{
    const int row = rowOf(id);
    return row < 0 ? QModelIndex() : index(row);
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const HistoryEntry *entry =
        m_history.entry(m_ids[m_ids.size() - 1 - static_cast<std::size_t>(index.row())]);
    if (entry == nullptr)
        return {};
    const auto path = [entry] {
        const auto parts = splitUri(entry->spec.uri);
        return displayText(parts ? parts->path + parts->query : entry->spec.uri);
    };
    const auto outcome = [entry] {
        if (entry->failure)
            return failureWord(entry->failure->kind);
        return entry->response ? codeDigitsText(entry->response->code) : QString();
    };
    switch (role) {
    case IdRole:
        return static_cast<qulonglong>(entry->id);
    case MethodRole:
        return codeText(entry->spec.method);
    case PathRole:
        return path();
    case UriRole:
        return entry->spec.uri;
    case CodeRole:
        return outcome();
    case ErrorRole:
        return entry->failure.has_value() ||
               (entry->response && !entry->response->code.isSuccess());
    case RunningRole:
        return entry->isRunning();
    case TimeRole:
        return whenText(entry->sentAt, m_now());
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return QStringList{codeText(entry->spec.method), path(),
                           entry->isRunning() ? tr("waiting") : outcome(),
                           whenText(entry->sentAt, m_now())}
            .join(QLatin1Char(' '));
    case Qt::ToolTipRole:
        return toolTipText(entry->spec.uri);
    default:
        return {};
    }
}

} // namespace copper
