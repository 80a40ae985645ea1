// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the dashboard: adding, dropping, removing, keeping. Time and export are in
// dashboard_room.cpp.
#include "ui/dashboard/dashboard_room.h"

#include "core/domain/resource_uri.h"
#include "ui/dashboard/chart_panel.h"
#include "ui/dashboard/health_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/number_tile.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/value_text.h"

#include <QAction>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace copper {

namespace {

constexpr QLatin1StringView kDashboardSection("dashboard");

// "sensors/temp" of a URI gives "temp".
QString lastSegment(const QString &uri)
{
    const auto parts = splitUri(uri);
    if (!parts)
        return uri;
    const QString name = parts->path.section(QLatin1Char('/'), -1);
    return name.isEmpty() ? parts->path : name;
}

} // namespace

int DashboardRoom::indexOf(const ChartPanel *panel) const
{
    return static_cast<int>(std::find(m_panels.begin(), m_panels.end(), panel) - m_panels.begin());
}

void DashboardRoom::rebuild()
{
    rebuildPanels();
    rebuildTiles();
    rebuildHealth();
    const bool empty = m_dashboard.panels.empty() && m_dashboard.tiles.empty();
    m_empty->setVisible(empty);
    m_scroll->setVisible(!empty);
    m_export->setEnabled(!allSeries().empty());
    refreshAll();
    updateHead();
}

void DashboardRoom::rebuildPanels()
{
    while (m_panels.size() > m_dashboard.panels.size()) {
        m_panels.back()->deleteLater();
        m_panelColumn->removeWidget(m_panels.back());
        m_panels.back()->hide();
        m_panels.pop_back();
    }
    while (m_panels.size() < m_dashboard.panels.size()) {
        auto *panel = new ChartPanel(m_theme, m_workspace.samples(), m_body);
        panel->setMinimumHeight(210);
        m_panelColumn->addWidget(panel, 1);
        m_panels.push_back(panel);
        connectPanel(panel);
    }
    for (std::size_t i = 0; i < m_panels.size(); ++i)
        m_panels[i]->setPanel(m_dashboard.panels[i]);
}

void DashboardRoom::rebuildTiles()
{
    for (NumberTile *tile : m_tiles) {
        m_tileGrid->removeWidget(tile);
        tile->hide();
        tile->deleteLater();
    }
    m_tiles.clear();
    for (std::size_t i = 0; i < m_dashboard.tiles.size(); ++i) {
        auto *tile =
            new NumberTile(m_theme, displayText(m_dashboard.tiles[i].name, 40), m_tileColumn);
        tile->setFixedHeight(140);
        tile->setContextMenuPolicy(Qt::ActionsContextMenu);
        auto *remove = new QAction(tr("Remove this number"), tile);
        connect(
            remove, &QAction::triggered, this,
            [this, i] {
                if (i < m_dashboard.tiles.size())
                    m_dashboard.tiles.erase(m_dashboard.tiles.begin() +
                                            static_cast<std::ptrdiff_t>(i));
                keep();
                rebuild();
            },
            Qt::QueuedConnection);
        tile->addAction(remove);
        m_tileGrid->addWidget(tile, static_cast<int>(i / 2), static_cast<int>(i % 2));
        m_tiles.push_back(tile);
    }
    m_tileColumn->setVisible(!m_tiles.empty());
}

std::vector<DashboardSeries> DashboardRoom::allSeries() const
{
    std::vector<DashboardSeries> all;
    const auto add = [&](const std::vector<DashboardSeries> &list) {
        for (const DashboardSeries &series : list) {
            const bool known =
                std::any_of(all.begin(), all.end(), [&](const DashboardSeries &other) {
                    return other.uri == series.uri && other.path == series.path;
                });
            if (!known)
                all.push_back(series);
        }
    };
    for (const DashboardPanel &panel : m_dashboard.panels)
        add(panel.series);
    add(m_dashboard.tiles);
    return all;
}

void DashboardRoom::rebuildHealth()
{
    m_health->setSeries(allSeries());
    m_health->setVisible(!allSeries().empty());
}

void DashboardRoom::keep()
{
    QJsonObject object = m_dashboard.toJson();
    object.insert(QStringLiteral("range"), m_ranges->currentIndex());
    m_keeping = true;
    m_workspace.setSection(kDashboardSection, object);
    m_keeping = false;
}

void DashboardRoom::restore()
{
    const QJsonObject object = m_workspace.section(kDashboardSection);
    m_dashboard = Dashboard::fromJson(object);
    const int range = object.value(QLatin1String("range")).toInt(1);
    if (range >= 0 && range < m_ranges->count())
        m_ranges->setCurrentIndex(range);
    for (const DashboardSeries &series : allSeries())
        m_workspace.samples().open(series.uri, series.path, series.name);
    rebuild();
}

ValuePath DashboardRoom::resolvedPath(const QString &uri, const ValuePath &path) const
{
    SampleStore &samples = m_workspace.samples();
    if (!path.text.empty() || samples.find(uri, path))
        return path;
    const auto known = samples.seriesOf(uri);
    return known.empty() ? path : samples.info(known.front())->path;
}

