// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packets/packet_detail.h"

#include "ui/models/device_keys.h"
#include "ui/models/packet_cells.h"
#include "ui/text/failure_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/record_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/ladder.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/tint_tree.h"
#include "ui/widgets/toggle_button.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kFieldRow_px = 20;
constexpr int kPanelHead_px = 32;

LadderMark ladderMark(const LogEntry &entry)
{
    if (entry.malformed)
        return LadderMark::Rejected;
    switch (entry.mark) {
    case MessageRecord::Mark::None:
        return LadderMark::None;
    case MessageRecord::Mark::Retransmission:
        return LadderMark::Retransmission;
    case MessageRecord::Mark::Duplicate:
        return LadderMark::Duplicate;
    case MessageRecord::Mark::Rejected:
        return LadderMark::Rejected;
    case MessageRecord::Mark::Lost:
        return LadderMark::Lost;
    }
    return LadderMark::None;
}

QString ladderLabel(const MessageLog &log, std::uint64_t sequence)
{
    const LogEntry &entry = log.entry(sequence);
    if (entry.isRecord)
        return recordName(PacketReading(log, sequence).record());
    if (!entry.hasHeader)
        return PacketDetail::tr("not readable");
    if (entry.code.isEmpty())
        return typeText(entry.type);
    QString label = typeText(entry.type) + QLatin1Char(' ') +
                    (entry.code.isRequest() ? codeText(entry.code) : codeDigitsText(entry.code));
    if (entry.malformed)
        return label + QStringLiteral(", ") + PacketDetail::tr("malformed");
    const MessageSummary summary = log.summary(sequence);
    if (summary.observe)
        label += QStringLiteral(", Observe ") + QString::number(*summary.observe);
    for (const auto &[name, block] :
         {std::pair("Block1", summary.block1), std::pair("Block2", summary.block2)}) {
        if (block)
            label += QStringLiteral(", ") + QLatin1String(name) + QLatin1Char(' ') +
                     QString::number(block->number);
    }
    if (entry.mark == MessageRecord::Mark::Retransmission ||
        entry.mark == MessageRecord::Mark::Duplicate)
        label += QStringLiteral(", ") + PacketDetail::tr("again");
    return label;
}

} // namespace

FieldDelegate::FieldDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize FieldDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {40, m_theme.rowHeight(kFieldRow_px)};
}

void FieldDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const QRectF cell = QRectF(option.rect).adjusted(4, 0, -8, 0);
    const QString text = index.data().toString();
    const bool strong = index.data(DissectionModel::StrongRole).toBool();
    const bool failed = index.data(DissectionModel::FailedRole).toBool();
    switch (static_cast<DissectionModel::Column>(index.column())) {
    case DissectionModel::FieldColumn:
        drawElided(painter, cell, text,
                   m_theme.font(strong ? TextRole::BodyStrong : TextRole::Body),
                   m_theme.color(failed   ? Tone::Error
                                 : strong ? Tone::Text
                                          : Tone::Text2));
        return;
    case DissectionModel::ValueColumn: {
        const qreal width = drawElided(painter, cell, text, m_theme.font(TextRole::Body),
                                       m_theme.color(Tone::Text));
        drawElided(painter, cell.adjusted(width + (width > 0 ? 6 : 0), 0, 0, 0),
                   index.data(DissectionModel::MeaningRole).toString(),
                   m_theme.font(TextRole::Small),
                   m_theme.color(failed ? Tone::Error : Tone::Text2));
        return;
    }
    case DissectionModel::BytesColumn:
        drawElided(painter, cell, text, m_theme.font(TextRole::MonoSmall),
                   m_theme.color(Tone::Text3), Qt::AlignRight);
        return;
    case DissectionModel::ColumnCount:
        return;
    }
}

