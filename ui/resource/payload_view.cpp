// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/payload_view.h"

#include "core/payload/plain_text.h"
#include "ui/resource/diff_view.h"
#include "ui/resource/find_bar.h"
#include "ui/resource/image_view.h"
#include "ui/resource/payload_delegate.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/representation_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/text_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace copper {

namespace {

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

// How a body beyond kMaxTree is gone over.
struct LargeReading
{
    using Content = LargePayloadModel::Content;
    std::optional<ScanFormat> format;
    Content content = Content::Values;
    bool possible = true; // else the readers take what they can
};

LargeReading largeReading(const Bytes &payload, std::optional<std::uint32_t> contentFormat)
{
    const auto known = contentFormat ? formatOfContent(*contentFormat) : std::nullopt;
    // What no Content-Format tells, the beginning does.
    const auto read =
        known ? *known
              : readPayload(ByteView(payload).first(std::min<std::size_t>(payload.size(), 1024)),
                            std::nullopt)
                    .format;
    const std::size_t first = asText(payload).find_first_not_of(" \t\r\n");
    const bool json = !known && first < 64 && (payload[first] == '{' || payload[first] == '[');
    switch (json ? Representation::Format::Json : read) {
    case Representation::Format::Json:
        return {ScanFormat::Json};
    case Representation::Format::SenmlJson:
        return {ScanFormat::Json, LargeReading::Content::Senml};
    case Representation::Format::Cbor:
        return {ScanFormat::Cbor};
    case Representation::Format::SenmlCbor:
        return {ScanFormat::Cbor, LargeReading::Content::Senml};
    case Representation::Format::CborSequence:
        return {ScanFormat::CborSequence};
    case Representation::Format::LinkFormat:
        return {ScanFormat::Links};
    case Representation::Format::Text:
        return {std::nullopt, LargeReading::Content::Text};
    case Representation::Format::Lwm2mTlv:
        return {std::nullopt, LargeReading::Content::Values, false};
    case Representation::Format::Binary:
        break;
    }
    return {};
}

// Of a body short enough to be looked at at once.
QString encodingText(const Bytes &payload)
{
    if (const auto bad = firstInvalidUtf8(payload))
        return PayloadView::tr("not UTF-8, see byte %1").arg(*bad);
    const bool ascii =
        std::none_of(payload.begin(), payload.end(), [](std::uint8_t b) { return b >= 0x80; });
    return ascii ? QStringLiteral("ASCII") : QStringLiteral("UTF-8");
}

// The text field breaks long lines by itself, so the place is sought by its characters, breaks not
// counted.
void markInText(QPlainTextEdit *field, const Bytes &payload, qsizetype offset, qsizetype length)
{
    const auto characters = [&payload](qsizetype from, qsizetype count) {
        QString text =
            QString::fromUtf8(reinterpret_cast<const char *>(payload.data()) + from, count);
        return text.remove(QLatin1Char('\n')).size();
    };
    qsizetype before = characters(0, offset);
    const qsizetype inside = characters(offset, length);
    const QString shown = field->toPlainText();
    qsizetype at = 0;
    for (; at < shown.size() && (before > 0 || shown.at(at) == QLatin1Char('\n')); ++at)
        before -= shown.at(at) == QLatin1Char('\n') ? 0 : 1;
    qsizetype end = at;
    for (qsizetype left = inside; end < shown.size() && left > 0; ++end)
        left -= shown.at(end) == QLatin1Char('\n') ? 0 : 1;
    QTextCursor cursor = field->textCursor();
    cursor.setPosition(static_cast<int>(at));
    cursor.setPosition(static_cast<int>(end), QTextCursor::KeepAnchor);
    field->setTextCursor(cursor);
    field->ensureCursorVisible();
}

} // namespace

