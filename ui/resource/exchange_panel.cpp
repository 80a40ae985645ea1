// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/exchange_panel.h"

#include "ui/text/protocol_text.h"
#include "ui/text/value_text.h"
#include "ui/widgets/block_map.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/toggle_button.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kBlockMap_px = 84;

} // namespace

MiniChart::MiniChart(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace)
{
    setMinimumHeight(88);
    connect(&workspace.samples(), &SampleStore::seriesChanged, this,
            [this](const std::vector<SeriesId> &ids) {
                if (m_id && std::find(ids.begin(), ids.end(), *m_id) != ids.end())
                    update();
            });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MiniChart::setSeries(std::optional<SeriesId> id)
{
    m_id = id;
    update();
}

void MiniChart::paintEvent(QPaintEvent *)
{
    const SampleSeries *series = m_id ? m_workspace.samples().series(*m_id) : nullptr;
    if (series == nullptr || series->empty())
        return;
    QPainter painter(this);
    const WallTime end = series->last().at;
    const WallTime begin = plusSeconds(end, -kSpanSeconds);
    const auto range = series->extremes(begin, end);
    if (!range)
        return;
    const double span = range->highest - range->lowest;
    const double low = span > 0 ? range->lowest : range->lowest - 1;
    const double high = span > 0 ? range->highest : range->highest + 1;
    const QFont caption = m_theme.font(TextRole::Caption);
    const QRectF plot = QRectF(rect()).adjusted(44, 10, -16, -10);
    for (int i = 0; i < 3; ++i) {
        const double value = high - (high - low) * i / 2;
        const double y = std::round(plot.top() + plot.height() * i / 2) + 0.5;
        painter.setPen(m_theme.color(Tone::Grid));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        drawElided(&painter, QRectF(0, y - 9, plot.left() - 8, 18), numberText(value), caption,
                   m_theme.color(Tone::Text2), Qt::AlignRight);
    }
    QPolygonF line;
    for (const Sample &sample :
         series->decimated(begin, end, static_cast<std::size_t>(std::max(1.0, plot.width())))) {
        if (sample.at < begin)
            continue;
        line << QPointF(plot.left() + sample.at.secondsSince(begin) / kSpanSeconds * plot.width(),
                        plot.bottom() - (sample.value - low) / (high - low) * plot.height());
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.seriesColor(0), m_theme.seriesWidth(false)));
    painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.seriesColor(0));
    painter.drawEllipse(line.last(), 2.6, 2.6);
}

ExchangePanel::ExchangePanel(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_rows(new QWidget(this)),
      m_grid(new QGridLayout(m_rows)), m_blocks(new BlockMap(theme, this)),
      m_messages(new QPushButton(tr("Show both messages in Packets"), this)), m_copy(nullptr),
      m_chartTitle(new PlainLabel(theme, QString(), TextRole::BodyStrong, Tone::Text, this)),
      m_chart(new MiniChart(theme, workspace, this))
{
    setObjectName(QStringLiteral("exchangePanel"));
    auto *head = new Ground(theme, Tone::Base, Qt::BottomEdge, this);
    head->setFixedHeight(44);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(14, 0, 8, 0);
    line->addWidget(
        new PlainLabel(theme, tr("Response options"), TextRole::BodyStrong, Tone::Text, head), 1);
    auto *copy = new IconButton(theme, QStringLiteral("copy"), tr("Copy these facts"), {}, head);
    copy->setObjectName(QStringLiteral("copyFacts"));
    line->addWidget(copy);
    connect(copy, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_plain); });
    m_messages->setObjectName(QStringLiteral("showMessages"));
    m_messages->setProperty("link", true);
    m_messages->setIcon(theme.fixedIcon(QStringLiteral("packets"), Tone::Copper));
    m_chartTitle->setElideMode(Qt::ElideRight);
    m_grid->setContentsMargins(14, 8, 12, 4);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnMinimumWidth(0, 96);
    m_grid->setColumnStretch(1, 1);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new Ground(theme, Tone::Base, {}, scroll);
    auto *pageColumn = new QVBoxLayout(page);
    pageColumn->setContentsMargins(0, 0, 0, 0);
    pageColumn->setSpacing(0);
    pageColumn->addWidget(m_rows);
    auto *blocks = new QHBoxLayout;
    blocks->setContentsMargins(14, 0, 12, 4);
    blocks->addWidget(m_blocks);
    pageColumn->addLayout(blocks);
    m_blocks->setObjectName(QStringLiteral("blockMap"));
    m_blocks->setFixedHeight(kBlockMap_px);
    m_blocks->setFinished();
    auto *link = new QHBoxLayout;
    link->setContentsMargins(10, 0, 12, 8);
    link->addWidget(m_messages);
    link->addStretch(1);
    pageColumn->addLayout(link);
    auto *chartHead = new QHBoxLayout;
    chartHead->setContentsMargins(14, 8, 12, 0);
    chartHead->addWidget(m_chartTitle, 1);
    pageColumn->addLayout(chartHead);
    pageColumn->addWidget(m_chart);
    pageColumn->addStretch(1);
    scroll->setWidget(page);
    column->addWidget(scroll, 1);
    connect(m_messages, &QPushButton::clicked, this, &ExchangePanel::showMessagesRequested);
    clear();
}