PacketDetail::PacketDetail(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_ladder(new Ladder(theme, this)),
      m_fields(new TintTree(theme, kFieldRow_px, this)), m_hex(new HexView(theme, this)),
      m_findings(new QWidget(this)), m_findingsColumn(new QVBoxLayout(m_findings))
{
    setObjectName(QStringLiteral("packetDetail"));
    m_ladder->setObjectName(QStringLiteral("packetLadder"));
    m_ladder->setAccessibleName(tr("Ladder of the conversation"));
    m_fields->setObjectName(QStringLiteral("packetFields"));
    m_fields->setAccessibleName(tr("Fields of the message"));
    m_fields->setModel(&m_model);
    m_fields->setItemDelegate(new FieldDelegate(theme, m_fields));
    m_fields->setHeaderHidden(true);
    m_fields->header()->setSectionResizeMode(DissectionModel::ValueColumn, QHeaderView::Stretch);
    m_fields->header()->setSectionResizeMode(DissectionModel::FieldColumn,
                                             QHeaderView::Interactive);
    m_fields->header()->setSectionResizeMode(DissectionModel::BytesColumn, QHeaderView::Fixed);
    m_fields->header()->resizeSection(DissectionModel::FieldColumn, 156);
    m_fields->header()->resizeSection(DissectionModel::BytesColumn, 66);
    m_hex->setObjectName(QStringLiteral("packetHex"));
    m_hex->setAccessibleName(tr("Bytes of the message"));
    m_findingsColumn->setContentsMargins(10, 6, 10, 8);
    m_findingsColumn->setSpacing(6);
    m_findings->setObjectName(QStringLiteral("packetFindings"));

    auto *copy =
        new IconButton(theme, QStringLiteral("copy"), tr("Copy the bytes as hex"), {}, this);
    copy->setObjectName(QStringLiteral("copyPacket"));
    connect(copy, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(QString::fromStdString(toHex(m_hex->bytes())));
    });
    auto *bytes = new Ground(theme, Tone::Base, {}, this);
    auto *bytesColumn = new QVBoxLayout(bytes);
    bytesColumn->setContentsMargins(0, 0, 0, 0);
    bytesColumn->setSpacing(0);
    bytesColumn->addWidget(m_hex, 1);
    bytesColumn->addWidget(m_findings);
    m_pages = new QStackedLayout(this);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(panel(tr("Ladder"), &m_ladderNote, m_ladder));
    splitter->addWidget(panel(tr("Fields"), &m_fieldsNote, m_fields));
    splitter->addWidget(panel(tr("Bytes"), &m_bytesNote, bytes, copy));
    splitter->setSizes({404, 430, 332});
    splitter->setStretchFactor(1, 1);
    m_pages->addWidget(splitter);
    m_pages->addWidget(new EmptyState(theme, QStringLiteral("packets"), tr("No message selected"),
                                      tr("Select a message to see its conversation, its fields and "
                                         "its bytes."),
                                      this));
    connect(&theme, &Theme::changed, this, &PacketDetail::showFindings);

    connect(m_fields->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid())
                    showBytes(index.data(DissectionModel::AroundRole).toBool());
                light(index);
            });
    connect(m_fields, &TintTree::rowHovered, this, [this](const QModelIndex &index) {
        light(index.isValid() ? index : m_fields->currentIndex());
    });
    const auto byteToField = [this](qsizetype offset, bool select) {
        if (offset < 0) {
            light(m_fields->currentIndex());
            return;
        }
        const QModelIndex index = m_model.indexForByte(static_cast<std::size_t>(offset), m_around);
        if (!index.isValid())
            return;
        if (select) {
            m_fields->scrollTo(index);
            m_fields->setCurrentIndex(index);
        }
        light(index);
    };
    connect(m_hex, &HexView::byteActivated, this,
            [byteToField](qsizetype offset) { byteToField(offset, true); });
    connect(m_hex, &HexView::byteHovered, this,
            [byteToField](qsizetype offset) { byteToField(offset, false); });
    connect(m_ladder, &Ladder::rowActivated, this, [this](int index) {
        if (index >= 0 && static_cast<std::size_t>(index) < m_ladderSequences.size())
            Q_EMIT messageChosen(m_ladderSequences[static_cast<std::size_t>(index)]);
    });
    clear();
}