PayloadView::PayloadView(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_pages(new QStackedWidget(this)),
      m_tree(new TintTree(theme, PayloadDelegate::kRow_px, m_pages)),
      m_texts(new QStackedWidget(m_pages)), m_text(new QPlainTextEdit(m_texts)),
      m_paged(new TextView(theme, m_texts)), m_hex(new HexView(theme, m_pages)),
      m_diff(new DiffView(theme, m_pages)), m_image(new ImageView(theme, m_pages)),
      m_find(new FindBar(theme, this)),
      m_what(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_bytes(new PlainLabel(theme, QString(), TextRole::Mono, Tone::Text, this)),
      m_where(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_chart(new QPushButton(tr("Chart this value"), this))
{
    m_tree->setObjectName(QStringLiteral("payloadTree"));
    m_tree->setAccessibleName(tr("Payload as a tree of values"));
    m_tree->setUniformRowHeights(true);
    m_tree->setItemDelegate(new PayloadDelegate(theme, m_tree));
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_text->setObjectName(QStringLiteral("payloadPlain"));
    m_text->setAccessibleName(tr("Payload as text"));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(theme.font(TextRole::Mono));
    m_paged->setObjectName(QStringLiteral("payloadPaged"));
    m_hex->setObjectName(QStringLiteral("payloadHex"));
    m_hex->setAccessibleName(tr("Payload as hex"));
    m_chart->setObjectName(QStringLiteral("chartValue"));
    m_chart->setProperty("link", true);
    m_chart->setIcon(theme.fixedIcon(QStringLiteral("dashboard"), Tone::Copper));
    m_where->setElideMode(Qt::ElideRight);
    m_where->setObjectName(QStringLiteral("payloadWhere"));
    buildLayout();
    connectEverything();
    useModel(false);
    updateFoot();
}

void PayloadView::buildLayout()
{
    m_texts->addWidget(m_text);
    m_texts->addWidget(m_paged);
    m_pages->addWidget(m_tree);
    m_pages->addWidget(m_texts);
    m_pages->addWidget(m_hex);
    m_pages->addWidget(m_diff);
    m_pages->addWidget(m_image);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_find);
    column->addWidget(m_pages, 1);
    auto *foot = new Ground(m_theme, Tone::Sunken, Qt::TopEdge, this);
    foot->setFixedHeight(32);
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(16, 0, 8, 0);
    line->setSpacing(10);
    line->addWidget(m_what);
    line->addWidget(m_bytes);
    line->addWidget(m_where, 1);
    line->addWidget(m_chart);
    m_foot = line;
    column->addWidget(foot);
}

void PayloadView::addToFoot(QWidget *button)
{
    m_foot->addWidget(button);
}

void PayloadView::connectEverything()
{
    connect(m_hex, &HexView::byteActivated, this, &PayloadView::selectByte);
    connect(m_paged, &TextView::byteActivated, this, &PayloadView::selectByte);
    // What is marked by hand is marked in hex too; the tree does not follow a moving mouse.
    connect(m_paged, &TextView::marked, m_hex, &HexView::setHighlight);
    const auto notCopied = [this](qsizetype most) {
        m_where->setTone(Tone::Warn);
        m_where->setText(tr("More than %1 is not copied. Save it to a file.")
                             .arg(byteSize(static_cast<quint64>(most))));
    };
    connect(m_paged, &TextView::notCopied, this, [notCopied] { notCopied(TextView::kMostCopied); });
    connect(m_hex, &HexView::notCopied, this, [notCopied] { notCopied(HexView::kMostCopied); });
    connect(m_paged, &TextView::progressed, this, &PayloadView::updateFoot);
    connect(&m_large, &LargePayloadModel::revealed, this, &PayloadView::onRevealed);
    connect(&m_large, &LargePayloadModel::idle, this, &PayloadView::updateFoot);
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (m_isLarge)
            m_large.release(index);
    });
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
    connect(m_diff, &DiffView::bytesChosen, this, &PayloadView::showFound);
    connect(m_find, &FindBar::found, this, &PayloadView::showFound);
    connect(m_find, &FindBar::closed, m_pages, [this] { m_pages->currentWidget()->setFocus(); });
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence(QKeySequence::Find));
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, m_find, &FindBar::open);
    addAction(find);
}

void PayloadView::useModel(bool large)
{
    m_isLarge = large;
    QAbstractItemModel *model = &m_model;
    if (large)
        model = &m_large;
    if (m_tree->model() == model)
        return;
    m_tree->setModel(model);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PayloadView::selectRow);
    QHeaderView *header = m_tree->header();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(PayloadTreeModel::MeaningColumn, QHeaderView::Stretch);
    header->resizeSection(PayloadTreeModel::NameColumn, 236);
    header->resizeSection(PayloadTreeModel::KindColumn, 42);
    header->resizeSection(PayloadTreeModel::ValueColumn, 150);
    header->resizeSection(PayloadTreeModel::BytesColumn, large ? 150 : 84);
}

