// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorer_dock.h"

#include "ui/explorer/coaps_popup.h"
#include "ui/explorer/explorer_delegate.h"
#include "ui/explorer/explorer_view.h"
#include "ui/explorer/filter_completer.h"
#include "ui/text/device_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>
#include <vector>

namespace copper {

namespace {

// With more devices than this a new one stays closed.
constexpr std::size_t kOpenDevices = 8;
constexpr int kFilterOpens = 500; // rows that a filter opens by itself
constexpr int kMostOpened = 5000; // by "Open all"
// From here on all rows are equally high, so that the view needs not ask for each.
constexpr std::size_t kEqualRows = 500;

DeviceTreeModel::Kind kindOf(const QModelIndex &index)
{
    return static_cast<DeviceTreeModel::Kind>(index.data(DeviceTreeModel::KindRole).toInt());
}

DeviceId deviceOf(const QModelIndex &index)
{
    return DeviceId{index.data(DeviceTreeModel::DeviceIdRole).toUInt()};
}

} // namespace

namespace {

// By the rows that lead to each: the view would look for every one of them among all.
void sortAsShown(QModelIndexList &rows)
{
    std::vector<std::pair<std::vector<int>, QModelIndex>> places;
    places.reserve(static_cast<std::size_t>(rows.size()));
    for (const QModelIndex &row : std::as_const(rows)) {
        std::vector<int> way;
        for (QModelIndex at = row; at.isValid(); at = at.parent())
            way.insert(way.begin(), at.row());
        places.emplace_back(std::move(way), row);
    }
    std::sort(places.begin(), places.end(),
              [](const auto &a, const auto &b) { return a.first < b.first; });
    rows.clear();
    for (const auto &[way, row] : places)
        rows << row;
}

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
    openRows(index, 0, m_model.rowCount(index) - 1);
}

void ExplorerDock::openRows(const QModelIndex &parent, int first, int last)
{
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

QStringList ExplorerDock::selectedUris() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    sortAsShown(rows);
    QStringList uris;
    for (const QModelIndex &row : rows) {
        if (kindOf(row) == DeviceTreeModel::Kind::Resource)
            uris << row.data(DeviceTreeModel::UriRole).toString();
    }
    return uris;
}

QList<DeviceId> ExplorerDock::selectedDevices() const
{
    QList<DeviceId> ids;
    QSet<quint32> seen;
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (kindOf(row) == DeviceTreeModel::Kind::Device && !seen.contains(deviceOf(row).value)) {
            seen.insert(deviceOf(row).value); // it may have a row in a group too
            ids << deviceOf(row);
        }
    }
    return ids;
}

void ExplorerDock::reveal(const QString &uri)
{
    const QModelIndex index = m_model.indexOfUri(uri);
    if (!index.isValid())
        return;
    m_view->scrollTo(index);
    m_view->setCurrentIndex(index);
}

void ExplorerDock::get()
{
    const QStringList uris = selectedUris();
    if (uris.isEmpty())
        return;
    // One is shown in its room; of several only the values are wanted.
    if (uris.size() == 1) {
        Q_EMIT m_navigator.getRequested(uris.front());
        return;
    }
    m_bulk.start(BulkRun::What::Read, uris);
}

void ExplorerDock::toggleObserve()
{
    const QStringList uris = selectedUris();
    if (uris.isEmpty())
        return;
    const bool stop = std::all_of(uris.begin(), uris.end(), [this](const QString &uri) {
        return m_workspace.observations().isObserved(uri);
    });
    // One is not worth a word.
    if (uris.size() > 1)
        m_bulk.start(stop ? BulkRun::What::Stop : BulkRun::What::Observe, uris);
    else if (stop)
        m_workspace.stopObserving(uris.front());
    else
        m_workspace.observe(uris.front());
}

void ExplorerDock::chart(bool showDashboard)
{
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (kindOf(row) != DeviceTreeModel::Kind::Resource)
            continue;
        const ValuePath path{row.data(DeviceTreeModel::SeriesPathRole).toString().toStdString()};
        Q_EMIT m_navigator.chartRequested(row.data(DeviceTreeModel::UriRole).toString(), path);
    }
    if (showDashboard)
        Q_EMIT m_navigator.roomRequested(RoomId::Dashboard);
}

void ExplorerDock::copyUris()
{
    QStringList uris = selectedUris();
    const QList<DeviceId> devices = selectedDevices();
    for (const DeviceId id : devices) {
        if (const Device *device = m_workspace.devices().device(id))
            uris << device->baseUri();
    }
    if (!uris.isEmpty())
        QApplication::clipboard()->setText(uris.join(QLatin1Char('\n')));
}

void ExplorerDock::rename()
{
    const QModelIndex current = m_view->currentIndex().siblingAtColumn(0);
    if (current.isValid() && kindOf(current) == DeviceTreeModel::Kind::Device)
        m_view->edit(current);
}

void ExplorerDock::removeSelected()
{
    const QList<DeviceId> devices = selectedDevices();
    m_edits.forget(devices);
    if (!devices.isEmpty())
        say(tr("%n device(s) removed. Ctrl+Z brings them back.", nullptr,
               static_cast<int>(devices.size())));
}

void ExplorerDock::refreshSelected()
{
    const QList<DeviceId> devices = selectedDevices();
    if (devices.size() > 1)
        m_bulk.start(BulkRun::What::ReadLists, selectedBases());
    else if (devices.size() == 1)
        m_workspace.refresh(devices.front());
}

void ExplorerDock::openCoaps()
{
    const QList<DeviceId> devices = selectedDevices();
    if (devices.size() != 1)
        return;
    if (m_coaps == nullptr)
        m_coaps = new CoapsPopup(m_theme, m_workspace, m_edits, window());
    m_coaps->open(m_filterField, devices.front());
}

QStringList ExplorerDock::selectedBases() const
{
    QStringList bases;
    const QList<DeviceId> devices = selectedDevices();
    for (const DeviceId id : devices) {
        if (const Device *device = m_workspace.devices().device(id))
            bases << device->baseUri();
    }
    return bases;
}

void ExplorerDock::say(const QString &line)
{
    m_status->setText(line);
    m_status->setVisible(!line.isEmpty());
}

} // namespace copper
