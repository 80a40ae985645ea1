// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QListView;
class QPushButton;
class QTableView;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class DiscoveryForm;
class PlainLabel;
class SweepDetailModel;
class SweepModel;

// What a discovery asks, how it goes, and what each of this session found out. UI thread.
class DiscoveryPage : public QWidget
{
    Q_OBJECT
public:
    DiscoveryPage(const Theme &theme, Workspace &workspace, Navigator &navigator,
                  QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildHead(QVBoxLayout *column);
    void buildSweeps();
    void buildDetail();
    void startOrStop();
    void refresh();
    QString liveText() const;
    void showCurrent();
    void openDevice(const QModelIndex &index);

    const Theme &m_theme;
    Workspace &m_workspace;
    Navigator &m_navigator;
    DiscoveryForm *m_form;
    QPushButton *m_run;
    PlainLabel *m_live;
    SweepModel *m_sweeps;
    SweepDetailModel *m_detail;
    QTableView *m_table;
    QListView *m_list;
    QTimer m_soon; // what a running sweep brings is shown together
};

} // namespace copper
