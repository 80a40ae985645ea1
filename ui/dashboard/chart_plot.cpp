// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/chart_plot.h"

#include "core/domain/wall_clock.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/value_text.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QRubberBand>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace copper {

namespace {
constexpr qreal kLeft_px = 44;
constexpr qreal kRight_px = 14;
constexpr qreal kRightWithAxis_px = 40;
constexpr qreal kTop_px = 26;
constexpr qreal kBottom_px = 26;
constexpr int kShortestDrag_px = 6;
constexpr double kWheelStep = 0.85;
} // namespace

ChartPlot::ChartPlot(const Theme &theme, const SampleStore &samples, QWidget *parent)
    : QChartView(parent), m_theme(theme), m_samples(samples), m_across(new QValueAxis(this)),
      m_up(new QValueAxis(this))
{
    setObjectName(QStringLiteral("chartPlot"));
    setAccessibleName(tr("Chart"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setBackgroundBrush(Qt::NoBrush);
    setStyleSheet(QStringLiteral("background: transparent;"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    QChart *shown = chart();
    shown->setBackgroundVisible(false);
    shown->setMargins(QMargins());
    shown->layout()->setContentsMargins(0, 0, 0, 0);
    shown->legend()->hide();
    for (QValueAxis *axis : {m_across, m_up}) {
        axis->setLabelsVisible(false);
        axis->setGridLineVisible(false);
        axis->setLineVisible(false);
    }
    shown->addAxis(m_across, Qt::AlignBottom);
    shown->addAxis(m_up, Qt::AlignLeft);
    connect(&theme, &Theme::changed, this, [this] {
        setSeries(m_series);
        refresh(m_frame.span, m_frame.live);
    });
    placePlot();
}

void ChartPlot::setSeries(const std::vector<DashboardSeries> &series)
{
    m_series = series;
    for (const auto &pool : m_pools) {
        for (QLineSeries *line : pool) {
            chart()->removeSeries(line);
            delete line;
        }
    }
    m_pools.assign(series.size(), {});
    m_lines.assign(series.size(), {});
}

void ChartPlot::assignAxes()
{
    m_frame.leftUnit.clear();
    m_frame.rightUnit.clear();
    std::optional<QString> first;
    std::optional<QString> second;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        PlotLine &line = m_lines[i];
        const DashboardSeries &entry = m_series[i];
        line.name = displayText(entry.name, 60);
        line.colour = entry.colour;
        const auto id = m_samples.find(entry.uri, entry.path);
        line.id = id.value_or(SeriesId{});
        const SeriesInfo *info = id ? m_samples.info(*id) : nullptr;
        line.unit = info != nullptr ? unitText(info->unit) : QString();
        line.staleSince = info != nullptr ? info->staleSince : std::nullopt;
        line.stale = line.staleSince.has_value();
        if (!first)
            first = line.unit;
        line.second = line.unit != *first;
        if (line.second && !second)
            second = line.unit;
    }
    m_frame.leftUnit = first.value_or(QString());
    m_frame.rightUnit = second.value_or(QString());
    const bool hadRight = m_frame.right.has_value();
    if (second && !hadRight)
        m_frame.right = ValueScale{};
    else if (!second)
        m_frame.right.reset();
    if (hadRight != m_frame.right.has_value())
        placePlot();
}

void ChartPlot::updateScales()
{
    for (const bool second : {false, true}) {
        if (second && !m_frame.right)
            continue;
        std::optional<SampleExtremes> all;
        for (const PlotLine &line : m_lines) {
            const SampleSeries *values = line.id.isValid() ? m_samples.series(line.id) : nullptr;
            if (values == nullptr || line.second != second)
                continue;
            auto found = values->extremes(m_frame.span.from, m_frame.span.to);
            // A line may only cross the window: then the value it comes with counts.
            if (const auto before = values->atOrBefore(m_frame.span.from); !found && before)
                found = SampleExtremes{before->value, before->value};
            if (!found)
                continue;
            all = all ? SampleExtremes{std::min(all->lowest, found->lowest),
                                       std::max(all->highest, found->highest)}
                      : *found;
        }
        (second ? *m_frame.right : m_frame.left) =
            all ? scaleFor(all->lowest, all->highest) : ValueScale{};
    }
}

QLineSeries *ChartPlot::poolSeries(std::vector<QLineSeries *> &pool, std::size_t index)
{
    while (pool.size() <= index) {
        auto *made = new QLineSeries(this);
        chart()->addSeries(made);
        made->attachAxis(m_across);
        made->attachAxis(m_up);
        pool.push_back(made);
    }
    return pool[index];
}

void ChartPlot::fillLine(PlotLine &line, std::vector<QLineSeries *> &pool)
{
    line.segments.clear();
    line.last.reset();
    std::vector<QList<QPointF>> parts;
    if (const SampleSeries *values = line.id.isValid() ? m_samples.series(line.id) : nullptr) {
        if (!values->empty())
            line.last = values->last();
        const auto pixels = static_cast<std::size_t>(std::max(1.0, m_frame.plot.width()));
        const std::vector<Sample> samples =
            values->decimated(m_frame.span.from, m_frame.span.to, pixels);
        auto gap = values->gaps().begin();
        const auto gapsEnd = values->gaps().end();
        for (std::size_t i = 0; i < samples.size(); ++i) {
            while (gap != gapsEnd && gap->to < samples[i].at)
                ++gap;
            // A hole ends at this sample: the line starts anew.
            const bool breaks = i > 0 && gap != gapsEnd && gap->to <= samples[i].at &&
                                gap->from >= samples[i - 1].at && parts.size() < kMaxSegments;
            if (parts.empty() || breaks) {
                parts.emplace_back();
                line.segments.emplace_back();
            }
            const QPointF place(m_frame.x(samples[i].at), m_frame.y(samples[i].value, line.second));
            parts.back() << QPointF(place.x() - m_frame.plot.left(),
                                    m_frame.plot.bottom() - place.y());
            line.segments.back() << place;
        }
    }
    const QPen pen = linePen(m_theme, line, &line == &m_lines.front());
    for (std::size_t i = 0; i < std::max(parts.size(), pool.size()); ++i) {
        QLineSeries *series = poolSeries(pool, i);
        if (series->pen() != pen)
            series->setPen(pen);
        const QList<QPointF> points = i < parts.size() ? parts[i] : QList<QPointF>();
        m_points += points.size();
        if (!points.isEmpty() || series->count() > 0)
            series->replace(points);
    }
}

void ChartPlot::refresh(const TimeSpan &span, bool live)
{
    m_frame.span = span;
    m_frame.live = live;
    assignAxes();
    updateScales();
    m_points = 0;
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        fillLine(m_lines[i], m_pools[i]);
    viewport()->update();
}

void ChartPlot::placePlot()
{
    const qreal right = m_frame.right ? kRightWithAxis_px : kRight_px;
    m_frame.plot = QRectF(kLeft_px, kTop_px, std::max(20.0, viewport()->width() - kLeft_px - right),
                          std::max(20.0, viewport()->height() - kTop_px - kBottom_px));
    chart()->setPlotArea(m_frame.plot);
    m_across->setRange(0, m_frame.plot.width());
    m_up->setRange(0, m_frame.plot.height());
}

void ChartPlot::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    placePlot();
    if (m_frame.span.to > m_frame.span.from)
        refresh(m_frame.span, m_frame.live);
}

void ChartPlot::setCursor(std::optional<WallTime> at, bool withBox)
{
    if (m_cursor == at && m_cursorBox == withBox)
        return;
    m_cursor = at;
    m_cursorBox = withBox;
    viewport()->update();
}

std::optional<Sample> ChartPlot::sampleAt(const PlotLine &line, WallTime at) const
{
    const SampleSeries *values = line.id.isValid() ? m_samples.series(line.id) : nullptr;
    if (values == nullptr)
        return std::nullopt;
    for (const SampleGap &gap : values->gaps()) {
        if (gap.from < at && at < gap.to)
            return std::nullopt;
    }
    if (values->empty() || (line.staleSince && at > *line.staleSince))
        return std::nullopt;
    const std::size_t after = values->lowerBound(at);
    if (after == values->size())
        return values->last();
    if (after == 0)
        return (*values)[0];
    const Sample &next = (*values)[after];
    const Sample &previous = (*values)[after - 1];
    return next.at.secondsSince(at) < at.secondsSince(previous.at) ? next : previous;
}

std::vector<CursorValue> ChartPlot::cursorValues() const
{
    std::vector<CursorValue> values;
    for (const PlotLine &line : m_lines)
        values.push_back({&line, sampleAt(line, *m_cursor)});
    return values;
}

void ChartPlot::drawBackground(QPainter *painter, const QRectF &)
{
    paintPlotBackground(painter, m_theme, m_frame, m_lines);
}

void ChartPlot::drawForeground(QPainter *painter, const QRectF &)
{
    paintPlotForeground(painter, m_theme, m_frame, m_lines);
    if (m_cursor)
        paintCursor(painter, m_theme, m_frame, *m_cursor, cursorValues(), m_cursorBox);
    if (hasFocus()) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(QPen(m_theme.color(Tone::Copper), 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(viewport()->rect()).adjusted(1.5, 1.5, -2.5, -2.5));
    }
}

void ChartPlot::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::LeftButton &&
        m_frame.plot.adjusted(-2, -kTop_px, 2, kBottom_px).contains(event->position()))
        m_dragFrom_px = event->position().toPoint().x();
    event->accept();
}

