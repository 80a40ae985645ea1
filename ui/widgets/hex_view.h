// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "ui/theme/theme.h"

#include <QAbstractScrollArea>

#include <memory>

namespace copper {

// Bytes with their offsets and their ASCII column, 8 or 16 in a row. Highlighting is linked with
// other views by the caller: setHighlight() in, byteActivated()/byteHovered() out. Paints only what
// is visible, whatever the size. Arrow keys move the cursor, Ctrl+C copies the highlighted bytes
// (or all) as hex.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    static constexpr qsizetype kMostCopied = 1 << 22; // bytes; as hex each takes four in memory
    enum class RowLength { Eight, Sixteen, Auto };    // Auto: 16 where they fit

    explicit HexView(const Theme &theme, QWidget *parent = nullptr);

    void setBytes(ByteView bytes); // copied
    void setBytes(std::shared_ptr<const Bytes> bytes);
    const Bytes &bytes() const { return *m_bytes; }
    void setRowLength(RowLength length);
    int bytesPerRow() const { return m_perRow; }
    // Bytes from here on are what the device says (verdigris); -1: none.
    void setPayloadStart(qsizetype offset);
    // Length 0 removes it. Scrolls there when it is out of sight.
    void setHighlight(qsizetype offset, qsizetype length);
    qsizetype highlightOffset() const { return m_highlightOffset; }
    qsizetype highlightLength() const { return m_highlightLength; }
    // Where a byte's two digits stand in the viewport, for tests and tool tips.
    QRect byteRect(qsizetype offset) const;
    QSize sizeHint() const override;

Q_SIGNALS:
    void byteActivated(qsizetype offset); // click or cursor key
    void notCopied();                     // more than kMostCopied was to be
    void byteHovered(qsizetype offset);   // -1 when the pointer left the bytes

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void relayout();
    qsizetype rowCount() const;
    qsizetype byteAt(QPoint position) const;
    void paintRow(QPainter *painter, qsizetype row, int top) const;
    void paintHighlight(QPainter *painter, qsizetype row, int top) const;
    qreal byteX(int column) const;
    qreal asciiX(int column) const;
    void moveCursor(qsizetype to);
    void ensureVisible(qsizetype offset);
    int offsetDigits() const;

    const Theme &m_theme;
    std::shared_ptr<const Bytes> m_bytes;
    RowLength m_rowLength = RowLength::Auto;
    int m_perRow = 16;
    int m_rowHeight = 20;
    qreal m_charWidth = 8;
    qsizetype m_payloadStart = -1;
    qsizetype m_highlightOffset = 0;
    qsizetype m_highlightLength = 0;
    qsizetype m_cursor = 0;
    qsizetype m_hovered = -1;
};

} // namespace copper
