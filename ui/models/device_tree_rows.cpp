// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows the device tree has, and in which order.
#include "ui/models/device_tree_parts.h"

#include "core/domain/resource_uri.h"

#include <QSet>
#include <QUrl>

#include <cmath>

namespace copper {

namespace {

// Trouble first.
int rankOf(DeviceState state)
{
    switch (state) {
    case DeviceState::Gone:
        return 0;
    case DeviceState::Stale:
        return 1;
    case DeviceState::NotAsked:
        return 2;
    case DeviceState::Alive:
        return 3;
    }
    return 3;
}

} // namespace

std::vector<std::uint32_t> DeviceTreeModel::rowsOf(DeviceId id) const
{
    std::vector<std::uint32_t> rows;
    const auto [begin, end] = m_byDevice.equal_range(id);
    for (auto at = begin; at != end; ++at)
        rows.push_back(at->second);
    return rows;
}

int DeviceTreeModel::branchRow(std::uint32_t branch) const
{
    const auto found = std::find(m_top.begin(), m_top.end(), branch);
    return found == m_top.end() ? -1 : static_cast<int>(found - m_top.begin());
}

std::uint32_t DeviceTreeModel::branchFor(Kind kind, const QString &name)
{
    for (std::uint32_t i = 0; i < m_branches.size(); ++i) {
        const Branch &branch = m_branches[i];
        if (!branch.all.empty() && branch.kind == kind && branch.name == name)
            return i;
    }
    std::uint32_t number = 0;
    if (!m_freeBranches.empty()) {
        number = m_freeBranches.back();
        m_freeBranches.pop_back();
    } else if (m_branches.size() < kMaxBranches) {
        number = static_cast<std::uint32_t>(m_branches.size());
        m_branches.emplace_back();
    } else {
        return static_cast<std::uint32_t>(kMaxBranches - 1);
    }
    Branch &branch = m_branches[number];
    branch = Branch();
    branch.kind = kind;
    branch.name = name;
    branch.order = ++m_order;
    return number;
}

// The ranking stands first, then groups: they are the user's.
void DeviceTreeModel::showBranch(std::uint32_t number)
{
    const auto before = [this](std::uint32_t a, std::uint32_t b) {
        const Branch &left = m_branches[a];
        const Branch &right = m_branches[b];
        if ((left.kind == Kind::Ranking) != (right.kind == Kind::Ranking))
            return left.kind == Kind::Ranking;
        if (left.kind != right.kind)
            return left.kind == Kind::Group;
        return left.order < right.order;
    };
    const auto place = std::lower_bound(m_top.begin(), m_top.end(), number, before);
    const int row = static_cast<int>(place - m_top.begin());
    beginInsertRows({}, row, row);
    m_top.insert(place, number);
    endInsertRows();
}

void DeviceTreeModel::hideBranch(std::uint32_t number)
{
    const int row = branchRow(number);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_top.erase(m_top.begin() + row);
    for (const std::uint32_t each : m_branches[number].shown)
        m_rows[each].isShown = false;
    m_branches[number].shown.clear();
    endRemoveRows();
}

void DeviceTreeModel::renumber(Branch &branch, std::size_t from)
{
    for (std::size_t i = from; i < branch.shown.size(); ++i)
        m_rows[branch.shown[i]].at = static_cast<std::uint32_t>(i);
}

void DeviceTreeModel::hideRows(std::uint32_t number, const std::vector<std::uint32_t> &rows)
{
    if (rows.empty())
        return;
    if (rows.size() == m_branches[number].shown.size()) {
        hideBranch(number);
        return;
    }
    std::vector<std::uint32_t> places;
    places.reserve(rows.size());
    for (const std::uint32_t row : rows)
        places.push_back(m_rows[row].at);
    std::sort(places.begin(), places.end(), std::greater<>());
    const QModelIndex parent = branchIndex(number);
    for (std::size_t i = 0; i < places.size();) {
        const std::uint32_t last = places[i];
        std::uint32_t first = last;
        while (++i < places.size() && places[i] + 1 == first)
            first = places[i];
        beginRemoveRows(parent, static_cast<int>(first), static_cast<int>(last));
        std::vector<std::uint32_t> &shown = m_branches[number].shown;
        for (std::uint32_t at = first; at <= last; ++at)
            m_rows[shown[at]].isShown = false;
        shown.erase(shown.begin() + first, shown.begin() + last + 1);
        renumber(m_branches[number], first);
        endRemoveRows();
    }
}

void DeviceTreeModel::showRows(std::uint32_t number, std::vector<std::uint32_t> rows)
{
    if (rows.empty())
        return;
    const auto before = [this](std::uint32_t a, std::uint32_t b) {
        return m_rows[a].key.before(m_rows[b].key);
    };
    std::sort(rows.begin(), rows.end(), before);
    if (m_branches[number].shown.empty()) {
        for (const std::uint32_t row : rows)
            m_rows[row].isShown = true;
        m_branches[number].shown = std::move(rows);
        renumber(m_branches[number], 0);
        showBranch(number);
        return;
    }
    const QModelIndex parent = branchIndex(number);
    for (std::size_t i = 0; i < rows.size();) {
        std::vector<std::uint32_t> &shown = m_branches[number].shown;
        const auto place = std::lower_bound(shown.begin(), shown.end(), rows[i], before);
        const auto at = static_cast<std::size_t>(place - shown.begin());
        std::size_t end = i + 1;
        while (end < rows.size() && (place == shown.end() || before(rows[end], *place)))
            ++end;
        beginInsertRows(parent, static_cast<int>(at), static_cast<int>(at + end - i - 1));
        for (std::size_t k = i; k < end; ++k)
            m_rows[rows[k]].isShown = true;
        shown.insert(place, rows.begin() + static_cast<std::ptrdiff_t>(i),
                     rows.begin() + static_cast<std::ptrdiff_t>(end));
        renumber(m_branches[number], at);
        endInsertRows();
        i = end;
    }
}

DeviceTreeModel::SortKey DeviceTreeModel::keyOf(const Device &device, const Row &row) const
{
    constexpr double kLast = HUGE_VAL;
    SortKey key;
    key.favourite = device.favourite;
    key.order = row.key.order;
    if (!device.addresses.empty()) {
        key.hasAddress = true;
        key.address = device.addresses.front().socket;
    }
    switch (m_sort) {
    case SortBy::Address:
        break;
    case SortBy::Name:
        key.text = device.name();
        break;
    case SortBy::State:
        key.number = rankOf(device.state);
        break;
    case SortBy::LastHeard:
        key.number = device.lastHeard ? -static_cast<double>(device.lastHeard->unixMicros) : kLast;
        break;
    case SortBy::Value: // of what the filter leaves
        key.number = kLast;
        for (const auto &[link, value] : row.values)
            key.number = std::min(key.number, -value);
        if (const auto *live = isFiltering() ? nullptr : m_matcher.valuesOf(device.id)) {
            for (const RowMatcher::Live &each : *live)
                key.number = each.value ? std::min(key.number, -*each.value) : key.number;
        }
        break;
    case SortBy::Found:
        key.number = key.order;
        break;
    }
    return key;
}

void DeviceTreeModel::addRow(DeviceId id, std::uint32_t branch)
{
    const Device *device = m_workspace.devices().device(id);
    std::uint32_t number = 0;
    if (!m_freeRows.empty()) {
        number = m_freeRows.back();
        m_freeRows.pop_back();
    } else {
        number = static_cast<std::uint32_t>(m_rows.size());
        m_rows.emplace_back();
    }
    Row &row = m_rows[number];
    row = Row();
    row.device = id;
    row.branch = branch;
    row.isUsed = true;
    row.key.order = ++m_order;
    const RowMatcher::Match match = matchOf(row);
    noteMatch(row, match);
    row.isPart = !match.all;
    row.matched = static_cast<std::uint32_t>(match.matched);
    row.key = keyOf(*device, row);
    std::vector<std::uint32_t> &all = m_branches[branch].all;
    all.insert(std::lower_bound(all.begin(), all.end(), number,
                                [this](std::uint32_t a, std::uint32_t b) {
                                    return m_rows[a].key.before(m_rows[b].key);
                                }),
               number);
    m_byDevice.emplace(id, number);
    m_branches[branch].counters.reset();
    m_isRankingOld = true;
    if (!match.any())
        return;
    showRows(branch, {number});
    sayBranch(branch); // its count
}

void DeviceTreeModel::removeRow(std::uint32_t number)
{
    const std::uint32_t branch = m_rows[number].branch;
    dropRanked(number);
    m_branches[branch].counters.reset();
    if (m_rows[number].isShown)
        hideRows(branch, {number});
    std::vector<std::uint32_t> &all = m_branches[branch].all;
    all.erase(std::find(all.begin(), all.end(), number));
    auto [at, end] = m_byDevice.equal_range(m_rows[number].device);
    while (at != end)
        at = at->second == number ? m_byDevice.erase(at) : std::next(at);
    m_rows[number] = Row();
    m_freeRows.push_back(number);
    if (all.empty())
        m_freeBranches.push_back(branch);
    else
        sayBranch(branch);
}

void DeviceTreeModel::addDevice(DeviceId id)
{
    const Device *device = m_workspace.devices().device(id);
    if (device == nullptr || m_byDevice.contains(id))
        return;
    m_matcher.noteDevice(id);
    m_isObservedOld = true;
    m_isForeignOld = true;
    addRow(id, branchFor(Kind::Network, device->networkName));
    for (const QString &group : device->groups)
        addRow(id, branchFor(Kind::Group, group));
}

void DeviceTreeModel::removeDevice(DeviceId id)
{
    for (const std::uint32_t row : rowsOf(id))
        removeRow(row);
    m_matcher.forgetDevice(id);
    m_isForeignOld = true;
}

void DeviceTreeModel::changeDevice(DeviceId id)
{
    const Device *device = m_workspace.devices().device(id);
    if (device == nullptr)
        return;
    m_isForeignOld = true;
    // Where it is no longer, then where it is new.
    for (const std::uint32_t row : rowsOf(id)) {
        const Branch &branch = m_branches[m_rows[row].branch];
        const bool stays = branch.kind == Kind::Group ? device->groups.contains(branch.name)
                                                      : branch.name == device->networkName;
        if (!stays)
            removeRow(row);
    }
    const auto isIn = [this, id](Kind kind, const QString &name) {
        for (const std::uint32_t row : rowsOf(id)) {
            const Branch &branch = m_branches[m_rows[row].branch];
            if (branch.kind == kind && branch.name == name)
                return true;
        }
        return false;
    };
    if (!isIn(Kind::Network, device->networkName))
        addRow(id, branchFor(Kind::Network, device->networkName));
    for (const QString &group : device->groups) {
        if (!isIn(Kind::Group, group))
            addRow(id, branchFor(Kind::Group, group));
    }
    for (const std::uint32_t row : rowsOf(id)) {
        m_branches[m_rows[row].branch].counters.reset();
        moveRow(row);
        sayChanged(row);
        look(row);
    }
}

void DeviceTreeModel::moveRow(std::uint32_t number)
{
    Row &row = m_rows[number];
    const SortKey key = keyOf(*m_workspace.devices().device(row.device), row);
    const auto before = [this](std::uint32_t a, const SortKey &wanted) {
        return m_rows[a].key.before(wanted);
    };
    const auto placeIn = [&](const std::vector<std::uint32_t> &list, std::size_t at) {
        const auto middle = list.begin() + static_cast<std::ptrdiff_t>(at);
        auto place = std::lower_bound(list.begin(), middle, key, before);
        if (place == middle)
            place = std::lower_bound(middle + 1, list.end(), key, before);
        return static_cast<std::size_t>(place - list.begin());
    };
    const auto move = [](std::vector<std::uint32_t> &list, std::size_t from, std::size_t to) {
        const auto at = list.begin() + static_cast<std::ptrdiff_t>(from);
        const auto place = list.begin() + static_cast<std::ptrdiff_t>(to);
        if (to > from)
            std::rotate(at, at + 1, place);
        else
            std::rotate(place, at, at + 1);
    };
    Branch &branch = m_branches[row.branch];
    const auto inAll = static_cast<std::size_t>(
        std::find(branch.all.begin(), branch.all.end(), number) - branch.all.begin());
    const std::size_t toAll = placeIn(branch.all, inAll);
    const std::size_t at = row.at;
    const std::size_t to = row.isShown ? placeIn(branch.shown, at) : 0;
    row.key = key;
    if (toAll != inAll && toAll != inAll + 1)
        move(branch.all, inAll, toAll);
    if (!row.isShown || to == at || to == at + 1)
        return;
    const QModelIndex parent = branchIndex(row.branch);
    beginMoveRows(parent, static_cast<int>(at), static_cast<int>(at), parent, static_cast<int>(to));
    move(branch.shown, at, to);
    renumber(branch, std::min(at, to));
    endMoveRows();
}

void DeviceTreeModel::changeLinks(DeviceId id)
{
    m_matcher.noteDevice(id);
    m_isObservedOld = true;
    const std::vector<std::uint32_t> rows = rowsOf(id);
    for (const std::uint32_t number : rows) {
        // The numbers of its links are others now.
        dropRanked(number);
        m_rows[number].values.clear();
        m_branches[m_rows[number].branch].counters.reset();
        m_isRankingDue = true;
    }
    std::vector<std::uint32_t> open; // somebody has seen their children
    for (const std::uint32_t number : rows) {
        if (!m_rows[number].tree)
            continue;
        open.push_back(number);
        const QModelIndex device = rowIndex(number);
        const int count = device.isValid() ? rowCount(device) : 0;
        if (count > 0)
            beginRemoveRows(device, 0, count - 1);
        m_rows[number].tree = std::make_shared<const ResourceTree>();
        m_rows[number].nodes.reset();
        if (count > 0)
            endRemoveRows();
    }
    const Device *device = m_workspace.devices().device(id);
    const auto tree = open.empty() ? nullptr : std::make_shared<const ResourceTree>(device->links);
    for (const std::uint32_t number : rows) {
        const bool isNew = std::find(open.begin(), open.end(), number) != open.end();
        const RowMatcher::Match match = matchOf(m_rows[number]);
        // What it shows of its links now; whether it stays is the filter's turn.
        const auto change = [&] {
            noteMatch(m_rows[number], match);
            m_rows[number].isPart = !match.all;
            m_rows[number].matched = static_cast<std::uint32_t>(match.matched);
            if (isNew) {
                m_rows[number].tree = tree;
                setNodes(m_rows[number], match);
            }
        };
        std::uint32_t count = 0;
        if (isNew && m_rows[number].isShown) {
            const std::vector<bool> shown = shownNodesOf(*tree, match);
            const ResourceTree::Node &root = tree->root();
            for (std::uint32_t i = 0; i < root.children; ++i)
                count += shown[root.firstChild + i] ? 1 : 0;
        }
        if (count > 0)
            beginInsertRows(rowIndex(number), 0, static_cast<int>(count) - 1);
        change();
        if (count > 0)
            endInsertRows();
        sayChanged(number);
        look(number);
    }
}

void DeviceTreeModel::setSort(SortBy by)
{
    if (by == m_sort)
        return;
    m_sort = by;
    followValues();
    if (isFilterPending()) {
        m_isRankingDue = true; // behind the pass that is under way
        return;
    }
    sortAll();
    applyRanking();
}

void DeviceTreeModel::sortAll()
{
    m_ticksSinceSort = 0;
    for (std::uint32_t i = 0; i < m_branches.size(); ++i)
        sortBranch(i);
}

bool DeviceTreeModel::sortBranch(std::uint32_t number)
{
    Branch &branch = m_branches[number];
    for (const std::uint32_t row : branch.all) {
        if (const Device *device = m_workspace.devices().device(m_rows[row].device))
            m_rows[row].key = keyOf(*device, m_rows[row]);
    }
    const auto before = [this](std::uint32_t a, std::uint32_t b) {
        return m_rows[a].key.before(m_rows[b].key);
    };
    std::sort(branch.all.begin(), branch.all.end(), before);
    if (std::is_sorted(branch.shown.begin(), branch.shown.end(), before))
        return false;
    const QList<QPersistentModelIndex> parents{QPersistentModelIndex(branchIndex(number))};
    Q_EMIT layoutAboutToBeChanged(parents, QAbstractItemModel::VerticalSortHint);
    std::sort(branch.shown.begin(), branch.shown.end(), before);
    renumber(branch, 0);
    QModelIndexList from;
    QModelIndexList to;
    const QModelIndexList kept = persistentIndexList();
    for (const QModelIndex &index : kept) {
        const Place place = placeOf(index);
        if (place.row == kNoRow || place.isRanked() || place.node != 0 ||
            m_rows[place.row].branch != number)
            continue;
        from << index;
        to << rowIndex(place.row, index.column());
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged(parents, QAbstractItemModel::VerticalSortHint);
    return true;
}

void DeviceTreeModel::sayChanged(std::uint32_t row)
{
    if (m_rows[row].isShown)
        Q_EMIT dataChanged(rowIndex(row), rowIndex(row, ColumnCount - 1));
}

void DeviceTreeModel::sayBranch(std::uint32_t branch)
{
    const QModelIndex index = branchIndex(branch);
    if (index.isValid())
        Q_EMIT dataChanged(index, index);
}

void DeviceTreeModel::noteValues(const QStringList &uris)
{
    const bool decides = m_matcher.query().readsValues();
    for (const QString &uri : uris) {
        const auto place = m_workspace.devices().locate(uri);
        if (!place)
            continue;
        const std::optional<RowMatcher::Place> live = m_matcher.note(uri);
        QString path;
        for (const std::uint32_t number : rowsOf(place->device)) {
            if (live)
                noteNumber(number, *live);
            if (decides)
                look(number);
            // Nobody has an index of what was never asked for.
            if (!m_rows[number].tree || !m_rows[number].isShown)
                continue;
            if (path.isEmpty())
                path = QUrl::fromPercentEncoding(place->path.toUtf8());
            const std::uint32_t node = m_rows[number].tree->find(path);
            const QModelIndex index = node == 0 || uriOf({0, number, node}) != uri
                                          ? QModelIndex()
                                          : nodeIndex(number, node);
            if (index.isValid())
                Q_EMIT dataChanged(index, index.siblingAtColumn(ColumnCount - 1));
        }
    }
}

void DeviceTreeModel::noteSeries(const std::vector<SeriesId> &ids)
{
    QSet<QString> uris;
    for (const SeriesId id : ids) {
        if (const SeriesInfo *info = m_workspace.samples().info(id))
            uris.insert(info->uri);
    }
    noteValues(QStringList(uris.begin(), uris.end()));
}

void DeviceTreeModel::refreshAges()
{
    const bool drifts =
        m_sort == SortBy::State || m_sort == SortBy::LastHeard || m_sort == SortBy::Value;
    if (drifts && ++m_ticksSinceSort >= kSortAgain_s)
        sortAll();
    if (m_isRankingOld)
        applyRanking();
    if (std::exchange(m_isForeignOld, false))
        refreshForeign();
    for (const std::uint32_t branch : m_top) {
        if (branch == kRankingBranch)
            continue;
        if (!m_branches[branch].counters)
            sayBranch(branch);
        const std::vector<std::uint32_t> &shown = m_branches[branch].shown;
        Q_EMIT dataChanged(rowIndex(shown.front()), rowIndex(shown.back()), {TrailingRole});
    }
}

// Of devices that were looked into; their links to other hosts stand directly below them.
void DeviceTreeModel::refreshForeign()
{
    for (std::uint32_t number = 0; number < m_rows.size(); ++number) {
        const Row &row = m_rows[number];
        if (!row.isShown || !row.tree || !row.tree->links().hasAbsoluteTargets())
            continue;
        const ResourceTree::Node &root = row.tree->root();
        for (std::uint32_t i = 0; i < root.children; ++i) {
            const std::uint32_t node = root.firstChild + i;
            const QModelIndex index =
                isForeign({0, number, node}) ? nodeIndex(number, node) : QModelIndex();
            if (index.isValid())
                Q_EMIT dataChanged(index, index.siblingAtColumn(ColumnCount - 1));
        }
    }
}

void DeviceTreeModel::refreshProtection()
{
    for (const std::uint32_t branch : m_top) {
        if (branch == kRankingBranch)
            continue;
        const std::vector<std::uint32_t> &shown = m_branches[branch].shown;
        Q_EMIT dataChanged(rowIndex(shown.front()), rowIndex(shown.back()), {ProtectionRole});
    }
}

} // namespace copper
