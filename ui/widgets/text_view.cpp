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
#include <cmath>
#include <limits>

namespace copper {

namespace {

constexpr int kMargin_px = 12;
constexpr std::size_t kStep = 256U << 10U;
constexpr int kScroll_ms = 40;

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
    m_scroll.setInterval(kScroll_ms);
    connect(&m_scroll, &QTimer::timeout, this, [this] { dragTo(m_draggedTo); });
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
    m_anchor = 0;
    m_caret = 0;
    m_pressed = false;
    m_dragging = false;
    m_scroll.stop();
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
    const qreal left = textLeft();
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
    m_anchor = m_markOffset;
    m_caret = m_markOffset + m_markLength;
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
    // Bytes are no characters: what is no UTF-8 shows as one for several.
    const qreal x = QFontMetricsF(m_theme.font(TextRole::Mono))
                        .horizontalAdvance(decoded(
                            ByteView(*m_bytes).subspan(rows[0].offset, offset - rows[0].offset)));
    const int left = horizontalScrollBar()->value();
    const qreal width = viewport()->width() - numberWidth() - 2 * kMargin_px;
    if (x < left || x + m_charWidth * 8 > left + width)
        horizontalScrollBar()->setValue(std::max(0, qRound(x - width / 2)));
}

qreal TextView::textLeft() const
{
    return numberWidth() + kMargin_px - horizontalScrollBar()->value();
}

// The byte whose character is at x; with `nearest` the gap between two characters that is nearest.
qsizetype TextView::byteInRow(const TextRows::Row &row, qreal x, bool nearest) const
{
    const QFontMetricsF metrics(m_theme.font(TextRole::Mono));
    const ByteView bytes = ByteView(*m_bytes).subspan(row.offset, row.length);
    const auto begin = [&bytes](std::size_t at) { // of the character
        while (at > 0 && at < bytes.size() && (bytes[at] & 0xc0U) == 0x80)
            --at;
        return at;
    };
    const auto next = [&bytes](std::size_t at) {
        do
            ++at;
        while (at < bytes.size() && (bytes[at] & 0xc0U) == 0x80);
        return std::min(at, bytes.size());
    };
    const auto widthTo = [&](std::size_t at) {
        return metrics.horizontalAdvance(decoded(bytes.first(at)));
    };
    std::size_t low = 0; // the last character that begins at or left of x
    std::size_t from = 0;
    std::size_t to = bytes.size();
    while (from < to) {
        const std::size_t middle = from + (to - from + 1) / 2;
        const std::size_t at = begin(middle);
        if (at > low && widthTo(at) > x) {
            to = at - 1;
            continue;
        }
        low = std::max(low, at);
        from = middle;
    }
    if (nearest && low < bytes.size()) {
        const std::size_t after = next(low);
        if (widthTo(after) - x < x - widthTo(low))
            low = after;
    } else if (!nearest && low >= bytes.size() && !bytes.empty()) {
        low = begin(bytes.size() - 1);
    }
    return static_cast<qsizetype>(row.offset + low);
}

// -1 where there is no row. With `nearest` what lies outside is drawn to the rows there are.
qsizetype TextView::byteAt(QPointF position, bool nearest) const
{
    if (!m_bytes || m_rows.rowCount() == 0)
        return -1;
    const auto first = static_cast<qint64>(verticalScrollBar()->value());
    qint64 row = first + static_cast<qint64>(std::floor(position.y() / m_rowHeight));
    if (nearest)
        row = std::clamp<qint64>(row, 0, static_cast<qint64>(m_rows.rowCount()) - 1);
    if (row < 0)
        return -1;
    const auto rows = m_rows.rows(static_cast<std::uint64_t>(row), 1);
    return rows.empty() ? -1 : byteInRow(rows[0], position.x() - textLeft(), nearest);
}

QPoint TextView::bytePoint(qsizetype offset) const
{
    const std::uint64_t at = m_rows.rowAt(static_cast<std::size_t>(offset));
    const auto rows = m_rows.rows(at, 1);
    if (rows.empty())
        return {};
    const auto inside = static_cast<std::size_t>(offset) - rows[0].offset;
    const qreal x =
        QFontMetricsF(m_theme.font(TextRole::Mono))
            .horizontalAdvance(decoded(ByteView(*m_bytes).subspan(rows[0].offset, inside)));
    const auto down = static_cast<int>(static_cast<qint64>(at) - verticalScrollBar()->value());
    return {qRound(textLeft() + x), down * m_rowHeight + m_rowHeight / 2};
}

void TextView::markTo(qsizetype caret)
{
    m_caret = caret;
    m_markOffset = std::min(m_anchor, caret);
    m_markLength = std::max(m_anchor, caret) - m_markOffset;
    m_markDue = false;
    viewport()->update();
    Q_EMIT marked(m_markOffset, m_markLength);
}

void TextView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_bytes)
        return;
    const qsizetype at = byteAt(event->position(), true);
    if (at < 0)
        return;
    if (event->modifiers() & Qt::ShiftModifier) {
        m_dragging = true;
        markTo(at);
    } else {
        m_anchor = at;
    }
    m_pressed = true;
    m_pressedAt = event->position();
}

