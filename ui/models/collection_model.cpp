// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/collection_model.h"

#include "ui/text/collection_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"

namespace copper {

CollectionModel::CollectionModel(CollectionBook &book, QObject *parent)
    : QAbstractItemModel(parent), m_book(book)
{
    rebuild();
    connect(&book, &CollectionBook::changed, this, [this] {
        beginResetModel();
        rebuild();
        endResetModel();
    });
    connect(&book, &CollectionBook::runStarted, this, [this] {
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            const QModelIndex index = createIndex(m_nodes[i].row, 0, static_cast<quintptr>(i));
            Q_EMIT dataChanged(index, index);
        }
    });
    connect(&book, &CollectionBook::stepChanged, this, [this](std::size_t step) {
        // The folders above show the worst of what is below.
        for (QModelIndex index = indexOfStep(step); index.isValid(); index = index.parent())
            Q_EMIT dataChanged(index, index);
    });
}

void CollectionModel::rebuild()
{
    m_nodes.clear();
    m_roots.clear();
    std::size_t step = 0;
    addNodes(m_book.collection().items, -1, step);
}

void CollectionModel::addNodes(const std::vector<CollectionItem> &items, int parent,
                               std::size_t &step)
{
    for (std::size_t i = 0; i < items.size(); ++i) {
        const int number = static_cast<int>(m_nodes.size());
        Node node;
        node.parent = parent;
        node.row = static_cast<int>(i);
        if (parent >= 0)
            node.path = m_nodes[static_cast<std::size_t>(parent)].path;
        node.path.push_back(i);
        if (!items[i].isFolder())
            node.step = step++;
        m_nodes.push_back(std::move(node));
        if (parent >= 0)
            m_nodes[static_cast<std::size_t>(parent)].children.push_back(number);
        else
            m_roots.push_back(number);
        addNodes(items[i].items, number, step);
    }
}

const std::vector<int> &CollectionModel::childrenOf(const QModelIndex &parent) const
{
    return parent.isValid() ? m_nodes[parent.internalId()].children : m_roots;
}

QModelIndex CollectionModel::index(int row, int column, const QModelIndex &parent) const
{
    const std::vector<int> &children = childrenOf(parent);
    if (row < 0 || column != 0 || row >= static_cast<int>(children.size()))
        return {};
    return createIndex(row, column, static_cast<quintptr>(children[static_cast<std::size_t>(row)]));
}

QModelIndex CollectionModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int number = m_nodes[index.internalId()].parent;
    if (number < 0)
        return {};
    return createIndex(m_nodes[static_cast<std::size_t>(number)].row, 0,
                       static_cast<quintptr>(number));
}

int CollectionModel::rowCount(const QModelIndex &parent) const
{
    return static_cast<int>(childrenOf(parent).size());
}

int CollectionModel::columnCount(const QModelIndex &) const
{
    return 1;
}

ItemPath CollectionModel::pathOf(const QModelIndex &index) const
{
    return index.isValid() ? m_nodes[index.internalId()].path : ItemPath();
}

QModelIndex CollectionModel::indexOf(const ItemPath &path) const
{
    QModelIndex at;
    for (const std::size_t place : path) {
        at = index(static_cast<int>(place), 0, at);
        if (!at.isValid())
            break;
    }
    return at;
}

QModelIndex CollectionModel::indexOfStep(std::size_t step) const
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (m_nodes[i].step == step)
            return createIndex(m_nodes[i].row, 0, static_cast<quintptr>(i));
    }
    return {};
}

std::vector<std::size_t> CollectionModel::stepsBelow(const QModelIndex &index) const
{
    std::vector<std::size_t> steps;
    const ItemPath path = pathOf(index);
    for (const Node &node : m_nodes) {
        const bool below = node.path.size() >= path.size() &&
                           std::equal(path.begin(), path.end(), node.path.begin());
        if (below && node.step)
            steps.push_back(*node.step);
    }
    return steps;
}

CollectionModel::State CollectionModel::stateOf(const Node &node) const
{
    if (node.step) {
        const StepResult *result = m_book.resultOf(*node.step);
        if (result == nullptr)
            return NotRun;
        const CollectionRun &run = *m_book.lastRun();
        if (run.isWaiting() && run.current().index == *node.step)
            return Waiting;
        if (result->outcome == StepOutcome::NotRun)
            return NotRun;
        return result->outcome == StepOutcome::Passed ? Passed : Failed;
    }
    State worst = NotRun;
    for (const int child : node.children)
        worst = std::max(worst, stateOf(m_nodes[static_cast<std::size_t>(child)]));
    return worst;
}

QString CollectionModel::resultOf(const Node &node) const
{
    switch (stateOf(node)) {
    case NotRun:
        return {};
    case Waiting:
        return tr("waiting");
    case Passed:
    case Failed:
        break;
    }
    if (!node.step)
        return stateOf(node) == Passed ? tr("passed") : tr("failed");
    const StepResult &result = *m_book.resultOf(*node.step);
    return result.response ? codeDigitsText(result.response->code) + QLatin1Char(' ') +
                                 outcomeName(result.outcome)
                           : outcomeName(result.outcome);
}

QVariant CollectionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = m_nodes[index.internalId()];
    const CollectionItem *item = itemAt(m_book.collection(), node.path);
    if (item == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return displayText(item->name, 200);
    case Qt::AccessibleTextRole:
        return QStringList{item->isFolder() ? tr("folder") : codeText(item->request->method),
                           displayText(item->name, 200), resultOf(node)}
            .join(QLatin1Char(' '))
            .trimmed();
    case Qt::ToolTipRole:
        return item->isFolder() ? QString() : toolTipText(item->request->uri);
    case FolderRole:
        return item->isFolder();
    case MethodRole:
        return item->isFolder() ? QString() : codeText(item->request->method);
    case UriRole:
        return item->isFolder() ? QString() : item->request->uri;
    case StateRole:
        return static_cast<int>(stateOf(node));
    case ResultRole:
        return resultOf(node);
    case StepRole:
        return node.step ? QVariant(static_cast<qulonglong>(*node.step)) : QVariant();
    case TestsRole:
        return item->isFolder() ? 0
                                : static_cast<int>(item->request->expectations.size() +
                                                   item->request->saved.size());
    default:
        return {};
    }
}

} // namespace copper
