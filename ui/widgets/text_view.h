// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payload/text_rows.h"
#include "ui/theme/theme.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <memory>

namespace copper {

// Text of any size over the one buffer, read only. Rows are found in slices of a few milliseconds;
// only what is visible is decoded and painted. Lines beyond TextRows::kLongestRow go on in the next
// row. Control characters and what is no UTF-8 show as U+FFFD. A drag marks, Shift with a click or
// an arrow key goes on with it, Ctrl+A marks all, Ctrl+C copies what is marked.
class TextView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    static constexpr int kSlice_ms = 4;
    static constexpr qsizetype kMostCopied = 1 << 24; // bytes

    explicit TextView(const Theme &theme, QWidget *parent = nullptr);

    void setBytes(std::shared_ptr<const Bytes> bytes);
    const TextRows &rows() const { return m_rows; }
    // Length 0 removes it. Scrolls there when it is out of sight.
    void setHighlight(qsizetype offset, qsizetype length);
    qsizetype highlightOffset() const { return m_markOffset; }
    qsizetype highlightLength() const { return m_markLength; }
    // "UTF-8, 1 204 lines"; while it is read, how far.
    QString summary() const;
    QString shownRow(int row) const; // on the screen, from the top
    // Where a byte's character begins in the viewport, for tests; x may be outside of it.
    QPoint bytePoint(qsizetype offset) const;

Q_SIGNALS:
    void byteActivated(qsizetype offset);            // a click
    void marked(qsizetype offset, qsizetype length); // by mouse or keys
    void notCopied();                                // more than kMostCopied is marked
    void progressed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void advance();
    void relayout();
    void scrollToMark();
    QString textOf(const TextRows::Row &row) const;
    qsizetype byteAt(QPointF position, bool nearest) const;
    qsizetype byteInRow(const TextRows::Row &row, qreal x, bool nearest) const;
    void dragTo(QPointF position);
    void markTo(qsizetype caret);
    void moveCaret(int rows, int characters);
    void copy();
    qreal textLeft() const;
    qreal numberWidth() const;
    int visibleRows() const;

    const Theme &m_theme;
    std::shared_ptr<const Bytes> m_bytes;
    TextRows m_rows;
    QTimer m_timer;
    int m_rowHeight = 18;
    qreal m_charWidth = 8;
    qsizetype m_markOffset = 0;
    qsizetype m_markLength = 0;
    bool m_markDue = false; // its row is not known yet
    qsizetype m_anchor = 0; // where a mark by mouse or keys began
    qsizetype m_caret = 0;  // and where it ends
    bool m_pressed = false;
    bool m_dragging = false;
    QPointF m_pressedAt;
    QPointF m_draggedTo;
    QTimer m_scroll; // while one drags beyond the edge
};

} // namespace copper
