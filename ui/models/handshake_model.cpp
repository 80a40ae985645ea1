// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/handshake_model.h"

#include "ui/models/device_keys.h"
#include "ui/text/handshake_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

namespace copper {

HandshakeModel::HandshakeModel(HandshakeTest &test, const DeviceRegistry &devices, QObject *parent)
    : QAbstractTableModel(parent), m_test(test), m_devices(devices)
{
    refresh();
    connect(&test, &HandshakeTest::stepAdded, this, &HandshakeModel::refresh);
    connect(&test, &HandshakeTest::stateChanged, this, &HandshakeModel::refresh);
}

void HandshakeModel::refresh()
{
    beginResetModel();
    m_steps = m_test.steps().size();
    const bool open = m_test.isRunning() || m_test.state() == HandshakeTest::State::Failed;
    m_tail = open && (m_steps == 0 || m_test.steps().back().stage != HandshakeStage::FirstRequest);
    endResetModel();
}

int HandshakeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps) + (m_tail ? 1 : 0);
}

int HandshakeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HandshakeModel::targetName() const
{
    const QString &uri = m_test.spec().uri;
    const Device *device = m_devices.deviceAt(uri);
    if (device == nullptr && !m_test.steps().empty()) // its plain port is what was discovered
        device = deviceOfPeer(m_devices, m_test.steps().front().peer);
    QString name = device != nullptr ? device->name() : uri;
    return displayText(name.remove(QStringLiteral("coaps://")), 80);
}

Duration HandshakeModel::whole() const
{
    const HandshakeStepped &last = m_test.steps().back();
    return std::max<Duration>(last.began + last.took, std::chrono::microseconds(1));
}

QString HandshakeModel::textOf(const HandshakeStepped &step, int column) const
{
    switch (static_cast<Column>(column)) {
    case Step:
        return stageName(step.stage);
    case Detail:
        return stageDetail(step, targetName());
    case Took:
        return durationText(step.took);
    case Bar:
    case ColumnCount:
        break;
    }
    return {};
}

QVariant HandshakeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    if (row >= m_steps) {
        if (role == StateRole)
            return static_cast<int>(m_test.isRunning() ? State::Waiting : State::Broken);
        if (role != Qt::DisplayRole)
            return {};
        const HandshakeStage next =
            m_steps == 0
                ? HandshakeStage::Resolve
                : static_cast<HandshakeStage>(static_cast<int>(m_test.steps().back().stage) + 1);
        if (index.column() == Step)
            return stageName(next);
        if (index.column() == Detail)
            return m_test.isRunning() ? tr("under way") : tr("did not come");
        return {};
    }
    const HandshakeStepped &step = m_test.steps()[row];
    const auto share = [&](Duration part) {
        return static_cast<double>(part.count()) / static_cast<double>(whole().count());
    };
    switch (role) {
    case Qt::DisplayRole:
        return textOf(step, index.column());
    case StateRole:
        return static_cast<int>(State::Over);
    case BeganRole:
        return share(step.began);
    case ShareRole:
        return share(step.took);
    default:
        return {};
    }
}

QVariant HandshakeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Step:
        return tr("Step");
    case Detail:
        return tr("What it said");
    case Took:
        return tr("Took");
    case Bar:
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
