// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/device_tree_item.h"

#include "core/domain/resource_uri.h"
#include "ui/models/device_keys.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/representation_text.h"

#include <QMimeData>
#include <QPointF>

#include <algorithm>

namespace copper {

DeviceTreeModel::DeviceTreeModel(Workspace &workspace, QObject *parent)
    : QAbstractItemModel(parent), m_workspace(workspace)
{
    DeviceRegistry &devices = workspace.devices();
    for (const Device &device : devices.devices())
        addDevice(device.id);
    connect(&devices, &DeviceRegistry::deviceAdded, this, &DeviceTreeModel::addDevice);
    connect(&devices, &DeviceRegistry::deviceChanged, this, &DeviceTreeModel::changeDevice);
    connect(&devices, &DeviceRegistry::linksChanged, this, &DeviceTreeModel::rebuildLinks);
    connect(&devices, &DeviceRegistry::deviceAboutToBeRemoved, this,
            &DeviceTreeModel::removeDevice);
    connect(&devices, &DeviceRegistry::ticked, this, &DeviceTreeModel::refreshAges);
    connect(&devices, &DeviceRegistry::networkChanged, this, [this](const QString &name) {
        for (const auto &network : m_networks) {
            if (network->network == name)
                Q_EMIT dataChanged(indexFor(network.get()), indexFor(network.get()));
        }
    });
    connect(&workspace.observations(), &ObservationBook::changed, this,
            &DeviceTreeModel::noteValues);
    connect(&workspace.samples(), &SampleStore::seriesChanged, this, &DeviceTreeModel::noteSeries);
}

DeviceTreeModel::~DeviceTreeModel() = default;

void DeviceTreeModel::setKeys(const DeviceKeys &keys)
{
    m_keys = &keys;
    connect(&keys, &DeviceKeys::changed, this, &DeviceTreeModel::refreshProtection);
    refreshProtection();
}

void DeviceTreeModel::refreshProtection()
{
    for (const auto &network : m_networks) {
        if (!network->children.empty())
            Q_EMIT dataChanged(indexFor(network->children.front().get()),
                               indexFor(network->children.back().get()), {ProtectionRole});
    }
}

const DeviceTreeModel::Item *DeviceTreeModel::itemOf(const QModelIndex &index)
{
    return static_cast<const Item *>(index.internalPointer());
}

QModelIndex DeviceTreeModel::indexFor(const Item *item, int column) const
{
    if (item == nullptr)
        return {};
    return createIndex(item->row(m_networks), column, item);
}

QModelIndex DeviceTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const auto &siblings = parent.isValid() ? itemOf(parent)->children : m_networks;
    return createIndex(row, column, siblings[static_cast<std::size_t>(row)].get());
}

QModelIndex DeviceTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return indexFor(itemOf(index)->parent);
}

int DeviceTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const auto &siblings = parent.isValid() ? itemOf(parent)->children : m_networks;
    return static_cast<int>(siblings.size());
}

int DeviceTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

Qt::ItemFlags DeviceTreeModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags result = QAbstractItemModel::flags(index);
    if (!index.isValid())
        return result;
    const Kind kind = itemOf(index)->kind;
    if (kind == Kind::Resource)
        result |= Qt::ItemIsDragEnabled;
    if (kind == Kind::Device && index.column() == NameColumn)
        result |= Qt::ItemIsEditable;
    return result;
}

QModelIndex DeviceTreeModel::indexOf(DeviceId id) const
{
    return indexFor(deviceItem(id));
}

QModelIndex DeviceTreeModel::indexOfUri(const QString &uri) const
{
    const auto found = m_byUri.find(canonicalUri(uri));
    return found == m_byUri.end() ? QModelIndex() : indexFor(found->second);
}

DeviceTreeModel::Item *DeviceTreeModel::deviceItem(DeviceId id) const
{
    const auto found = m_byDevice.find(id);
    return found == m_byDevice.end() ? nullptr : found->second;
}

DeviceTreeModel::Item *DeviceTreeModel::networkItem(const QString &name)
{
    for (const auto &network : m_networks) {
        if (network->network == name)
            return network.get();
    }
    const int row = static_cast<int>(m_networks.size());
    beginInsertRows({}, row, row);
    auto added = std::make_unique<Item>();
    added->kind = Kind::Network;
    added->network = name;
    m_networks.push_back(std::move(added));
    endInsertRows();
    return m_networks.back().get();
}

void DeviceTreeModel::addDevice(DeviceId id)
{
    const Device *device = m_workspace.devices().device(id);
    if (device == nullptr || m_byDevice.contains(id))
        return;
    Item *network = networkItem(device->networkName);
    auto added = std::make_unique<Item>();
    added->kind = Kind::Device;
    added->parent = network;
    added->device = id;
    added->uri = device->baseUri();
    buildChildren(*added);
    // By address: answers come in another order each time, and a list that reshuffles is no list.
    const auto place =
        std::find_if(network->children.begin(), network->children.end(), [&](const auto &sibling) {
            const Device *other = m_workspace.devices().device(sibling->device);
            return other != nullptr && !other->addresses.empty() && !device->addresses.empty() &&
                   device->addresses.front().socket < other->addresses.front().socket;
        });
    const int row = static_cast<int>(place - network->children.begin());
    beginInsertRows(indexFor(network), row, row);
    m_byDevice[id] = added.get();
    network->children.insert(place, std::move(added));
    endInsertRows();
    Q_EMIT dataChanged(indexFor(network), indexFor(network)); // its count
}

