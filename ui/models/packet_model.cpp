// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/packet_model.h"

#include <algorithm>
#include <limits>

namespace copper {

namespace {

// A view cannot address more rows; the byte limit keeps the log far below.
constexpr std::uint64_t kMaxRows = std::numeric_limits<int>::max();

} // namespace

PacketModel::PacketModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent), m_workspace(workspace), m_first(workspace.log().firstSequence()),
      m_end(workspace.log().endSequence())
{
    MessageLog &log = workspace.log();
    connect(&log, &MessageLog::appended, this, &PacketModel::append);
    connect(&log, &MessageLog::aboutToTrim, this, &PacketModel::trim);
    connect(&log, &MessageLog::cleared, this, &PacketModel::clear);
}

int PacketModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::min(m_end - m_first, kMaxRows));
}

int PacketModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(PacketColumnCount);
}

QVariant PacketModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    return packetData(m_workspace, m_first + static_cast<std::uint64_t>(index.row()),
                      index.column(), role);
}

QVariant PacketModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == PacketLength)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    // Arrows say it; the words are for filters and for who cannot see them.
    return section == PacketDirection ? QString() : packetHeader(section);
}

QModelIndex PacketModel::indexOfSequence(std::uint64_t sequence) const
{
    if (sequence < m_first || sequence >= m_end)
        return {};
    return index(static_cast<int>(sequence - m_first), 0);
}

void PacketModel::append(quint64 first, quint64 end)
{
    if (end <= m_end || first > m_end)
        return;
    beginInsertRows({}, static_cast<int>(m_end - m_first), static_cast<int>(end - m_first) - 1);
    m_end = end;
    endInsertRows();
}

void PacketModel::trim(quint64 newFirst)
{
    if (newFirst <= m_first)
        return;
    beginRemoveRows({}, 0, static_cast<int>(newFirst - m_first) - 1);
    m_first = newFirst;
    endRemoveRows();
}

void PacketModel::clear()
{
    beginResetModel();
    m_first = m_workspace.log().firstSequence();
    m_end = m_workspace.log().endSequence();
    endResetModel();
}

// Index ids: 0 for a conversation row, its id for the messages below it.
ConversationModel::ConversationModel(Workspace &workspace, QObject *parent)
    : QAbstractItemModel(parent), m_workspace(workspace)
{
    MessageLog &log = workspace.log();
    for (const ConversationId id : log.conversations().order())
        add(id);
    connect(&log, &MessageLog::conversationAdded, this, &ConversationModel::add);
    connect(&log, &MessageLog::conversationAboutToBeRemoved, this, &ConversationModel::remove);
    connect(&log, &MessageLog::conversationsChanged, this, &ConversationModel::update);
    connect(&log, &MessageLog::cleared, this, [this] {
        beginResetModel();
        m_groups.clear();
        endResetModel();
    });
}

int ConversationModel::rowOf(ConversationId id) const
{
    const auto place = std::lower_bound(
        m_groups.begin(), m_groups.end(), id,
        [](const Group &group, ConversationId wanted) { return group.id < wanted; });
    if (place == m_groups.end() || place->id != id)
        return -1;
    return static_cast<int>(place - m_groups.begin());
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

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != 0 || parent.column() > 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].count);
}

int ConversationModel::columnCount(const QModelIndex &) const
{
    return PacketColumnCount;
}

QVariant ConversationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == PacketLength)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    // Arrows say it; the words are for filters and for who cannot see them.
    return section == PacketDirection ? QString() : packetHeader(section);
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
    const auto sequence = sequenceAt(m_groups[static_cast<std::size_t>(group)], index.row());
    return sequence ? packetData(m_workspace, *sequence, index.column(), role) : QVariant();
}

std::optional<std::uint64_t> ConversationModel::sequenceAt(const Group &group, int row) const
{
    const Conversation *conversation = m_workspace.log().conversations().find(group.id);
    if (conversation == nullptr || row < 0)
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
    const QModelIndex group = indexOfConversation(m_workspace.log().entry(sequence).conversation);
    if (!group.isValid())
        return {};
    const Group &known = m_groups[static_cast<std::size_t>(group.row())];
    const Conversation &conversation = *m_workspace.log().conversations().find(known.id);
    const auto &messages = conversation.messages;
    const auto place = std::lower_bound(messages.begin(), messages.end(), sequence);
    if (place == messages.end() || *place != sequence)
        return {};
    const auto row = static_cast<std::uint64_t>(place - messages.begin()) + conversation.forgotten -
                     known.forgotten;
    return index(static_cast<int>(row), 0, group);
}

