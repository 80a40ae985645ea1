// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/payload_view.h"

#include "ui/text/failure_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/representation_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kRow_px = 24;
// Records of a pack open by themselves; a list of hundreds does not.
constexpr int kOpenRows = 40;
constexpr qsizetype kLongestLine = 2000;

// A text editor lays out a line as a whole: one of a megabyte would hold the window up for seconds.
QString inPieces(const QString &line)
{
    if (line.size() <= kLongestLine)
        return line;
    QStringList pieces;
    for (qsizetype from = 0; from < line.size();) {
        qsizetype length = std::min(kLongestLine, line.size() - from);
        if (length > 1 && line.at(from + length - 1).isHighSurrogate())
            --length;
        pieces << line.mid(from, length);
        from += length;
    }
    return pieces.join(QLatin1Char('\n'));
}

} // namespace

PayloadDelegate::PayloadDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize PayloadDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, m_theme.rowHeight(kRow_px)};
}

Tone PayloadDelegate::valueTone(NodeKind kind) const
{
    switch (kind) {
    case NodeKind::Text:
        return Tone::SyntaxText;
    case NodeKind::Number:
        return Tone::SyntaxNumber;
    case NodeKind::Boolean:
    case NodeKind::Null:
    case NodeKind::Undefined:
        return Tone::SyntaxKey;
    case NodeKind::Invalid:
        return Tone::Error;
    case NodeKind::Object:
    case NodeKind::Array:
    case NodeKind::ByteString:
    case NodeKind::Tag:
    case NodeKind::Link:
    case NodeKind::Record:
        return Tone::Text;
    }
    return Tone::Text;
}

void PayloadDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const bool strong = index.data(PayloadTreeModel::StrongRole).toBool();
    const bool failed = index.data(PayloadTreeModel::FailedRole).toBool();
    const QString text = index.data().toString();
    const QRectF cell = QRectF(option.rect).adjusted(6, 0, -6, 0);
    switch (static_cast<PayloadTreeModel::Column>(index.column())) {
    case PayloadTreeModel::NameColumn: {
        const bool link = !index.data(PayloadTreeModel::LinkTargetRole).toString().isEmpty();
        drawElided(painter, cell, text,
                   m_theme.font(strong ? TextRole::BodyStrong : TextRole::Body),
                   m_theme.color(link ? Tone::Copper : Tone::Text));
        return;
    }
    case PayloadTreeModel::KindColumn:
        drawElided(painter, cell, text, m_theme.font(TextRole::MonoSmall),
                   m_theme.color(Tone::Text3));
        return;
    case PayloadTreeModel::ValueColumn: {
        const QFont font = m_theme.font(strong ? TextRole::Body : TextRole::Mono);
        const auto kind = static_cast<NodeKind>(index.data(PayloadTreeModel::KindRole).toInt());
        const qreal width = drawElided(painter, cell, text, font,
                                       m_theme.color(strong ? Tone::Text : valueTone(kind)));
        const QString unit = index.data(PayloadTreeModel::UnitTextRole).toString();
        if (!unit.isEmpty())
            drawElided(painter, cell.adjusted(width + 3, 0, 0, 0), unit, font,
                       m_theme.color(Tone::Text2));
        return;
    }
    case PayloadTreeModel::MeaningColumn:
        drawElided(painter, cell, text, m_theme.font(TextRole::Small),
                   m_theme.color(failed ? Tone::Error : Tone::Text2));
        return;
    case PayloadTreeModel::BytesColumn:
        drawElided(painter, cell, text, m_theme.font(TextRole::MonoSmall),
                   m_theme.color(Tone::Text3), Qt::AlignRight);
        return;
    case PayloadTreeModel::ColumnCount:
        return;
    }
}

