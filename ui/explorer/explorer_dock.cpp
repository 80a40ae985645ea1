// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorer_dock.h"

#include "ui/explorer/coaps_popup.h"
#include "ui/explorer/explorer_delegate.h"
#include "ui/explorer/explorer_view.h"
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

namespace copper {

namespace {

// With more devices than this a new one stays closed.
constexpr std::size_t kOpenDevices = 8;

DeviceTreeModel::Kind kindOf(const QModelIndex &index)
{
    return static_cast<DeviceTreeModel::Kind>(index.data(DeviceTreeModel::KindRole).toInt());
}

DeviceId deviceOf(const QModelIndex &index)
{
    return DeviceId{index.data(DeviceTreeModel::DeviceIdRole).toUInt()};
}

} // namespace

ExplorerDock::ExplorerDock(const Theme &theme, Workspace &workspace, Navigator &navigator,
                           QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_navigator(navigator),
      m_model(workspace)
{
    setObjectName(QStringLiteral("explorerDock"));
    m_filter.setSourceModel(&m_model);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead(column);
    buildTree(column);
    connectTree();
    openInserted({}, 0, m_filter.rowCount() - 1);
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

    connect(columnsMenu, &QMenu::aboutToShow, this,
            [this, columnsMenu] { fillColumnsMenu(columnsMenu); });
    connect(moreMenu, &QMenu::aboutToShow, this, [this, moreMenu] { fillMoreMenu(moreMenu); });
    connect(collapse, &QToolButton::clicked, this, [this] {
        for (int row = 0; row < m_filter.rowCount(); ++row) {
            const QModelIndex network = m_filter.index(row, 0);
            for (int child = 0; child < m_filter.rowCount(network); ++child)
                m_view->collapse(m_filter.index(child, 0, network));
        }
    });
    connect(m_filterField, &QLineEdit::textChanged, this, &ExplorerDock::applyFilter);
}

void ExplorerDock::buildTree(QVBoxLayout *column)
{
    auto *place = new QWidget(this);
    m_pages = new QStackedLayout(place);
    m_view = new ExplorerView(m_theme, place);
    m_view->setModel(&m_filter);
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
}

void ExplorerDock::connectTree()
{
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &parent, int first, int last) {
                openInserted(parent, first, last);
                updatePage();
            });
    connect(&m_filter, &QAbstractItemModel::rowsRemoved, this, &ExplorerDock::updatePage);
    connect(m_view, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_opening)
            m_closed.insert(keyOf(index));
    });
    connect(m_view, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_opening)
            m_closed.remove(keyOf(index));
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
            m_view->setCurrentIndex(m_filter.index(0, 0));
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
    if (kindOf(index) == DeviceTreeModel::Kind::Network)
        return QStringLiteral("n ") + index.data(DeviceTreeModel::AddressRole).toString();
    return QString::number(deviceOf(index).value) + QLatin1Char(' ') +
           index.data(DeviceTreeModel::PathRole).toString();
}

void ExplorerDock::openBelow(const QModelIndex &index)
{
    const bool device = kindOf(index) == DeviceTreeModel::Kind::Device;
    const bool wellKnown =
        index.data(DeviceTreeModel::PathRole).toString() == QLatin1String("/.well-known");
    const bool many = device && m_workspace.devices().devices().size() > kOpenDevices;
    if (m_filter.isActive() || (!m_closed.contains(keyOf(index)) && !wellKnown && !many))
        m_view->expand(index);
    for (int row = 0; row < m_filter.rowCount(index); ++row)
        openBelow(m_filter.index(row, 0, index));
}

void ExplorerDock::openInserted(const QModelIndex &parent, int first, int last)
{
    m_opening = true;
    // The first children of a row do not open it by themselves.
    if (parent.isValid() && m_filter.rowCount(parent) == last - first + 1)
        openBelow(parent);
    for (int row = first; row <= last; ++row)
        openBelow(m_filter.index(row, 0, parent));
    m_opening = false;
}

void ExplorerDock::applyFilter(const QString &text)
{
    const bool was = m_filter.isActive();
    m_filter.setWords(text);
    m_opening = true;
    if (m_filter.isActive()) {
        m_view->expandAll();
    } else if (was) {
        m_view->collapseAll();
        for (int row = 0; row < m_filter.rowCount(); ++row)
            openBelow(m_filter.index(row, 0));
    }
    m_opening = false;
    updatePage();
}

void ExplorerDock::updatePage()
{
    if (m_filter.rowCount() > 0)
        m_pages->setCurrentWidget(m_view);
    else if (m_filter.isActive() && m_model.rowCount() > 0)
        m_pages->setCurrentWidget(m_noMatch);
    else
        m_pages->setCurrentWidget(m_noDevices);
}

QStringList ExplorerDock::selectedUris() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [this](const QModelIndex &a, const QModelIndex &b) {
        return m_view->visualRect(a).top() < m_view->visualRect(b).top();
    });
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
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (kindOf(row) == DeviceTreeModel::Kind::Device)
            ids << deviceOf(row);
    }
    return ids;
}

void ExplorerDock::reveal(const QString &uri)
{
    const QModelIndex index = m_filter.mapFromSource(m_model.indexOfUri(uri));
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
    for (const QString &uri : uris)
        m_workspace.get(uri);
}

void ExplorerDock::toggleObserve()
{
    const QStringList uris = selectedUris();
    const bool stop = std::all_of(uris.begin(), uris.end(), [this](const QString &uri) {
        return m_workspace.observations().isObserved(uri);
    });
    for (const QString &uri : uris) {
        if (stop)
            m_workspace.stopObserving(uri);
        else
            m_workspace.observe(uri);
    }
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
    for (const DeviceId id : devices)
        m_workspace.removeDevice(id);
}

void ExplorerDock::refreshSelected()
{
    const QList<DeviceId> devices = selectedDevices();
    for (const DeviceId id : devices)
        m_workspace.refresh(id);
}

void ExplorerDock::openCoaps()
{
    const QList<DeviceId> devices = selectedDevices();
    if (devices.size() != 1)
        return;
    if (m_coaps == nullptr)
        m_coaps = new CoapsPopup(m_theme, m_workspace, window());
    m_coaps->open(m_filterField, devices.front());
}

} // namespace copper