void ExchangePanel::clearRows()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_row = 0;
    m_plain.clear();
}

void ExchangePanel::addHeading(const QString &text)
{
    m_grid->setRowMinimumHeight(m_row, 8);
    ++m_row;
    m_grid->addWidget(new PlainLabel(m_theme, text, TextRole::BodyStrong, Tone::Text, m_rows),
                      m_row++, 0, 1, 2);
    m_plain += text + QLatin1Char('\n');
}

void ExchangePanel::addRow(const QString &name, const QString &value, const QString &meaning,
                           bool mono)
{
    m_grid->addWidget(new PlainLabel(m_theme, name, TextRole::Body, Tone::Text2, m_rows), m_row, 0,
                      Qt::AlignTop);
    auto *shown =
        new PlainLabel(m_theme, value, mono ? TextRole::Mono : TextRole::Body, Tone::Text, m_rows);
    shown->setElideMode(Qt::ElideMiddle);
    shown->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid->addWidget(shown, m_row++, 1);
    if (!meaning.isEmpty()) {
        auto *words = new PlainLabel(m_theme, meaning, TextRole::Small, Tone::Text2, m_rows);
        words->setWordWrap(true);
        m_grid->addWidget(words, m_row++, 1);
    }
    m_plain += name + QStringLiteral(": ") + value +
               (meaning.isEmpty() ? QString() : QStringLiteral(" (") + meaning + QLatin1Char(')')) +
               QLatin1Char('\n');
}

void ExchangePanel::clear()
{
    clearRows();
    m_grid->addWidget(
        new PlainLabel(m_theme, tr("No answer yet."), TextRole::Small, Tone::Text3, m_rows), 0, 0,
        1, 2);
    m_messages->hide();
    m_blocks->hide();
}

void ExchangePanel::addOptions(const ResponseArrived &response, const RequestSpec *request)
{
    constexpr int kMaxShown = 40;
    int shown = 0;
    for (const OptionView &option : response.options) {
        if (++shown > kMaxShown)
            break;
        QString value = optionValueShown(option.number, option.value);
        QString meaning = optionMeaning(option.number, option.value, false);
        if (option.number == OptionNumber::ETag) {
            value = hexPairs(option.value);
            const auto sent =
                request != nullptr ? request->options.first(OptionNumber::ETag) : std::nullopt;
            if (sent && !equalBytes(*sent, option.value))
                meaning = tr("new value, you sent %1").arg(hexPairs(*sent));
        } else if (option.number == OptionNumber::MaxAge) {
            const double seconds = static_cast<double>(option.asUint());
            meaning = tr("seconds, fresh until %1")
                          .arg(clockText(plusSeconds(response.at, seconds), false));
        }
        addRow(optionNameText(option.number), value, meaning);
    }
    if (response.options.empty())
        addRow(tr("none"), {}, {}, false);
}

void ExchangePanel::addFacts(const ResponseArrived &response)
{
    const bool piggybacked = response.type == MessageType::Acknowledgement;
    addRow(tr("Type"),
           typeText(response.type) +
               (piggybacked ? QLatin1Char(' ') + tr("piggybacked") : QString()),
           {});
    addRow(tr("Message ID"), midText(response.mid), {});
    addRow(tr("Token"), tokenText(response.token.view()), {});
    addRow(tr("Round trip"), durationText(response.rtt),
           tr("%n retransmission(s)", nullptr, static_cast<int>(response.retransmissions)));
    if (response.blocks > 0)
        addRow(tr("Blocks"), QString::number(response.blocks), {});
    if (response.observeSequence)
        addRow(tr("Observe"), QString::number(*response.observeSequence),
               tr("notification %1 of this observation").arg(response.notificationIndex));
    addRow(tr("Peer"), QString::fromStdString(toText(response.peer)),
           response.uri.startsWith(QLatin1String("coaps:"), Qt::CaseInsensitive)
               ? tr("by DTLS, protected")
               : tr("plain CoAP, not protected"));
}

void ExchangePanel::showResponse(const ResponseArrived &response, const RequestSpec *request)
{
    clearRows();
    addOptions(response, request);
    addHeading(tr("Exchange"));
    addFacts(response);
    m_blocks->setVisible(response.blocks > 0);
    m_blocks->setBlocks(response.blocks, response.blocks, std::nullopt, {});
    m_messages->show();
}

void ExchangePanel::setSeries(const QString &uri)
{
    const std::vector<SeriesId> all = m_workspace.samples().seriesOf(uri);
    const bool any = !all.empty() && m_workspace.samples().series(all.front())->size() > 1;
    m_chart->setVisible(any);
    m_chartTitle->setVisible(any);
    if (!any) {
        m_chart->setSeries(std::nullopt);
        return;
    }
    const SeriesInfo &info = *m_workspace.samples().info(all.front());
    const QString name = info.name.isEmpty() ? uri.section(QLatin1Char('/'), -1) : info.name;
    m_chartTitle->setText(tr("%1, last 5 minutes").arg(displayText(name, 60)));
    m_chart->setSeries(all.front());
}

} // namespace copper
