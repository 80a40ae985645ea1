// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firmware/rate_chart.h"

#include "ui/dashboard/chart_scale.h"
#include "ui/widgets/plain_text.h"

#include <QPainter>

#include <cmath>

namespace copper {

RateChart::RateChart(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("rateChart"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void RateChart::setJob(const FirmwareJob *job)
{
    m_points.clear();
    m_average = 0;
    if (job != nullptr && !job->rateHistory.empty()) {
        const WallTime newest = job->rateHistory.back().first;
        for (const auto &[at, rate] : job->rateHistory)
            m_points << QPointF(at.secondsSince(newest), rate / 1024);
        m_average = job->averageRate / 1024;
    }
    setAccessibleName(tr("Rate, average %1 KiB/s").arg(m_average, 0, 'f', 1));
    update();
}

void RateChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF plot(40, 20, width() - 46, height() - 44);
    if (m_points.size() < 2 || plot.width() < 40 || plot.height() < 30) {
        drawElided(&painter, QRectF(rect()), tr("The rate appears while blocks are sent."),
                   m_theme.font(TextRole::Small), m_theme.color(Tone::Text3), Qt::AlignHCenter);
        return;
    }
    double highest = m_average;
    for (const QPointF &point : std::as_const(m_points))
        highest = std::max(highest, point.y());
    const ValueScale scale = scaleFor(0, std::max(highest, 0.1));
    const double start = std::min(m_points.first().x(), -1.0);
    const auto x = [&](double t) {
        return plot.left() + (t - start) / -start * plot.width();
    };
    const auto y = [&](double v) {
        return plot.bottom() - (v - scale.low) / (scale.high - scale.low) * plot.height();
    };
    const QFont caption = m_theme.font(TextRole::Caption);
    drawElided(&painter, QRectF(0, 0, 60, 16), tr("KiB/s"), caption, m_theme.color(Tone::Text2));
    for (const double tick : scale.ticks()) {
        const qreal line = std::floor(y(tick)) + 0.5;
        painter.setPen(QPen(m_theme.color(tick == scale.low ? Tone::BorderButton : Tone::Grid), 1));
        painter.drawLine(QPointF(plot.left(), line), QPointF(plot.right(), line));
        drawElided(&painter, QRectF(0, line - 9, plot.left() - 7, 18), scale.label(tick), caption,
                   m_theme.color(Tone::Text2), Qt::AlignRight);
    }
    const QRectF below(plot.left() - 20, plot.bottom() + 4, plot.width() + 26, 16);
    drawElided(&painter, below, tr("%1 ago").arg(shortSpan(-start)), caption,
               m_theme.color(Tone::Text2));
    drawElided(&painter, below, tr("now"), caption, m_theme.color(Tone::Text2), Qt::AlignRight);
    QPolygonF line;
    for (const QPointF &point : std::as_const(m_points))
        line << QPointF(x(point.x()), y(point.y()));
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = m_theme.seriesColor(0);
    QColor fill = colour;
    fill.setAlphaF(0.1F);
    QPolygonF area = line;
    area << QPointF(line.last().x(), plot.bottom()) << QPointF(line.first().x(), plot.bottom());
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(area);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, m_theme.seriesWidth(false)));
    painter.drawPolyline(line);
    painter.setBrush(colour);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(line.last(), 2.6, 2.6);
    painter.setPen(QPen(m_theme.color(Tone::Text2), 1.2, Qt::DashLine));
    painter.drawLine(QPointF(plot.left(), y(m_average)), QPointF(plot.right(), y(m_average)));
}

} // namespace copper