PayloadView::PayloadView(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_pages(new QStackedWidget(this)),
      m_tree(new TintTree(theme, kRow_px, m_pages)), m_text(new QPlainTextEdit(m_pages)),
      m_hex(new HexView(theme, m_pages)),
      m_what(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_bytes(new PlainLabel(theme, QString(), TextRole::Mono, Tone::Text, this)),
      m_where(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_chart(new QPushButton(tr("Chart this value"), this))
{
    m_tree->setObjectName(QStringLiteral("payloadTree"));
    m_tree->setAccessibleName(tr("Payload as a tree of values"));
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new PayloadDelegate(theme, m_tree));
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_tree->header();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(PayloadTreeModel::MeaningColumn, QHeaderView::Stretch);
    header->resizeSection(PayloadTreeModel::NameColumn, 236);
    header->resizeSection(PayloadTreeModel::KindColumn, 42);
    header->resizeSection(PayloadTreeModel::ValueColumn, 150);
    header->resizeSection(PayloadTreeModel::BytesColumn, 84);
    m_text->setObjectName(QStringLiteral("payloadPlain"));
    m_text->setAccessibleName(tr("Payload as text"));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(theme.font(TextRole::Mono));
    m_hex->setObjectName(QStringLiteral("payloadHex"));
    m_hex->setAccessibleName(tr("Payload as hex"));
    m_pages->addWidget(m_tree);
    m_pages->addWidget(m_text);
    m_pages->addWidget(m_hex);
    m_chart->setObjectName(QStringLiteral("chartValue"));
    m_chart->setProperty("link", true);
    m_chart->setIcon(theme.fixedIcon(QStringLiteral("dashboard"), Tone::Copper));
    m_where->setElideMode(Qt::ElideRight);
    m_where->setObjectName(QStringLiteral("payloadWhere"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    auto *foot = new Ground(theme, Tone::Sunken, Qt::TopEdge, this);
    foot->setFixedHeight(28);
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(16, 0, 8, 0);
    line->setSpacing(10);
    line->addWidget(m_what);
    line->addWidget(m_bytes);
    line->addWidget(m_where, 1);
    line->addWidget(m_chart);
    column->addWidget(foot);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PayloadView::selectRow);
    connect(m_hex, &HexView::byteActivated, this, &PayloadView::selectByte);
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const QString target = index.data(PayloadTreeModel::LinkTargetRole).toString();
        if (!target.isEmpty())
            Q_EMIT linkActivated(target);
    });
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        const QString target = index.data(PayloadTreeModel::LinkTargetRole).toString();
        if (!target.isEmpty() && index.column() == PayloadTreeModel::NameColumn)
            Q_EMIT linkActivated(target);
    });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &PayloadView::openMenu);
    connect(m_chart, &QPushButton::clicked, this, [this] {
        if (const auto path = m_model.valuePath(m_tree->currentIndex()))
            Q_EMIT chartRequested(*path);
    });
    updateFoot();
}

void PayloadView::setPayload(std::shared_ptr<const Bytes> payload,
                             std::optional<std::uint32_t> contentFormat, WallTime at)
{
    // The same place stays selected while notifications come in.
    const QModelIndex current = m_tree->currentIndex();
    const auto keptPath = m_model.valuePath(current);
    m_payload = std::move(payload);
    m_model.setPayload(m_payload, contentFormat, at);
    m_hex->setBytes(m_payload ? m_payload : std::make_shared<const Bytes>());
    m_hex->setPayloadStart(0);
    m_hex->setHighlight(0, 0);
    m_textIsOld = true;
    fillText();
    const QModelIndex root = m_model.index(0, 0);
    m_tree->expand(root);
    if (m_model.rowCount(root) <= kOpenRows)
        m_tree->expandToDepth(1);
    if (keptPath) {
        if (const auto value = valueAt(m_model.representation(), *keptPath)) {
            const ValueNode &node = m_model.representation().nodes[value->node];
            m_tree->setCurrentIndex(m_model.indexForByte(node.offset));
        }
    }
    updateFoot();
}

void PayloadView::setPrevious(std::shared_ptr<const Bytes> payload,
                              std::optional<std::uint32_t> contentFormat, WallTime at)
{
    m_model.setPrevious(std::move(payload), contentFormat, at);
}

void PayloadView::clear()
{
    m_payload.reset();
    m_model.clear();
    m_hex->setBytes(std::make_shared<const Bytes>());
    m_text->clear();
    m_textIsOld = false;
    updateFoot();
}

