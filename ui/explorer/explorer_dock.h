// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/models/device_filter.h"
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

class CoapsPopup;
class EmptyState;
class ExplorerView;

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
    void addResourceActions(QMenu *menu);
    void addDeviceActions(QMenu *menu);
    void get();
    void toggleObserve();
    void chart(bool showDashboard);
    void copyUris();
    void rename();
    void removeSelected();
    void openCoaps();
    void refreshSelected();
    void applyFilter(const QString &text);
    void openInserted(const QModelIndex &parent, int first, int last);
    void openBelow(const QModelIndex &index);
    QString keyOf(const QModelIndex &index) const;
    void updatePage();

    const Theme &m_theme;
    Workspace &m_workspace;
    Navigator &m_navigator;
    const DeviceKeys *m_keys = nullptr;
    DeviceTreeModel m_model;
    DeviceFilter m_filter;
    CoapsPopup *m_coaps = nullptr; // made when it is first asked for
    QLineEdit *m_filterField = nullptr;
    ExplorerView *m_view = nullptr;
    QStackedLayout *m_pages = nullptr;
    EmptyState *m_noDevices = nullptr;
    EmptyState *m_noMatch = nullptr;
    QSet<QString> m_closed; // rows the user closed, by device and path
    bool m_opening = false; // rows open by themselves now, not by the user
};

} // namespace copper
