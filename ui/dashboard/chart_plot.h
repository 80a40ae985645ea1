// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/dashboard.h"
#include "core/domain/sample_store.h"
#include "ui/dashboard/plot_painting.h"

#include <QChartView>

QT_BEGIN_NAMESPACE
class QLineSeries;
class QRubberBand;
class QValueAxis;
QT_END_NAMESPACE

namespace copper {

// The plot of one panel: Qt Charts for the lines, grid, labels, stale time and cursor painted
// around them. Takes decimated vectors from the store, at most two points a pixel, and replaces
// each line at most once per refresh(). Wheel zooms, dragging chooses a span, arrow keys move the
// cursor.
class ChartPlot : public QChartView
{
    Q_OBJECT
public:
    // More holes than this in one visible line are drawn as connected.
    static constexpr std::size_t kMaxSegments = 24;

    ChartPlot(const Theme &theme, const SampleStore &samples, QWidget *parent = nullptr);

    void setSeries(const std::vector<DashboardSeries> &series);
    // Reads the store and repaints. now: for what is stale.
    void refresh(const TimeSpan &span, bool live);
    const std::vector<PlotLine> &lines() const { return m_lines; }
    const PlotFrame &frame() const { return m_frame; }
    // Points given to Qt Charts at the last refresh, all lines together.
    qsizetype pointCount() const { return m_points; }

    // Shown in every panel; only the one under the pointer shows the box.
    void setCursor(std::optional<WallTime> at, bool withBox);
    std::optional<WallTime> cursorTime() const { return m_cursor; }
    QSize sizeHint() const override { return {600, 230}; }
    QSize minimumSizeHint() const override { return {240, 150}; }

Q_SIGNALS:
    void cursorMoved(std::optional<copper::WallTime> at);
    void spanChosen(const copper::TimeSpan &span);
    void wheelZoomed(copper::WallTime at, double factor);
    void moveRequested(double seconds);
    void backToLiveRequested();
    void pauseRequested();

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void assignAxes();
    void updateScales();
    void fillLine(PlotLine &line, std::vector<QLineSeries *> &pool);
    QLineSeries *poolSeries(std::vector<QLineSeries *> &pool, std::size_t index);
    void placePlot();
    std::optional<Sample> sampleAt(const PlotLine &line, WallTime at) const;
    std::vector<CursorValue> cursorValues() const;

    const Theme &m_theme;
    const SampleStore &m_samples;
    std::vector<DashboardSeries> m_series;
    std::vector<PlotLine> m_lines;
    std::vector<std::vector<QLineSeries *>> m_pools; // one of lines for each of m_lines
    // In pixels of the plot, from its lower left: an axis in seconds would move with the clock, and
    // Qt Charts computes every line anew for that, then once more for its new points.
    QValueAxis *m_across;
    QValueAxis *m_up;
    PlotFrame m_frame;
    qsizetype m_points = 0;
    std::optional<WallTime> m_cursor;
    bool m_cursorBox = false;
    QRubberBand *m_band = nullptr;
    std::optional<int> m_dragFrom_px;
};

} // namespace copper
