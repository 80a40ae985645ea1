// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/dashboard.h"
#include "ui/dashboard/chart_plot.h"
#include "ui/dashboard/dropped_values.h"
#include "ui/widgets/card.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QMenu;
class QToolButton;
QT_END_NAMESPACE

namespace copper {

class LegendStrip;
class PlainLabel;

// A card with title, legend, menu and plot. Takes dropped values. What it shows is given by the
// room; what the user wants goes there as signals.
class ChartPanel : public Card
{
    Q_OBJECT
public:
    ChartPanel(const Theme &theme, const SampleStore &samples, QWidget *parent = nullptr);

    void setPanel(const DashboardPanel &panel);
    const DashboardPanel &panel() const { return m_panel; }
    ChartPlot &plot() { return *m_plot; }
    void refresh(const TimeSpan &span, bool live, WallTime now);

Q_SIGNALS:
    void titleChanged(const QString &title);
    void seriesRemoved(int index);
    void tileRequested(int index);
    void removeRequested();
    void pictureRequested();
    void valuesRequested();
    void valuesDropped(const std::vector<copper::DroppedValue> &values);

protected:
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fillMenu();
    void startRename();
    void endRename(bool keep);

    DashboardPanel m_panel;
    PlainLabel *m_title;
    QLineEdit *m_titleEdit;
    LegendStrip *m_legend;
    QToolButton *m_more;
    QMenu *m_menu;
    ChartPlot *m_plot;
    PlainLabel *m_hint;
    bool m_dropTarget = false;
};

} // namespace copper
