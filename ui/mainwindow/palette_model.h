// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/state_mark.h"

#include <QAbstractListModel>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace copper {

struct PaletteItem
{
    enum class Group { Devices, Resources, Commands, Saved };
    Group group = Group::Commands;
    QString text; // searched and shown; plain
    QString note; // shown in text-3; "on dashboard 1", an address
    QString icon; // when there is no mark
    std::optional<StateMark> mark;
    QString method;    // saved requests
    QStringList keys;  // the shortcut's parts: "Ctrl", "D"
    bool live = false; // observed now: before others that fit as well
    QString uri;       // of a resource: its live value is shown
    std::function<void()> run;
    std::function<void()> runWithControl; // Ctrl+Enter: send a GET
};

// The hits of the command palette under their group captions. Prefixes: ">" commands, "@" devices,
// "/" paths. Every word of the query has to occur; earlier and whole-segment hits come first.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr std::size_t kMaxItems = 20'000; // taken from the sources
    static constexpr std::size_t kMaxPerGroup = 8;
    static constexpr std::size_t kMaxOfOneGroup = 60; // when a prefix asks for one group

    using QAbstractListModel::QAbstractListModel;

    void setItems(std::vector<PaletteItem> items);
    void setQuery(const QString &query);
    int resultCount() const { return m_results; } // without captions, before the cut
    QStringList terms() const { return m_terms; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    // Null for a caption.
    const PaletteItem *item(const QModelIndex &index) const;
    int firstItemRow() const;

    static QString groupTitle(PaletteItem::Group group);

private:
    struct Row
    {
        PaletteItem::Group group;
        const PaletteItem *item; // null: the group's caption
    };
    void rebuild();
    std::vector<PaletteItem> m_items;
    std::vector<Row> m_rows;
    QString m_query;
    QStringList m_terms;
    int m_results = 0;
};

} // namespace copper
