// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/device_filter.h"

#include "ui/models/device_tree_model.h"

namespace copper {

DeviceFilter::DeviceFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true);
    setDynamicSortFilter(true);
    sort(0);
}

bool DeviceFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto kind =
        static_cast<DeviceTreeModel::Kind>(left.data(DeviceTreeModel::KindRole).toInt());
    if (kind != DeviceTreeModel::Kind::Device)
        return left.row() < right.row();
    const bool leftFirst = left.data(DeviceTreeModel::FavouriteRole).toBool();
    const bool rightFirst = right.data(DeviceTreeModel::FavouriteRole).toBool();
    if (leftFirst != rightFirst)
        return leftFirst;
    return left.row() < right.row();
}

void DeviceFilter::setWords(const QString &text)
{
    constexpr qsizetype kMaxLength = 200;
    const QStringList words = text.left(kMaxLength).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
}

bool DeviceFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_words.isEmpty())
        return true;
    QString text;
    for (QModelIndex at = sourceModel()->index(sourceRow, 0, sourceParent); at.isValid();
         at = at.parent())
        text += at.data(DeviceTreeModel::FilterRole).toString() + QLatin1Char('\n');
    for (const QString &word : m_words) {
        if (!text.contains(word, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

} // namespace copper
