// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/dashboard.h"
#include "core/domain/workspace.h"
#include "ui/dashboard/dropped_values.h"
#include "ui/dashboard/time_window.h"
#include "ui/mainwindow/navigator.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QMenu;
class QPushButton;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class ChartPanel;
class EmptyState;
class HealthTable;
class NumberTile;
class PlainLabel;
class SegmentedControl;
class ToggleButton;

// Live charts of observed values. All panels share one window of time and one cursor. What is on
// the dashboard is kept in the workspace's section "dashboard"; data stays in the SampleStore.
class DashboardRoom : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kTick_ms = 33;

    enum class AddResult { Added, AlreadyThere, NoRoom };

    DashboardRoom(const Theme &theme, Workspace &workspace, Navigator &navigator,
                  QWidget *parent = nullptr);
    ~DashboardRoom() override;

    // Puts the value on the first panel whose units and room allow it, or on a new one, and
    // observes the resource. An empty path means the resource's first number.
    AddResult addSeries(const QString &uri, const ValuePath &path);
    AddResult addSeriesTo(int panel, const QString &uri, const ValuePath &path);
    void addPanel();
    const Dashboard &dashboard() const { return m_dashboard; }
    const TimeWindow &timeWindow() const { return m_window; }
    // From the section "dashboard"; after Workspace::load().
    void restore();

    // Errors are the system's words.
    Result<void, QString> exportPicture(const QString &path);
    Result<void, QString> exportValues(const QString &path);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeHead();
    QMenu *makeExportMenu();
    void connectPanel(ChartPanel *panel);
    void rebuild();
    void rebuildPanels();
    void rebuildTiles();
    void rebuildHealth();
    void keep();
    void onTick();
    void refreshAll();
    void refreshTiles();
    void updateHead();
    void afterWindowChange();
    void setCursor(std::optional<WallTime> at, const ChartPanel *source);
    void drop(int panel, const std::vector<DroppedValue> &values);
    void adoptPaths(SeriesId id);
    ValuePath resolvedPath(const QString &uri, const ValuePath &path) const;
    QString nameFor(const QString &uri, const ValuePath &path, const QString &panelTitle) const;
    QString displayUnit(const DashboardSeries &series) const;
    bool panelTakes(const DashboardPanel &panel, const DashboardSeries &series) const;
    int indexOf(const ChartPanel *panel) const;
    void askForFile(bool picture, const ChartPanel *panel);
    void reportExport(const Result<void, QString> &result, const QString &path);
    Result<void, QString> writeValues(const QString &path,
                                      const std::vector<DashboardSeries> &series) const;
    std::vector<DashboardSeries> allSeries() const;

    const Theme &m_theme;
    Workspace &m_workspace;
    Navigator &m_navigator;
    Dashboard m_dashboard;
    TimeWindow m_window;
    QTimer m_tick;
    bool m_dataChanged = false;
    bool m_keeping = false;
    std::int64_t m_lastColumn = 0; // whole pixels the charts have scrolled
    std::optional<WallTime> m_cursor;

    PlainLabel *m_liveText = nullptr;
    QPushButton *m_backToLive = nullptr;
    SegmentedControl *m_ranges = nullptr;
    ToggleButton *m_pause = nullptr;
    ToggleButton *m_cursorToggle = nullptr;
    QPushButton *m_export = nullptr;
    PlainLabel *m_message = nullptr;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_panelColumn = nullptr;
    QWidget *m_tileColumn = nullptr;
    QGridLayout *m_tileGrid = nullptr;
    EmptyState *m_empty = nullptr;
    HealthTable *m_health = nullptr;
    std::vector<ChartPanel *> m_panels;
    std::vector<NumberTile *> m_tiles;
};

} // namespace copper
