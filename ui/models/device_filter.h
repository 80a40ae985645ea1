// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>
#include <QStringList>

namespace copper {

// The device tree by words: a row stays when each word is found in it or in a row above it; what
// leads to it and what lies below it stays too.
class DeviceFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit DeviceFilter(QObject *parent = nullptr);
    void setWords(const QString &text);
    bool isActive() const { return !m_words.isEmpty(); }

protected:
    // Favourites first, then devices by name, numbers in it by value; everything else as it is in the model.
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QStringList m_words;
    QCollator m_names;
};

} // namespace copper
