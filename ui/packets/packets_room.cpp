// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packets/packets_room.h"

#include "ui/packets/packet_detail.h"
#include "ui/packets/packet_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/toggle_button.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace copper {

namespace {

constexpr int kRefresh_ms = 100;
constexpr int kDetailHeight_px = 300;

} // namespace

PacketsRoom::PacketsRoom(const Theme &theme, Workspace &workspace, Navigator &navigator,
                         QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_navigator(navigator),
      m_search(workspace), m_flat(workspace, m_search), m_groups(workspace, m_search)
{
    setObjectName(QStringLiteral("packetsRoom"));
    m_sorted.setSortRole(PacketSortRole);
    m_sorted.setDynamicSortFilter(true);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *ground = new Ground(theme, Tone::Base, {}, this);
    outer->addWidget(ground);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildBar(column);
    m_trouble = new Ground(theme, Tone::ErrorTint, Qt::BottomEdge, ground);
    auto *trouble = new QHBoxLayout(m_trouble);
    trouble->setContentsMargins(16, 6, 16, 6);
    m_troubleText = new PlainLabel(theme, QString(), TextRole::Body, Tone::Error, m_trouble);
    m_troubleText->setObjectName(QStringLiteral("packetsTrouble"));
    m_troubleText->setWordWrap(true);
    trouble->addWidget(m_troubleText);
    m_trouble->hide();
    column->addWidget(m_trouble);
    m_pages = new QStackedWidget(ground);
    column->addWidget(m_pages, 1);
    m_tablePage = new QWidget(m_pages);
    auto *tableColumn = new QVBoxLayout(m_tablePage);
    tableColumn->setContentsMargins(0, 0, 0, 0);
    tableColumn->setSpacing(0);
    buildFilters(tableColumn);
    buildTable(tableColumn);
    m_pages->addWidget(m_tablePage);
    m_empty = new EmptyState(theme, QStringLiteral("packets"), tr("No messages yet"),
                             tr("Every message in and out is listed here while recording is on. "
                                "Send a request or discover devices."),
                             m_pages);
    QPushButton *discover = m_empty->addButton(QStringLiteral("discover"), tr("Discover"), false);
    discover->setObjectName(QStringLiteral("packetsDiscover"));
    connect(discover, &QPushButton::clicked, &m_navigator, &Navigator::discoverRequested);
    m_pages->addWidget(m_empty);
    connectEverything();
    setGrouped(true);
    m_conversations->setChecked(true);
    m_follow->setChecked(true);
    updatePage();
}

void PacketsRoom::buildBar(QVBoxLayout *column)
{
    auto *bar = new Ground(m_theme, Tone::Base, Qt::BottomEdge, this);
    bar->setFixedHeight(44);
    auto *line = new QHBoxLayout(bar);
    line->setContentsMargins(12, 0, 10, 0);
    line->setSpacing(8);
    m_any = new QLineEdit(bar);
    m_any->setObjectName(QStringLiteral("packetFilter"));
    m_any->setAccessibleName(tr("Show messages that contain"));
    m_any->setPlaceholderText(tr("Show messages that contain…"));
    m_any->setClearButtonEnabled(true);
    m_any->setMaxLength(PacketSearch::kMaxFilterLength);
    m_any->addAction(m_theme.icon(QStringLiteral("filter"), Tone::Text3),
                     QLineEdit::LeadingPosition);
    line->addWidget(m_any, 1);
    m_columnFilters = new ToggleButton(m_theme, QStringLiteral("columns"), QString(), bar);
    m_columnFilters->setObjectName(QStringLiteral("columnFilters"));
    describe(m_columnFilters, tr("Filter each column by itself"));
    line->addWidget(m_columnFilters);
    m_count = new PlainLabel(m_theme, QString(), TextRole::Small, Tone::Text2, bar);
    m_count->setObjectName(QStringLiteral("packetCount"));
    line->addWidget(m_count);
    line->addStretch(1);
    m_records = new ToggleButton(m_theme, QStringLiteral("secure"), tr("DTLS"), bar);
    m_records->setObjectName(QStringLiteral("recordsToggle"));
    describe(m_records, tr("Show handshakes and other DTLS records that hold no message"));
    m_records->setChecked(true);
    line->addWidget(m_records);
    m_conversations =
        new ToggleButton(m_theme, QStringLiteral("resource"), tr("Conversations"), bar);
    m_conversations->setObjectName(QStringLiteral("conversationsToggle"));
    describe(m_conversations, tr("Group messages that belong together"));
    line->addWidget(m_conversations);
    m_follow = new ToggleButton(m_theme, QStringLiteral("follow"), tr("Follow"), bar);
    m_follow->setObjectName(QStringLiteral("followToggle"));
    describe(m_follow, tr("Keep the newest message in sight"));
    line->addWidget(m_follow);
    auto *save = new IconButton(m_theme, QStringLiteral("export"), tr("Save as pcapng"),
                                QKeySequence(Qt::CTRL | Qt::Key_S), bar);
    save->setObjectName(QStringLiteral("savePcapng"));
    line->addWidget(save);
    auto *clear = new IconButton(m_theme, QStringLiteral("delete"), tr("Clear the list"), {}, bar);
    clear->setObjectName(QStringLiteral("clearPackets"));
    line->addWidget(clear);
    column->addWidget(bar);
    connect(save, &QToolButton::clicked, this, &PacketsRoom::chooseFile);
    connect(clear, &QToolButton::clicked, &m_workspace.log(), &MessageLog::clear);
    auto *shortcut = new QAction(this);
    shortcut->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_S));
    addAction(shortcut);
    connect(shortcut, &QAction::triggered, this, &PacketsRoom::chooseFile);
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    addAction(find);
    connect(find, &QAction::triggered, m_any, [this] { m_any->setFocus(Qt::ShortcutFocusReason); });
}

