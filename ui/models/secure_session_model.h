// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device_registry.h"
#include "core/domain/secure_session_list.h"
#include "core/domain/wall_clock.h"

#include <QAbstractTableModel>

namespace copper {

// The DTLS sessions that are up, by address. UI thread.
class SecureSessionModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        Device,
        Address,
        Identity,
        Suite,
        Age,
        Resumptions,
        Records,
        Actions,
        ColumnCount
    };

    SecureSessionModel(SecureSessionList &sessions, const DeviceRegistry &devices, WallClock clock,
                       QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    const SecureSession *session(int row) const;
    void refreshCells();

private:
    void refresh();
    QString textOf(const SecureSession &session, int column) const;

    SecureSessionList &m_sessions;
    const DeviceRegistry &m_devices;
    WallClock m_clock;
    std::vector<SocketAddress> m_peers;
};

} // namespace copper
