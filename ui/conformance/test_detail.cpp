// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conformance/test_detail.h"

#include "core/coap/codec.h"
#include "ui/conformance/conformance_model.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/ladder.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kTextWidth_px = 380;

LadderMark markOf(PlugtestMessage::Fate fate)
{
    switch (fate) {
    case PlugtestMessage::Fate::Retransmission:
    case PlugtestMessage::Fate::Repeated:
        return LadderMark::Retransmission;
    case PlugtestMessage::Fate::Duplicate:
        return LadderMark::Duplicate;
    case PlugtestMessage::Fate::Lost:
        return LadderMark::Lost;
    case PlugtestMessage::Fate::Malformed:
        return LadderMark::Rejected;
    case PlugtestMessage::Fate::Normal:
    case PlugtestMessage::Fate::Unexpected:
        break;
    }
    return LadderMark::None;
}

QString labelOf(const PlugtestMessage &message)
{
    if (message.layer == PlugtestMessage::Layer::Record)
        return QStringLiteral("DTLS ") + QString::fromStdString(recordText(message.datagram));
    const auto decoded = decode(message.datagram);
    if (!decoded)
        return TestDetail::tr("not readable");
    if (decoded->code.isEmpty())
        return typeText(decoded->type);
    QString label =
        typeText(decoded->type) + QLatin1Char(' ') +
        (decoded->code.isRequest() ? codeText(decoded->code) : codeDigitsText(decoded->code));
    if (decoded->code.isRequest())
        label += QLatin1Char(' ') + displayText(QString::fromStdString(decoded->options.uriPath()));
    const MessageSummary summary = summarize(message.datagram);
    if (summary.observe)
        label += QStringLiteral(", Observe %1").arg(*summary.observe);
    if (summary.block1)
        label += QStringLiteral(", Block1 %1").arg(summary.block1->number);
    if (summary.block2)
        label += QStringLiteral(", Block2 %1").arg(summary.block2->number);
    return label;
}

} // namespace

TestDetail::TestDetail(const Theme &theme, Workspace &workspace, Navigator &navigator,
                       QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_navigator(navigator),
      m_title(new PlainLabel(theme, QString(), TextRole::Title, Tone::Text, this)),
      m_reason(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text, this)),
      m_note(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_ladder(new Ladder(theme, this)),
      m_packets(new QPushButton(theme.icon(QStringLiteral("packets")), tr("Show in Packets"), this))
{
    m_title->setObjectName(QStringLiteral("testTitle"));
    m_reason->setObjectName(QStringLiteral("testReason"));
    m_reason->setWordWrap(true);
    m_note->setWordWrap(true);
    m_ladder->setObjectName(QStringLiteral("testLadder"));
    m_ladder->setAccessibleName(tr("Messages of the test"));
    m_packets->setObjectName(QStringLiteral("showInPackets"));
    describe(m_packets, tr("Show the conversation of the chosen message"));
    auto *words = new QVBoxLayout;
    words->setContentsMargins(16, 12, 16, 12);
    words->setSpacing(6);
    words->addWidget(m_title);
    words->addWidget(m_reason);
    words->addWidget(m_note);
    words->addSpacing(6);
    words->addWidget(m_packets, 0, Qt::AlignLeft);
    words->addStretch(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *left = new QWidget(this);
    left->setLayout(words);
    left->setFixedWidth(kTextWidth_px);
    row->addWidget(left);
    row->addWidget(m_ladder, 1);
    connect(m_packets, &QPushButton::clicked, this, &TestDetail::openPackets);
}

void TestDetail::show(const PlugtestReport::Row *row)
{
    m_judged = {};
    m_ladder->setRows({});
    m_packets->hide();
    m_reason->clear();
    m_note->clear();
    if (row == nullptr) {
        m_title->clear();
        return;
    }
    const QString word = ConformanceModel::stateWord(*row);
    m_title->setText(shortTestId(*row->test) +
                     (word.isEmpty() ? QString() : QStringLiteral(": ") + word));
    if (row->state != PlugtestReport::Row::State::Judged) {
        m_reason->setText(tr("%1 at %2")
                              .arg(QString::fromUtf8(row->test->objective),
                                   QString::fromUtf8(row->test->resource)));
        return;
    }
    m_judged = row->judged;
    showMessages(m_judged);
}

void TestDetail::showMessages(const PlugtestJudged &judged)
{
    const PlugtestResult &result = *judged.result;
    m_reason->setUntrustedText(result.reason.empty() ? QString::fromUtf8(result.test->objective)
                                                     : QString::fromStdString(result.reason));
    QString note = QString::fromStdString(result.rfc) + QStringLiteral(", ") +
                   tr("%n message(s)", nullptr, static_cast<int>(result.messages.size()));
    if (result.repeats > 0)
        note +=
            QStringLiteral(", ") + tr("%n repeat(s)", nullptr, static_cast<int>(result.repeats));
    m_note->setText(note);
    m_packets->setVisible(!result.messages.empty());
    m_ladder->setEnds(QStringLiteral("Copperfield"),
                      displayText(m_workspace.devices().peerName(judged.server), 40));
    std::vector<LadderRow> rows;
    for (const PlugtestMessage &message : result.messages) {
        const auto decoded = decode(message.datagram);
        LadderRow row;
        row.time_s = toSeconds(message.at - result.started);
        row.outgoing = message.outgoing;
        row.label = labelOf(message);
        row.mark = markOf(message.fate);
        row.empty = decoded && decoded->code.isEmpty();
        rows.push_back(std::move(row));
    }
    const int last = static_cast<int>(rows.size()) - 1;
    m_ladder->setRows(std::move(rows));
    // What a test ends with is what it ended for.
    m_ladder->setCurrentRow(last);
}

// Messages of one exchange have the same token; the empty ones are found by their Message ID.
QString TestDetail::packetsFilter() const
{
    const int row = m_ladder->currentRow();
    const std::vector<PlugtestMessage> &messages = m_judged.result->messages;
    if (row < 0 || row >= static_cast<int>(messages.size()))
        return {};
    const auto decoded = decode(messages[static_cast<std::size_t>(row)].datagram);
    if (!decoded)
        return {};
    return decoded->token.size() > 0 ? tokenText(decoded->token.view()) : midText(decoded->mid);
}

void TestDetail::openPackets()
{
    if (!m_judged.result)
        return;
    const QString filter = packetsFilter();
    Q_EMIT m_navigator.packetsRequested(
        filter.isEmpty() ? QString::fromStdString(ipLiteral(m_judged.server)) : filter);
}

} // namespace copper
