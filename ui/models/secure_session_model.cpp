// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/secure_session_model.h"

#include "ui/models/device_keys.h"
#include "ui/text/credential_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

namespace copper {

namespace {

constexpr std::uint16_t kSecurePort = 5684;

QString grouped(std::uint64_t value)
{
    return groupedNumber(static_cast<qint64>(value));
}

} // namespace

SecureSessionModel::SecureSessionModel(SecureSessionList &sessions, const DeviceRegistry &devices,
                                       WallClock clock, QObject *parent)
    : QAbstractTableModel(parent), m_sessions(sessions), m_devices(devices),
      m_clock(std::move(clock))
{
    refresh();
    connect(&sessions, &SecureSessionList::sessionsChanged, this, &SecureSessionModel::refresh);
    connect(&sessions, &SecureSessionList::countsChanged, this, &SecureSessionModel::refreshCells);
}

void SecureSessionModel::refresh()
{
    std::vector<SocketAddress> peers;
    for (const SecureSession &session : m_sessions.sessions())
        peers.push_back(session.peer);
    if (peers == m_peers) {
        refreshCells();
        return;
    }
    beginResetModel();
    m_peers = std::move(peers);
    endResetModel();
}

void SecureSessionModel::refreshCells()
{
    if (!m_peers.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int SecureSessionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_peers.size());
}

int SecureSessionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const SecureSession *SecureSessionModel::session(int row) const
{
    return row >= 0 && row < rowCount() ? m_sessions.find(m_peers[static_cast<std::size_t>(row)])
                                        : nullptr;
}

QString SecureSessionModel::textOf(const SecureSession &session, int column) const
{
    switch (static_cast<Column>(column)) {
    case Device:
        return secureName(m_devices, session.peer);
    case Address:
        return QString::fromStdString(session.peer.port == kSecurePort ? ipLiteral(session.peer)
                                                                       : toText(session.peer));
    case Identity:
        return identityShown(session.identity);
    case Suite:
        return qtText(cipherSuiteName(session.suite));
    case Age:
        return spanText(std::max(0.0, m_clock().secondsSince(session.since)));
    case Resumptions:
        return QString::number(session.resumptions);
    case Records:
        return tr("%1 out, %2 in").arg(grouped(session.recordsOut), grouped(session.recordsIn));
    case Actions:
    case ColumnCount:
        break;
    }
    return {};
}

QVariant SecureSessionModel::data(const QModelIndex &index, int role) const
{
    const SecureSession *shown = index.isValid() ? session(index.row()) : nullptr;
    if (shown == nullptr)
        return {};
    if (role == Qt::DisplayRole)
        return textOf(*shown, index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::AlignVCenter | (index.column() == Resumptions ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QVariant SecureSessionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (section == Resumptions ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Device:
        return tr("Device");
    case Address:
        return tr("Address");
    case Identity:
        return tr("Identity");
    case Suite:
        return tr("Cipher suite");
    case Age:
        return tr("Age");
    case Resumptions:
        return tr("Resumptions");
    case Records:
        return tr("Records");
    case Actions:
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
