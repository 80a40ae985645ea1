// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/conversation_model.h"

#include <QElapsedTimer>

#include <algorithm>

namespace copper {

namespace {

constexpr std::uint64_t kTakeAtOnce = 512;
constexpr qint64 kSlice_ns = 6'000'000;

} // namespace

// Index ids: 0 for a conversation row, its id for the messages below it.
ConversationModel::ConversationModel(Workspace &workspace, PacketSearch &search, QObject *parent)
    : QAbstractItemModel(parent), m_workspace(workspace), m_search(search)
{
    m_next.setInterval(0);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &ConversationModel::take);
    MessageLog &log = workspace.log();
    connect(&log, &MessageLog::conversationAdded, this, &ConversationModel::add);
    connect(&log, &MessageLog::conversationAboutToBeRemoved, this, &ConversationModel::remove);
    connect(&log, &MessageLog::conversationsChanged, this, &ConversationModel::update);
    connect(&search, &PacketSearch::found, this, &ConversationModel::take);
    connect(&search, &PacketSearch::aboutToForget, this, &ConversationModel::forget);
    connect(&search, &PacketSearch::restarted, this, &ConversationModel::reset);
    reset();
}

void ConversationModel::setAttached(bool attached)
{
    if (attached == m_attached)
        return;
    m_attached = attached;
    reset();
    take();
}

void ConversationModel::reset()
{
    beginResetModel();
    m_next.stop();
    m_searching = m_search.isActive();
    m_taken = m_search.firstMatch();
    m_groups.clear();
    if (m_attached && !m_searching) {
        for (const ConversationId id : m_workspace.log().conversations().order())
            m_groups.push_back({.id = id, .matches = {}});
    }
    endResetModel();
}

std::size_t ConversationModel::placeOf(ConversationId id) const
{
    const auto place = std::lower_bound(
        m_groups.begin(), m_groups.end(), id,
        [](const Group &group, ConversationId wanted) { return group.id < wanted; });
    return static_cast<std::size_t>(place - m_groups.begin());
}

int ConversationModel::rowOf(ConversationId id) const
{
    const std::size_t place = placeOf(id);
    return place < m_groups.size() && m_groups[place].id == id ? static_cast<int>(place) : -1;
}

ConversationModel::Group &ConversationModel::counted(std::size_t row) const
{
    Group &group = m_groups[row];
    if (m_searching || group.counted)
        return group;
    if (const Conversation *known = m_workspace.log().conversations().find(group.id)) {
        group.counted = true;
        group.forgotten = known->forgotten;
        group.count = known->messages.size();
    }
    return group;
}

QModelIndex ConversationModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, quintptr(0));
    return createIndex(row, column,
                       quintptr(m_groups[static_cast<std::size_t>(parent.row())].id.value));
}

QModelIndex ConversationModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    const int row = rowOf(ConversationId{index.internalId()});
    return row < 0 ? QModelIndex() : createIndex(row, 0, quintptr(0));
}

// None is empty, so nothing has to be counted for this.
bool ConversationModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !m_groups.empty();
    return parent.internalId() == 0 && parent.column() == 0;
}

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != 0 || parent.column() > 0)
        return 0;
    const Group &group = counted(static_cast<std::size_t>(parent.row()));
    return static_cast<int>(m_searching ? group.matches.size() : group.count);
}

int ConversationModel::columnCount(const QModelIndex &) const
{
    return PacketColumnCount;
}

QVariant ConversationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return packetHeaderData(section, orientation, role);
}

const Conversation *ConversationModel::conversationAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const ConversationId id = index.internalId() == 0
                                  ? m_groups[static_cast<std::size_t>(index.row())].id
                                  : ConversationId{index.internalId()};
    return m_workspace.log().conversations().find(id);
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == 0) {
        const Conversation *conversation = conversationAt(index);
        const bool text = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
        if (conversation == nullptr || (text && index.column() != 0))
            return {};
        return conversationData(m_workspace, *conversation, role);
    }
    const int group = rowOf(ConversationId{index.internalId()});
    if (group < 0)
        return {};
    const auto sequence = sequenceAt(counted(static_cast<std::size_t>(group)), index.row());
    return sequence ? packetData(m_workspace, *sequence, index.column(), role) : QVariant();
}

