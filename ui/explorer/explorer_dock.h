// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/explorer/bulk_run.h"
#include "ui/explorer/device_edits.h"
#include "ui/mainwindow/navigator.h"
#include "ui/models/device_tree_model.h"
#include "ui/theme/theme.h"

#include <QSet>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QMenu;
class QStackedLayout;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class AskStrip;
class CoapsPopup;
class EmptyState;
class NotesPopup;
class PlainLabel;
class ExplorerView;
class FoundStrip;

// Networks and devices, always there: filter, tree, what can be done with the selected rows. UI
// thread.
class ExplorerDock : public QWidget
{
    Q_OBJECT
public:
    ExplorerDock(const Theme &theme, Workspace &workspace, Navigator &navigator,
                 QWidget *parent = nullptr);

    // Locks in the rows, and "Add key" where one is missing.
    void setKeys(const DeviceKeys &keys);
    // Resources among the selected rows, in the order shown.
    QStringList selectedUris() const;
    QList<DeviceId> selectedDevices() const;
    // Opens what leads to it and selects it.
    void reveal(const QString &uri);
    QLineEdit *filterField() const { return m_filterField; }
    ExplorerView *view() const { return m_view; }
    DeviceEdits &edits() { return m_edits; }
    // Order and columns as they were kept; call it when the workspace is loaded.
    void restoreLayout();
    // Undo and "Do again", for the palette.
    QList<QAction *> editActions() const;
    // Say in the line below the list what became of it.
    void saveProjectTo(const QString &path);
    void addProject(const QString &path);
    // In the place of what is here; asks where that is something.
    void openProject(const QString &path);
    // The menu for the selected rows; its owner is the caller.
    QMenu *makeMenu(QWidget *parent);

Q_SIGNALS:
    // The current row is this resource now; nothing is brought to the front.
    void resourceSelected(const QString &uri);

private:
    void buildHead(QVBoxLayout *column);
    void buildTree(QVBoxLayout *column);
    void connectTree();
    void fillColumnsMenu(QMenu *menu);
    void fillMoreMenu(QMenu *menu);
    void addManyAction(QMenu *menu);
    void addResourceActions(QMenu *menu);
    void addTargetActions(QMenu *menu, const QString &uri);
    void addDeviceActions(QMenu *menu);
    void get();
    void toggleObserve();
    void chart(bool showDashboard);
    void flash();
    QString chartOne(const QString &uri);
    void copyUris();
    void rename();
    void removeSelected();
    void openCoaps();
    void refreshSelected();
    void applyFilter(const QString &text);
    void openInserted(const QModelIndex &parent, int first, int last);
    void openBelow(const QModelIndex &index);
    void openRows(const QModelIndex &parent, int first, int last);
    bool opensByItself(const QModelIndex &index);
    void openAll();
    void say(const QString &line);
    void openNotes();
    void setFavourites(bool on);
    void fillSortMenu(QMenu *menu);
    enum class ProjectUse { Save, Open, Add };
    void askForProject(ProjectUse use);
    void addEdits();
    void keepLayout();
    QStringList selectedBases() const;
    void endFilter();
    void sayProblem();
    void sayFound();
    void readFound();
    void setSort(DeviceTreeModel::SortBy by);
    bool isCrowded() const;
    QString keyOf(const QModelIndex &index) const;
    void updatePage();

    const Theme &m_theme;
    Workspace &m_workspace;
    Navigator &m_navigator;
    const DeviceKeys *m_keys = nullptr;
    DeviceTreeModel m_model;
    DeviceEdits m_edits;
    BulkRun m_bulk;
    CoapsPopup *m_coaps = nullptr;  // made when it is first asked for
    NotesPopup *m_notes = nullptr;  // the same
    PlainLabel *m_status = nullptr; // what was done to many
    QLineEdit *m_filterField = nullptr;
    ExplorerView *m_view = nullptr;
    QStackedLayout *m_pages = nullptr;
    EmptyState *m_noDevices = nullptr;
    EmptyState *m_noMatch = nullptr;
    PlainLabel *m_problem = nullptr; // what is wrong with the filter
    AskStrip *m_ask = nullptr;
    FoundStrip *m_found = nullptr;                                           // and what it left
    DeviceTreeModel::SortBy m_sortBefore = DeviceTreeModel::SortBy::Address; // "By device"
    QSet<QString> m_closed;        // rows the user closed, by device and path
    QSet<QString> m_opened;        // and those the user opened
    QSet<quint32> m_openedDevices; // the devices among them
    bool m_opening = false;        // rows open by themselves now, not by the user
    int m_mayOpen = 0;             // rows the filter may still open by itself
    QString m_current;             // URI of the row that was current before the filter
};

} // namespace copper
