// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorer_dock.h"

#include "ui/explorer/ask_strip.h"
#include "ui/explorer/explorer_delegate.h"
#include "ui/explorer/explorer_rows.h"
#include "ui/explorer/explorer_view.h"
#include "ui/explorer/filter_completer.h"
#include "ui/explorer/found_strip.h"
#include "ui/text/device_text.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <utility>

namespace copper {

namespace {

// With more devices than this a new one stays closed.
constexpr std::size_t kOpenDevices = 8;
constexpr int kFilterOpens = 500; // rows that a filter opens by itself
constexpr int kMostOpened = 5000; // by "Open all"
// From here on all rows are equally high, so that the view needs not ask for each.
constexpr std::size_t kEqualRows = 500;

} // namespace

ExplorerDock::ExplorerDock(const Theme &theme, Workspace &workspace, Navigator &navigator,
                           QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_navigator(navigator),
      m_model(workspace), m_edits(workspace), m_bulk(workspace)
{
    setObjectName(QStringLiteral("explorerDock"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead(column);
    buildTree(column);
    connectTree();
    addEdits();
    openInserted({}, 0, m_model.rowCount() - 1);
    updatePage();
}

void ExplorerDock::setKeys(const DeviceKeys &keys)
{
    m_keys = &keys;
    m_model.setKeys(keys);
}

void ExplorerDock::buildHead(QVBoxLayout *column)
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 5, 8, 5);
    head->setSpacing(2);
    auto *title =
        new PlainLabel(m_theme, tr("Networks and devices"), TextRole::BodyStrong, Tone::Text, this);
    title->setElideMode(Qt::ElideRight);
    head->addWidget(title, 1);
    auto *columns =
        new IconButton(m_theme, QStringLiteral("columns"), tr("Choose columns"), {}, this);
    columns->setObjectName(QStringLiteral("explorerColumns"));
    columns->setPopupMode(QToolButton::InstantPopup);
    auto *columnsMenu = new QMenu(columns);
    columns->setMenu(columnsMenu);
    head->addWidget(columns);
    auto *collapse =
        new IconButton(m_theme, QStringLiteral("collapse"), tr("Close all devices"), {}, this);
    collapse->setObjectName(QStringLiteral("explorerCollapse"));
    head->addWidget(collapse);
    auto *more = new IconButton(m_theme, QStringLiteral("more"), tr("More"), {}, this);
    more->setObjectName(QStringLiteral("explorerMore"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *moreMenu = new QMenu(more);
    more->setMenu(moreMenu);
    head->addWidget(more);
    column->addLayout(head);

    m_filterField = new QLineEdit(this);
    m_filterField->setObjectName(QStringLiteral("explorerFilter"));
    m_filterField->setAccessibleName(tr("Filter devices and resources"));
    m_filterField->setPlaceholderText(tr("Filter by name, path, rt or address"));
    m_filterField->setClearButtonEnabled(true);
    m_filterField->setMaxLength(200);
    m_filterField->addAction(m_theme.icon(QStringLiteral("filter"), Tone::Text3),
                             QLineEdit::LeadingPosition);
    auto *field = new QHBoxLayout;
    field->setContentsMargins(10, 0, 11, 8);
    field->addWidget(m_filterField);
    column->addLayout(field);
    m_problem = new PlainLabel(m_theme, QString(), TextRole::Small, Tone::Warn, this);
    m_problem->setObjectName(QStringLiteral("explorerFilterProblem"));
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(12, 0, 11, 6);
    m_problem->hide();
    column->addWidget(m_problem);
    m_found = new FoundStrip(m_theme, this);
    column->addWidget(m_found);
    connect(m_found, &FoundStrip::readRequested, this, &ExplorerDock::readFound);
    connect(m_found, &FoundStrip::greatestRequested, this, [this](bool on) {
        setSort(on ? DeviceTreeModel::SortBy::Value : m_sortBefore);
        if (on && m_model.ranked() > 0)
            m_view->scrollToTop();
    });
    connect(&m_workspace.devices(), &DeviceRegistry::ticked, this, &ExplorerDock::sayFound);
    new FilterCompleter(m_workspace, m_filterField);

    connect(columnsMenu, &QMenu::aboutToShow, this,
            [this, columnsMenu] { fillColumnsMenu(columnsMenu); });
    connect(moreMenu, &QMenu::aboutToShow, this, [this, moreMenu] { fillMoreMenu(moreMenu); });
    connect(collapse, &QToolButton::clicked, this, [this] {
        for (int row = 0; row < m_model.rowCount(); ++row) {
            const QModelIndex network = m_model.index(row, 0);
            for (int child = 0; child < m_model.rowCount(network); ++child)
                m_view->collapse(m_model.index(child, 0, network));
        }
    });
    connect(m_filterField, &QLineEdit::textChanged, this, &ExplorerDock::applyFilter);
}

void ExplorerDock::buildTree(QVBoxLayout *column)
{
    auto *place = new QWidget(this);
    m_pages = new QStackedLayout(place);
    m_view = new ExplorerView(m_theme, place);
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new ExplorerDelegate(m_theme, m_view));
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(DeviceTreeModel::NameColumn, QHeaderView::Stretch);
    for (int i = DeviceTreeModel::ValueColumn; i < DeviceTreeModel::ColumnCount; ++i)
        m_view->setColumnHidden(i, true);
    m_pages->addWidget(m_view);
    m_noDevices = new EmptyState(m_theme, QStringLiteral("network"), tr("No devices yet"),
                                 tr("Discover asks every CoAP device on your networks to show "
                                    "itself. A device that does not answer can be added by its "
                                    "address."),
                                 place);
    QPushButton *discover =
        m_noDevices->addButton(QStringLiteral("discover"), tr("Discover"), false);
    discover->setObjectName(QStringLiteral("explorerDiscover"));
    connect(discover, &QPushButton::clicked, &m_navigator, &Navigator::discoverRequested);
    m_pages->addWidget(m_noDevices);
    m_noMatch = new EmptyState(m_theme, QStringLiteral("filter"), tr("Nothing matches"),
                               tr("Each word must be in a name, path, rt or address."), place);
    QPushButton *clear =
        m_noMatch->addButton(QStringLiteral("close"), tr("Clear the filter"), false);
    clear->setObjectName(QStringLiteral("explorerClearFilter"));
    connect(clear, &QPushButton::clicked, m_filterField, &QLineEdit::clear);
    m_pages->addWidget(m_noMatch);
    column->addWidget(place, 1);
    m_ask = new AskStrip(m_theme, this);
    column->addWidget(m_ask);
    m_status = new PlainLabel(m_theme, QString(), TextRole::Small, Tone::Text2, this);
    m_status->setObjectName(QStringLiteral("explorerStatus"));
    m_status->setWordWrap(true);
    m_status->setContentsMargins(12, 4, 11, 6);
    m_status->hide();
    column->addWidget(m_status);
    connect(&m_bulk, &BulkRun::said, this, &ExplorerDock::say);
}

void ExplorerDock::connectTree()
{
    connect(&m_model, &DeviceTreeModel::filtered, this, &ExplorerDock::endFilter);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &parent, int first, int last) {
                m_view->setUniformRowHeights(m_workspace.devices().devices().size() > kEqualRows);
                openInserted(parent, first, last);
                updatePage();
            });
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &ExplorerDock::updatePage);
    connect(m_view, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (m_opening)
            return;
        m_closed.insert(keyOf(index));
        m_opened.remove(keyOf(index));
        if (kindOf(index) == DeviceTreeModel::Kind::Device)
            m_openedDevices.remove(deviceOf(index).value);
    });
    connect(m_view, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (m_opening)
            return;
        m_closed.remove(keyOf(index));
        if (m_opened.size() < kMostOpened)
            m_opened.insert(keyOf(index));
        if (kindOf(index) == DeviceTreeModel::Kind::Device && m_openedDevices.size() < kMostOpened)
            m_openedDevices.insert(deviceOf(index).value);
        m_opening = true;
        openRows(index, 0, m_model.rowCount(index) - 1);
        m_opening = false;
    });
    connect(m_view, &ExplorerView::activatedByKey, this, [this](const QModelIndex &index) {
        if (kindOf(index) == DeviceTreeModel::Kind::Resource)
            get();
        else
            m_view->setExpanded(index, !m_view->isExpanded(index));
    });
    connect(m_view, &ExplorerView::observeRequested, this, &ExplorerDock::toggleObserve);
    connect(m_view, &ExplorerView::copyRequested, this, &ExplorerDock::copyUris);
    connect(m_view, &ExplorerView::renameRequested, this, &ExplorerDock::rename);
    connect(m_view, &ExplorerView::removeRequested, this, &ExplorerDock::removeSelected);
    connect(m_view, &ExplorerView::typed, this, [this](const QString &text) {
        m_filterField->setFocus(Qt::ShortcutFocusReason);
        m_filterField->setText(m_filterField->text() + text);
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        QMenu *menu = makeMenu(m_view);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_view->viewport()->mapToGlobal(position));
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid() && kindOf(current) == DeviceTreeModel::Kind::Resource)
                    Q_EMIT resourceSelected(current.data(DeviceTreeModel::UriRole).toString());
            });
    // From the filter into the tree, and back out.
    auto *down = new QAction(m_filterField);
    down->setShortcuts({QKeySequence(Qt::Key_Down), QKeySequence(Qt::Key_Return)});
    down->setShortcutContext(Qt::WidgetShortcut);
    m_filterField->addAction(down);
    connect(down, &QAction::triggered, this, [this] {
        m_view->setFocus(Qt::TabFocusReason);
        if (!m_view->currentIndex().isValid())
            m_view->setCurrentIndex(m_model.index(0, 0));
    });
    auto *escape = new QAction(m_filterField);
    escape->setShortcut(QKeySequence(Qt::Key_Escape));
    escape->setShortcutContext(Qt::WidgetShortcut);
    m_filterField->addAction(escape);
    connect(escape, &QAction::triggered, this, [this] {
        m_filterField->clear();
        m_view->setFocus(Qt::TabFocusReason);
    });
}