std::optional<std::uint64_t> ConversationModel::sequenceAt(const Group &group, int row) const
{
    if (row < 0)
        return std::nullopt;
    if (m_searching) {
        const auto place = static_cast<std::size_t>(row);
        return place < group.matches.size() ? std::optional(group.matches[place]) : std::nullopt;
    }
    const Conversation *conversation = m_workspace.log().conversations().find(group.id);
    if (conversation == nullptr)
        return std::nullopt;
    const auto place = static_cast<std::uint64_t>(row) + group.forgotten;
    if (place < conversation->forgotten ||
        place - conversation->forgotten >= conversation->messages.size())
        return std::nullopt;
    return conversation->messages[place - conversation->forgotten];
}

QModelIndex ConversationModel::indexOfConversation(ConversationId id) const
{
    const int row = rowOf(id);
    return row < 0 ? QModelIndex() : index(row, 0);
}

QModelIndex ConversationModel::indexOfSequence(std::uint64_t sequence) const
{
    if (!m_workspace.log().contains(sequence))
        return {};
    const QModelIndex parent = indexOfConversation(m_workspace.log().entry(sequence).conversation);
    if (!parent.isValid())
        return {};
    const Group &group = counted(static_cast<std::size_t>(parent.row()));
    const Conversation &conversation = *m_workspace.log().conversations().find(group.id);
    const auto &messages = m_searching ? group.matches : conversation.messages;
    const auto place = std::lower_bound(messages.begin(), messages.end(), sequence);
    if (place == messages.end() || *place != sequence)
        return {};
    auto row = static_cast<std::uint64_t>(place - messages.begin());
    if (!m_searching)
        row += conversation.forgotten - group.forgotten;
    return index(static_cast<int>(row), 0, parent);
}

void ConversationModel::add(ConversationId id)
{
    if (!m_attached || m_searching || rowOf(id) >= 0)
        return;
    const int row = static_cast<int>(m_groups.size());
    beginInsertRows({}, row, row);
    m_groups.push_back({.id = id, .matches = {}});
    endInsertRows();
}

void ConversationModel::remove(ConversationId id)
{
    // A conversation without messages had no matches either: it is gone when searching.
    const int row = m_searching ? -1 : rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_groups.erase(m_groups.begin() + row);
    endRemoveRows();
}

// Messages leave at the front and come at the end.
void ConversationModel::updateRows(std::size_t row)
{
    Group &group = m_groups[row];
    const Conversation *conversation = m_workspace.log().conversations().find(group.id);
    if (conversation == nullptr || !group.counted)
        return; // nobody has seen its rows
    const QModelIndex parent = index(static_cast<int>(row), 0);
    const auto gone = static_cast<std::size_t>(
        std::min<std::uint64_t>(conversation->forgotten - group.forgotten, group.count));
    if (gone > 0) {
        beginRemoveRows(parent, 0, static_cast<int>(gone) - 1);
        group.count -= gone;
        group.forgotten = conversation->forgotten;
        endRemoveRows();
    }
    const std::size_t now = conversation->messages.size();
    if (now > group.count) {
        beginInsertRows(parent, static_cast<int>(group.count), static_cast<int>(now) - 1);
        group.count = now;
        endInsertRows();
    }
}

void ConversationModel::update(const std::vector<ConversationId> &ids)
{
    for (const ConversationId id : ids) {
        const int row = rowOf(id);
        if (row < 0)
            continue;
        if (!m_searching)
            updateRows(static_cast<std::size_t>(row));
        Q_EMIT dataChanged(index(row, 0), index(row, PacketColumnCount - 1));
    }
}

// What the search has found goes under its conversations, at once where that does not take long.
void ConversationModel::take()
{
    QElapsedTimer clock;
    clock.start();
    while (isBehind() && clock.nsecsElapsed() < kSlice_ns)
        takeSome(m_taken, std::min(m_search.endMatch(), m_taken + kTakeAtOnce));
    if (isBehind())
        m_next.start();
}

