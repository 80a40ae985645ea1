// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with the selected rows.
#include "ui/explorer/explorer_dock.h"

#include "core/domain/dashboard.h"
#include "core/domain/resource_uri.h"
#include "ui/explorer/coaps_popup.h"
#include "ui/explorer/explorer_rows.h"
#include "ui/explorer/explorer_view.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/plain_label.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>

#include <algorithm>
#include <utility>
#include <vector>

namespace copper {

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

QStringList ExplorerDock::selectedUris() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    sortAsShown(rows);
    QStringList uris;
    for (const QModelIndex &row : rows) {
        if (kindOf(row) == DeviceTreeModel::Kind::Resource)
            uris << row.data(DeviceTreeModel::UriRole).toString();
    }
    uris.removeDuplicates(); // it may stand in a group or in the ranking too
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
    const QStringList uris = selectedUris();
    if (uris.size() == 1)
        chartOne(uris.front());
    else if (!uris.isEmpty())
        m_bulk.start(BulkRun::What::Chart, uris,
                     [this](const QString &uri) { return chartOne(uri); });
    if (showDashboard)
        Q_EMIT m_navigator.roomRequested(RoomId::Dashboard);
}

// Says why there is no room for more.
QString ExplorerDock::chartOne(const QString &uri)
{
    const ObservedResource *resource = m_workspace.observations().find(canonicalUri(uri));
    ValuePath path;
    if (resource != nullptr && resource->latest && resource->latest->primary)
        path = resource->latest->primary->path;
    if (!m_workspace.observations().isObserved(uri) &&
        m_workspace.observations().observationCount() >= ObservationBook::kMaxObservations)
        return tr("%1 observations are the most")
            .arg(groupedNumber(ObservationBook::kMaxObservations));
    Q_EMIT m_navigator.chartRequested(uri, path);
    const Dashboard dashboard =
        Dashboard::fromJson(m_workspace.section(QStringLiteral("dashboard")));
    return dashboard.holds(canonicalUri(uri)) || !dashboard.isFull() ? QString()
                                                                     : tr("the dashboard is full");
}

void ExplorerDock::flash()
{
    const QList<DeviceId> devices = selectedDevices();
    const auto add = [this](const QString &base) {
        if (const Device *device = m_workspace.devices().deviceAt(base))
            Q_EMIT m_navigator.firmwareRequested(device->id);
        return QString();
    };
    if (devices.size() > 1)
        m_bulk.start(BulkRun::What::Flash, selectedBases(), add);
    else if (devices.size() == 1)
        Q_EMIT m_navigator.firmwareRequested(devices.front());
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