QString ExplorerDock::keyOf(const QModelIndex &index) const
{
    const DeviceTreeModel::Kind kind = kindOf(index);
    if (kind == DeviceTreeModel::Kind::Ranking)
        return QStringLiteral("r");
    if (kind == DeviceTreeModel::Kind::Network || kind == DeviceTreeModel::Kind::Group)
        return (kind == DeviceTreeModel::Kind::Group ? QStringLiteral("g ")
                                                     : QStringLiteral("n ")) +
               index.data(DeviceTreeModel::AddressRole).toString();
    return QString::number(deviceOf(index).value) + QLatin1Char(' ') +
           index.data(DeviceTreeModel::PathRole).toString();
}

bool ExplorerDock::isCrowded() const
{
    return m_workspace.devices().devices().size() > kOpenDevices;
}

bool ExplorerDock::opensByItself(const QModelIndex &index)
{
    if (kindOf(index) == DeviceTreeModel::Kind::Device) {
        const quint32 id = deviceOf(index).value;
        if (m_model.isFiltering() && m_mayOpen > 0) {
            m_mayOpen -= index.data(DeviceTreeModel::MatchedRole).toInt();
            if (m_mayOpen >= 0)
                return true;
        }
        if (m_model.isFiltering() || isCrowded())
            return m_openedDevices.contains(id);
        return !m_closed.contains(keyOf(index));
    }
    const QString key = keyOf(index);
    if (m_model.isFiltering() || m_opened.contains(key))
        return true;
    return !m_closed.contains(key) &&
           index.data(DeviceTreeModel::PathRole).toString() != QLatin1String("/.well-known");
}

