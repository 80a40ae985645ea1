// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firmware/batch_line.h"

#include "ui/firmware/firmware_delegate.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/state_mark.h"

#include <QFontMetricsF>
#include <QPainter>

namespace copper {

BatchLine::BatchLine(const Theme &theme, QWidget *parent)
    : Ground(theme, Tone::Sunken, Qt::BottomEdge, parent), m_theme(theme)
{
    setObjectName(QStringLiteral("batchLine"));
    setFixedHeight(40);
}

void BatchLine::setTotals(const FirmwareTotals &totals)
{
    m_totals = totals;
    setAccessibleName(bytesOf(totals.sent, totals.total));
    update();
}

void BatchLine::paintCounts(QPainter *painter) const
{
    struct Count
    {
        StateMark mark;
        int number;
        QString word;
    };
    const std::array<Count, 7> counts{{
        {StateMark::Verified, m_totals.verified + m_totals.done,
         m_totals.verified > 0 ? tr("verified") : tr("done")},
        {StateMark::Sending, m_totals.active, tr("active")},
        {StateMark::Paused, m_totals.paused, QString()},
        {StateMark::Queued, m_totals.queued, QString()},
        {StateMark::LinkLost, m_totals.linkLost, tr("link lost")},
        {StateMark::Failed, m_totals.failed, tr("failed")},
        {StateMark::Gone, m_totals.cancelled, QString()},
    }};
    const QFont font = m_theme.font(TextRole::Small);
    qreal right = width() - 12;
    for (auto count = counts.crbegin(); count != counts.crend(); ++count) {
        if (count->number == 0)
            continue;
        const QString text = count->word.isEmpty()
                                 ? QString::number(count->number)
                                 : QString::number(count->number) + QLatin1Char(' ') + count->word;
        const qreal textWidth = std::ceil(QFontMetricsF(font).horizontalAdvance(text));
        drawElided(
            painter, QRectF(right - textWidth, 0, textWidth + 1, height() - 1), text, font,
            m_theme.color(count->mark == StateMark::Gone ? Tone::Text2 : stateTone(count->mark)));
        right -= textWidth + 12;
        paintStateMark(painter, QPointF(right, height() / 2.0 - 0.5), count->mark, m_theme);
        right -= 20;
    }
}

void BatchLine::paintEvent(QPaintEvent *event)
{
    Ground::paintEvent(event);
    QPainter painter(this);
    const double share = m_totals.total > 0 ? static_cast<double>(m_totals.sent) /
                                                  static_cast<double>(m_totals.total)
                                            : 0;
    const qreal percent = drawElided(&painter, QRectF(14, 0, 70, height() - 1),
                                     QStringLiteral("%1 %").arg(static_cast<int>(share * 100)),
                                     m_theme.font(TextRole::Title), m_theme.color(Tone::Text));
    const QRectF bar(14 + std::max<qreal>(percent, 40) + 12, height() / 2.0 - 4.5, 220, 8);
    paintTransferBar(&painter, bar, share, UploadState::Sending, m_theme);
    QString text = bytesOf(m_totals.sent, m_totals.total);
    if (m_totals.rate > 0)
        text += QStringLiteral("   \u00b7   ") + rateText(m_totals.rate);
    if (m_totals.timeLeft)
        text += QStringLiteral("   \u00b7   ") +
                tr("about %1 left").arg(shortSpan(std::max(1.0, toSeconds(*m_totals.timeLeft))));
    drawElided(&painter, QRectF(bar.right() + 14, 0, 420, height() - 1), text,
               m_theme.font(TextRole::Body), m_theme.color(Tone::Text));
    paintCounts(&painter);
}

} // namespace copper
