// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/observations/observations_page.h"

#include "ui/models/observation_model.h"
#include "ui/observations/observation_delegate.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/column_room.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/tint_tree.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <array>
#include <set>

namespace copper {

namespace {
constexpr int kRow_px = 24;
constexpr std::array<int, ObservationModel::ColumnCount> kWidths_px{220, 130, 92, 74,  62, 96,
                                                                    48,  78,  80, 110, 88};
// In this order, where there is no room for all.
constexpr std::array kGiveWay{ObservationModel::TypeColumn,       ObservationModel::ReorderedColumn,
                              ObservationModel::RegisteredColumn, ObservationModel::AgeColumn,
                              ObservationModel::GapsColumn,       ObservationModel::CostColumn};
} // namespace

ObservationsPage::ObservationsPage(const Theme &theme, Workspace &workspace, Navigator &navigator,
                                   QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_navigator(navigator),
      m_model(new ObservationModel(workspace, this)), m_table(new TintTree(theme, kRow_px, this)),
      m_filter(new QLineEdit(this)),
      m_summary(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text2, this))
{
    setObjectName(QStringLiteral("observationsPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead(column);
    buildTable();
    m_pages = new QStackedLayout;
    auto *empty = new EmptyState(theme, QStringLiteral("observe"), tr("Nothing is observed yet"),
                                 tr("Observe a resource from the tree or in Resource: its values "
                                    "come by themselves from then on."),
                                 this);
    m_pages->addWidget(empty);
    m_pages->addWidget(m_table);
    column->addLayout(m_pages, 1);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ObservationsPage::refresh);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ObservationsPage::refresh);
    connect(&workspace.feed(), &SessionFeed::ticked, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    refresh();
}

void ObservationsPage::buildHead(QVBoxLayout *column)
{
    auto *head = new Ground(m_theme, Tone::Base, Qt::BottomEdge, this);
    m_summary->setObjectName(QStringLiteral("observationsSummary"));
    m_summary->setElideMode(Qt::ElideRight);
    m_filter->setObjectName(QStringLiteral("observationsFilter"));
    m_filter->setAccessibleName(tr("Filter the observations"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(200);
    connect(m_filter, &QLineEdit::textChanged, &m_sorted,
            &QSortFilterProxyModel::setFilterFixedString);
    auto *lines = new QVBoxLayout(head);
    lines->setContentsMargins(16, 10, 12, 10);
    lines->setSpacing(6);
    auto *first = new QHBoxLayout;
    first->setSpacing(12);
    first->addWidget(
        new PlainLabel(m_theme, tr("Observations"), TextRole::Title, Tone::Text, head));
    first->addWidget(m_summary, 1);
    first->addWidget(m_filter);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(
        button(QStringLiteral("stop"), tr("Stop"), "observationsStop", &ObservationsPage::stop));
    second->addWidget(button(QStringLiteral("play"), tr("Resume"), "observationsResume",
                             &ObservationsPage::resume));
    second->addWidget(button(QStringLiteral("retry"), tr("Register again"), "observationsAgain",
                             &ObservationsPage::registerAgain));
    second->addWidget(button(QStringLiteral("dashboard"), tr("Chart"), "observationsChart",
                             &ObservationsPage::chart));
    auto *policy = new QPushButton(tr("Policy of the device"), head);
    policy->setObjectName(QStringLiteral("observationsPolicy"));
    auto *menu = new QMenu(policy);
    policy->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillPolicy(menu); });
    m_buttons << policy;
    second->addWidget(policy);
    second->addStretch(1);
    lines->addLayout(first);
    lines->addLayout(second);
    column->addWidget(head);
}

QPushButton *ObservationsPage::button(const QString &icon, const QString &text, const char *name,
                                      void (ObservationsPage::*what)())
{
    auto *made = new QPushButton(m_theme.icon(icon), text, this);
    made->setObjectName(QLatin1String(name));
    connect(made, &QPushButton::clicked, this, what);
    m_buttons << made;
    return made;
}

// Where the window is small some columns give way; the tip of a row has them all.
void ObservationsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    letColumnsGiveWay(*m_table, width(), kWidths_px, kGiveWay);
}

void ObservationsPage::buildTable()
{
    m_sorted.setSourceModel(m_model);
    m_sorted.setSortRole(ObservationModel::SortRole);
    m_sorted.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_sorted.setFilterKeyColumn(-1);
    m_sorted.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("observationsTable"));
    m_table->setAccessibleName(tr("Observations"));
    m_table->setModel(&m_sorted);
    m_table->setItemDelegate(new ObservationDelegate(m_theme, m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ObservationModel::ResourceColumn, Qt::AscendingOrder);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(44);
    for (int i = 0; i < ObservationModel::ColumnCount; ++i)
        header->resizeSection(i, kWidths_px[static_cast<std::size_t>(i)]);
    header->setSectionResizeMode(ObservationModel::ResourceColumn, QHeaderView::Stretch);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        QMenu menu(this);
        fillMenu(&menu);
        menu.exec(m_table->viewport()->mapToGlobal(at));
    });
    connect(m_table, &QTreeView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT m_navigator.resourceRequested(index.data(ObservationModel::UriRole).toString());
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ObservationsPage::refresh);
    auto *remove =
        new QShortcut(QKeySequence::Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &ObservationsPage::stop);
}

