// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/device_tree_model.h"

#include "core/domain/resource_uri.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/representation_text.h"

#include <QMimeData>
#include <QPointF>

#include <algorithm>

namespace copper {

struct DeviceTreeModel::Item
{
    Kind kind = Kind::Network;
    Item *parent = nullptr; // null: a network
    QString network;        // of a network
    DeviceId device;
    QString name, path, uri;
    std::int32_t link = -1;
    std::vector<std::unique_ptr<Item>> children;

    int row(const std::vector<std::unique_ptr<Item>> &networks) const
    {
        const auto &siblings = parent == nullptr ? networks : parent->children;
        const auto found = std::find_if(siblings.begin(), siblings.end(),
                                        [this](const auto &each) { return each.get() == this; });
        return static_cast<int>(found - siblings.begin());
    }
};

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

const ResourceLink *DeviceTreeModel::linkOf(const Item &item) const
{
    const Device *device = m_workspace.devices().device(item.device);
    if (device == nullptr || item.link < 0 ||
        static_cast<std::size_t>(item.link) >= device->links.size())
        return nullptr;
    return &device->links[static_cast<std::size_t>(item.link)];
}

const LatestValue *DeviceTreeModel::latestOf(const Item &item) const
{
    const ObservedResource *resource = m_workspace.observations().find(item.uri);
    return resource != nullptr && resource->latest ? &*resource->latest : nullptr;
}

QVariant DeviceTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Item &item = *itemOf(index);
    if (role == Qt::DisplayRole)
        return columnText(item, index.column());
    if (role == Qt::ToolTipRole) {
        const QString text = tooltip(item);
        return text.isEmpty() ? QVariant() : text;
    }
    if (role == KindRole)
        return static_cast<int>(item.kind);
    if (role == DeviceIdRole)
        return item.device.value;
    switch (item.kind) {
    case Kind::Network:
        return networkData(item, role);
    case Kind::Device:
        return deviceData(item, role);
    case Kind::Folder:
    case Kind::Resource:
        return resourceData(item, role);
    }
    return {};
}

QVariant DeviceTreeModel::columnText(const Item &item, int column) const
{
    if (column == NameColumn) {
        switch (item.kind) {
        case Kind::Network: {
            const QString title = m_workspace.devices().networkTitle(item.network);
            if (!title.isEmpty())
                return displayText(title);
            if (item.network.isEmpty())
                return tr("By host name");
            return item.network == QLatin1String("lo") ? tr("This computer")
                                                       : displayText(item.network);
        }
        case Kind::Device: {
            const Device *device = m_workspace.devices().device(item.device);
            return device == nullptr ? QString() : displayText(device->name());
        }
        case Kind::Folder:
        case Kind::Resource:
            return displayText(item.name);
        }
    }
    if (item.kind != Kind::Resource)
        return {};
    if (column == ValueColumn) {
        const LatestValue *latest = latestOf(item);
        return latest == nullptr ? QString() : shownValue(*latest).joined();
    }
    const ResourceLink *link = linkOf(item);
    if (link == nullptr)
        return {};
    switch (static_cast<Column>(column)) {
    case TypeColumn:
        return displayText(link->rt);
    case InterfaceColumn:
        return displayText(link->interfaceDescription);
    case FormatColumn: {
        QStringList formats;
        for (const std::uint32_t format : link->contentFormats)
            formats << contentFormatShort(format);
        return formats.join(QStringLiteral(", "));
    }
    case SizeColumn:
        return link->size ? byteSize(*link->size) : QString();
    case NameColumn:
    case ValueColumn:
    case ColumnCount:
        break;
    }
    return {};
}

QString DeviceTreeModel::tooltip(const Item &item) const
{
    QStringList lines;
    if (item.kind == Kind::Device) {
        const Device *device = m_workspace.devices().device(item.device);
        if (device == nullptr)
            return {};
        lines << device->name();
        for (const DeviceAddress &address : device->addresses)
            lines << address.uri();
        if (device->linksCut)
            lines << tr("The list of resources is longer than what is shown.");
        if (!device->linkError.isEmpty())
            lines << device->linkError;
    } else if (item.kind == Kind::Resource) {
        lines << item.uri;
        if (const ResourceLink *link = linkOf(item)) {
            if (!link->title.isEmpty())
                lines << link->title;
            for (const auto &[name, value] : link->attributes) {
                if (lines.size() > 24)
                    break;
                lines << (value.isNull() ? name : name + QStringLiteral(" = ") + value);
            }
        }
    }
    for (QString &line : lines)
        line = displayText(line, 200).toHtmlEscaped();
    return lines.isEmpty() ? QString()
                           : QStringLiteral("<span>") + lines.join(QStringLiteral("<br>")) +
                                 QStringLiteral("</span>");
}