// "temp" where the panel bears the device's name, else "greenhouse-1 temp".
QString DashboardRoom::nameFor(const QString &uri, const ValuePath &path,
                               const QString &panelTitle) const
{
    QString leaf;
    SampleStore &samples = m_workspace.samples();
    if (const auto id = samples.find(uri, path))
        leaf = samples.info(*id)->name;
    if (leaf.isEmpty())
        leaf = lastSegment(uri);
    const DeviceRegistry &devices = m_workspace.devices();
    const Device *device = devices.deviceAt(uri);
    if (device == nullptr || device->name() == panelTitle)
        return leaf;
    return device->name() + QLatin1Char(' ') + leaf;
}

QString DashboardRoom::displayUnit(const DashboardSeries &series) const
{
    SampleStore &samples = m_workspace.samples();
    const auto id = samples.find(series.uri, series.path);
    return id ? unitText(samples.info(*id)->unit) : QString();
}

// At most two units, one for each axis.
bool DashboardRoom::panelTakes(const DashboardPanel &panel, const DashboardSeries &series) const
{
    if (panel.series.size() >= Dashboard::kMaxSeriesPerPanel)
        return false;
    QStringList units{displayUnit(series)};
    for (const DashboardSeries &other : panel.series) {
        const QString unit = displayUnit(other);
        if (!units.contains(unit))
            units.append(unit);
    }
    return units.size() <= 2;
}

DashboardRoom::AddResult DashboardRoom::addSeries(const QString &uri, const ValuePath &path)
{
    const QString canonical = canonicalUri(uri);
    const ValuePath resolved = resolvedPath(canonical, path);
    const DashboardSeries wanted{canonical, resolved, QString(), 0};
    for (std::size_t i = 0; i < m_dashboard.panels.size(); ++i) {
        if (panelTakes(m_dashboard.panels[i], wanted))
            return addSeriesTo(static_cast<int>(i), uri, path);
    }
    if (m_dashboard.panels.size() >= Dashboard::kMaxPanels)
        return AddResult::NoRoom;
    m_dashboard.panels.push_back({});
    return addSeriesTo(static_cast<int>(m_dashboard.panels.size()) - 1, uri, path);
}

DashboardRoom::AddResult DashboardRoom::addSeriesTo(int panel, const QString &uri,
                                                    const ValuePath &path)
{
    DashboardSeries series;
    series.uri = canonicalUri(uri);
    series.path = resolvedPath(series.uri, path);
    DashboardPanel &target = m_dashboard.panels[static_cast<std::size_t>(panel)];
    AddResult result = AddResult::Added;
    for (const DashboardSeries &other : target.series) {
        if (other.uri == series.uri && other.path == series.path)
            result = AddResult::AlreadyThere;
    }
    if (result == AddResult::Added && target.series.size() >= Dashboard::kMaxSeriesPerPanel)
        result = AddResult::NoRoom;
    if (result != AddResult::Added) {
        m_message->setTone(Tone::Text2);
        m_message->setText(result == AddResult::NoRoom
                               ? tr("This chart is full. Drop the value beside it, or add a panel.")
                               : tr("The value is on this chart already."));
        return result;
    }
    m_workspace.samples().open(series.uri, series.path);
    series.colour = m_dashboard.colourFor(series.uri, series.path);
    if (target.title.isEmpty()) {
        const Device *device = m_workspace.devices().deviceAt(series.uri);
        target.title = device != nullptr ? device->name() : lastSegment(series.uri);
    }
    series.name = nameFor(series.uri, series.path, target.title);
    target.series.push_back(series);
    if (!m_workspace.observations().isObserved(series.uri))
        m_workspace.observe(series.uri);
    m_message->clear();
    keep();
    rebuild();
    return AddResult::Added;
}

// "Chart this resource" may come before its first answer tells which numbers there are.
void DashboardRoom::adoptPaths(SeriesId id)
{
    const SeriesInfo *info = m_workspace.samples().info(id);
    if (info == nullptr || info->path.text.empty())
        return;
    const auto waiting = m_workspace.samples().find(info->uri, ValuePath{});
    if (!waiting || !m_workspace.samples().series(*waiting)->empty())
        return;
    bool changed = false;
    for (DashboardPanel &panel : m_dashboard.panels) {
        for (DashboardSeries &series : panel.series) {
            if (series.uri == info->uri && series.path.text.empty()) {
                series.path = info->path;
                series.name = nameFor(series.uri, series.path, panel.title);
                changed = true;
            }
        }
    }
    if (changed) {
        keep();
        QMetaObject::invokeMethod(this, &DashboardRoom::rebuild, Qt::QueuedConnection);
    }
}

void DashboardRoom::addPanel()
{
    if (m_dashboard.panels.size() >= Dashboard::kMaxPanels) {
        m_message->setTone(Tone::Warn);
        m_message->setText(
            tr("There is room for %1 charts. Remove one first.").arg(Dashboard::kMaxPanels));
        return;
    }
    m_dashboard.panels.push_back({tr("Chart %1").arg(m_dashboard.panels.size() + 1), {}});
    keep();
    rebuild();
}

void DashboardRoom::drop(int panel, const std::vector<DroppedValue> &values)
{
    for (const DroppedValue &value : values) {
        if (panel >= 0 && panel < static_cast<int>(m_dashboard.panels.size()))
            addSeriesTo(panel, value.uri, value.path);
        else
            addSeries(value.uri, value.path);
    }
}

} // namespace copper
