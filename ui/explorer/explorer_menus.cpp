// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the explorer.
#include "ui/explorer/explorer_dock.h"

#include "core/domain/resource_uri.h"
#include "ui/explorer/explorer_view.h"
#include "ui/models/device_keys.h"
#include "ui/text/device_text.h"
#include "ui/text/plain_text.h"

#include <QHeaderView>
#include <QMenu>

namespace copper {

QMenu *ExplorerDock::makeMenu(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("explorerMenu"));
    if (!selectedUris().isEmpty())
        addResourceActions(menu);
    if (!selectedDevices().isEmpty()) {
        if (!menu->isEmpty())
            menu->addSeparator();
        addDeviceActions(menu);
    }
    addManyAction(menu);
    if (menu->isEmpty()) {
        menu->addAction(m_theme.icon(QStringLiteral("discover")), tr("Discover devices"),
                        &m_navigator, &Navigator::discoverRequested);
        menu->addAction(m_theme.icon(QStringLiteral("add")), tr("Add a device by address"),
                        &m_navigator, &Navigator::addDeviceRequested);
    }
    return menu;
}

// One request to all that are selected, the answers side by side.
void ExplorerDock::addManyAction(QMenu *menu)
{
    QStringList targets = selectedUris();
    for (const DeviceId id : selectedDevices()) {
        if (const Device *device = m_workspace.devices().device(id))
            targets << device->baseUri();
    }
    if (targets.size() < 2)
        return;
    menu->addSeparator();
    menu->addAction(m_theme.icon(QStringLiteral("send")), tr("Ask all at once"), this,
                    [this, targets] { Q_EMIT m_navigator.manyRequested(RequestSpec{}, targets); })
        ->setObjectName(QStringLiteral("actionMany"));
}

void ExplorerDock::addResourceActions(QMenu *menu)
{
    const QStringList uris = selectedUris();
    const auto add = [&](const QString &icon, const QString &text, const QKeySequence &keys,
                         const auto &what) {
        // The key is handled by the tree; here it is only named.
        QAction *action = menu->addAction(m_theme.icon(icon), text, this, what);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        return action;
    };
    add(QStringLiteral("send"), tr("Get"), Qt::Key_Return, [this] {
        get();
    })->setObjectName(QStringLiteral("actionGet"));
    const bool observed = std::all_of(uris.begin(), uris.end(), [this](const QString &uri) {
        return m_workspace.observations().isObserved(uri);
    });
    add(QStringLiteral("observe"), observed ? tr("Stop observing") : tr("Observe"), Qt::Key_Space,
        [this] { toggleObserve(); })
        ->setObjectName(QStringLiteral("actionObserve"));
    if (uris.size() == 1) {
        const QString uri = uris.front();
        add(QStringLiteral("resource"), tr("Open in Resource"), {},
            [this, uri] { Q_EMIT m_navigator.resourceRequested(uri); });
        addTargetActions(menu, uri);
        add(QStringLiteral("packets"), tr("Show its messages"), {}, [this, uri] {
            const auto place = m_workspace.devices().locate(uri);
            Q_EMIT m_navigator.packetsRequested(place ? place->path : uri);
        });
    }
    menu->addSeparator();
    add(QStringLiteral("dashboard"), tr("Chart this"), {}, [this] {
        chart(true);
    })->setObjectName(QStringLiteral("actionChart"));
    add(QStringLiteral("add"), tr("Add to dashboard"), {}, [this] {
        chart(false);
    })->setObjectName(QStringLiteral("actionAddToDashboard"));
    menu->addSeparator();
    add(QStringLiteral("copy"), tr("Copy URI"), QKeySequence::Copy, [this] {
        copyUris();
    })->setObjectName(QStringLiteral("actionCopyUri"));
}

// A link may name a resource of another device.
void ExplorerDock::addTargetActions(QMenu *menu, const QString &uri)
{
    const std::optional<ResourceUri> parts = splitUri(uri);
    const DeviceId owner{m_view->currentIndex().data(DeviceTreeModel::DeviceIdRole).toUInt()};
    const auto place = m_workspace.devices().locate(uri);
    if (!parts || (place && place->device == owner))
        return;
    if (!place) {
        const QString text = tr("Add %1 as a device").arg(displayText(parts->endpoint, 60));
        menu->addAction(m_theme.icon(QStringLiteral("add")), text, this,
                        [this, uri] { m_workspace.addDevice(uri); })
            ->setObjectName(QStringLiteral("actionAddTarget"));
        return;
    }
    menu->addAction(m_theme.icon(QStringLiteral("network")), tr("Show the device it is on"), this,
                    [this, uri, id = place->device] {
                        const QModelIndex target = m_model.indexOfUri(uri);
                        const QModelIndex index = target.isValid() ? target : m_model.indexOf(id);
                        m_view->scrollTo(index);
                        m_view->setCurrentIndex(index);
                    })
        ->setObjectName(QStringLiteral("actionShowTarget"));
}