QVariant DeviceTreeModel::networkData(const Item &item, int role) const
{
    switch (role) {
    case AddressRole:
        return displayText(item.network);
    case TrailingRole:
        return QString::number(item.children.size());
    case FilterRole:
        return QString(columnText(item, NameColumn).toString() + QLatin1Char(' ') + item.network);
    case SortRole:
        return columnText(item, NameColumn);
    default:
        return {};
    }
}

QVariant DeviceTreeModel::deviceData(const Item &item, int role) const
{
    const Device *device = m_workspace.devices().device(item.device);
    if (device == nullptr)
        return {};
    switch (role) {
    case Qt::EditRole:
    case SortRole:
        return device->name();
    case UriRole:
        return device->baseUri();
    case AddressRole:
        return displayText(device->addressText());
    case StateRole:
        return static_cast<int>(device->state);
    case SecureRole:
        return device->isSecure();
    case FavouriteRole:
        return device->favourite;
    case FilterRole:
        return QString(device->name() + QLatin1Char(' ') + device->addressText() +
                       QLatin1Char(' ') + device->selfName);
    case TrailingRole: {
        const WallTime now = m_workspace.devices().now();
        const double quiet = device->lastHeard ? now.secondsSince(*device->lastHeard) : 0;
        switch (device->state) {
        case DeviceState::NotAsked:
            return tr("not asked yet");
        case DeviceState::Alive:
            return shortSpan(std::max(quiet, 0.0));
        case DeviceState::Stale:
            return tr("stale %1").arg(shortSpan(std::max(quiet, 1.0)));
        case DeviceState::Gone:
            return device->lastHeard ? tr("gone %1").arg(shortSpan(std::max(quiet, 1.0)))
                                     : tr("no answer");
        }
        return {};
    }
    default:
        return {};
    }
}

QString DeviceTreeModel::noteOf(const Item &item, const ResourceLink &link) const
{
    const LatestValue *latest = latestOf(item);
    if (latest != nullptr && shownValue(*latest).text.isEmpty())
        return formatName(latest->format);
    if (latest != nullptr)
        return {};
    if (link.size && *link.size >= 1024)
        return byteSize(*link.size);
    if (!link.contentFormats.empty() && link.contentFormats.front() != 0)
        return contentFormatShort(link.contentFormats.front());
    return {};
}

QVariant DeviceTreeModel::resourceData(const Item &item, int role) const
{
    switch (role) {
    case PathRole:
        return item.path;
    case UriRole:
        return item.uri;
    case SortRole:
        return item.name;
    default:
        break;
    }
    const ResourceLink *link = linkOf(item);
    if (role == FilterRole) {
        QString text = item.path;
        if (link != nullptr)
            text += QLatin1Char(' ') + link->rt + QLatin1Char(' ') + link->interfaceDescription +
                    QLatin1Char(' ') + link->title;
        return text;
    }
    if (item.kind == Kind::Folder || link == nullptr)
        return {};
    switch (role) {
    case NoteRole:
        return noteOf(item, *link);
    case ObservableRole:
        return link->observable;
    case StepsRole: {
        // RFC 6690 §3.2 leaves "if" open; core.a and core.p are what devices use for actuators and
        // parameters: values somebody sets, which stay until they are set again.
        const QStringList interfaces = link->interfaceDescription.split(QLatin1Char(' '));
        return interfaces.contains(QLatin1String("core.a")) ||
               interfaces.contains(QLatin1String("core.p"));
    }
    default:
        return valueData(item, role);
    }
}

QVariant DeviceTreeModel::valueData(const Item &item, int role) const
{
    const ObservedResource *resource = m_workspace.observations().find(item.uri);
    if (role == ObservedRole)
        return resource != nullptr && resource->isObserved();
    if (resource == nullptr || !resource->latest)
        return {};
    const LatestValue &latest = *resource->latest;
    const ValuePath path = latest.primary ? latest.primary->path : ValuePath{};
    switch (role) {
    case ValueTextRole:
        return shownValue(latest).text;
    case UnitTextRole:
        return shownValue(latest).unit;
    case SeriesPathRole:
        return QString::fromStdString(path.text);
    case ChangedAtRole:
        return static_cast<qlonglong>(latest.changedAt.unixMicros);
    default:
        break;
    }
    const std::optional<SeriesId> id = m_workspace.samples().find(item.uri, path);
    if (!id || !resource->isObserved())
        return {};
    if (role == StaleRole)
        return m_workspace.samples().info(*id)->staleSince.has_value();
    if (role != PointsRole)
        return {};
    const SampleSeries &series = *m_workspace.samples().series(*id);
    QList<QPointF> points;
    if (!series.empty()) {
        // Old values keep their picture: the window ends at the newest sample.
        const WallTime end = series.last().at;
        const WallTime begin = plusSeconds(end, -kSparklineSeconds);
        for (const Sample &sample : series.decimated(begin, end, kSparklinePixels)) {
            if (sample.at >= begin)
                points << QPointF(sample.at.secondsSince(end), sample.value);
        }
    }
    return QVariant::fromValue(points);
}

} // namespace copper
