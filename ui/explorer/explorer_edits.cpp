// SPDX-License-Identifier: GPL-3.0-or-later
// What the user changes from the explorer, and how its list is laid out.
#include "ui/explorer/explorer_dock.h"

#include "ui/explorer/explorer_view.h"
#include "ui/explorer/notes_popup.h"

#include <QAction>
#include <QActionGroup>
#include <QHeaderView>
#include <QJsonArray>
#include <QLineEdit>
#include <QMenu>

#include <array>

namespace copper {

namespace {

constexpr char kSection[] = "explorer";

using SortBy = DeviceTreeModel::SortBy;

struct Order
{
    SortBy by;
    const char *key;  // in the file
    const char *text; // for the user
};

constexpr std::array kOrders{
    Order{SortBy::Address, "address", QT_TRANSLATE_NOOP("copper::ExplorerDock", "Address")},
    Order{SortBy::Name, "name", QT_TRANSLATE_NOOP("copper::ExplorerDock", "Name")},
    Order{SortBy::State, "state", QT_TRANSLATE_NOOP("copper::ExplorerDock", "Trouble first")},
    Order{SortBy::LastHeard, "heard",
          QT_TRANSLATE_NOOP("copper::ExplorerDock", "Last heard first")},
    Order{SortBy::Value, "value",
          QT_TRANSLATE_NOOP("copper::ExplorerDock", "Greatest value first")},
    Order{SortBy::Found, "found", QT_TRANSLATE_NOOP("copper::ExplorerDock", "As they were found")},
};

} // namespace

void ExplorerDock::addEdits()
{
    QUndoStack &stack = m_edits.stack();
    QAction *undo = stack.createUndoAction(this, tr("Undo"));
    undo->setObjectName(QStringLiteral("explorerUndo"));
    undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    QAction *redo = stack.createRedoAction(this, tr("Do again"));
    redo->setObjectName(QStringLiteral("explorerRedo"));
    redo->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    // A field that is being typed into has its own.
    addActions({undo, redo});
    undo->setData(QStringLiteral("history"));
    redo->setData(QStringLiteral("retry"));
    m_model.onRename([this](DeviceId id, const QString &name) { m_edits.rename(id, name); });
    connect(&stack, &QUndoStack::indexChanged, this, [this] { say(QString()); });
}

QList<QAction *> ExplorerDock::editActions() const
{
    return {findChild<QAction *>(QStringLiteral("explorerUndo")),
            findChild<QAction *>(QStringLiteral("explorerRedo"))};
}

void ExplorerDock::openNotes()
{
    if (m_notes == nullptr)
        m_notes = new NotesPopup(m_theme, m_workspace, m_edits, window());
    m_notes->open(m_filterField, selectedDevices());
}

void ExplorerDock::setFavourites(bool on)
{
    m_edits.setFavourite(selectedDevices(), on);
}

void ExplorerDock::fillSortMenu(QMenu *menu)
{
    auto *group = new QActionGroup(menu);
    for (const Order &order : kOrders) {
        QAction *action = menu->addAction(tr(order.text));
        action->setObjectName(QStringLiteral("explorerSort-") + QLatin1String(order.key));
        action->setCheckable(true);
        action->setChecked(m_model.sortedBy() == order.by);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, by = order.by] { setSort(by); });
    }
}

void ExplorerDock::setSort(SortBy by)
{
    if (m_model.sortedBy() != SortBy::Value)
        m_sortBefore = m_model.sortedBy();
    m_model.setSort(by);
    keepLayout();
    sayFound();
}

void ExplorerDock::keepLayout()
{
    QJsonObject layout;
    for (const Order &order : kOrders) {
        if (order.by == m_model.sortedBy())
            layout[QLatin1String("sort")] = QLatin1String(order.key);
    }
    QJsonArray columns;
    for (int i = DeviceTreeModel::TypeColumn; i < DeviceTreeModel::ColumnCount; ++i) {
        if (!m_view->isColumnHidden(i))
            columns.append(i);
    }
    layout[QLatin1String("columns")] = columns;
    m_workspace.setSection(QLatin1String(kSection), layout);
}

void ExplorerDock::restoreLayout()
{
    const QJsonObject layout = m_workspace.section(QLatin1String(kSection));
    for (const Order &order : kOrders) {
        if (layout.value(QLatin1String("sort")).toString() == QLatin1String(order.key))
            m_model.setSort(order.by);
    }
    const QJsonArray columns = layout.value(QLatin1String("columns")).toArray();
    for (const QJsonValue &value : columns) {
        const int column = value.toInt();
        if (column < DeviceTreeModel::TypeColumn || column >= DeviceTreeModel::ColumnCount)
            continue;
        m_view->setColumnHidden(column, false);
        m_view->setHeaderHidden(false);
    }
}

} // namespace copper
