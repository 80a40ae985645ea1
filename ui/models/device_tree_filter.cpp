// SPDX-License-Identifier: GPL-3.0-or-later
// What of the device tree the filter leaves.
#include "ui/models/device_tree_parts.h"

#include <QElapsedTimer>

#include <map>

namespace copper {

namespace {

// As many rows are decided in a turn at most: what they change is told in the same one.
constexpr std::size_t kMostDecided = 2000;

RowMatcher::Match everything()
{
    RowMatcher::Match match;
    match.device = match.all = true;
    return match;
}

} // namespace

QString DeviceTreeModel::placeText(std::uint32_t branch) const
{
    return branchName(m_branches[branch]) + QLatin1Char('\n') + m_branches[branch].name;
}

RowMatcher::Match DeviceTreeModel::matchOf(const Row &row) const
{
    const Device *device = m_workspace.devices().device(row.device);
    if (!isFiltering() || device == nullptr)
        return everything();
    return m_matcher.match(*device, placeText(row.branch));
}

// What is kept of a row's match besides its shape: which of its links said something.
void DeviceTreeModel::noteMatch(Row &row, const RowMatcher::Match &match) const
{
    row.read = 0;
    row.values.clear();
    const auto *live = isFiltering() && match.any() ? m_matcher.valuesOf(row.device) : nullptr;
    if (live == nullptr)
        return;
    for (const RowMatcher::Live &each : *live) {
        if (!match.all && (each.link >= match.links.size() || !match.links[each.link]))
            continue;
        row.read += each.read ? 1 : 0;
        if (each.value)
            row.values.emplace_back(each.link, *each.value);
    }
}

std::size_t DeviceTreeModel::devicesShown() const
{
    std::size_t count = 0;
    for (const std::uint32_t branch : m_top)
        count += m_branches[branch].shown.size();
    return count;
}

std::size_t DeviceTreeModel::treesMade() const
{
    return static_cast<std::size_t>(std::count_if(
        m_rows.begin(), m_rows.end(), [](const Row &row) { return row.tree != nullptr; }));
}

void DeviceTreeModel::setFilter(const QString &text)
{
    m_matcher.setQuery(parseDeviceQuery(text));
    followValues();
    if (!isFiltering())
        hideRanking(); // of everything there is no greatest
    m_isRankingDue = true;
    m_waiting.clear();
    for (Row &row : m_rows)
        row.isWaiting = false;
    // In the order they are looked at by the user.
    std::vector<std::uint32_t> order(m_branches.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_partition(order.begin(), order.end(), [this](std::uint32_t branch) {
        return m_branches[branch].kind == Kind::Group;
    });
    for (const std::uint32_t branch : order) {
        for (const std::uint32_t row : m_branches[branch].all) {
            m_rows[row].isWaiting = true;
            m_waiting.push_back(row);
        }
    }
    filterSlice();
}

void DeviceTreeModel::look(std::uint32_t row)
{
    if (!isFiltering() || m_rows[row].isWaiting)
        return;
    m_rows[row].isWaiting = true;
    m_waiting.push_back(row);
    if (!m_slice.isActive())
        m_slice.start();
}

void DeviceTreeModel::filterSlice()
{
    QElapsedTimer clock;
    clock.start();
    std::vector<std::pair<std::uint32_t, RowMatcher::Match>> decided;
    while (!m_waiting.empty() && decided.size() < kMostDecided && clock.elapsed() < kSlice_ms) {
        const std::uint32_t row = m_waiting.front();
        m_waiting.pop_front();
        if (!std::exchange(m_rows[row].isWaiting, false) || !m_rows[row].isUsed)
            continue;
        RowMatcher::Match match = matchOf(m_rows[row]);
        noteMatch(m_rows[row], match);
        m_isRankingOld = true;
        if (m_rows[row].tree && m_rows[row].isShown && match.any()) {
            // Within the slice: a device that is open tells its view of many rows.
            changeNodes(row, match);
            continue;
        }
        // Its links are only of use where the children have been asked for.
        if (!m_rows[row].tree)
            match.links = {};
        decided.emplace_back(row, std::move(match));
    }
    applyDecisions(decided);
    if (!m_waiting.empty()) {
        m_slice.start();
        return;
    }
    if (m_isRankingDue) {
        if (m_sort == SortBy::Value)
            sortAll();
        applyRanking();
    }
    Q_EMIT filtered();
}

void DeviceTreeModel::applyDecisions(
    const std::vector<std::pair<std::uint32_t, RowMatcher::Match>> &decided)
{
    std::map<std::uint32_t, std::vector<std::uint32_t>> hide; // by branch
    std::map<std::uint32_t, std::vector<std::uint32_t>> show;
    for (const auto &[number, match] : decided) {
        Row &row = m_rows[number];
        if (row.isShown && match.any()) {
            const bool hadChildren = hasChildren(rowIndex(number));
            row.isPart = !match.all;
            row.matched = static_cast<std::uint32_t>(match.matched);
            if (hadChildren != hasChildren(rowIndex(number)))
                sayChanged(number);
        } else if (row.isShown) {
            hide[row.branch].push_back(number);
        } else if (match.any()) {
            row.isPart = !match.all;
            row.matched = static_cast<std::uint32_t>(match.matched);
            if (row.tree)
                setNodes(row, match);
            show[row.branch].push_back(number);
        }
    }
    for (auto &[branch, rows] : hide)
        hideRows(branch, rows);
    for (auto &[branch, rows] : show)
        showRows(branch, std::move(rows));
    for (const auto &[branch, rows] : hide)
        sayBranch(branch);
    for (const auto &[branch, rows] : show)
        sayBranch(branch);
}

// What matches and what leads to it.
std::vector<bool> DeviceTreeModel::shownNodesOf(const ResourceTree &tree,
                                                const RowMatcher::Match &match) const
{
    std::vector<bool> shown(tree.size(), match.all);
    shown[0] = true;
    if (match.all)
        return shown;
    std::size_t left = match.matched;
    for (auto node = static_cast<std::uint32_t>(tree.size()) - 1; node > 0; --node) {
        const std::int32_t link = tree.node(node).link;
        left -= link >= 0 && static_cast<std::size_t>(link) < match.links.size() &&
                        match.links[static_cast<std::size_t>(link)]
                    ? 1
                    : 0;
    }
    // A path that is listed twice has one node, which stands for both.
    for (std::size_t link = 0; left > 0 && link < match.links.size(); ++link) {
        if (match.links[link])
            shown[tree.find(tree.links().path(link))] = true;
    }
    for (auto node = static_cast<std::uint32_t>(tree.size()) - 1; node > 0; --node) {
        const std::int32_t link = tree.node(node).link;
        if (link >= 0 && static_cast<std::size_t>(link) < match.links.size() &&
            match.links[static_cast<std::size_t>(link)])
            shown[node] = true;
        if (shown[node])
            shown[tree.node(node).parent] = true;
    }
    return shown;
}

void DeviceTreeModel::setNodes(Row &row, const RowMatcher::Match &match) const
{
    row.nodes.reset();
    if (match.all)
        return;
    row.nodes = std::make_unique<ShownNodes>(*row.tree);
    row.nodes->shown = shownNodesOf(*row.tree, match);
    for (std::uint32_t node = 0; node < row.tree->size(); ++node)
        row.nodes->fill(*row.tree, node);
}

void DeviceTreeModel::changeNodes(std::uint32_t number, const RowMatcher::Match &match)
{
    m_rows[number].isPart = !match.all;
    m_rows[number].matched = static_cast<std::uint32_t>(match.matched);
    if (match.all && !m_rows[number].nodes)
        return;
    const std::shared_ptr<const ResourceTree> tree = m_rows[number].tree;
    if (!m_rows[number].nodes)
        m_rows[number].nodes = std::make_unique<ShownNodes>(*tree);
    const std::vector<bool> wanted = shownNodesOf(*tree, match);
    // Parents stand before their children: what is hidden or shown as a whole is not looked into.
    std::vector<bool> open(tree->size(), false);
    open[0] = true;
    for (std::uint32_t node = 0; node < tree->size(); ++node) {
        if (node != 0)
            open[node] =
                open[tree->node(node).parent] && m_rows[number].nodes->shown[node] && wanted[node];
        if (open[node] && tree->node(node).children > 0)
            changeChildren(number, node, wanted);
    }
    if (match.all)
        m_rows[number].nodes.reset();
}

namespace {

// The state of a whole subtree that no one sees at this moment.
template <typename Nodes>
void setBelow(Nodes &nodes, const ResourceTree &tree, std::uint32_t node,
              const std::vector<bool> &wanted)
{
    const ResourceTree::Node &parent = tree.node(node);
    for (std::uint32_t i = parent.firstChild; i < parent.firstChild + parent.children; ++i) {
        nodes.shown[i] = wanted[i];
        setBelow(nodes, tree, i, wanted);
    }
    nodes.fill(tree, node);
}

} // namespace

void DeviceTreeModel::changeChildren(std::uint32_t number, std::uint32_t node,
                                     const std::vector<bool> &wanted)
{
    const ResourceTree &tree = *m_rows[number].tree;
    const ResourceTree::Node &parent = tree.node(node);
    const QModelIndex above = nodeIndex(number, node);
    ShownNodes &nodes = *m_rows[number].nodes;
    for (int last = static_cast<int>(nodes.count[node]) - 1; last >= 0; --last) {
        const auto childAt = [&](int row) {
            return nodes.at[parent.firstChild + static_cast<std::uint32_t>(row)];
        };
        if (wanted[childAt(last)])
            continue;
        int first = last;
        while (first > 0 && !wanted[childAt(first - 1)])
            --first;
        beginRemoveRows(above, first, last);
        for (int row = first; row <= last; ++row)
            nodes.shown[childAt(row)] = false;
        nodes.fill(tree, node);
        endRemoveRows();
        last = first;
    }
    int row = 0;
    const std::uint32_t end = parent.firstChild + parent.children;
    for (std::uint32_t child = parent.firstChild; child < end; ++child) {
        if (nodes.shown[child]) {
            ++row;
            continue;
        }
        if (!wanted[child])
            continue;
        // As many as come in one behind the other.
        std::vector<std::uint32_t> come;
        for (; child < end && !nodes.shown[child]; ++child) {
            if (wanted[child])
                come.push_back(child);
        }
        --child;
        for (const std::uint32_t each : come)
            setBelow(nodes, tree, each, wanted);
        const int last = row + static_cast<int>(come.size()) - 1;
        beginInsertRows(above, row, last);
        for (const std::uint32_t each : come)
            nodes.shown[each] = true;
        nodes.fill(tree, node);
        endInsertRows();
        row = last + 1;
    }
}

} // namespace copper