void PacketsRoom::buildFilters(QVBoxLayout *column)
{
    m_filterRow = new Ground(m_theme, Tone::Sunken, Qt::BottomEdge, m_tablePage);
    m_filterRow->setFixedHeight(32);
    m_filterRow->hide();
    for (int i = 0; i < PacketColumnCount; ++i) {
        auto *field = new QLineEdit(m_filterRow);
        field->setObjectName(QStringLiteral("columnFilter%1").arg(i));
        field->setAccessibleName(tr("Filter of the column %1").arg(packetHeader(i)));
        field->setToolTip(tr("%1 contains").arg(packetHeader(i)).toHtmlEscaped());
        field->setMaxLength(PacketSearch::kMaxFilterLength);
        m_fields[static_cast<std::size_t>(i)] = field;
        connect(field, &QLineEdit::textChanged, this, &PacketsRoom::applyFilters);
    }
    column->addWidget(m_filterRow);
}

void PacketsRoom::buildTable(QVBoxLayout *column)
{
    auto *splitter = new QSplitter(Qt::Vertical, m_tablePage);
    splitter->setObjectName(QStringLiteral("packetsSplitter"));
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    auto *upper = new QStackedWidget(splitter);
    m_view = new PacketView(m_theme, upper);
    upper->addWidget(m_view);
    m_noMatch =
        new EmptyState(m_theme, QStringLiteral("filter"), tr("No message matches"),
                       tr("A message is shown when every filled filter is found in it."), upper);
    QPushButton *clear =
        m_noMatch->addButton(QStringLiteral("close"), tr("Clear the filters"), false);
    clear->setObjectName(QStringLiteral("clearFilters"));
    connect(clear, &QPushButton::clicked, this, [this] {
        m_records->setChecked(true);
        setFilterTexts({});
    });
    upper->addWidget(m_noMatch);
    splitter->addWidget(upper);
    m_detail = new PacketDetail(m_theme, m_workspace, splitter);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({500, kDetailHeight_px});
    column->addWidget(splitter, 1);
}

