// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

#include <numeric>

namespace copper {

// Where the table has less room than its columns want, those of `order` are hidden one after the
// other; with more room they are back. Columns and widths: arrays by column number, in pixels.
template <class Widths, class Columns>
void letColumnsGiveWay(QTreeView &table, int room_px, const Widths &widths_px, const Columns &order)
{
    int wanted_px = std::accumulate(widths_px.begin(), widths_px.end(), 0);
    for (const auto column : order) {
        const bool hidden = wanted_px > room_px;
        table.setColumnHidden(column, hidden);
        if (hidden)
            wanted_px -= widths_px[static_cast<std::size_t>(column)];
    }
}

} // namespace copper
