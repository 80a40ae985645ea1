// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/device_tree_parts.h"

#include "core/domain/resource_uri.h"
#include "ui/models/device_keys.h"

#include <QMimeData>
#include <QUrl>

namespace copper {

namespace {

// Row and node in one number; a row of nothing is a branch. The node is above, and scattered over
// the row below: Qt keeps persistent indexes in a hash of the lowest bits, and nodes of many
// devices are equal.
constexpr unsigned kNodeShift = 32;
constexpr std::uint32_t kScatter = 0x9e3779b1;
static_assert(sizeof(quintptr) >= 8, "an index holds the numbers of a row and of a node");

} // namespace

DeviceTreeModel::DeviceTreeModel(Workspace &workspace, QObject *parent)
    : QAbstractItemModel(parent), m_workspace(workspace), m_matcher(workspace)
{
    m_branches.emplace_back(); // kRankingBranch
    m_branches.front().kind = Kind::Ranking;
    DeviceRegistry &devices = workspace.devices();
    for (const Device &device : devices.devices())
        addDevice(device.id);
    connect(&devices, &DeviceRegistry::deviceAdded, this, &DeviceTreeModel::addDevice);
    connect(&devices, &DeviceRegistry::deviceChanged, this, &DeviceTreeModel::changeDevice);
    connect(&devices, &DeviceRegistry::linksChanged, this, &DeviceTreeModel::changeLinks);
    connect(&devices, &DeviceRegistry::deviceAboutToBeRemoved, this,
            &DeviceTreeModel::removeDevice);
    connect(&devices, &DeviceRegistry::ticked, this, &DeviceTreeModel::refreshAges);
    connect(&devices, &DeviceRegistry::networkChanged, this, [this](const QString &name) {
        for (const std::uint32_t branch : m_top) {
            if (m_branches[branch].kind == Kind::Network && m_branches[branch].name == name)
                sayBranch(branch);
        }
    });
    ObservationBook &observations = workspace.observations();
    connect(&observations, &ObservationBook::changed, this, &DeviceTreeModel::noteValues);
    connect(&observations, &ObservationBook::resourceRemoved, this,
            [this](const QString &uri) { noteValues({uri}); });
    for (const auto signal :
         {&ObservationBook::observationStarted, &ObservationBook::observationEnded}) {
        connect(&observations, signal, this, [this] {
            m_isObservedOld = true;
            for (const Branch &branch : m_branches)
                branch.counters.reset();
        });
    }
    connect(&workspace.samples(), &SampleStore::seriesChanged, this, &DeviceTreeModel::noteSeries);
    m_slice.setInterval(0);
    m_slice.setSingleShot(true);
    connect(&m_slice, &QTimer::timeout, this, &DeviceTreeModel::filterSlice);
}

DeviceTreeModel::~DeviceTreeModel() = default;

void DeviceTreeModel::setKeys(const DeviceKeys &keys)
{
    m_keys = &keys;
    connect(&keys, &DeviceKeys::changed, this, &DeviceTreeModel::refreshProtection);
    refreshProtection();
}

void DeviceTreeModel::onRename(std::function<void(DeviceId, const QString &)> rename)
{
    m_rename = std::move(rename);
}

quintptr DeviceTreeModel::numberOf(std::uint32_t row, std::uint32_t node)
{
    const std::uint32_t low = row + 1 + node * kScatter;
    return (quintptr(node) << kNodeShift) | low;
}

DeviceTreeModel::Place DeviceTreeModel::placeOf(const QModelIndex &index)
{
    const quintptr number = index.internalId();
    const auto high = static_cast<std::uint32_t>(number >> kNodeShift);
    const auto row = static_cast<std::uint32_t>(number) - high * kScatter;
    if (row == 0)
        return {high, kNoRow, 0};
    if (((row - 1) & kRankedBit) != 0)
        return {kRankingBranch, (row - 1) & ~kRankedBit, 0, high};
    return {0, row - 1, high};
}

DeviceTreeModel::Kind DeviceTreeModel::kindOf(const Place &place) const
{
    if (place.row == kNoRow)
        return m_branches[place.branch].kind;
    if (place.isRanked())
        return Kind::Resource;
    if (place.node == 0)
        return Kind::Device;
    return treeOf(place.row).node(place.node).isFolder() ? Kind::Folder : Kind::Resource;
}

const Device *DeviceTreeModel::deviceOf(const Place &place) const
{
    return m_workspace.devices().device(m_rows[place.row].device);
}

// The tree is made when the first child is asked for.
const ResourceTree &DeviceTreeModel::treeOf(std::uint32_t number) const
{
    // What a reader sees is the same before and after.
    Row &row = m_rows[number];
    if (row.tree)
        return *row.tree;
    const Device *device = m_workspace.devices().device(row.device);
    const ResourceList links = device == nullptr ? ResourceList() : device->links;
    for (const std::uint32_t other : rowsOf(row.device)) {
        if (m_rows[other].tree && m_rows[other].tree->links() == links)
            row.tree = m_rows[other].tree;
    }
    if (!row.tree)
        row.tree = std::make_shared<const ResourceTree>(links);
    if (row.isPart)
        setNodes(row, matchOf(row));
    return *row.tree;
}

QModelIndex DeviceTreeModel::branchIndex(std::uint32_t branch, int column) const
{
    const int row = branchRow(branch);
    return row < 0 ? QModelIndex() : createIndex(row, column, numberOf(kNoRow, branch));
}

QModelIndex DeviceTreeModel::rowIndex(std::uint32_t row, int column) const
{
    return nodeIndex(row, 0, column);
}

QModelIndex DeviceTreeModel::nodeIndex(std::uint32_t number, std::uint32_t node, int column) const
{
    const Row &row = m_rows[number];
    if (!row.isShown)
        return {};
    if (node == 0)
        return createIndex(static_cast<int>(row.at), column, numberOf(number, 0));
    std::uint32_t at = row.tree->row(node);
    if (row.nodes) {
        for (std::uint32_t up = node; up != 0; up = row.tree->node(up).parent) {
            if (!row.nodes->shown[up])
                return {};
        }
        at = row.nodes->row[node];
    }
    return createIndex(static_cast<int>(at), column, numberOf(number, node));
}

QModelIndex DeviceTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const auto at = static_cast<std::size_t>(row);
    if (!parent.isValid())
        return createIndex(row, column, numberOf(kNoRow, m_top[at]));
    const Place place = placeOf(parent);
    if (place.row == kNoRow && place.branch == kRankingBranch)
        return rankedIndex(static_cast<std::uint32_t>(row), column);
    if (place.row == kNoRow)
        return createIndex(row, column, numberOf(m_branches[place.branch].shown[at], 0));
    const Row &above = m_rows[place.row];
    const std::uint32_t first = treeOf(place.row).node(place.node).firstChild;
    const auto child = first + static_cast<std::uint32_t>(row);
    return createIndex(row, column,
                       numberOf(place.row, above.nodes ? above.nodes->at[child] : child));
}

