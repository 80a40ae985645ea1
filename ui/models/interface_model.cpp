// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/interface_model.h"

#include "ui/text/plain_text.h"

namespace copper {

InterfaceModel::InterfaceModel(DiscoveryChoice &choice, SweepBook &sweeps, QObject *parent)
    : QAbstractTableModel(parent), m_choice(choice), m_sweeps(sweeps), m_rows(choice.interfaces())
{
    connect(&choice, &DiscoveryChoice::changed, this, &InterfaceModel::follow);
    const auto counted = [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, BackColumn), index(rowCount() - 1, BackColumn));
    };
    connect(&sweeps, &SweepBook::sweepAdded, this, counted);
    connect(&sweeps, &SweepBook::sweepChanged, this, counted);
}

void InterfaceModel::follow()
{
    if (m_rows != m_choice.interfaces()) {
        beginResetModel();
        m_rows = m_choice.interfaces();
        endResetModel();
    } else if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, NameColumn), index(rowCount() - 1, NameColumn));
    }
}

int InterfaceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int InterfaceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString InterfaceModel::stateText(const InterfaceInfo &each) const
{
    if (!each.up)
        return tr("down");
    if (each.addresses.isEmpty())
        return tr("no address");
    if (each.loopback)
        return tr("this computer");
    return each.multicast ? tr("up, multicast") : tr("no multicast");
}

QString InterfaceModel::backText(const InterfaceInfo &each) const
{
    if (m_sweeps.sweeps().empty())
        return {};
    for (const ScanInterface &counted : m_sweeps.sweeps().back().interfaces) {
        if (counted.name != each.name)
            continue;
        if (counted.refused.size() == counted.groups.size())
            return tr("not sent");
        return tr("%n answers", nullptr, static_cast<int>(counted.answers));
    }
    return {};
}

QVariant InterfaceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const InterfaceInfo &each = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::CheckStateRole && index.column() == NameColumn)
        return each.canDiscover() && m_choice.isChosen(each.name) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::ToolTipRole && index.column() == AddressColumn)
        return each.addresses.join(QLatin1Char('\n')).toHtmlEscaped();
    if (role == Qt::AccessibleTextRole && index.column() == NameColumn)
        return QString(displayText(each.name, 40) + QStringLiteral(", ") + stateText(each));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case NameColumn:
        return displayText(each.name, 40);
    case AddressColumn:
        return each.addresses.join(QStringLiteral(", "));
    case StateColumn:
        return stateText(each);
    case BackColumn:
        return backText(each);
    case ColumnCount:
        break;
    }
    return {};
}

bool InterfaceModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != NameColumn)
        return false;
    m_choice.choose(m_rows[static_cast<std::size_t>(index.row())].name,
                    value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags InterfaceModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags result = Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (m_rows[static_cast<std::size_t>(index.row())].canDiscover())
        result |= Qt::ItemIsEnabled;
    if (index.column() == NameColumn)
        result |= Qt::ItemIsUserCheckable;
    return result;
}

QVariant InterfaceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case NameColumn:
        return tr("Interface");
    case AddressColumn:
        return tr("Addresses");
    case StateColumn:
        return tr("State");
    case BackColumn:
        return tr("Came back");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
