// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/palette_model.h"

#include <algorithm>
#include <array>

namespace copper {

namespace {

// Lower is better; nothing when a term does not occur.
std::optional<int> score(const PaletteItem &item, const QStringList &terms)
{
    int total = static_cast<int>(std::min<qsizetype>(item.text.size(), 99)) + (item.live ? 0 : 99);
    for (const QString &term : terms) {
        const qsizetype at = item.text.indexOf(term, 0, Qt::CaseInsensitive);
        if (at < 0) {
            if (!item.note.contains(term, Qt::CaseInsensitive))
                return std::nullopt;
            total += 400;
            continue;
        }
        const bool startsPart = at == 0 || !item.text.at(at - 1).isLetterOrNumber();
        const qsizetype end = at + term.size();
        const bool endsPart = end == item.text.size() || !item.text.at(end).isLetterOrNumber();
        total += (startsPart ? 0 : 200) + (endsPart ? 0 : 100);
    }
    return total;
}

} // namespace

QString PaletteModel::groupTitle(PaletteItem::Group group)
{
    switch (group) {
    case PaletteItem::Group::Devices:
        return tr("Devices");
    case PaletteItem::Group::Resources:
        return tr("Resources");
    case PaletteItem::Group::Commands:
        return tr("Commands");
    case PaletteItem::Group::Saved:
        return tr("Saved requests");
    }
    return {};
}

void PaletteModel::setItems(std::vector<PaletteItem> items)
{
    beginResetModel();
    m_rows.clear();
    m_items = std::move(items);
    if (m_items.size() > kMaxItems)
        m_items.resize(kMaxItems);
    rebuild();
    endResetModel();
}

void PaletteModel::setQuery(const QString &query)
{
    beginResetModel();
    m_query = query;
    rebuild();
    endResetModel();
}

void PaletteModel::rebuild()
{
    using Group = PaletteItem::Group;
    QString text = m_query.trimmed();
    std::optional<Group> only;
    if (text.startsWith(QLatin1Char('>'))) {
        only = Group::Commands;
        text.remove(0, 1);
    } else if (text.startsWith(QLatin1Char('@'))) {
        only = Group::Devices;
        text.remove(0, 1);
    } else if (text.startsWith(QLatin1Char('/'))) {
        only = Group::Resources; // the slash belongs to the path
    }
    m_terms = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_rows.clear();
    m_results = 0;
    // Without words commands are what one looks for first.
    const std::array<Group, 4> order =
        m_terms.isEmpty()
            ? std::array<Group, 4>{Group::Commands, Group::Devices, Group::Resources, Group::Saved}
            : std::array<Group, 4>{Group::Resources, Group::Devices, Group::Commands, Group::Saved};
    for (const Group group : order) {
        if (only && *only != group)
            continue;
        std::vector<std::pair<int, const PaletteItem *>> hits;
        for (const PaletteItem &item : m_items) {
            if (item.group != group)
                continue;
            if (const auto points = score(item, m_terms))
                hits.emplace_back(m_terms.isEmpty() ? 0 : *points, &item);
        }
        if (hits.empty())
            continue;
        m_results += static_cast<int>(hits.size());
        std::stable_sort(hits.begin(), hits.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        const std::size_t most = only ? kMaxOfOneGroup : kMaxPerGroup;
        if (hits.size() > most)
            hits.resize(most);
        m_rows.push_back({group, nullptr});
        for (const auto &hit : hits)
            m_rows.push_back({group, hit.second});
    }
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

const PaletteItem *PaletteModel::item(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return nullptr;
    return m_rows[static_cast<std::size_t>(index.row())].item;
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return row.item != nullptr ? row.item->text : groupTitle(row.group);
    if (role == Qt::AccessibleTextRole && row.item != nullptr)
        return QString(row.item->text + QStringLiteral(", ") + groupTitle(row.group));
    return {};
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    return item(index) != nullptr ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

int PaletteModel::firstItemRow() const
{
    return m_rows.size() > 1 ? 1 : -1;
}

} // namespace copper
