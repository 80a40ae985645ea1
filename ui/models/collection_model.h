// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

#include "core/domain/collection_book.h"

namespace copper {

// Folders and requests of the collection, with what the last run said of each. UI thread.
class CollectionModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        FolderRole = Qt::UserRole, // bool
        MethodRole,                // "GET"
        UriRole,                   // as written
        StateRole,                 // State
        ResultRole,                // "2.05 · 4.1 ms"; empty before a run
        StepRole,                  // quint64, place in stepsOf(); of a request
        TestsRole,                 // int: expectations and saved values
    };
    enum State { NotRun, Waiting, Passed, Failed };

    explicit CollectionModel(CollectionBook &book, QObject *parent = nullptr);

    ItemPath pathOf(const QModelIndex &index) const;
    QModelIndex indexOf(const ItemPath &path) const;
    QModelIndex indexOfStep(std::size_t step) const;
    // The steps below: of a request itself, of nothing all.
    std::vector<std::size_t> stepsBelow(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Node
    {
        ItemPath path;
        int parent = -1;
        int row = 0;
        std::vector<int> children;
        std::optional<std::size_t> step;
    };
    void rebuild();
    void addNodes(const std::vector<CollectionItem> &items, int parent, std::size_t &step);
    const std::vector<int> &childrenOf(const QModelIndex &parent) const;
    State stateOf(const Node &node) const;
    QString resultOf(const Node &node) const;

    CollectionBook &m_book;
    std::vector<Node> m_nodes;
    std::vector<int> m_roots;
};

} // namespace copper
