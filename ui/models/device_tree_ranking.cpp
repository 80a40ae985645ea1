// SPDX-License-Identifier: GPL-3.0-or-later
// The greatest of what the filter leaves: the branch before all others while the tree is sorted by
// value, and what of the filter's resources was never read.
#include "ui/models/device_tree_parts.h"

#include "core/domain/resource_uri.h"

#include <set>

namespace copper {

namespace {

// With more gaps than this the branch is taken out and put in again: a view lays itself out twice
// then, and not behind each of them.
constexpr std::size_t kMostGaps = 64;

} // namespace

quint64 DeviceTreeModel::rankKey(std::uint32_t row, std::uint32_t link)
{
    return (quint64(row) << 32U) | link;
}

QModelIndex DeviceTreeModel::rankedIndex(std::uint32_t place, int column) const
{
    const Ranked &ranked = m_ranking[place];
    return createIndex(static_cast<int>(place), column,
                       numberOf(ranked.row | kRankedBit, ranked.link));
}

void DeviceTreeModel::indexRanking()
{
    m_rankOf.clear();
    for (std::uint32_t i = 0; i < m_ranking.size(); ++i)
        m_rankOf[rankKey(m_ranking[i].row, m_ranking[i].link)] = i;
}

void DeviceTreeModel::followValues()
{
    m_matcher.followValues(isFiltering() || m_sort == SortBy::Value);
}

// A resource of a device that stands in groups too is in it once. Of equal numbers the device that
// was known first stands first. Bounded by ObservationBook::kMaxResources: what was never read has
// no number.
std::vector<DeviceTreeModel::Ranked> DeviceTreeModel::wantedRanking() const
{
    std::vector<Ranked> wanted;
    if (m_sort != SortBy::Value || !isFiltering())
        return wanted;
    for (std::uint32_t number = 0; number < m_rows.size(); ++number) {
        const Row &row = m_rows[number];
        if (!row.isUsed || !row.isShown)
            continue;
        for (const auto &[link, value] : row.values)
            wanted.push_back({row.device, number, link, value});
    }
    std::sort(wanted.begin(), wanted.end(), [](const Ranked &a, const Ranked &b) {
        return std::tie(a.device, a.link, a.row) < std::tie(b.device, b.link, b.row);
    });
    const auto end =
        std::unique(wanted.begin(), wanted.end(), [](const Ranked &a, const Ranked &b) {
            return a.device == b.device && a.link == b.link;
        });
    wanted.erase(end, wanted.end());
    std::stable_sort(wanted.begin(), wanted.end(),
                     [](const Ranked &a, const Ranked &b) { return a.value > b.value; });
    return wanted;
}

void DeviceTreeModel::applyRanking()
{
    m_isRankingDue = m_isRankingOld = false;
    std::vector<Ranked> wanted = wantedRanking();
    std::set<quint64> keys;
    for (const Ranked &each : wanted)
        keys.insert(rankKey(each.row, each.link));
    std::vector<std::uint32_t> leaving;
    for (std::uint32_t i = 0; i < m_ranking.size(); ++i) {
        if (!keys.contains(rankKey(m_ranking[i].row, m_ranking[i].link)))
            leaving.push_back(i);
    }
    takeOutOfRanking(leaving);
    if (wanted.empty())
        return;
    if (m_ranking.empty()) {
        m_ranking = std::move(wanted);
        indexRanking();
        showBranch(kRankingBranch);
        return;
    }
    std::vector<Ranked> coming;
    for (const Ranked &each : wanted) {
        if (!m_rankOf.contains(rankKey(each.row, each.link)))
            coming.push_back(each);
    }
    if (!coming.empty()) {
        const int first = static_cast<int>(m_ranking.size());
        beginInsertRows(branchIndex(kRankingBranch), first,
                        first + static_cast<int>(coming.size()) - 1);
        m_ranking.insert(m_ranking.end(), coming.begin(), coming.end());
        indexRanking();
        endInsertRows();
    }
    sortRanking(std::move(wanted));
    sayBranch(kRankingBranch); // its count
}

void DeviceTreeModel::sortRanking(std::vector<Ranked> wanted)
{
    const bool same = std::equal(
        wanted.begin(), wanted.end(), m_ranking.begin(), m_ranking.end(),
        [](const Ranked &a, const Ranked &b) { return a.row == b.row && a.link == b.link; });
    if (same) {
        m_ranking = std::move(wanted);
        return;
    }
    const QList<QPersistentModelIndex> parents{QPersistentModelIndex(branchIndex(kRankingBranch))};
    Q_EMIT layoutAboutToBeChanged(parents, QAbstractItemModel::VerticalSortHint);
    m_ranking = std::move(wanted);
    indexRanking();
    QModelIndexList from;
    QModelIndexList to;
    const QModelIndexList kept = persistentIndexList();
    for (const QModelIndex &index : kept) {
        const Place place = placeOf(index);
        if (!place.isRanked())
            continue;
        from << index;
        to << rankedIndex(m_rankOf.at(rankKey(place.row, place.link)), index.column());
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged(parents, QAbstractItemModel::VerticalSortHint);
}

void DeviceTreeModel::hideRanking()
{
    const int row = branchRow(kRankingBranch);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_top.erase(m_top.begin() + row);
    m_ranking.clear();
    m_rankOf.clear();
    endRemoveRows();
}

void DeviceTreeModel::takeOutOfRanking(const std::vector<std::uint32_t> &places)
{
    std::size_t gaps = 0;
    for (std::size_t i = 0; i < places.size(); ++i)
        gaps += i == 0 || places[i] != places[i - 1] + 1 ? 1 : 0;
    if (places.size() == m_ranking.size() || gaps > kMostGaps) {
        hideRanking();
        return;
    }
    for (std::size_t i = places.size(); i > 0;) {
        const std::uint32_t last = places[i - 1];
        std::uint32_t first = last;
        while (--i > 0 && places[i - 1] + 1 == first)
            first = places[i - 1];
        beginRemoveRows(branchIndex(kRankingBranch), static_cast<int>(first),
                        static_cast<int>(last));
        m_ranking.erase(m_ranking.begin() + first, m_ranking.begin() + last + 1);
        indexRanking();
        endRemoveRows();
    }
}

// At once: the row's number may be another device's next.
void DeviceTreeModel::dropRanked(std::uint32_t row)
{
    std::vector<std::uint32_t> places;
    for (std::uint32_t i = 0; i < m_ranking.size(); ++i) {
        if (m_ranking[i].row == row)
            places.push_back(i);
    }
    if (places.empty())
        return;
    takeOutOfRanking(places);
    m_isRankingOld = true;
}

// A link that the filter leaves said something else: its order follows with the next tick, so that
// a list that is read does not jump. One that said nothing yet is looked at by the filter.
void DeviceTreeModel::noteNumber(std::uint32_t number, const RowMatcher::Place &live)
{
    Row &row = m_rows[number];
    if (!isFiltering())
        return;
    const auto known = std::find_if(row.values.begin(), row.values.end(),
                                    [&live](const auto &each) { return each.first == live.link; });
    if (known == row.values.end() || !live.value) {
        look(number);
        return;
    }
    known->second = *live.value;
    m_isRankingOld = true;
    const auto place = m_rankOf.find(rankKey(number, live.link));
    if (place == m_rankOf.end())
        return;
    const QModelIndex index = rankedIndex(place->second);
    Q_EMIT dataChanged(index, index.siblingAtColumn(ColumnCount - 1));
}

DeviceTreeModel::Found DeviceTreeModel::found() const
{
    Found found;
    std::size_t read = 0;
    for (auto at = m_byDevice.begin(); at != m_byDevice.end();) {
        const DeviceId id = at->first;
        std::size_t most = 0;
        std::size_t mostRead = 0;
        for (; at != m_byDevice.end() && at->first == id; ++at) {
            const Row &row = m_rows[at->second];
            if (!row.isShown)
                continue;
            const Device *device = m_workspace.devices().device(id);
            const std::size_t links = device == nullptr ? 0 : device->links.size();
            most = std::max(most, row.isPart ? row.matched : links);
            mostRead = std::max<std::size_t>(mostRead, row.read);
        }
        found.resources += most;
        read += std::min(most, mostRead);
    }
    found.unread = found.resources - read;
    return found;
}

QStringList DeviceTreeModel::foundUris(std::size_t most) const
{
    QStringList uris;
    std::set<DeviceId> seen;
    for (const std::uint32_t branch : m_top) {
        for (const std::uint32_t number : m_branches[branch].shown) {
            const Device *device = m_workspace.devices().device(m_rows[number].device);
            if (device == nullptr || !seen.insert(device->id).second)
                continue;
            const RowMatcher::Match match = matchOf(m_rows[number]);
            for (std::size_t link = 0; link < device->links.size(); ++link) {
                if (!match.all && (link >= match.links.size() || !match.links[link]))
                    continue;
                if (static_cast<std::size_t>(uris.size()) >= most)
                    return uris;
                ResourceLink target;
                target.path = device->links.path(link);
                target.href = device->links.href(link);
                uris << resourceUri(device->baseUri(), target);
            }
        }
    }
    return uris;
}

} // namespace copper