void PacketsRoom::connectEverything()
{
    connect(m_any, &QLineEdit::textChanged, this, &PacketsRoom::applyFilters);
    connect(m_columnFilters, &QToolButton::toggled, this, [this](bool on) {
        m_filterRow->setVisible(on);
        if (!on)
            setFilterTexts(m_any->text());
        placeFilterFields();
    });
    connect(m_view->header(), &QHeaderView::sectionResized, this, &PacketsRoom::placeFilterFields);
    connect(m_view->header(), &QHeaderView::sectionMoved, this, &PacketsRoom::placeFilterFields);
    connect(m_view->header(), &QHeaderView::sectionClicked, this, &PacketsRoom::sortBy);
    connect(m_records, &QToolButton::toggled, this, &PacketsRoom::applyFilters);
    connect(m_conversations, &QToolButton::toggled, this, &PacketsRoom::setGrouped);
    connect(m_follow, &QToolButton::toggled, this, [this](bool on) {
        if (on)
            follow();
    });
    // Who scrolls up wants to read; the list stays where it is.
    connect(m_view->verticalScrollBar(), &QScrollBar::sliderMoved, this, [this] {
        if (!m_view->isAtEnd())
            m_follow->setChecked(false);
    });
    connect(m_detail, &PacketDetail::messageChosen, this, &PacketsRoom::selectSequence);
    connectStores();
}

void PacketsRoom::connectStores()
{
    for (QAbstractItemModel *each :
         {static_cast<QAbstractItemModel *>(&m_flat), static_cast<QAbstractItemModel *>(&m_groups)})
        connect(each, &QAbstractItemModel::modelAboutToBeReset, this, &PacketsRoom::keepSelection);
    connect(&m_search, &PacketSearch::restarted, this, [this] {
        if (!isInTimeOrder())
            showModel();
        restoreSelection();
        m_later.start();
    });
    connect(&m_search, &PacketSearch::found, this, [this] {
        restoreSelection();
        refreshSoon();
    });
    connect(&m_search, &PacketSearch::finished, this, [this] {
        if (!isInTimeOrder()) {
            keepSelection();
            showModel();
            restoreSelection();
        }
        if (std::exchange(m_newestWanted, false))
            selectNewestMatch();
        refreshSoon();
    });
    MessageLog &log = m_workspace.log();
    connect(&log, &MessageLog::appended, this, &PacketsRoom::refreshSoon);
    connect(&log, &MessageLog::trimmed, this, &PacketsRoom::refreshSoon);
    connect(&log, &MessageLog::cleared, this, [this] {
        m_kept.reset();
        m_detail->clear();
        updatePage();
    });
    m_later.setSingleShot(true);
    m_later.setInterval(kRefresh_ms);
    connect(&m_later, &QTimer::timeout, this, &PacketsRoom::refresh);
}

void PacketsRoom::refreshSoon()
{
    if (!m_later.isActive())
        m_later.start();
}

void PacketsRoom::refresh()
{
    restoreSelection();
    updatePage();
    if (isVisible()) {
        if (m_follow->isChecked())
            follow();
        m_detail->refreshLadder();
    }
    if (!m_search.isDone() || m_groups.isBehind())
        m_later.start(); // the count moves on
}

void PacketsRoom::setGrouped(bool grouped)
{
    keepSelection();
    m_grouped = grouped;
    m_flat.setAttached(!grouped);
    m_groups.setAttached(grouped);
    showModel();
    restoreSelection();
    updatePage();
}

// Another order costs a walk over all rows; the log's own is free.
void PacketsRoom::sortBy(int column)
{
    if (m_grouped)
        return;
    const bool up = m_sortColumn == column && m_sortOrder == Qt::AscendingOrder;
    m_sortColumn = column;
    m_sortOrder = up ? Qt::DescendingOrder : Qt::AscendingOrder;
    keepSelection();
    showModel();
    restoreSelection();
}

