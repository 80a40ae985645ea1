// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ladder.h"

#include "ui/widgets/plain_text.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace copper {

namespace {
constexpr int kHead_px = 24;
constexpr int kArrow_px = 24;
constexpr int kPause_px = 15;
constexpr qreal kTimeRight_px = 78;
constexpr qreal kLeftLine_px = 104;
constexpr qreal kRightMargin_px = 52;
} // namespace

Ladder::Ladder(const Theme &theme, QWidget *parent) : QAbstractScrollArea(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("ladder"));
    setAccessibleName(tr("Ladder of the conversation"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void Ladder::setEnds(const QString &ours, const QString &peer)
{
    m_ours = ours;
    m_peer = displayText(peer);
    viewport()->update();
}

void Ladder::setRows(std::vector<LadderRow> rows)
{
    m_rows = std::move(rows);
    m_current = -1;
    relayout();
    viewport()->update();
}

void Ladder::setCurrentRow(int row)
{
    m_current = row >= 0 && row < static_cast<int>(m_rows.size()) ? row : -1;
    if (m_current >= 0) {
        const int top = m_tops[static_cast<std::size_t>(m_current)];
        QScrollBar *bar = verticalScrollBar();
        if (top - kHead_px < bar->value())
            bar->setValue(top - kHead_px);
        else if (top + kArrow_px > bar->value() + viewport()->height())
            bar->setValue(top + kArrow_px - viewport()->height());
    }
    viewport()->update();
}

void Ladder::relayout()
{
    m_tops.clear();
    int y = kHead_px;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (i > 0 && m_rows[i].time_s - m_rows[i - 1].time_s > kPause_s)
            y += kPause_px;
        m_tops.push_back(y);
        y += kArrow_px;
    }
    m_height = y + 8;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(kArrow_px);
    verticalScrollBar()->setRange(0, std::max(0, m_height - viewport()->height()));
}

void Ladder::resizeEvent(QResizeEvent *)
{
    relayout();
}

QRect Ladder::rowRect(int row) const
{
    if (row < 0 || row >= static_cast<int>(m_tops.size()))
        return {};
    return {0, m_tops[static_cast<std::size_t>(row)] - verticalScrollBar()->value(),
            viewport()->width(), kArrow_px};
}

Ladder::Lines Ladder::lifeLines() const
{
    return {kLeftLine_px, std::max(kLeftLine_px + 80, viewport()->width() - kRightMargin_px)};
}

Tone Ladder::toneOf(const LadderRow &row) const
{
    switch (row.mark) {
    case LadderMark::Lost:
    case LadderMark::Retransmission:
    case LadderMark::Duplicate:
        return Tone::Warn;
    case LadderMark::Rejected:
        return Tone::Error;
    case LadderMark::None:
        break;
    }
    return row.outgoing ? Tone::Copper : Tone::Verdigris;
}

void Ladder::paintArrow(QPainter *painter, const LadderRow &row, int top) const
{
    const Lines lines = lifeLines();
    const Tone tone = toneOf(row);
    const bool lost = row.mark == LadderMark::Lost;
    const qreal y = top + 17.5;
    const qreal from = row.outgoing ? lines.left + 4 : lines.right - 4;
    qreal to = row.outgoing ? lines.right - 1 : lines.left + 1;
    const qreal d = row.outgoing ? 1 : -1;
    if (lost)
        to = from + (to - from) * 0.62;
    drawElided(painter, QRectF(0, top + 6, kTimeRight_px, 20), QString::number(row.time_s, 'f', 3),
               m_theme.font(TextRole::Mono), m_theme.color(Tone::Text3), Qt::AlignRight);
    drawElided(painter, QRectF(lines.left + 8, top, lines.right - lines.left - 16, 16), row.label,
               m_theme.font(TextRole::Small),
               m_theme.color(row.mark != LadderMark::None ? tone
                             : row.empty                  ? Tone::Text2
                                                          : Tone::Text),
               Qt::AlignHCenter);
    painter->setRenderHint(QPainter::Antialiasing);
    QPen pen(m_theme.color(tone), 1.5);
    if (lost)
        pen.setDashPattern({3, 2});
    painter->setPen(pen);
    painter->drawLine(QPointF(from, y), QPointF(to, y));
    painter->setPen(QPen(m_theme.color(tone), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF tip(to, y);
    if (lost) {
        painter->drawLine(tip + QPointF(-4, -4), tip + QPointF(4, 4));
        painter->drawLine(tip + QPointF(-4, 4), tip + QPointF(4, -4));
    } else {
        painter->drawPolyline(QPolygonF{tip + QPointF(-5 * d, -4), tip, tip + QPointF(-5 * d, 4)});
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
}

void Ladder::paintPause(QPainter *painter, double span_s, int top) const
{
    const Lines lines = lifeLines();
    const QString text =
        span_s < 60 ? tr("%1 s").arg(span_s, 0, 'f', span_s < 15 ? 1 : 0) : shortSpan(span_s);
    drawElided(painter, QRectF(lines.left, top, lines.right - lines.left, kPause_px), text,
               m_theme.font(TextRole::Small), m_theme.color(Tone::Text3), Qt::AlignHCenter);
}

void Ladder::paintEvent(QPaintEvent *)
{
    if (m_rows.empty())
        return;
    QPainter painter(viewport());
    const int shift = -verticalScrollBar()->value();
    const Lines lines = lifeLines();
    const auto life = [&](int top, int height, bool broken) {
        QPen pen(m_theme.color(Tone::BorderControl), 1);
        if (broken)
            pen.setDashPattern({1, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(lines.left, top), QPointF(lines.left, top + height - 1));
        painter.drawLine(QPointF(lines.right, top), QPointF(lines.right, top + height - 1));
    };
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const int top = m_tops[i] + shift;
        const double span = i > 0 ? m_rows[i].time_s - m_rows[i - 1].time_s : 0;
        if (top + kArrow_px < 0 || top - kPause_px > viewport()->height())
            continue;
        if (span > kPause_s) {
            life(top - kPause_px, kPause_px, true);
            paintPause(&painter, span, top - kPause_px);
        }
        if (static_cast<int>(i) == m_current) {
            painter.fillRect(0, top, viewport()->width(), kArrow_px,
                             m_theme.color(Tone::CopperTint));
            painter.fillRect(0, top, 3, kArrow_px,
                             m_theme.color(hasFocus() ? Tone::Copper : Tone::Text3));
        }
        life(top, kArrow_px, false);
        paintArrow(&painter, m_rows[i], top);
    }
    // The two names stay in sight above the scrolled arrows.
    painter.fillRect(0, 0, viewport()->width(), kHead_px - 2, palette().color(QPalette::Base));
    const QFont strong = m_theme.font(TextRole::SmallStrong);
    const qreal middle = (lines.left + lines.right) / 2;
    drawElided(&painter, QRectF(8, 2, middle - 12, 18), m_ours, strong, m_theme.color(Tone::Text),
               Qt::AlignHCenter);
    drawElided(&painter, QRectF(middle + 8, 2, viewport()->width() - middle - 12, 18), m_peer,
               strong, m_theme.color(Tone::Text), Qt::AlignRight, Qt::ElideMiddle);
}

void Ladder::mousePressEvent(QMouseEvent *event)
{
    for (int i = 0; i < static_cast<int>(m_rows.size()); ++i) {
        if (rowRect(i).contains(event->position().toPoint())) {
            setCurrentRow(i);
            Q_EMIT rowActivated(i);
            return;
        }
    }
}

void Ladder::keyPressEvent(QKeyEvent *event)
{
    int to = m_current;
    if (event->key() == Qt::Key_Up)
        --to;
    else if (event->key() == Qt::Key_Down)
        ++to;
    else if (event->key() == Qt::Key_Home)
        to = 0;
    else if (event->key() == Qt::Key_End)
        to = static_cast<int>(m_rows.size()) - 1;
    else {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (to < 0 || to >= static_cast<int>(m_rows.size()))
        return;
    setCurrentRow(to);
    Q_EMIT rowActivated(to);
}

} // namespace copper
