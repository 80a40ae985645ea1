// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

namespace copper {

// Every block of a transfer as a cell: full when confirmed, a digit when sent more than once, a
// copper ring while under way, an outline when to go. Cells shrink from 15 to 4 px, then one cell
// stands for several blocks and the legend says so. Paints its legend below the cells.
class BlockMap : public QWidget
{
    Q_OBJECT
public:
    explicit BlockMap(const Theme &theme, QWidget *parent = nullptr);

    // timesSent may be shorter than `total`; missing means 0. `underWay` is absent when nothing is.
    void setBlocks(std::uint32_t total, std::uint32_t confirmed,
                   std::optional<std::uint32_t> underWay, std::vector<std::uint8_t> timesSent);
    // A transfer that is over needs of the legend only how many blocks a cell is, if more than one.
    void setFinished() { m_finished = true; }
    void clear() { setBlocks(0, 0, std::nullopt, {}); }
    std::uint32_t blocksPerCell() const { return m_perCell; }
    int cell_px() const { return m_cell; }
    QSize minimumSizeHint() const override { return {200, 80}; }
    QSize sizeHint() const override { return {640, 140}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct CellState
    {
        bool confirmed = false;
        bool underWay = false;
        std::uint8_t timesSent = 0;
    };
    CellState stateOf(std::uint32_t cell) const;
    void layoutCells();
    void paintCell(QPainter *painter, const QRectF &rect, const CellState &state) const;
    void paintLegend(QPainter *painter, qreal top) const;

    const Theme &m_theme;
    std::uint32_t m_total = 0;
    std::uint32_t m_confirmed = 0;
    std::optional<std::uint32_t> m_underWay;
    std::vector<std::uint8_t> m_timesSent;
    int m_cell = 15;
    int m_gap = 2;
    std::uint32_t m_perCell = 1;
    int m_columns = 1;
    int m_rows = 0;
    bool m_finished = false;
};

} // namespace copper
