// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/device_filter.h"

#include "ui/models/device_tree_model.h"

namespace copper {

DeviceFilter::DeviceFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true);
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