bool PacketsRoom::isInTimeOrder() const
{
    return m_grouped || m_sortColumn < 0 ||
           (m_sortColumn == PacketTime && m_sortOrder == Qt::AscendingOrder);
}

void PacketsRoom::showModel()
{
    // Sorting in small batches is quadratic: what a search finds is sorted when it is through.
    const bool proxy = !isInTimeOrder() && m_search.isDone();
    QAbstractItemModel *model = &m_flat;
    if (m_grouped)
        model = &m_groups;
    else if (proxy)
        model = &m_sorted;
    m_sorted.setSourceModel(proxy ? &m_flat : nullptr);
    if (proxy)
        m_sorted.sort(m_sortColumn, m_sortOrder);
    if (m_view->model() != model) {
        const QItemSelectionModel *before = m_view->selectionModel();
        m_view->setModel(model);
        delete before; // would follow a model nobody looks at
        m_view->setUniformRowHeights(true);
        connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
                &PacketsRoom::onCurrentChanged);
    }
    const bool sorted = !m_grouped && m_sortColumn >= 0;
    m_view->header()->setSortIndicatorShown(sorted);
    if (sorted)
        m_view->header()->setSortIndicator(m_sortColumn, m_sortOrder);
    placeFilterFields();
}

void PacketsRoom::placeFilterFields()
{
    const QHeaderView *head = m_view->header();
    for (int i = 0; i < PacketColumnCount; ++i) {
        QLineEdit *field = m_fields[static_cast<std::size_t>(i)];
        field->setGeometry(head->sectionViewportPosition(i) + 3, 3,
                           std::max(10, head->sectionSize(i) - 6), 26);
    }
}

void PacketsRoom::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    placeFilterFields();
    if (m_follow->isChecked())
        follow();
}

void PacketsRoom::onCurrentChanged(const QModelIndex &current)
{
    m_view->viewport()->update();
    if (!current.isValid() || m_selecting)
        return;
    m_kept.reset();
    m_newestWanted = false;
    const QVariant sequence = current.siblingAtColumn(0).data(PacketSequenceRole);
    if (sequence.isValid()) {
        m_detail->showMessage(sequence.toULongLong());
    } else {
        // A heading stands for its first message.
        const QModelIndex first = m_view->model()->index(0, 0, current.siblingAtColumn(0));
        if (first.isValid())
            m_detail->showMessage(first.data(PacketSequenceRole).toULongLong());
    }
}

QModelIndex PacketsRoom::shownIndexOf(std::uint64_t sequence) const
{
    if (m_grouped)
        return m_groups.indexOfSequence(sequence);
    const QModelIndex index = m_flat.indexOfSequence(sequence);
    return m_sorted.sourceModel() != nullptr ? m_sorted.mapFromSource(index) : index;
}