QString PayloadView::asPlainText() const
{
    if (!m_payload)
        return {};
    const ByteView part = ByteView(*m_payload).subspan(0, std::min(m_payload->size(), kMaxText));
    if (!isValidUtf8(part) && part.size() == m_payload->size())
        return {};
    QString text = qtText(asText(part));
    // Line breaks stay; what would control or reorder the view does not.
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString &line : lines)
        line = inPieces(displayText(line, static_cast<qsizetype>(kMaxText)));
    return lines.join(QLatin1Char('\n'));
}

void PayloadView::setPage(Page page)
{
    m_pages->setCurrentIndex(static_cast<int>(page));
    fillText();
}

void PayloadView::fillText()
{
    if (!m_textIsOld || page() != Page::Text)
        return;
    m_text->setPlainText(asPlainText());
    m_textIsOld = false;
}

PayloadView::Page PayloadView::page() const
{
    return static_cast<Page>(m_pages->currentIndex());
}

void PayloadView::selectRow(const QModelIndex &index)
{
    if (!m_selecting && index.isValid()) {
        m_hex->setHighlight(index.data(PayloadTreeModel::OffsetRole).toLongLong(),
                            index.data(PayloadTreeModel::LengthRole).toLongLong());
    }
    updateFoot();
}

void PayloadView::selectByte(qsizetype offset)
{
    const QModelIndex index = m_model.indexForByte(static_cast<std::size_t>(offset));
    if (!index.isValid())
        return;
    m_selecting = true;
    m_tree->scrollTo(index);
    m_tree->setCurrentIndex(index);
    m_selecting = false;
    m_hex->setHighlight(index.data(PayloadTreeModel::OffsetRole).toLongLong(),
                        index.data(PayloadTreeModel::LengthRole).toLongLong());
    updateFoot();
}

void PayloadView::updateFoot()
{
    const QModelIndex index = m_tree->currentIndex();
    const ValueNode *node = m_model.node(index);
    const std::size_t total = m_model.payload().size();
    m_chart->setVisible(node != nullptr && m_model.valuePath(index).has_value());
    m_bytes->setVisible(node != nullptr);
    m_what->setVisible(node != nullptr);
    if (node == nullptr) {
        const PayloadFault fault = m_model.representation().fault;
        m_where->setTone(fault == PayloadFault::None ? Tone::Text2 : Tone::Error);
        m_where->setText(fault == PayloadFault::None
                             ? formatName(m_model.representation().format) + QStringLiteral(", ") +
                                   byteSize(total)
                             : tr("%1, at byte %2 of %3")
                                   .arg(faultText(fault))
                                   .arg(m_model.representation().faultOffset)
                                   .arg(total));
        if (!m_payload)
            m_where->setText({});
        return;
    }
    m_what->setText(displayText(index.siblingAtColumn(0).data().toString(), 40));
    const ByteView part =
        m_model.payload().subspan(std::min(node->offset, total),
                                  std::min(node->length, total - std::min(node->offset, total)));
    m_bytes->setText(hexPairs(part, 8));
    m_where->setTone(Tone::Text2);
    const QString range = index.siblingAtColumn(PayloadTreeModel::BytesColumn).data().toString();
    m_where->setText(node->length == 1 ? tr("byte %1 of %2").arg(range).arg(total)
                                       : tr("bytes %1 of %2").arg(range).arg(total));
}

void PayloadView::openMenu(const QPoint &position)
{
    const QModelIndex index = m_tree->indexAt(position).siblingAtColumn(0);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(m_tree);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto path = m_model.valuePath(index)) {
        menu->addAction(m_theme.icon(QStringLiteral("dashboard")), tr("Chart this value"), this,
                        [this, path] { Q_EMIT chartRequested(*path); });
    }
    const QString value = index.siblingAtColumn(PayloadTreeModel::ValueColumn).data().toString();
    menu->addAction(m_theme.icon(QStringLiteral("copy")), tr("Copy value"), this,
                    [value] { QApplication::clipboard()->setText(value); });
    const ValueNode *node = m_model.node(index);
    const QString hex =
        QString::fromStdString(toHex(m_model.payload().subspan(node->offset, node->length)));
    menu->addAction(tr("Copy bytes as hex"), this,
                    [hex] { QApplication::clipboard()->setText(hex); });
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace copper