// As a whole where that is possible, else container by container.
void PayloadView::setTree(std::optional<std::uint32_t> contentFormat, WallTime at)
{
    bool large = m_payload && m_payload->size() > kMaxTree;
    if (!large) {
        m_model.setPayload(m_payload, contentFormat, at);
        large = m_model.representation().fault == PayloadFault::TooManyNodes;
    }
    const LargeReading reading =
        large ? largeReading(*m_payload, contentFormat)
              : LargeReading{std::nullopt, LargeReading::Content::Values, false};
    if (large && reading.possible) {
        m_model.clear();
        useModel(true);
        m_large.setPayload(m_payload, reading.format, reading.content);
    } else {
        if (large)
            m_model.setPayload(m_payload, contentFormat, at);
        useModel(false);
        m_large.clear();
    }
    const QModelIndex root = m_tree->model()->index(0, 0);
    if (m_isLarge)
        m_large.fetchMore(root);
    m_tree->expand(root);
    if (!m_isLarge && m_model.rowCount(root) <= kOpenRows)
        m_tree->expandToDepth(1);
}

void PayloadView::setPayload(std::shared_ptr<const Bytes> payload,
                             std::optional<std::uint32_t> contentFormat, WallTime at)
{
    // The same place stays selected while notifications come in.
    const auto keptPath = m_isLarge ? std::nullopt : m_model.valuePath(m_tree->currentIndex());
    m_payload = std::move(payload);
    setTree(contentFormat, at);
    m_hex->setBytes(m_payload ? m_payload : std::make_shared<const Bytes>());
    m_hex->setPayloadStart(0);
    m_hex->setHighlight(0, 0);
    m_find->setBytes(m_payload);
    m_diff->setPayload(m_payload, contentFormat);
    m_image->setPayload(m_payload, contentFormat);
    m_textIsOld = true;
    fillText();
    if (keptPath && !m_isLarge) {
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
    m_large.clear();
    useModel(false);
    m_hex->setBytes(std::make_shared<const Bytes>());
    m_find->setBytes(nullptr);
    m_diff->setPayload(nullptr, std::nullopt);
    m_image->setPayload(nullptr, std::nullopt);
    m_text->clear();
    m_paged->setBytes(nullptr);
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
    updateFoot();
}

void PayloadView::fillText()
{
    if (!m_textIsOld || page() != Page::Text)
        return;
    const bool paged = m_payload && m_payload->size() > kMaxText;
    m_texts->setCurrentIndex(paged ? 1 : 0);
    m_text->setPlainText(paged ? QString() : asPlainText());
    m_paged->setBytes(paged ? m_payload : nullptr);
    m_textIsOld = false;
}

PayloadView::Page PayloadView::page() const
{
    return static_cast<Page>(m_pages->currentIndex());
}

void PayloadView::mark(qsizetype offset, qsizetype length)
{
    m_hex->setHighlight(offset, length);
    m_paged->setHighlight(offset, length);
}

void PayloadView::selectRow(const QModelIndex &index)
{
    if (!m_selecting && index.isValid()) {
        mark(index.data(PayloadTreeModel::OffsetRole).toLongLong(),
             index.data(PayloadTreeModel::LengthRole).toLongLong());
    }
    updateFoot();
}

void PayloadView::selectByte(qsizetype offset)
{
    if (m_isLarge) {
        mark(offset, 1);
        m_large.reveal(static_cast<std::size_t>(offset));
        return;
    }
    const QModelIndex index = m_model.indexForByte(static_cast<std::size_t>(offset));
    if (!index.isValid())
        return;
    m_selecting = true;
    m_tree->scrollTo(index);
    m_tree->setCurrentIndex(index);
    m_selecting = false;
    mark(index.data(PayloadTreeModel::OffsetRole).toLongLong(),
         index.data(PayloadTreeModel::LengthRole).toLongLong());
    updateFoot();
}

void PayloadView::onRevealed(const QModelIndex &index)
{
    m_selecting = true;
    m_tree->scrollTo(index);
    m_tree->setCurrentIndex(index);
    m_selecting = false;
    updateFoot();
}

// What was searched for is marked itself; the tree shows the value around it.
void PayloadView::showFound(qsizetype offset, qsizetype length)
{
    mark(offset, length);
    if (length == 0)
        return;
    if (!m_isLarge) {
        const QModelIndex index = m_model.indexForByte(static_cast<std::size_t>(offset));
        if (index.isValid())
            onRevealed(index);
    } else if (page() == Page::Tree) {
        m_large.reveal(static_cast<std::size_t>(offset));
    }
    if (page() == Page::Text && m_texts->currentIndex() == 0)
        markInText(m_text, *m_payload, offset, length);
}

QString PayloadView::standing() const
{
    if (!m_payload)
        return {};
    const std::size_t total = m_payload->size();
    if (page() == Page::Text)
        return (m_texts->currentIndex() == 1 ? m_paged->summary() : encodingText(*m_payload)) +
               QStringLiteral(" · ") + byteSize(total);
    const PayloadFault fault = m_isLarge ? m_large.fault() : m_model.representation().fault;
    const std::size_t offset =
        m_isLarge ? m_large.faultOffset() : m_model.representation().faultOffset;
    if (fault == PayloadFault::None)
        return (m_isLarge ? m_large.index(0, 0).data().toString()
                          : formatName(m_model.representation().format)) +
               QStringLiteral(", ") + byteSize(total);
    return tr("%1, at byte %2 of %3").arg(faultText(fault)).arg(offset).arg(total);
}

void PayloadView::updateFoot()
{
    const QModelIndex index = m_tree->currentIndex();
    // A range of rows is no value of its own.
    const bool any = index.isValid() && m_payload != nullptr &&
                     index.data(PayloadTreeModel::LengthRole).toULongLong() > 0;
    m_chart->setVisible(any && !m_isLarge && m_model.valuePath(index).has_value());
    m_bytes->setVisible(any);
    m_what->setVisible(any);
    if (!any || page() == Page::Text) {
        const PayloadFault fault = m_isLarge ? m_large.fault() : m_model.representation().fault;
        m_where->setTone(fault == PayloadFault::None ? Tone::Text2 : Tone::Error);
        m_where->setText(standing());
        return;
    }
    const std::size_t total = m_payload->size();
    const auto offset =
        std::min<std::size_t>(index.data(PayloadTreeModel::OffsetRole).toULongLong(), total);
    const auto length = std::min<std::size_t>(
        index.data(PayloadTreeModel::LengthRole).toULongLong(), total - offset);
    m_what->setText(displayText(index.siblingAtColumn(0).data().toString(), 40));
    m_bytes->setText(hexPairs(ByteView(*m_payload).subspan(offset, length), 8));
    m_where->setTone(Tone::Text2);
    const QString range = index.siblingAtColumn(PayloadTreeModel::BytesColumn).data().toString();
    m_where->setText(length == 1 ? tr("byte %1 of %2").arg(range).arg(total)
                                 : tr("bytes %1 of %2").arg(range).arg(total));
}

void PayloadView::openMenu(const QPoint &position)
{
    const QModelIndex index = m_tree->indexAt(position).siblingAtColumn(0);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(m_tree);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto path = m_isLarge ? std::nullopt : m_model.valuePath(index);
    if (path) {
        menu->addAction(m_theme.icon(QStringLiteral("dashboard")), tr("Chart this value"), this,
                        [this, path] { Q_EMIT chartRequested(*path); });
    }
    const QString value = index.siblingAtColumn(PayloadTreeModel::ValueColumn).data().toString();
    menu->addAction(m_theme.icon(QStringLiteral("copy")), tr("Copy value"), this,
                    [value] { QApplication::clipboard()->setText(value); });
    const auto offset = index.data(PayloadTreeModel::OffsetRole).toULongLong();
    const auto length = index.data(PayloadTreeModel::LengthRole).toULongLong();
    QAction *asHex =
        menu->addAction(tr("Copy bytes as hex"), this, [bytes = m_payload, offset, length] {
            QApplication::clipboard()->setText(
                QString::fromStdString(toHex(ByteView(*bytes).subspan(offset, length))));
        });
    asHex->setEnabled(length > 0 && length <= kMaxText);
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace copper