void ChartPlot::mouseMoveEvent(QMouseEvent *event)
{
    const int x = event->position().toPoint().x();
    if (m_dragFrom_px && std::abs(x - *m_dragFrom_px) >= kShortestDrag_px) {
        if (m_band == nullptr)
            m_band = new QRubberBand(QRubberBand::Rectangle, viewport());
        const int left = std::max(std::min(x, *m_dragFrom_px), qRound(m_frame.plot.left()));
        const int right = std::min(std::max(x, *m_dragFrom_px), qRound(m_frame.plot.right()));
        m_band->setGeometry(left, qRound(m_frame.plot.top()), std::max(1, right - left),
                            qRound(m_frame.plot.height()));
        m_band->show();
    }
    const bool inside = x >= m_frame.plot.left() && x <= m_frame.plot.right();
    Q_EMIT cursorMoved(inside ? std::optional(m_frame.timeAt(x)) : std::nullopt);
}

void ChartPlot::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragFrom_px)
        return;
    const int from = *m_dragFrom_px;
    m_dragFrom_px.reset();
    if (m_band != nullptr)
        m_band->hide();
    const int to = event->position().toPoint().x();
    if (std::abs(to - from) < kShortestDrag_px)
        return;
    const auto bounded = [this](int x) {
        return m_frame.timeAt(std::clamp<qreal>(x, m_frame.plot.left(), m_frame.plot.right()));
    };
    Q_EMIT spanChosen(TimeSpan{bounded(std::min(from, to)), bounded(std::max(from, to))});
}