QWidget *PacketDetail::panel(const QString &title, PlainLabel **note, QWidget *body, QWidget *tool)
{
    auto *place = new Ground(m_theme, Tone::Base, {}, this);
    auto *column = new QVBoxLayout(place);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget(place);
    head->setFixedHeight(kPanelHead_px);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(12, 0, 10, 0);
    line->addWidget(new PlainLabel(m_theme, title, TextRole::BodyStrong, Tone::Text, head));
    line->addStretch(1);
    *note = new PlainLabel(m_theme, QString(), TextRole::Small, Tone::Text2, head);
    line->addWidget(*note);
    if (tool != nullptr)
        line->addWidget(tool);
    column->addWidget(head);
    column->addWidget(body, 1);
    return place;
}

void PacketDetail::clear()
{
    m_sequence.reset();
    m_conversation = {};
    m_model.clear();
    m_hex->setBytes(std::make_shared<const Bytes>());
    m_ladder->setRows({});
    m_ladderSequences.clear();
    for (PlainLabel *note : {m_ladderNote, m_fieldsNote, m_bytesNote})
        note->setText({});
    showFindings();
    m_pages->setCurrentIndex(1);
}

void PacketDetail::showMessage(std::uint64_t sequence)
{
    const MessageLog &log = m_workspace.log();
    if (!log.contains(sequence)) {
        clear();
        return;
    }
    m_sequence = sequence;
    m_pages->setCurrentIndex(0);
    const ByteView datagram = log.datagram(sequence);
    const bool isRecord = log.entry(sequence).isRecord;
    if (isRecord)
        m_model.setRecord(datagram);
    else
        m_model.setDatagram(datagram, log.recordAround(sequence));
    // Headings open, values of the payload closed, and the record around a message too.
    for (int i = 0; i < m_model.rowCount(); ++i) {
        const QModelIndex heading = m_model.index(i, 0);
        if (heading.data(DissectionModel::AroundRole).toBool())
            continue;
        if (isRecord || i + 1 < m_model.rowCount() || m_model.rowCount(heading) < 12)
            m_fields->expand(heading);
    }
    m_around = true; // so that the message's are shown anew
    showBytes(false);
    m_fieldsNote->setText(tr("%n byte(s)", nullptr, static_cast<int>(datagram.size())));
    m_conversation = log.entry(sequence).conversation;
    refreshLadder();
    showFindings();
}

void PacketDetail::refreshLadder()
{
    const MessageLog &log = m_workspace.log();
    const Conversation *conversation = log.conversations().find(m_conversation);
    if (conversation == nullptr || !m_sequence)
        return;
    const std::vector<std::uint64_t> &all = conversation->messages;
    const auto at = std::lower_bound(all.begin(), all.end(), *m_sequence) - all.begin();
    const auto half = static_cast<std::ptrdiff_t>(kMaxLadderRows / 2);
    const auto first = std::max<std::ptrdiff_t>(0, at - half);
    const auto last = std::min(static_cast<std::ptrdiff_t>(all.size()),
                               first + static_cast<std::ptrdiff_t>(kMaxLadderRows));
    std::vector<LadderRow> rows;
    m_ladderSequences.assign(all.begin() + first, all.begin() + last);
    int current = -1;
    for (const std::uint64_t sequence : m_ladderSequences) {
        const LogEntry &entry = log.entry(sequence);
        if (sequence == *m_sequence)
            current = static_cast<int>(rows.size());
        LadderRow row;
        row.time_s = entry.at.secondsSince(log.entry(m_ladderSequences.front()).at);
        row.outgoing = entry.direction == MessageRecord::Direction::Sent;
        row.label = ladderLabel(log, sequence);
        row.mark = ladderMark(entry);
        row.empty = entry.hasHeader && entry.code.isEmpty();
        rows.push_back(std::move(row));
    }
    m_ladder->setEnds(
        QStringLiteral("Copperfield"),
        conversation->multicast
            ? tr("all devices")
            : displayText(packetPeerName(m_workspace.devices(), conversation->peer), 40));
    m_ladder->setRows(std::move(rows));
    m_ladder->setCurrentRow(current);
    const double span = conversation->last.secondsSince(conversation->first);
    m_ladderNote->setText(tr("%n message(s)", nullptr, static_cast<int>(all.size())) +
                          QStringLiteral(", ") + durationText(seconds(span)));
}

