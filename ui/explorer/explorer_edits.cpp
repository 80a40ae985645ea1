// SPDX-License-Identifier: GPL-3.0-or-later
// What the user changes from the explorer, and how its list is laid out.
#include "ui/explorer/explorer_dock.h"

#include "core/domain/shared_project.h"
#include "ui/explorer/explorer_view.h"
#include "ui/explorer/notes_popup.h"
#include "ui/text/plain_text.h"
#include "ui/text/project_text.h"

#include <QAction>
#include <QActionGroup>
#include <QFileDialog>
#include <QFileInfo>
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

void ExplorerDock::askForProject(bool save)
{
    auto *dialog = new QFileDialog(this, save ? tr("Save as a project") : tr("Add a project"));
    dialog->setObjectName(QStringLiteral("projectDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setDefaultSuffix(QLatin1String(kProjectSuffix));
    dialog->setNameFilter(tr("Projects (*.copperfield)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, save](const QString &path) {
        if (save)
            saveProjectTo(path);
        else
            addProject(path);
    });
    dialog->open();
}

void ExplorerDock::saveProjectTo(const QString &path)
{
    const auto saved = saveProject(m_workspace, path);
    const QString name = displayText(QFileInfo(path).fileName(), 60);
    if (saved)
        say(tr("%1 saved: %2 devices and the saved requests; no keys, no values.")
                .arg(name,
                     groupedNumber(static_cast<qint64>(m_workspace.devices().devices().size()))));
    else
        say(tr("%1 was not saved: %2").arg(name, displayText(saved.error(), 120)));
}

void ExplorerDock::addProject(const QString &path)
{
    const auto project = readProject(path);
    say(project ? projectMergeText(mergeProject(m_workspace, *project))
                : projectFaultText(project.error(), path));
}

void ExplorerDock::fillSortMenu(QMenu *menu)
{
    auto *group = new QActionGroup(menu);
    for (const Order &order : kOrders) {
        QAction *action = menu->addAction(tr(order.text));
        action->setObjectName(QStringLiteral("explorerSort-") + QLatin1String(order.key));
        action->setCheckable(true);
        action->setChecked(m_model.sort() == order.by);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, by = order.by] {
            m_model.setSort(by);
            keepLayout();
        });
    }
}

void ExplorerDock::keepLayout()
{
    QJsonObject layout;
    for (const Order &order : kOrders) {
        if (order.by == m_model.sort())
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