void DeviceTreeModel::buildChildren(Item &deviceRow)
{
    const Device *device = m_workspace.devices().device(deviceRow.device);
    if (device == nullptr)
        return;
    const ResourceTree tree(device->links);
    const QString base = device->baseUri();
    // Children are made before the rows are announced; depth is bounded by ResourceTree.
    const auto build = [&](const auto &self, Item &into, std::uint32_t node) -> void {
        for (const std::uint32_t child : tree.node(node).children) {
            const ResourceTree::Node &source = tree.node(child);
            auto item = std::make_unique<Item>();
            item->kind = source.isFolder() ? Kind::Folder : Kind::Resource;
            item->parent = &into;
            item->device = deviceRow.device;
            item->name = source.name;
            item->path = source.path;
            item->link = source.link;
            if (!source.isFolder()) {
                item->uri = resourceUri(base, device->links[static_cast<std::size_t>(source.link)]);
                m_byUri[item->uri] = item.get();
            }
            self(self, *item, child);
            into.children.push_back(std::move(item));
        }
    };
    build(build, deviceRow, 0);
}

void DeviceTreeModel::forgetUris(const Item &item)
{
    for (const auto &child : item.children)
        forgetUris(*child);
    const auto found = m_byUri.find(item.uri);
    if (found != m_byUri.end() && found->second == &item)
        m_byUri.erase(found);
}

void DeviceTreeModel::removeDevice(DeviceId id)
{
    Item *item = deviceItem(id);
    if (item == nullptr)
        return;
    Item *network = item->parent;
    const int row = item->row(m_networks);
    beginRemoveRows(indexFor(network), row, row);
    forgetUris(*item);
    m_byDevice.erase(id);
    network->children.erase(network->children.begin() + row);
    endRemoveRows();
    if (network->children.empty()) {
        const int networkRow = network->row(m_networks);
        beginRemoveRows({}, networkRow, networkRow);
        m_networks.erase(m_networks.begin() + networkRow);
        endRemoveRows();
    } else {
        Q_EMIT dataChanged(indexFor(network), indexFor(network));
    }
}

void DeviceTreeModel::changeDevice(DeviceId id)
{
    Item *item = deviceItem(id);
    const Device *device = m_workspace.devices().device(id);
    if (item == nullptr || device == nullptr)
        return;
    if (item->parent->network != device->networkName) {
        removeDevice(id);
        addDevice(id);
        return;
    }
    if (item->uri != device->baseUri()) {
        item->uri = device->baseUri();
        rebuildLinks(id);
    }
    Q_EMIT dataChanged(indexFor(item), indexFor(item, ColumnCount - 1));
}

void DeviceTreeModel::rebuildLinks(DeviceId id)
{
    Item *item = deviceItem(id);
    if (item == nullptr)
        return;
    if (!item->children.empty()) {
        beginRemoveRows(indexFor(item), 0, static_cast<int>(item->children.size()) - 1);
        for (const auto &child : item->children)
            forgetUris(*child);
        item->children.clear();
        endRemoveRows();
    }
    Item fresh;
    fresh.device = id;
    buildChildren(fresh);
    if (fresh.children.empty())
        return;
    beginInsertRows(indexFor(item), 0, static_cast<int>(fresh.children.size()) - 1);
    for (const auto &child : fresh.children)
        child->parent = item;
    item->children = std::move(fresh.children);
    endInsertRows();
}

void DeviceTreeModel::noteValues(const QStringList &uris)
{
    for (const QString &uri : uris) {
        const auto found = m_byUri.find(uri);
        if (found != m_byUri.end())
            Q_EMIT dataChanged(indexFor(found->second), indexFor(found->second, ColumnCount - 1));
    }
}

void DeviceTreeModel::noteSeries(const std::vector<SeriesId> &ids)
{
    QStringList uris;
    for (const SeriesId id : ids) {
        if (const SeriesInfo *info = m_workspace.samples().info(id);
            info && !uris.contains(info->uri))
            uris << info->uri;
    }
    noteValues(uris);
}

void DeviceTreeModel::refreshAges()
{
    for (const auto &network : m_networks) {
        if (!network->children.empty())
            Q_EMIT dataChanged(indexFor(network->children.front().get()),
                               indexFor(network->children.back().get()), {TrailingRole});
    }
}

QStringList DeviceTreeModel::mimeTypes() const
{
    return {QString::fromLatin1(kMimeType), QStringLiteral("text/plain")};
}

QMimeData *DeviceTreeModel::mimeData(const QModelIndexList &indexes) const
{
    QString lines;
    QStringList uris;
    for (const QModelIndex &index : indexes) {
        if (index.column() != NameColumn || itemOf(index)->kind != Kind::Resource)
            continue;
        lines += itemOf(index)->uri + QLatin1Char('\t') + index.data(SeriesPathRole).toString() +
                 QLatin1Char('\n');
        uris << itemOf(index)->uri;
    }
    if (uris.isEmpty())
        return nullptr;
    auto *mime = new QMimeData;
    mime->setData(QString::fromLatin1(kMimeType), lines.toUtf8());
    mime->setText(uris.join(QLatin1Char('\n')));
    return mime;
}

bool DeviceTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole || itemOf(index)->kind != Kind::Device)
        return false;
    m_workspace.devices().rename(itemOf(index)->device, value.toString());
    return true;
}

QVariant DeviceTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case NameColumn:
        return tr("Name");
    case ValueColumn:
        return tr("Value");
    case TypeColumn:
        return tr("Type (rt)");
    case InterfaceColumn:
        return tr("Interface (if)");
    case FormatColumn:
        return tr("Format (ct)");
    case SizeColumn:
        return tr("Size (sz)");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
