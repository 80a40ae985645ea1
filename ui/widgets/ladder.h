// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractScrollArea>

#include <vector>

namespace copper {

enum class LadderMark { None, Retransmission, Duplicate, Lost, Rejected };

struct LadderRow
{
    double time_s = 0;    // since the conversation began
    bool outgoing = true; // from us (left) to the peer (right)
    QString label;        // "CON GET, Observe 0"
    LadderMark mark = LadderMark::None;
    bool empty = false; // an Empty message
};

// The messages of one conversation as arrows between two life lines. A silence of more than one
// second becomes one row with broken life lines. Rows are 24 px, pauses 15.
class Ladder : public QAbstractScrollArea
{
    Q_OBJECT
public:
    static constexpr double kPause_s = 1.0;

    explicit Ladder(const Theme &theme, QWidget *parent = nullptr);

    void setEnds(const QString &ours, const QString &peer);
    void setRows(std::vector<LadderRow> rows);
    qsizetype rowCount() const { return static_cast<qsizetype>(m_rows.size()); }
    int currentRow() const { return m_current; }
    // -1: none. Scrolls there.
    void setCurrentRow(int row);
    QRect rowRect(int row) const; // in the viewport
    QSize sizeHint() const override { return {404, 240}; }

Q_SIGNALS:
    void rowActivated(int row); // click or cursor key

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Lines
    {
        qreal left;
        qreal right;
    };
    Lines lifeLines() const;
    void relayout();
    void paintArrow(QPainter *painter, const LadderRow &row, int top) const;
    void paintPause(QPainter *painter, double span_s, int top) const;
    Tone toneOf(const LadderRow &row) const;

    const Theme &m_theme;
    QString m_ours, m_peer;
    std::vector<LadderRow> m_rows;
    std::vector<int> m_tops; // of each arrow, content coordinates
    int m_height = 0;
    int m_current = -1;
};

} // namespace copper
