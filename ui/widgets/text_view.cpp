// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_view.h"

#include "ui/text/plain_text.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace copper {

namespace {

constexpr int kMargin_px = 12;
constexpr std::size_t kStep = 256U << 10U;

QString decoded(ByteView bytes)
{
    // A character is a character here: tool tips and labels, not this view, need one line.
    return displayText(QString::fromUtf8(reinterpret_cast<const char *>(bytes.data()),
                                         static_cast<qsizetype>(bytes.size())),
                       std::numeric_limits<qsizetype>::max());
}

} // namespace

TextView::TextView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("textView"));
    setAccessibleName(tr("Payload as text"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TextView::advance);
    connect(&theme, &Theme::changed, this, [this] {
        relayout();
        viewport()->update();
    });
    relayout();
}

void TextView::setBytes(std::shared_ptr<const Bytes> bytes)
{
    m_bytes = std::move(bytes);
    m_rows = m_bytes ? TextRows(*m_bytes) : TextRows();
    m_markOffset = 0;
    m_markLength = 0;
    m_markDue = false;
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    if (m_rows.isDone())
        m_timer.stop();
    else
        m_timer.start();
    relayout();
    viewport()->update();
}

void TextView::advance()
{
    QElapsedTimer clock;
    clock.start();
    while (!m_rows.step(kStep) && clock.elapsed() < kSlice_ms) {
    }
    if (m_rows.isDone())
        m_timer.stop();
    const bool due = m_markDue;
    relayout();
    if (due)
        scrollToMark();
    viewport()->update();
    Q_EMIT progressed();
}

int TextView::visibleRows() const
{
    return std::max(1, viewport()->height() / m_rowHeight);
}

qreal TextView::numberWidth() const
{
    const auto digits = QString::number(std::max<std::uint64_t>(m_rows.lineCount(), 999)).size();
    return m_charWidth * static_cast<qreal>(digits) + kMargin_px;
}

void TextView::relayout()
{
    m_charWidth = QFontMetricsF(m_theme.font(TextRole::Mono)).horizontalAdvance(QLatin1Char('0'));
    m_rowHeight = m_theme.rowHeight(18, TextRole::Mono);
    const auto count = static_cast<qint64>(m_rows.rowCount());
    const qint64 limit = std::max<qint64>(0, count - visibleRows());
    verticalScrollBar()->setPageStep(visibleRows());
    verticalScrollBar()->setRange(
        0, static_cast<int>(std::min<qint64>(limit, std::numeric_limits<int>::max())));
    std::size_t longest = 0;
    for (const TextRows::Row &row :
         m_rows.rows(static_cast<std::uint64_t>(verticalScrollBar()->value()),
                     static_cast<std::size_t>(visibleRows())))
        longest = std::max(longest, row.length);
    const qreal width = numberWidth() + 2 * kMargin_px + m_charWidth * static_cast<qreal>(longest);
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(qRound(m_charWidth));
    horizontalScrollBar()->setRange(0, std::max(0, qRound(width) - viewport()->width()));
}

QString TextView::textOf(const TextRows::Row &row) const
{
    return decoded(ByteView(*m_bytes).subspan(row.offset, row.length));
}

QString TextView::shownRow(int row) const
{
    const auto rows =
        m_rows.rows(static_cast<std::uint64_t>(verticalScrollBar()->value() + row), 1);
    return rows.empty() ? QString() : textOf(rows[0]);
}

QString TextView::summary() const
{
    const std::size_t size = m_bytes ? m_bytes->size() : 0;
    if (!m_rows.isDone())
        return tr("reading, %1 %").arg(100 * m_rows.at() / std::max<std::size_t>(1, size));
    const QString lines =
        tr("%1 lines").arg(groupedNumber(static_cast<qint64>(m_rows.lineCount())));
    if (m_rows.notUtf8At())
        return tr("not UTF-8, see byte %1").arg(*m_rows.notUtf8At()) + QStringLiteral(" · ") +
               lines;
    return (m_rows.isAscii() ? QStringLiteral("ASCII · ") : QStringLiteral("UTF-8 · ")) + lines;
}