// A closed row is not looked into: what is below it opens with it. Ten thousand devices of which
// none opens are not asked one by one.
void ExplorerDock::openBelow(const QModelIndex &index)
{
    if (!opensByItself(index) || !m_model.hasChildren(index))
        return;
    m_view->expand(index);
    if (kindOf(index) != DeviceTreeModel::Kind::Ranking) // nothing is below its rows
        openRows(index, 0, m_model.rowCount(index) - 1);
}

void ExplorerDock::openRows(const QModelIndex &parent, int first, int last)
{
    if (parent.isValid() && kindOf(parent) == DeviceTreeModel::Kind::Ranking)
        return;
    const bool areDevices = parent.isValid() && !parent.parent().isValid();
    for (int row = first; row <= last; ++row) {
        const bool few = m_model.isFiltering() ? m_mayOpen > 0 : !isCrowded();
        if (areDevices && !few && m_openedDevices.isEmpty())
            return;
        openBelow(m_model.index(row, 0, parent));
    }
}

void ExplorerDock::openInserted(const QModelIndex &parent, int first, int last)
{
    const bool was = std::exchange(m_opening, true);
    // The first children of a row do not open it by themselves.
    if (parent.isValid() && m_model.rowCount(parent) == last - first + 1) {
        openBelow(parent);
    } else if (!parent.isValid() || m_view->isExpanded(parent)) {
        openRows(parent, first, last);
    }
    m_opening = was;
}

