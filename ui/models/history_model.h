// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "core/domain/request_history.h"
#include "core/domain/wall_clock.h"

namespace copper {

// Requests of this session and of those before, newest first. UI thread.
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
        TimeRole,    // whenText
    };

    // now: to tell today from yesterday.
    HistoryModel(RequestHistory &history, WallClock now, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QModelIndex indexOfId(quint64 id) const;

private:
    void readAll();
    int rowOf(quint64 id) const;
    RequestHistory &m_history;
    WallClock m_now;
    std::vector<quint64> m_ids; // oldest first
};

} // namespace copper
