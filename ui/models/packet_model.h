// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/packet_cells.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <array>

namespace copper {

// The message log as a flat table, newest last. Holds two numbers and no text. UI thread.
class PacketModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit PacketModel(Workspace &workspace, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QModelIndex indexOfSequence(std::uint64_t sequence) const;

private:
    void append(quint64 first, quint64 end);
    void trim(quint64 newFirst);
    void clear();

    Workspace &m_workspace;
    std::uint64_t m_first;
    std::uint64_t m_end;
};

// Messages under their conversations, in the order these began.
class ConversationModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit ConversationModel(Workspace &workspace, QObject *parent = nullptr);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
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
        std::uint64_t forgotten = 0;
        std::size_t count = 0;
    };
    // Nothing for a message that has left since.
    std::optional<std::uint64_t> sequenceAt(const Group &group, int row) const;
    int rowOf(ConversationId id) const;
    void add(ConversationId id);
    void remove(ConversationId id);
    void update(const std::vector<ConversationId> &ids);
    void updateOne(ConversationId id);

    Workspace &m_workspace;
    std::vector<Group> m_groups; // ascending ids
};

// Text filters, one for each column; all must hold. Works on both models: a conversation is shown
// when one of its messages is. Case does not count.
class PacketFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    static constexpr qsizetype kMaxFilterLength = 200;
    explicit PacketFilter(QObject *parent = nullptr);

    void setColumnFilter(int column, const QString &text);
    QString columnFilter(int column) const;
    // Any column.
    void setAnyFilter(const QString &text);
    bool isActive() const;
    void clearFilters();

Q_SIGNALS:
    void filtersChanged();

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    std::array<QString, PacketColumnCount> m_filters;
    QString m_any;
};

} // namespace copper
