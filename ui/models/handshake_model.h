// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/device_registry.h"
#include "core/domain/handshake_test.h"

#include <QAbstractTableModel>

namespace copper {

// The steps of the handshake test, those that are over and, while it runs or where it broke off,
// the one it waits for.
class HandshakeModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Step, Detail, Bar, Took, ColumnCount };
    enum class State { Over, Waiting, Broken };
    enum Role {
        StateRole = Qt::UserRole, // int(State)
        BeganRole,                // double: share of the whole test, 0 to 1
        ShareRole,                // double: of what it took
    };

    HandshakeModel(HandshakeTest &test, const DeviceRegistry &devices, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // Without scheme; for the head line. The device's name where it is known.
    QString targetName() const;

private:
    void refresh();
    Duration whole() const;
    QString textOf(const HandshakeStepped &step, int column) const;

    HandshakeTest &m_test;
    const DeviceRegistry &m_devices;
    std::size_t m_steps = 0; // shown
    bool m_tail = false;     // and the one that did not come
};

} // namespace copper