QModelIndex DeviceTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Place place = placeOf(index);
    if (place.row == kNoRow)
        return {};
    if (place.isRanked())
        return branchIndex(kRankingBranch);
    if (place.node == 0)
        return branchIndex(m_rows[place.row].branch);
    return nodeIndex(place.row, treeOf(place.row).node(place.node).parent);
}

int DeviceTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    if (!parent.isValid())
        return static_cast<int>(m_top.size());
    const Place place = placeOf(parent);
    if (place.isRanked())
        return 0;
    if (place.row == kNoRow && place.branch == kRankingBranch)
        return static_cast<int>(m_ranking.size());
    if (place.row == kNoRow)
        return static_cast<int>(m_branches[place.branch].shown.size());
    const ResourceTree &tree = treeOf(place.row);
    const Row &row = m_rows[place.row];
    return static_cast<int>(row.nodes ? row.nodes->count[place.node]
                                      : tree.node(place.node).children);
}

bool DeviceTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid() || parent.column() > 0)
        return rowCount(parent) > 0;
    const Place place = placeOf(parent);
    if (place.row == kNoRow || place.isRanked() || place.node != 0 || m_rows[place.row].tree)
        return rowCount(parent) > 0;
    // A view asks this of every device; none is looked into for it.
    const Row &row = m_rows[place.row];
    if (row.isPart)
        return row.matched > 0;
    const Device *device = deviceOf(place);
    return device != nullptr && !device->links.empty();
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
    const Kind kind = kindOf(placeOf(index));
    if (kind == Kind::Resource)
        result |= Qt::ItemIsDragEnabled;
    if (kind == Kind::Device && index.column() == NameColumn)
        result |= Qt::ItemIsEditable;
    return result;
}

QModelIndex DeviceTreeModel::indexOf(DeviceId id) const
{
    for (const std::uint32_t row : rowsOf(id)) {
        if (m_rows[row].isShown)
            return rowIndex(row);
    }
    return {};
}

QModelIndex DeviceTreeModel::indexOfUri(const QString &uri) const
{
    const QString wanted = canonicalUri(uri);
    const auto place = m_workspace.devices().locate(wanted);
    if (!place)
        return {};
    const QString path = QUrl::fromPercentEncoding(place->path.toUtf8());
    for (const std::uint32_t row : rowsOf(place->device)) {
        const std::uint32_t node = treeOf(row).find(path);
        if (node == 0 || treeOf(row).node(node).isFolder() || uriOf({0, row, node}) != wanted)
            continue;
        const QModelIndex index = nodeIndex(row, node);
        if (index.isValid())
            return index;
    }
    return {};
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
        if (index.column() != NameColumn || kindOf(placeOf(index)) != Kind::Resource)
            continue;
        const QString uri = uriOf(placeOf(index));
        lines +=
            uri + QLatin1Char('\t') + index.data(SeriesPathRole).toString() + QLatin1Char('\n');
        uris << uri;
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
    if (!index.isValid() || role != Qt::EditRole || kindOf(placeOf(index)) != Kind::Device)
        return false;
    const DeviceId id = m_rows[placeOf(index).row].device;
    if (m_rename)
        m_rename(id, value.toString());
    else
        m_workspace.devices().rename(id, value.toString());
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
    case LastHeardColumn:
        return tr("Last heard");
    case AddressColumn:
        return tr("Address");
    case TagsColumn:
        return tr("Tags");
    case NoteColumn:
        return tr("Note");
    case RttColumn:
        return tr("Round trip");
    case ResourcesColumn:
        return tr("Resources");
    case BytesColumn:
        return tr("Bytes");
    case ObservedColumn:
        return tr("Observed");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace copper