void ConversationModel::add(ConversationId id)
{
    const Conversation *conversation = m_workspace.log().conversations().find(id);
    if (conversation == nullptr || rowOf(id) >= 0)
        return;
    const int row = static_cast<int>(m_groups.size());
    beginInsertRows({}, row, row);
    m_groups.push_back({id, conversation->forgotten, conversation->messages.size()});
    endInsertRows();
}

void ConversationModel::remove(ConversationId id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_groups.erase(m_groups.begin() + row);
    endRemoveRows();
}

void ConversationModel::updateOne(ConversationId id)
{
    const int row = rowOf(id);
    const Conversation *conversation = m_workspace.log().conversations().find(id);
    if (row < 0 || conversation == nullptr)
        return;
    Group &group = m_groups[static_cast<std::size_t>(row)];
    const QModelIndex parent = index(row, 0);
    // Messages leave at the front and come at the end.
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
    Q_EMIT dataChanged(parent, index(row, PacketColumnCount - 1));
}

void ConversationModel::update(const std::vector<ConversationId> &ids)
{
    for (const ConversationId id : ids)
        updateOne(id);
}

PacketFilter::PacketFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(PacketSortRole);
    setRecursiveFilteringEnabled(true);
    setDynamicSortFilter(true);
}

void PacketFilter::setColumnFilter(int column, const QString &text)
{
    if (column < 0 || column >= PacketColumnCount)
        return;
    const QString wanted = text.trimmed().left(kMaxFilterLength);
    QString &filter = m_filters[static_cast<std::size_t>(column)];
    if (filter == wanted)
        return;
    filter = wanted;
    invalidateFilter();
    Q_EMIT filtersChanged();
}

QString PacketFilter::columnFilter(int column) const
{
    return column < 0 || column >= PacketColumnCount ? QString()
                                                     : m_filters[static_cast<std::size_t>(column)];
}

void PacketFilter::setAnyFilter(const QString &text)
{
    const QString wanted = text.trimmed().left(kMaxFilterLength);
    if (wanted == m_any)
        return;
    m_any = wanted;
    invalidateFilter();
    Q_EMIT filtersChanged();
}

bool PacketFilter::isActive() const
{
    return !m_any.isEmpty() || std::any_of(m_filters.begin(), m_filters.end(),
                                           [](const QString &filter) { return !filter.isEmpty(); });
}

void PacketFilter::clearFilters()
{
    m_any.clear();
    m_filters.fill(QString());
    invalidateFilter();
    Q_EMIT filtersChanged();
}

bool PacketFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (!isActive())
        return true;
    const QModelIndex first = sourceModel()->index(sourceRow, 0, sourceParent);
    // A conversation row has no cells of its own: its messages decide, and its title in "any".
    const bool isConversation = !first.data(PacketSequenceRole).isValid();
    if (isConversation) {
        const bool onlyAny = std::all_of(m_filters.begin(), m_filters.end(),
                                         [](const QString &f) { return f.isEmpty(); });
        return onlyAny &&
               first.data(ConversationTitleRole).toString().contains(m_any, Qt::CaseInsensitive);
    }
    for (int column = 0; column < PacketColumnCount; ++column) {
        const QString &filter = m_filters[static_cast<std::size_t>(column)];
        if (!filter.isEmpty() &&
            !first.siblingAtColumn(column).data().toString().contains(filter, Qt::CaseInsensitive))
            return false;
    }
    if (m_any.isEmpty())
        return true;
    for (int column = 0; column < PacketColumnCount; ++column) {
        if (first.siblingAtColumn(column).data().toString().contains(m_any, Qt::CaseInsensitive))
            return true;
    }
    // All messages of a conversation whose title was found.
    return sourceParent.isValid() &&
           sourceParent.data(ConversationTitleRole).toString().contains(m_any, Qt::CaseInsensitive);
}

} // namespace copper