// The message's, or those of the record around it as they were on the wire.
void PacketDetail::showBytes(bool around)
{
    const MessageLog &log = m_workspace.log();
    if (around == m_around || !m_sequence || !log.contains(*m_sequence))
        return;
    m_around = around;
    const LogEntry &entry = log.entry(*m_sequence);
    const ByteView bytes = around ? log.recordAround(*m_sequence) : log.datagram(*m_sequence);
    m_hex->setBytes(bytes);
    qsizetype payload = -1;
    if (!around && !entry.isRecord) {
        const MessageSummary summary = summarize(bytes);
        if (summary.payloadLength > 0)
            payload = static_cast<qsizetype>(summary.payloadOffset);
    }
    m_hex->setPayloadStart(payload);
    m_hex->setHighlight(0, 0);
    m_bytesNote->setText(!entry.secure ? QString() : around ? tr("on the wire") : tr("decrypted"));
}

void PacketDetail::light(const QModelIndex &index)
{
    // What the pointer is over lights up where its bytes are shown.
    if (m_linking || !index.isValid() ||
        index.data(DissectionModel::AroundRole).toBool() != m_around)
        return;
    m_linking = true;
    m_hex->setHighlight(index.data(DissectionModel::OffsetRole).toLongLong(),
                        index.data(DissectionModel::LengthRole).toLongLong());
    m_linking = false;
}

void PacketDetail::showFindings()
{
    while (QLayoutItem *item = m_findingsColumn->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    showFindingLines();
    showRemark();
    m_findings->setVisible(m_sequence.has_value());
}

void PacketDetail::showFindingLines()
{
    constexpr std::size_t kMaxShown = 6;
    const std::vector<Finding> &findings = m_model.dissection().findings;
    std::size_t shown = 0;
    for (const Finding &finding : findings) {
        if (++shown > kMaxShown)
            break;
        const bool bad = isMalformed(finding.kind);
        auto *line = new QWidget(m_findings);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        auto *mark = new PlainLabel(m_theme, QString(), TextRole::Body, Tone::Text, line);
        mark->setPixmap(m_theme
                            .fixedIcon(bad ? QStringLiteral("error") : QStringLiteral("warning"),
                                       bad ? Tone::Error : Tone::Warn)
                            .pixmap(QSize(14, 14), devicePixelRatioF()));
        row->addWidget(mark, 0, Qt::AlignTop);
        auto *words =
            new PlainLabel(m_theme, findingLine(finding), TextRole::Small, Tone::Text, line);
        words->setWordWrap(true);
        words->setObjectName(QStringLiteral("finding"));
        row->addWidget(words, 1);
        m_findingsColumn->addWidget(line);
    }
}

// Where there is no finding.
void PacketDetail::showRemark()
{
    const MessageLog &log = m_workspace.log();
    if (!m_sequence || !m_model.dissection().findings.empty() || !log.contains(*m_sequence))
        return;
    const LogEntry &entry = log.entry(*m_sequence);
    const QString mark = markText(entry.mark);
    QString text =
        mark.isEmpty() ? tr("Nothing remarkable.") : tr("This message was marked: %1.").arg(mark);
    if (entry.isRecord)
        text = recordRemark(PacketReading(log, *m_sequence).record(), entry.mark);
    auto *words = new PlainLabel(m_theme, text, TextRole::Small, Tone::Text2, m_findings);
    words->setObjectName(QStringLiteral("packetRemark"));
    words->setWordWrap(true);
    m_findingsColumn->addWidget(words);
}

} // namespace copper