void ObservationsPage::fillMenu(QMenu *menu)
{
    menu->addAction(m_theme.icon(QStringLiteral("stop")), tr("Stop"), this,
                    &ObservationsPage::stop);
    menu->addAction(m_theme.icon(QStringLiteral("play")), tr("Resume"), this,
                    &ObservationsPage::resume);
    menu->addAction(m_theme.icon(QStringLiteral("retry")), tr("Register again"), this,
                    &ObservationsPage::registerAgain);
    menu->addAction(m_theme.icon(QStringLiteral("dashboard")), tr("Chart"), this,
                    &ObservationsPage::chart);
    menu->addSeparator();
    fillPolicy(menu->addMenu(tr("Policy of the device")));
}

// Ticks what holds for all devices of the selected rows.
void ObservationsPage::fillPolicy(QMenu *menu)
{
    menu->clear();
    bool non = true;
    bool reset = true;
    bool any = false;
    for (const QString &uri : chosen()) {
        const Device *device = m_workspace.devices().deviceAt(uri);
        if (device == nullptr)
            continue;
        any = true;
        non = non && device->observing.nonConfirmable;
        reset = reset && device->observing.endsByReset;
    }
    const auto add = [&](const QString &text, bool checked,
                         const std::function<void(ObservationPolicy &)> &change) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(checked);
        action->setEnabled(any);
        connect(action, &QAction::triggered, this, [this, change] { setPolicy(change); });
    };
    add(tr("Ask by CON"), any && !non, [](ObservationPolicy &p) { p.nonConfirmable = false; });
    add(tr("Ask by NON, a hint that NON notifications will do"), any && non,
        [](ObservationPolicy &p) { p.nonConfirmable = true; });
    menu->addSeparator();
    add(tr("End with a farewell (GET with Observe 1)"), any && !reset,
        [](ObservationPolicy &p) { p.endsByReset = false; });
    add(tr("End by a Reset to the next notification"), any && reset,
        [](ObservationPolicy &p) { p.endsByReset = true; });
}

QStringList ObservationsPage::chosen() const
{
    QStringList uris;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        uris << row.data(ObservationModel::UriRole).toString();
    return uris;
}

void ObservationsPage::stop()
{
    for (const QString &uri : chosen())
        m_workspace.stopObserving(uri);
}

void ObservationsPage::resume()
{
    for (const QString &uri : chosen())
        m_workspace.observe(uri);
}

// With the policy that holds now.
void ObservationsPage::registerAgain()
{
    for (const QString &uri : chosen()) {
        if (!m_workspace.observations().isObserved(uri))
            continue;
        m_workspace.stopObserving(uri);
        m_workspace.observe(uri);
    }
}

void ObservationsPage::chart()
{
    const QStringList uris = chosen();
    for (const QString &uri : uris) {
        const ObservedResource *resource = m_workspace.observations().find(uri);
        if (resource != nullptr && resource->latest && resource->latest->primary)
            Q_EMIT m_navigator.chartRequested(uri, resource->latest->primary->path);
    }
    if (!uris.isEmpty())
        Q_EMIT m_navigator.roomRequested(RoomId::Dashboard);
}

void ObservationsPage::setPolicy(const std::function<void(ObservationPolicy &)> &change)
{
    std::set<DeviceId> devices;
    for (const QString &uri : chosen()) {
        if (const Device *device = m_workspace.devices().deviceAt(uri))
            devices.insert(device->id);
    }
    for (const DeviceId id : devices) {
        ObservationPolicy policy = m_workspace.devices().device(id)->observing;
        change(policy);
        m_workspace.devices().setObserving(id, policy);
    }
    Q_EMIT m_navigator.remarkMade(
        tr("For observations that begin from now on; Register again makes it hold for these"));
}

QString ObservationsPage::summary() const
{
    const auto running = static_cast<int>(m_workspace.observations().observationCount());
    double perHour = 0;
    for (const QString &uri : m_workspace.observations().observed())
        perHour +=
            m_workspace.observations().find(uri)->tally.bytesPerHour(m_workspace.now()).value_or(0);
    QString text = tr("%n running", nullptr, running);
    if (perHour > 0)
        text +=
            QStringLiteral("  ·  ") + tr("%1 an hour").arg(byteSize(static_cast<quint64>(perHour)));
    const auto selected = static_cast<int>(m_table->selectionModel()->selectedRows().size());
    if (selected > 0)
        text += QStringLiteral("  ·  ") + tr("%n selected", nullptr, selected);
    return text;
}

void ObservationsPage::refresh()
{
    const bool any = m_model->rowCount() > 0;
    m_pages->setCurrentIndex(any ? 1 : 0);
    m_summary->setText(any ? summary() : QString());
    for (QPushButton *each : m_buttons)
        each->setEnabled(any && m_table->selectionModel()->hasSelection());
    m_filter->setEnabled(any);
}

void ObservationsPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Base));
}

} // namespace copper