void PacketsRoom::selectSequence(std::uint64_t sequence)
{
    const QModelIndex index = shownIndexOf(sequence);
    if (!index.isValid()) {
        m_detail->showMessage(sequence);
        return;
    }
    if (index.parent().isValid())
        m_view->expand(index.parent());
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

// Before the rows are replaced, by other filters, another order or the other way of showing.
void PacketsRoom::keepSelection()
{
    const std::optional<std::uint64_t> shown = m_detail->sequence();
    const QModelIndex current = m_view->currentIndex().siblingAtColumn(0);
    if (!shown) {
        m_kept.reset();
    } else if (current.isValid()) {
        const bool heading = !current.data(PacketSequenceRole).isValid();
        const QModelIndex conversation = heading ? current : current.parent();
        m_kept = Kept{*shown, heading, !conversation.isValid() || m_view->isExpanded(conversation)};
    } else if (!m_kept || m_kept->sequence != *shown) {
        m_kept = Kept{*shown};
    }
}

void PacketsRoom::restoreSelection()
{
    if (!m_kept)
        return;
    const QModelIndex index = shownIndexOf(m_kept->sequence);
    if (!index.isValid())
        return;
    const Kept kept = *std::exchange(m_kept, std::nullopt);
    m_selecting = true; // the detail shows it already
    if (index.parent().isValid())
        m_view->setExpanded(index.parent(), kept.open);
    const QModelIndex current = kept.heading && index.parent().isValid() ? index.parent() : index;
    m_view->setCurrentIndex(current);
    m_view->scrollTo(current);
    m_selecting = false;
}

void PacketsRoom::selectNewestMatch()
{
    if (m_search.matchCount() == 0)
        return;
    const std::uint64_t newest = m_search.matchAt(m_search.endMatch() - 1);
    m_detail->showMessage(newest);
    m_kept = Kept{newest};
    restoreSelection();
}

void PacketsRoom::follow()
{
    if (isInTimeOrder())
        m_view->scrollToBottom();
}

void PacketsRoom::updateCount()
{
    const QString all = groupedNumber(static_cast<qint64>(m_workspace.log().size()));
    QString text = tr("%1 messages").arg(all);
    if (m_search.isActive()) {
        const auto shown = static_cast<qint64>(m_search.matchCount());
        text = tr("%1 of %2 messages").arg(groupedNumber(shown), all);
        if (!m_search.isDone())
            text += QStringLiteral(", ") + tr("searching %1 %").arg(m_search.percentDone());
    }
    m_count->setText(text);
}

void PacketsRoom::updatePage()
{
    const bool any = m_workspace.log().size() > 0;
    m_pages->setCurrentWidget(any ? m_tablePage : m_empty);
    auto *upper = qobject_cast<QStackedWidget *>(m_view->parentWidget());
    const bool none = any && m_search.isActive() && m_search.matchCount() == 0;
    if (!none)
        upper->setCurrentWidget(m_view);
    else if (m_search.isDone())
        upper->setCurrentWidget(m_noMatch); // before that the page stays as it is
    updateCount();
}

void PacketsRoom::applyFilters()
{
    if (m_fillingFilters)
        return;
    m_newestWanted = false;
    PacketFilters filters;
    filters.any = m_any->text();
    filters.withRecords = m_records->isChecked();
    std::transform(m_fields.begin(), m_fields.end(), filters.columns.begin(),
                   [](const QLineEdit *field) { return field->text(); });
    m_search.setFilters(filters);
}

// All fields at once, so that the search begins once. The columns' own are emptied.
void PacketsRoom::setFilterTexts(const QString &any)
{
    m_fillingFilters = true;
    m_any->setText(any);
    for (QLineEdit *field : m_fields)
        field->clear();
    m_fillingFilters = false;
    applyFilters();
    updatePage();
}

void PacketsRoom::showMatching(const QString &text)
{
    setFilterTexts(text);
    if (m_search.isDone())
        selectNewestMatch();
    else
        m_newestWanted = true;
}

Result<SavedCapture, QString> PacketsRoom::savePcapng(const QString &path) const
{
    // What the filters hide is not written.
    return copper::savePcapng(m_workspace.log(), path,
                              [this](std::uint64_t at) { return m_search.accepts(at); });
}

QString PacketsRoom::savedText(const SavedCapture &saved)
{
    const QString text = tr("%n message(s) saved", nullptr, static_cast<int>(saved.datagrams));
    if (saved.keys == 0)
        return text;
    return tr("%1, with the session keys of the key log: whoever has the file can read them")
        .arg(text);
}

void PacketsRoom::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the messages"), QStringLiteral("coap.pcapng"),
                                   tr("Packet captures (*.pcapng)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pcapng"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const auto saved = savePcapng(path);
        m_trouble->setVisible(!saved);
        if (saved)
            Q_EMIT m_navigator.remarkMade(savedText(*saved));
        else
            m_troubleText->setText(tr("The file cannot be written: %1. Choose another folder or "
                                      "free some space.")
                                       .arg(saved.error()));
    });
    dialog->open();
}

} // namespace copper