void ChartPlot::mouseDoubleClickEvent(QMouseEvent *)
{
    Q_EMIT backToLiveRequested();
}

void ChartPlot::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches == 0) {
        event->ignore();
        return;
    }
    Q_EMIT wheelZoomed(m_frame.timeAt(event->position().x()), std::pow(kWheelStep, notches));
    event->accept();
}

void ChartPlot::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    Q_EMIT cursorMoved(std::nullopt);
}

void ChartPlot::keyPressEvent(QKeyEvent *event)
{
    const WallTime middle = m_frame.timeAt(m_frame.plot.center().x());
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const double pixel_s = m_frame.span.length_s() / std::max(m_frame.plot.width(), 1.0);
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) {
        Q_EMIT wheelZoomed(m_cursor.value_or(middle), kWheelStep);
    } else if (event->key() == Qt::Key_Minus) {
        Q_EMIT wheelZoomed(m_cursor.value_or(middle), 1 / kWheelStep);
    } else if (event->key() == Qt::Key_Escape) {
        Q_EMIT backToLiveRequested();
    } else if (event->key() == Qt::Key_Space) {
        Q_EMIT pauseRequested();
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        const double direction = event->key() == Qt::Key_Left ? -1 : 1;
        if (event->modifiers().testFlag(Qt::ControlModifier)) {
            Q_EMIT moveRequested(direction * m_frame.span.length_s() / 4);
            return;
        }
        const WallTime at =
            plusSeconds(m_cursor.value_or(middle), direction * pixel_s * (shift ? 20 : 2));
        Q_EMIT cursorMoved(std::clamp(at, m_frame.span.from, m_frame.span.to));
    } else {
        event->ignore(); // the room's shortcuts
    }
}

void ChartPlot::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void ChartPlot::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

} // namespace copper