void TextView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_pressed || !(event->buttons() & Qt::LeftButton))
        return;
    // A hand that shakes does not mark.
    if (!m_dragging && (event->position() - m_pressedAt).manhattanLength() < m_charWidth)
        return;
    m_dragging = true;
    dragTo(event->position());
}

void TextView::dragTo(QPointF position)
{
    m_draggedTo = position;
    QScrollBar *down = verticalScrollBar();
    QScrollBar *across = horizontalScrollBar();
    if (position.y() < 0)
        down->setValue(down->value() - 1);
    else if (position.y() >= viewport()->height())
        down->setValue(down->value() + 1);
    if (position.x() < numberWidth())
        across->setValue(across->value() - across->singleStep());
    else if (position.x() >= viewport()->width())
        across->setValue(across->value() + across->singleStep());
    if (!viewport()->rect().contains(position.toPoint()) && !m_scroll.isActive())
        m_scroll.start();
    else if (viewport()->rect().contains(position.toPoint()))
        m_scroll.stop();
    const qsizetype at = byteAt(position, true);
    if (at >= 0)
        markTo(at);
}

void TextView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_scroll.stop();
    const bool dragged = m_dragging;
    m_pressed = false;
    m_dragging = false;
    const qsizetype at = dragged ? -1 : byteAt(event->position(), false);
    if (at >= 0)
        Q_EMIT byteActivated(at);
}

void TextView::moveCaret(int rows, int characters)
{
    if (!m_bytes || m_rows.rowCount() == 0)
        return;
    const auto size = static_cast<qsizetype>(m_bytes->size());
    const auto continues = [this, size](qsizetype at) {
        return at > 0 && at < size && ((*m_bytes)[static_cast<std::size_t>(at)] & 0xc0U) == 0x80;
    };
    qsizetype at = std::clamp<qsizetype>(m_caret + characters, 0, size);
    while (continues(at))
        at += characters < 0 ? -1 : 1;
    if (rows != 0) {
        const QPointF now = bytePoint(std::min(m_caret, std::max<qsizetype>(0, size - 1)));
        at = byteAt(now + QPointF(0, rows * m_rowHeight), true);
    }
    if (at < 0)
        return;
    markTo(at);
    const int top = bytePoint(std::min(at, std::max<qsizetype>(0, size - 1))).y();
    if (top < 0 || top >= viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + (top < 0 ? -1 : 1));
}

void TextView::copy()
{
    if (!m_bytes || m_markLength == 0)
        return;
    if (m_markLength > kMostCopied) {
        Q_EMIT notCopied();
        return;
    }
    const ByteView part = ByteView(*m_bytes).subspan(static_cast<std::size_t>(m_markOffset),
                                                     static_cast<std::size_t>(m_markLength));
    QApplication::clipboard()->setText(QString::fromUtf8(
        reinterpret_cast<const char *>(part.data()), static_cast<qsizetype>(part.size())));
}

void TextView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll) && m_bytes) {
        m_anchor = 0;
        markTo(static_cast<qsizetype>(m_bytes->size()));
        return;
    }
    if (event->modifiers() == Qt::ShiftModifier) {
        switch (event->key()) {
        case Qt::Key_Left:
            return moveCaret(0, -1);
        case Qt::Key_Right:
            return moveCaret(0, 1);
        case Qt::Key_Up:
            return moveCaret(-1, 0);
        case Qt::Key_Down:
            return moveCaret(1, 0);
        default:
            break;
        }
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
