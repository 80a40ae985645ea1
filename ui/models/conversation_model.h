// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/packet_search.h"

#include <QAbstractItemModel>

#include <deque>
#include <span>

namespace copper {

// Messages under their conversations, in the order these began: all of the log's, or those the
// search has found and no other conversations. UI thread.
class ConversationModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    ConversationModel(Workspace &workspace, PacketSearch &search, QObject *parent = nullptr);

    // A model nobody looks at is empty and follows nothing. Attached at first.
    void setAttached(bool attached);
    // Whether it still takes in what the search has found: after it was attached, in slices.
    bool isBehind() const { return m_searching && m_attached && m_taken < m_search.endMatch(); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QModelIndex indexOfSequence(std::uint64_t sequence) const;
    QModelIndex indexOfConversation(ConversationId id) const;
    const Conversation *conversationAt(const QModelIndex &index) const;

private:
    // What the views know of a conversation: the log may be a step ahead.
    struct Group
    {
        ConversationId id;
        // All messages of the conversation. Counted when somebody asks: a reset with very many
        // conversations must be quick.
        bool counted = false;
        std::uint64_t forgotten = 0;
        std::size_t count = 0;
        // While searching: the sequences of the matches.
        std::vector<std::uint64_t> matches;
    };
    Group &counted(std::size_t row) const;
    // Nothing for a message that has left since.
    std::optional<std::uint64_t> sequenceAt(const Group &group, int row) const;
    std::size_t placeOf(ConversationId id) const;
    int rowOf(ConversationId id) const;

    void reset();
    void add(ConversationId id);
    void remove(ConversationId id);
    void update(const std::vector<ConversationId> &ids);
    void updateRows(std::size_t row);

    void take();
    void takeSome(std::uint64_t first, std::uint64_t end);
    void insertGroups(std::vector<Group> &groups);
    void forget(quint64 newFirst);
    void removeGroups(std::span<const std::size_t> rows);

    Workspace &m_workspace;
    PacketSearch &m_search;
    bool m_attached = true;
    bool m_searching = false;           // since the last reset
    mutable std::deque<Group> m_groups; // ascending ids
    std::uint64_t m_taken = 0;          // the next ordinal to take in
    QTimer m_next;
};

} // namespace copper
