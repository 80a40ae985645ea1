// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/block_map.h"

#include "ui/widgets/plain_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace copper {

namespace {
constexpr int kLargest_px = 15;
constexpr int kSmallest_px = 4;
constexpr int kLegendHeight_px = 30;
} // namespace

BlockMap::BlockMap(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("blockMap"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void BlockMap::setBlocks(std::uint32_t total, std::uint32_t confirmed,
                         std::optional<std::uint32_t> underWay, std::vector<std::uint8_t> timesSent)
{
    const bool relayout = total != m_total;
    m_total = total;
    m_confirmed = std::min(confirmed, total);
    m_underWay = underWay && *underWay < total ? underWay : std::nullopt;
    m_timesSent = std::move(timesSent);
    if (relayout)
        layoutCells();
    setAccessibleName(tr("%1 of %2 blocks confirmed").arg(m_confirmed).arg(m_total));
    update();
}

void BlockMap::layoutCells()
{
    const int room = std::max(1, height() - kLegendHeight_px);
    m_perCell = 1;
    for (int cell = kLargest_px; cell >= kSmallest_px; --cell) {
        m_cell = cell;
        m_gap = cell > 8 ? 2 : 1;
        m_columns = std::max(1, (width() + m_gap) / (cell + m_gap));
        const auto columns = static_cast<std::uint32_t>(m_columns);
        m_rows = static_cast<int>((m_total + columns - 1) / columns);
        if (m_rows * (cell + m_gap) <= room)
            return;
    }
    const int fit = std::max(1, room / (m_cell + m_gap));
    const auto capacity = static_cast<std::uint32_t>(m_columns * fit);
    m_perCell = (m_total + capacity - 1) / capacity;
    const std::uint32_t cells = (m_total + m_perCell - 1) / m_perCell;
    m_rows = static_cast<int>((cells + static_cast<std::uint32_t>(m_columns) - 1) /
                              static_cast<std::uint32_t>(m_columns));
}

void BlockMap::resizeEvent(QResizeEvent *)
{
    layoutCells();
}

BlockMap::CellState BlockMap::stateOf(std::uint32_t cell) const
{
    const std::uint32_t first = cell * m_perCell;
    const std::uint32_t end = std::min(first + m_perCell, m_total);
    CellState state;
    state.confirmed = end <= m_confirmed;
    state.underWay = m_underWay && *m_underWay >= first && *m_underWay < end;
    for (std::uint32_t block = first; block < end && block < m_timesSent.size(); ++block)
        state.timesSent = std::max(state.timesSent, m_timesSent[block]);
    return state;
}

void BlockMap::paintCell(QPainter *painter, const QRectF &rect, const CellState &state) const
{
    const qreal radius = m_cell >= 10 ? 2 : 0;
    painter->setRenderHint(QPainter::Antialiasing, radius > 0);
    if (state.underWay) {
        painter->setPen(QPen(m_theme.color(Tone::Copper), m_cell >= 8 ? 2 : 1));
        painter->setBrush(m_theme.color(Tone::CopperTint));
        painter->drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
        if (m_cell >= 10) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(Tone::Copper));
            painter->drawEllipse(rect.center(), 1.8, 1.8);
        }
    } else if (state.confirmed) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(
            m_theme.color(state.timesSent > 1 ? Tone::Verdigris : Tone::VerdigrisFill));
        painter->drawRoundedRect(rect, radius, radius);
        if (state.timesSent > 1 && m_cell >= 10) {
            const QString digit =
                state.timesSent > 9 ? QStringLiteral("+") : QString::number(state.timesSent);
            QFont font = m_theme.font(TextRole::Caption);
            font.setWeight(QFont::DemiBold);
            drawElided(painter, rect, digit, font, m_theme.color(Tone::Base), Qt::AlignHCenter);
        }
    } else {
        painter->setPen(QPen(m_theme.color(Tone::BorderButton), 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }
}

void BlockMap::paintLegend(QPainter *painter, qreal top) const
{
    std::uint32_t again = 0;
    for (const std::uint8_t times : m_timesSent)
        again += times > 1 ? 1U : 0U;
    const std::uint32_t onTheWay = m_underWay ? 1U : 0U;
    const std::uint32_t toGo = m_total - m_confirmed - std::min(onTheWay, m_total - m_confirmed);
    struct Entry
    {
        CellState state;
        QString text;
    };
    std::vector<Entry> entries{
        {{true, false, 1}, tr("%1 confirmed").arg(m_confirmed)},
        {{true, false, 2}, tr("%1 sent again").arg(again)},
        {{false, true, 1}, tr("%1 on its way").arg(onTheWay)},
        {{false, false, 0}, tr("%1 to go").arg(toGo)},
    };
    const QFont font = m_theme.font(TextRole::Small);
    const QFontMetricsF metrics(font);
    qreal x = 0;
    if (m_finished)
        entries.clear();
    for (const Entry &entry : entries) {
        const int edge = std::min(m_cell, 13);
        paintCell(painter, QRectF(x, top + (16 - edge) / 2, edge, edge), entry.state);
        x += edge + 6;
        const qreal width = std::ceil(metrics.horizontalAdvance(entry.text));
        drawElided(painter, QRectF(x, top, width + 2, 16), entry.text, font,
                   m_theme.color(Tone::Text2));
        x += width + 20;
    }
    if (m_perCell > 1)
        drawElided(painter, QRectF(x, top, width() - x, 16),
                   tr("one cell is %1 blocks").arg(m_perCell), font, m_theme.color(Tone::Text3));
}

void BlockMap::paintEvent(QPaintEvent *)
{
    if (m_total == 0)
        return;
    QPainter painter(this);
    const std::uint32_t cells = (m_total + m_perCell - 1) / m_perCell;
    const int step = m_cell + m_gap;
    for (std::uint32_t i = 0; i < cells; ++i) {
        const int column = static_cast<int>(i) % m_columns;
        const int row = static_cast<int>(i) / m_columns;
        paintCell(&painter, QRectF(column * step, row * step, m_cell, m_cell), stateOf(i));
    }
    paintLegend(&painter, m_rows * step + 10);
}

} // namespace copper