void ExplorerDock::applyFilter(const QString &text)
{
    const bool was = m_model.isFiltering();
    if (!was)
        m_current = m_view->currentIndex().data(DeviceTreeModel::UriRole).toString();
    m_mayOpen = kFilterOpens;
    m_opening = true;
    m_model.setFilter(text);
    sayProblem();
    // Laid out once behind all, not behind each row that opens.
    m_view->scheduleDelayedItemsLayout();
    if (m_model.isFiltering()) {
        for (int row = 0; row < m_model.rowCount(); ++row)
            openBelow(m_model.index(row, 0));
    } else if (was) {
        m_view->collapseAll();
        for (int row = 0; row < m_model.rowCount(); ++row)
            openBelow(m_model.index(row, 0));
    }
    m_opening = false;
    updatePage();
    if (!m_model.isFilterPending())
        endFilter();
}

// All rows have been looked at.
void ExplorerDock::endFilter()
{
    if (m_opening)
        return; // in the middle of it
    updatePage();
    sayFound();
    if (m_model.isFiltering() || m_current.isEmpty())
        return;
    if (!m_view->selectionModel()->hasSelection())
        reveal(m_current);
    m_current.clear();
}

void ExplorerDock::sayProblem()
{
    const std::vector<DeviceQuery::Problem> &problems = m_model.query().problems;
    m_problem->setVisible(!problems.empty());
    if (!problems.empty())
        m_problem->setText(queryProblemText(problems.front()));
}

void ExplorerDock::sayFound()
{
    const bool shown = m_model.isFiltering();
    if (shown || m_found->isVisible())
        m_found->show(shown ? m_model.found() : DeviceTreeModel::Found(),
                      m_model.sortedBy() == DeviceTreeModel::SortBy::Value);
}

// As many as are kept; of a filter that leaves more the first ones.
void ExplorerDock::readFound()
{
    constexpr std::size_t kMost = ObservationBook::kMaxResources;
    const std::size_t found = m_model.found().resources;
    BulkRun::Beyond beyond;
    if (found > kMost) {
        beyond.count = static_cast<qsizetype>(found - kMost);
        beyond.reason = tr("values of %1 are kept; a narrower filter reads the others")
                            .arg(groupedNumber(static_cast<qint64>(kMost)));
    }
    m_bulk.start(BulkRun::What::Read, m_model.foundUris(kMost), beyond);
}

void ExplorerDock::openAll()
{
    m_opening = true;
    int left = kMostOpened;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex branch = m_model.index(row, 0);
        m_view->expand(branch);
        for (int child = 0; child < m_model.rowCount(branch) && left > 0; ++child) {
            const QModelIndex device = m_model.index(child, 0, branch);
            left -= device.data(DeviceTreeModel::MatchedRole).toInt();
            m_view->expandRecursively(device);
        }
    }
    m_opening = false;
}

void ExplorerDock::updatePage()
{
    if (m_model.rowCount() > 0)
        m_pages->setCurrentWidget(m_view);
    else if (m_model.isFiltering() && !m_workspace.devices().devices().empty())
        m_pages->setCurrentWidget(m_noMatch);
    else
        m_pages->setCurrentWidget(m_noDevices);
}

} // namespace copper
