// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "core/domain/request_history.h"

namespace copper {

// Requests of this session, newest first. UI thread.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole, // quint64
        MethodRole,            // "GET"
        PathRole,              // "/sensors/pack"
        UriRole,
        CodeRole,    // "2.05", "no answer", empty while running
        ErrorRole,   // bool
        RunningRole, // bool
        TimeRole,    // "14:02:11"
    };

    explicit HistoryModel(RequestHistory &history, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QModelIndex indexOfId(quint64 id) const;

private:
    int rowOf(quint64 id) const;
    RequestHistory &m_history;
    std::vector<quint64> m_ids; // oldest first
};

} // namespace copper
