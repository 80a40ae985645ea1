// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/legend_strip.h"

#include "ui/widgets/plain_text.h"
#include "ui/widgets/value_text.h"

#include <QFontMetricsF>
#include <QPainter>

namespace copper {

namespace {
constexpr qreal kSample_px = 16;
constexpr qreal kGap_px = 6;
constexpr qreal kBetween_px = 16;
constexpr qreal kLongestName_px = 150;
} // namespace

LegendStrip::LegendStrip(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("legend"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LegendStrip::setLines(const std::vector<PlotLine> &lines, WallTime now)
{
    m_entries.clear();
    QString spoken;
    for (const PlotLine &line : lines) {
        Entry entry{line, QString()};
        entry.line.segments.clear();
        if (!line.last) {
            entry.value = line.id.isValid() ? QString(QChar(0x2013)) : tr("no value yet");
        } else {
            entry.value = numberText(line.last->value);
            if (!line.unit.isEmpty())
                entry.value += QLatin1Char(' ') + line.unit;
        }
        if (line.staleSince)
            entry.value += tr(", stale %1").arg(shortSpan(now.secondsSince(*line.staleSince)));
        spoken += entry.line.name + QLatin1Char(' ') + entry.value + QStringLiteral("; ");
        m_entries.push_back(std::move(entry));
    }
    setAccessibleName(spoken);
    update();
}

qreal LegendStrip::width_px(const Entry &entry) const
{
    const qreal name =
        QFontMetricsF(m_theme.font(TextRole::Body)).horizontalAdvance(entry.line.name);
    const qreal value =
        QFontMetricsF(m_theme.font(TextRole::BodyStrong)).horizontalAdvance(entry.value);
    return kSample_px + kGap_px + std::min(std::ceil(name), kLongestName_px) + kGap_px +
           std::ceil(value) + 1;
}

void LegendStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    qreal x = 0;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        const qreal needed = width_px(entry);
        const bool last = i + 1 == m_entries.size();
        if (x + needed > width() - (last ? 0 : 30)) {
            drawElided(&painter, QRectF(x, 0, width() - x, height()),
                       QStringLiteral("+%1").arg(m_entries.size() - i),
                       m_theme.font(TextRole::Small), m_theme.color(Tone::Text2));
            return;
        }
        const QRectF row(x, 0, needed, height());
        paintLineSample(&painter, QPointF(x, row.center().y()), m_theme, entry.line);
        const qreal left = x + kSample_px + kGap_px;
        const qreal used =
            drawElided(&painter, QRectF(left, 0, kLongestName_px, height()), entry.line.name,
                       m_theme.font(TextRole::Body), m_theme.color(Tone::Text2));
        drawElided(&painter, QRectF(left + used + kGap_px, 0, needed, height()), entry.value,
                   m_theme.font(TextRole::BodyStrong),
                   m_theme.color(entry.line.staleSince ? Tone::Warn : Tone::Text));
        x += needed + kBetween_px;
    }
}

} // namespace copper
