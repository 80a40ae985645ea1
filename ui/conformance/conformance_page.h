// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QPushButton;
class QTableView;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class ConformanceModel;
class PlainLabel;
class TestDetail;

// "Is this board's stack right?": choose a device, run the ETSI tests, read the report, look at the
// messages of a test.
class ConformancePage : public QWidget
{
    Q_OBJECT
public:
    ConformancePage(const Theme &theme, Workspace &workspace, Navigator &navigator,
                    QWidget *parent = nullptr);

    // Opens the page for this device.
    void choose(const QString &uri);
    QTableView *table() const { return m_table; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildHead(QVBoxLayout *column);
    void buildTable();
    void fillDevicesSoon();
    void fillDevices();
    QString chosenUri() const;
    void startOrStop();
    void refresh();
    QString summary() const;
    void showCurrent();

    const Theme &m_theme;
    Workspace &m_workspace;
    PlugtestReport &m_report;
    QTimer m_fill;
    QComboBox *m_device;
    QPushButton *m_run;
    PlainLabel *m_summary;
    ConformanceModel *m_model;
    QTableView *m_table;
    TestDetail *m_detail;
};

} // namespace copper