void ConversationModel::takeSome(std::uint64_t first, std::uint64_t end)
{
    std::vector<std::pair<ConversationId, std::uint64_t>> found;
    found.reserve(end - first);
    for (std::uint64_t ordinal = first; ordinal < end; ++ordinal) {
        const std::uint64_t sequence = m_search.matchAt(ordinal);
        found.emplace_back(m_workspace.log().entry(sequence).conversation, sequence);
    }
    m_taken = end;
    std::sort(found.begin(), found.end());
    std::vector<Group> fresh;
    for (auto from = found.begin(); from != found.end();) {
        const ConversationId id = from->first;
        const auto to =
            std::find_if(from, found.end(), [id](const auto &each) { return each.first != id; });
        std::vector<std::uint64_t> sequences;
        std::transform(from, to, std::back_inserter(sequences),
                       [](const auto &each) { return each.second; });
        from = to;
        const int row = rowOf(id);
        if (row < 0) {
            fresh.push_back({.id = id, .matches = std::move(sequences)});
            continue;
        }
        std::vector<std::uint64_t> &matches = m_groups[static_cast<std::size_t>(row)].matches;
        const int at = static_cast<int>(matches.size());
        beginInsertRows(index(row, 0), at, at + static_cast<int>(sequences.size()) - 1);
        matches.insert(matches.end(), sequences.begin(), sequences.end());
        endInsertRows();
    }
    insertGroups(fresh);
}

// Ascending ids. Those that come to stand side by side go in at once; most go to the end.
void ConversationModel::insertGroups(std::vector<Group> &groups)
{
    for (auto from = groups.begin(); from != groups.end();) {
        const std::size_t row = placeOf(from->id);
        const auto to = row == m_groups.size()
                            ? groups.end()
                            : std::find_if(from, groups.end(), [&](const Group &group) {
                                  return group.id > m_groups[row].id;
                              });
        beginInsertRows({}, static_cast<int>(row),
                        static_cast<int>(row) + static_cast<int>(to - from) - 1);
        m_groups.insert(m_groups.begin() + static_cast<std::ptrdiff_t>(row),
                        std::make_move_iterator(from), std::make_move_iterator(to));
        endInsertRows();
        from = to;
    }
}

void ConversationModel::forget(quint64 newFirst)
{
    if (!m_attached || !m_searching)
        return;
    const std::uint64_t seen = std::min<std::uint64_t>(newFirst, m_taken);
    std::vector<ConversationId> leaving; // one for each message
    for (std::uint64_t ordinal = m_search.firstMatch(); ordinal < seen; ++ordinal)
        leaving.push_back(m_workspace.log().entry(m_search.matchAt(ordinal)).conversation);
    m_taken = std::max<std::uint64_t>(m_taken, newFirst);
    std::sort(leaving.begin(), leaving.end());
    std::vector<std::size_t> empty;
    for (auto from = leaving.begin(); from != leaving.end();) {
        const auto to = std::upper_bound(from, leaving.end(), *from);
        const auto row = static_cast<std::size_t>(rowOf(*from));
        const std::ptrdiff_t count = to - from;
        from = to;
        std::vector<std::uint64_t> &matches = m_groups[row].matches;
        if (count == static_cast<std::ptrdiff_t>(matches.size())) {
            empty.push_back(row);
            continue;
        }
        beginRemoveRows(index(static_cast<int>(row), 0), 0, static_cast<int>(count) - 1);
        matches.erase(matches.begin(), matches.begin() + count);
        endRemoveRows();
    }
    removeGroups(empty);
}

// Ascending rows; side by side they go at once.
void ConversationModel::removeGroups(std::span<const std::size_t> rows)
{
    while (!rows.empty()) {
        const std::size_t last = rows.back();
        std::size_t count = 1;
        while (count < rows.size() && rows[rows.size() - 1 - count] == last - count)
            ++count;
        const std::size_t first = last + 1 - count;
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
        m_groups.erase(m_groups.begin() + static_cast<std::ptrdiff_t>(first),
                       m_groups.begin() + static_cast<std::ptrdiff_t>(last + 1));
        endRemoveRows();
        rows = rows.first(rows.size() - count);
    }
}

} // namespace copper