void ExplorerDock::addDeviceActions(QMenu *menu)
{
    const QList<DeviceId> devices = selectedDevices();
    if (devices.size() == 1) {
        const Device *device = m_workspace.devices().device(devices.front());
        const QString reason =
            device == nullptr ? QString() : stateReason(*device, m_workspace.devices().now());
        if (!reason.isEmpty()) {
            QAction *why = menu->addAction(reason);
            why->setObjectName(QStringLiteral("actionWhy"));
            why->setEnabled(false);
            menu->addSeparator();
        }
    }
    menu->addAction(m_theme.icon(QStringLiteral("retry")), tr("Read the list of resources again"),
                    this, [this] { refreshSelected(); })
        ->setObjectName(QStringLiteral("actionRefresh"));
    menu->addAction(m_theme.icon(QStringLiteral("firmware")), tr("Send firmware"), this,
                    [this] { flash(); })
        ->setObjectName(QStringLiteral("actionFirmware"));
    if (devices.size() == 1) {
        const Device *device = m_workspace.devices().device(devices.front());
        if (device != nullptr && m_keys != nullptr && m_keys->of(*device) == Protection::NoKey) {
            const QString host = secureTargets(*device).front().host;
            menu->addAction(m_theme.icon(QStringLiteral("key")), tr("Add key"), this,
                            [this, host] { Q_EMIT m_navigator.keyRequested(host); })
                ->setObjectName(QStringLiteral("actionAddKey"));
        }
        const bool mayUseCoaps = device != nullptr && (device->securePort || !device->isSecure());
        if (mayUseCoaps) {
            QAction *coaps = menu->addAction(m_theme.icon(QStringLiteral("secure")),
                                             tr("Use coaps"), this, [this] { openCoaps(); });
            coaps->setCheckable(true);
            coaps->setChecked(device->securePort.has_value());
            coaps->setObjectName(QStringLiteral("actionUseCoaps"));
        }
        const bool favourite = device != nullptr && device->favourite;
        menu->addAction(m_theme.icon(QStringLiteral("favourite")),
                        favourite ? tr("No longer a favourite") : tr("Make it a favourite"), this,
                        [this, favourite] { setFavourites(!favourite); })
            ->setObjectName(QStringLiteral("actionFavourite"));
        QAction *rename = menu->addAction(m_theme.icon(QStringLiteral("edit")), tr("Rename"), this,
                                          [this] { this->rename(); });
        rename->setShortcut(Qt::Key_F2);
        rename->setShortcutContext(Qt::WidgetShortcut);
        rename->setObjectName(QStringLiteral("actionRename"));
    }
    if (devices.size() > 1) {
        menu->addAction(m_theme.icon(QStringLiteral("favourite")), tr("Make them favourites"), this,
                        [this] { setFavourites(true); })
            ->setObjectName(QStringLiteral("actionFavourite"));
    }
    menu->addAction(m_theme.icon(QStringLiteral("edit")),
                    devices.size() > 1 ? tr("Add tags and groups") : tr("Note, tags and groups"),
                    this, [this] { openNotes(); })
        ->setObjectName(QStringLiteral("actionNotes"));
    menu->addAction(m_theme.icon(QStringLiteral("send")), tr("Ping"), this,
                    [this] { m_bulk.start(BulkRun::What::Ping, selectedBases()); })
        ->setObjectName(QStringLiteral("actionPing"));
    menu->addSeparator();
    menu->addAction(m_theme.icon(QStringLiteral("copy")), tr("Copy address"), this,
                    [this] { copyUris(); });
    QAction *remove = menu->addAction(m_theme.icon(QStringLiteral("delete")), tr("Remove"), this,
                                      [this] { removeSelected(); });
    remove->setShortcut(Qt::Key_Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    remove->setObjectName(QStringLiteral("actionRemove"));
}

void ExplorerDock::fillColumnsMenu(QMenu *menu)
{
    menu->clear();
    for (int i = DeviceTreeModel::TypeColumn; i < DeviceTreeModel::ColumnCount; ++i) {
        QAction *action =
            menu->addAction(m_model.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(i));
        connect(action, &QAction::toggled, this, [this, i](bool on) {
            m_view->setColumnHidden(i, !on);
            bool any = false;
            for (int k = DeviceTreeModel::TypeColumn; k < DeviceTreeModel::ColumnCount; ++k)
                any = any || !m_view->isColumnHidden(k);
            m_view->setHeaderHidden(!any);
            keepLayout();
        });
    }
}

void ExplorerDock::fillMoreMenu(QMenu *menu)
{
    menu->clear();
    fillSortMenu(menu->addMenu(tr("Sort by")));
    menu->addActions(editActions());
    menu->addSeparator();
    menu->addAction(m_theme.icon(QStringLiteral("expand")), tr("Open all"), this,
                    &ExplorerDock::openAll);
    menu->addAction(m_theme.icon(QStringLiteral("retry")), tr("Read all lists of resources again"),
                    this, [this] {
                        QStringList bases;
                        for (const Device &device : m_workspace.devices().devices())
                            bases << device.baseUri();
                        m_bulk.start(BulkRun::What::ReadLists, bases);
                    });
    menu->addAction(m_theme.icon(QStringLiteral("add")), tr("Add a device by address"),
                    &m_navigator, &Navigator::addDeviceRequested);
    menu->addSeparator();
    menu->addAction(m_theme.icon(QStringLiteral("export")), tr("Save as a project"), this,
                    [this] { askForProject(ProjectUse::Save); })
        ->setObjectName(QStringLiteral("actionSaveProject"));
    menu->addAction(m_theme.icon(QStringLiteral("open")), tr("Open a project"), this,
                    [this] { askForProject(ProjectUse::Open); })
        ->setObjectName(QStringLiteral("actionOpenProject"));
    menu->addAction(m_theme.icon(QStringLiteral("add")), tr("Add a project"), this,
                    [this] { askForProject(ProjectUse::Add); })
        ->setObjectName(QStringLiteral("actionAddProject"));
    menu->addSeparator();
    menu->addAction(m_theme.icon(QStringLiteral("delete")), tr("Remove devices that are gone"),
                    this, [this] {
                        QList<DeviceId> gone;
                        for (const Device &device : m_workspace.devices().devices()) {
                            if (device.state == DeviceState::Gone)
                                gone << device.id;
                        }
                        m_edits.forget(gone);
                    });
}

} // namespace copper