void TextView::paintEvent(QPaintEvent *event)
{
    if (!m_bytes)
        return;
    QPainter painter(viewport());
    painter.setClipRect(event->rect());
    const QFont font = m_theme.font(TextRole::Mono);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    const qreal left = numberWidth() + kMargin_px - horizontalScrollBar()->value();
    qreal top = 0;
    for (const TextRows::Row &row :
         m_rows.rows(static_cast<std::uint64_t>(verticalScrollBar()->value()),
                     static_cast<std::size_t>(visibleRows()) + 2)) {
        const qreal base = top + (m_rowHeight - metrics.height()) / 2 + metrics.ascent();
        const auto from = static_cast<qsizetype>(row.offset);
        const auto end = from + static_cast<qsizetype>(row.length);
        const qsizetype markFrom = std::clamp(m_markOffset, from, end);
        const qsizetype markEnd = std::clamp(m_markOffset + m_markLength, from, end);
        if (markEnd > markFrom) {
            const auto part = [&](qsizetype until) {
                return metrics.horizontalAdvance(decoded(ByteView(*m_bytes).subspan(
                    row.offset, static_cast<std::size_t>(until - from))));
            };
            const qreal a = part(markFrom);
            painter.fillRect(QRectF(left + a, top + 1, part(markEnd) - a, m_rowHeight - 2),
                             m_theme.color(Tone::CopperTint));
        }
        painter.setPen(m_theme.color(Tone::Text));
        painter.drawText(QPointF(left, base), textOf(row));
        painter.fillRect(QRectF(0, top, numberWidth(), m_rowHeight), m_theme.color(Tone::Base));
        painter.setPen(m_theme.color(Tone::Text3));
        painter.drawText(QRectF(0, top, numberWidth() - 2, m_rowHeight),
                         Qt::AlignRight | Qt::AlignVCenter,
                         row.continues ? QStringLiteral("·") : QString::number(row.line));
        top += m_rowHeight;
    }
}

void TextView::resizeEvent(QResizeEvent *)
{
    relayout();
}

void TextView::setHighlight(qsizetype offset, qsizetype length)
{
    const auto size = static_cast<qsizetype>(m_bytes ? m_bytes->size() : 0);
    m_markOffset = std::clamp<qsizetype>(offset, 0, size);
    m_markLength = std::clamp<qsizetype>(length, 0, size - m_markOffset);
    if (m_markLength > 0)
        scrollToMark();
    viewport()->update();
}

void TextView::scrollToMark()
{
    const auto offset = static_cast<std::size_t>(m_markOffset);
    m_markDue = offset >= m_rows.at() && !m_rows.isDone();
    if (m_markDue)
        return;
    const std::uint64_t row = m_rows.rowAt(offset);
    const auto value = static_cast<std::uint64_t>(verticalScrollBar()->value());
    const auto shown = static_cast<std::uint64_t>(visibleRows());
    if (row < value || row >= value + shown)
        verticalScrollBar()->setValue(static_cast<int>(row > shown / 2 ? row - shown / 2 : 0));
    relayout();
    const auto rows = m_rows.rows(row, 1);
    if (rows.empty())
        return;
    const qreal x = m_charWidth * static_cast<qreal>(offset - rows[0].offset);
    const int left = horizontalScrollBar()->value();
    const qreal width = viewport()->width() - numberWidth() - 2 * kMargin_px;
    if (x < left || x + m_charWidth * 8 > left + width)
        horizontalScrollBar()->setValue(std::max(0, qRound(x - width / 2)));
}

void TextView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_bytes)
        return;
    const QPointF at = event->position();
    const auto first = static_cast<std::uint64_t>(verticalScrollBar()->value());
    const auto rows = m_rows.rows(first + static_cast<std::uint64_t>(at.y() / m_rowHeight), 1);
    if (rows.empty())
        return;
    // The character under the pointer, counted in its bytes.
    const QString text = textOf(rows[0]);
    const qreal x = at.x() - numberWidth() - kMargin_px + horizontalScrollBar()->value();
    const auto column = std::clamp<qsizetype>(static_cast<qsizetype>(x / m_charWidth), 0,
                                              std::max<qsizetype>(0, text.size() - 1));
    const auto bytes = text.left(column).toUtf8().size();
    const auto length = static_cast<qsizetype>(rows[0].length);
    Q_EMIT byteActivated(static_cast<qsizetype>(rows[0].offset) +
                         std::clamp<qsizetype>(bytes, 0, std::max<qsizetype>(0, length - 1)));
}

void TextView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && m_bytes && m_markLength > 0) {
        const auto length = static_cast<std::size_t>(std::min(m_markLength, kMostCopied));
        const ByteView part =
            ByteView(*m_bytes).subspan(static_cast<std::size_t>(m_markOffset), length);
        QApplication::clipboard()->setText(QString::fromUtf8(
            reinterpret_cast<const char *>(part.data()), static_cast<qsizetype>(part.size())));
        return;
    }
    QScrollBar *bar = verticalScrollBar();
    if (event->key() == Qt::Key_Home)
        bar->setValue(0);
    else if (event->key() == Qt::Key_End)
        bar->setValue(bar->maximum());
    else
        QAbstractScrollArea::keyPressEvent(event);
}

} // namespace copper
