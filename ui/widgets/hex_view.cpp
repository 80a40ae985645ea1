// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hex_view.h"

#include <QApplication>
#include <QClipboard>
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

QString hexDigits(std::uint8_t byte)
{
    constexpr char kDigits[] = "0123456789abcdef";
    return QString(QLatin1Char(kDigits[byte >> 4U])) + QLatin1Char(kDigits[byte & 15U]);
}

QChar asciiOf(std::uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7f ? QChar(char16_t{byte}) : QChar(0x00b7);
}

} // namespace

HexView::HexView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent), m_theme(theme), m_bytes(std::make_shared<const Bytes>())
{
    setObjectName(QStringLiteral("hexView"));
    setAccessibleName(tr("Bytes"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    connect(&theme, &Theme::changed, this, [this] {
        relayout();
        viewport()->update();
    });
    relayout();
}

void HexView::setBytes(ByteView bytes)
{
    setBytes(std::make_shared<const Bytes>(toOwned(bytes)));
}

void HexView::setBytes(std::shared_ptr<const Bytes> bytes)
{
    m_bytes = bytes ? std::move(bytes) : std::make_shared<const Bytes>();
    m_highlightLength = 0;
    m_highlightOffset = 0;
    m_cursor = 0;
    m_hovered = -1;
    m_payloadStart = -1;
    relayout();
    verticalScrollBar()->setValue(0);
    viewport()->update();
}

void HexView::setRowLength(RowLength length)
{
    m_rowLength = length;
    relayout();
}

void HexView::setPayloadStart(qsizetype offset)
{
    m_payloadStart = offset;
    viewport()->update();
}

void HexView::setHighlight(qsizetype offset, qsizetype length)
{
    const auto size = static_cast<qsizetype>(m_bytes->size());
    m_highlightOffset = std::clamp<qsizetype>(offset, 0, size);
    m_highlightLength = std::clamp<qsizetype>(length, 0, size - m_highlightOffset);
    if (m_highlightLength > 0) {
        m_cursor = m_highlightOffset;
        ensureVisible(m_highlightOffset);
    }
    viewport()->update();
}

int HexView::offsetDigits() const
{
    return m_bytes->size() > 0x10000 ? 8 : 4;
}

qreal HexView::byteX(int column) const
{
    // Offset, two characters of gap, then three characters for each byte.
    return kMargin_px + m_charWidth * (offsetDigits() + 1.6 + column * 2.7) +
           (column >= 8 ? m_charWidth : 0);
}

qreal HexView::asciiX(int column) const
{
    return byteX(m_perRow - 1) + m_charWidth * (3.0 + column);
}

void HexView::relayout()
{
    const QFontMetricsF metrics(m_theme.font(TextRole::Mono));
    m_charWidth = metrics.horizontalAdvance(QLatin1Char('0'));
    m_rowHeight = m_theme.rowHeight(20, TextRole::Mono);
    const auto fits = [this](int perRow) {
        m_perRow = perRow;
        return asciiX(perRow) + kMargin_px <= viewport()->width();
    };
    if (m_rowLength == RowLength::Sixteen || (m_rowLength == RowLength::Auto && fits(16)))
        m_perRow = 16;
    else
        m_perRow = 8;
    // The scroll bar counts rows; a body is bounded far below what an int of rows can hold.
    const qsizetype visible = std::max(1, viewport()->height() / m_rowHeight);
    const qsizetype limit = std::max<qsizetype>(0, rowCount() - visible);
    verticalScrollBar()->setPageStep(static_cast<int>(visible));
    verticalScrollBar()->setRange(
        0, static_cast<int>(std::min<qsizetype>(limit, std::numeric_limits<int>::max())));
}

qsizetype HexView::rowCount() const
{
    return (static_cast<qsizetype>(m_bytes->size()) + m_perRow - 1) / m_perRow;
}

QSize HexView::sizeHint() const
{
    return {qRound(asciiX(m_perRow)) + kMargin_px, m_rowHeight * 8};
}

QRect HexView::byteRect(qsizetype offset) const
{
    const qsizetype row = offset / m_perRow - verticalScrollBar()->value();
    const int column = static_cast<int>(offset % m_perRow);
    return QRectF(byteX(column), static_cast<qreal>(row * m_rowHeight), m_charWidth * 2,
                  m_rowHeight)
        .toRect();
}

qsizetype HexView::byteAt(QPoint position) const
{
    const qsizetype row = position.y() / m_rowHeight + verticalScrollBar()->value();
    const qreal x = position.x();
    for (int column = 0; column < m_perRow; ++column) {
        const bool onDigits =
            x >= byteX(column) - m_charWidth * 0.35 && x < byteX(column) + m_charWidth * 2.35;
        const bool onAscii = x >= asciiX(column) && x < asciiX(column + 1);
        if (onDigits || onAscii) {
            const qsizetype offset = row * m_perRow + column;
            return position.y() >= 0 && offset < static_cast<qsizetype>(m_bytes->size()) ? offset
                                                                                         : -1;
        }
    }
    return -1;
}

void HexView::paintHighlight(QPainter *painter, qsizetype row, int top) const
{
    const auto inside = [this](qsizetype offset) {
        return (m_highlightLength > 0 && offset >= m_highlightOffset &&
                offset < m_highlightOffset + m_highlightLength) ||
               offset == m_hovered;
    };
    for (int column = 0; column < m_perRow; ++column) {
        const qsizetype offset = row * m_perRow + column;
        if (offset >= static_cast<qsizetype>(m_bytes->size()) || !inside(offset))
            continue;
        const bool joined = column + 1 < m_perRow && inside(offset + 1) &&
                            offset + 1 < static_cast<qsizetype>(m_bytes->size());
        const qreal left = byteX(column) - m_charWidth * 0.35;
        const qreal right =
            joined ? byteX(column + 1) - m_charWidth * 0.35 : byteX(column) + m_charWidth * 2.35;
        const QRectF digits(left, top + 1, right - left, m_rowHeight - 2);
        const QRectF letter(asciiX(column), top + 1, m_charWidth, m_rowHeight - 2);
        const bool hover = offset == m_hovered && m_highlightLength == 0;
        const QColor tint = m_theme.color(hover ? Tone::Hover : Tone::CopperTint);
        painter->fillRect(digits, tint);
        painter->fillRect(letter, tint);
        if (!hover) {
            painter->fillRect(QRectF(left, top + m_rowHeight - 2, right - left, 1),
                              m_theme.color(Tone::CopperLine));
            painter->fillRect(QRectF(letter.left(), top + m_rowHeight - 2, m_charWidth, 1),
                              m_theme.color(Tone::CopperLine));
        }
    }
}

void HexView::paintRow(QPainter *painter, qsizetype row, int top) const
{
    const QFont plain = m_theme.font(TextRole::Mono);
    const QFont strong = m_theme.font(TextRole::MonoStrong);
    const QFontMetricsF metrics(plain);
    const qreal base = top + (m_rowHeight - metrics.height()) / 2 + metrics.ascent();
    paintHighlight(painter, row, top);
    painter->setFont(plain);
    painter->setPen(m_theme.color(Tone::Text3));
    painter->drawText(
        QPointF(kMargin_px, base),
        QStringLiteral("%1").arg(row * m_perRow, offsetDigits(), 16, QLatin1Char('0')));
    for (int column = 0; column < m_perRow; ++column) {
        const qsizetype offset = row * m_perRow + column;
        if (offset >= static_cast<qsizetype>(m_bytes->size()))
            break;
        const std::uint8_t byte = (*m_bytes)[static_cast<std::size_t>(offset)];
        const bool lit = m_highlightLength > 0 && offset >= m_highlightOffset &&
                         offset < m_highlightOffset + m_highlightLength;
        const bool payload = m_payloadStart >= 0 && offset >= m_payloadStart;
        painter->setFont(lit ? strong : plain);
        painter->setPen(m_theme.color(lit ? Tone::Copper : payload ? Tone::Verdigris : Tone::Text));
        painter->drawText(QPointF(byteX(column), base), hexDigits(byte));
        painter->drawText(QPointF(asciiX(column), base), QString(asciiOf(byte)));
        if (offset == m_cursor && hasFocus()) {
            painter->setPen(QPen(m_theme.color(Tone::Copper), 1));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(
                QRectF(byteX(column) - 2, top + 1, m_charWidth * 2 + 4, m_rowHeight - 3));
        }
    }
}

void HexView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setClipRect(event->rect());
    const qsizetype first = verticalScrollBar()->value();
    const qsizetype shown = viewport()->height() / m_rowHeight + 2;
    for (qsizetype row = first; row < std::min(first + shown, rowCount()); ++row)
        paintRow(&painter, row, static_cast<int>((row - first) * m_rowHeight));
}

void HexView::resizeEvent(QResizeEvent *)
{
    relayout();
}

void HexView::ensureVisible(qsizetype offset)
{
    const auto row = static_cast<int>(offset / m_perRow);
    const int visible = std::max(1, viewport()->height() / m_rowHeight);
    if (row < verticalScrollBar()->value())
        verticalScrollBar()->setValue(row);
    else if (row >= verticalScrollBar()->value() + visible)
        verticalScrollBar()->setValue(row - visible + 1);
}

void HexView::moveCursor(qsizetype to)
{
    if (m_bytes->empty())
        return;
    m_cursor = std::clamp<qsizetype>(to, 0, static_cast<qsizetype>(m_bytes->size()) - 1);
    ensureVisible(m_cursor);
    viewport()->update();
    Q_EMIT byteActivated(m_cursor);
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    const qsizetype offset = byteAt(event->position().toPoint());
    if (offset >= 0 && event->button() == Qt::LeftButton)
        moveCursor(offset);
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    const qsizetype offset = byteAt(event->position().toPoint());
    if (offset == m_hovered)
        return;
    m_hovered = offset;
    viewport()->update();
    Q_EMIT byteHovered(offset);
}

void HexView::leaveEvent(QEvent *)
{
    if (m_hovered < 0)
        return;
    m_hovered = -1;
    viewport()->update();
    Q_EMIT byteHovered(-1);
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        ByteView view(*m_bytes);
        if (m_highlightLength > 0)
            view = view.subspan(static_cast<std::size_t>(m_highlightOffset),
                                static_cast<std::size_t>(m_highlightLength));
        if (view.size() > static_cast<std::size_t>(kMostCopied))
            Q_EMIT notCopied();
        else
            QApplication::clipboard()->setText(QString::fromStdString(toHex(view)));
        return;
    }
    const int page = m_perRow * std::max(1, viewport()->height() / m_rowHeight);
    if (event->key() == Qt::Key_Left)
        moveCursor(m_cursor - 1);
    else if (event->key() == Qt::Key_Right)
        moveCursor(m_cursor + 1);
    else if (event->key() == Qt::Key_Up)
        moveCursor(m_cursor - m_perRow);
    else if (event->key() == Qt::Key_Down)
        moveCursor(m_cursor + m_perRow);
    else if (event->key() == Qt::Key_PageUp)
        moveCursor(m_cursor - page);
    else if (event->key() == Qt::Key_PageDown)
        moveCursor(m_cursor + page);
    else if (event->key() == Qt::Key_Home)
        moveCursor(0);
    else if (event->key() == Qt::Key_End)
        moveCursor(static_cast<qsizetype>(m_bytes->size()) - 1);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

} // namespace copper
