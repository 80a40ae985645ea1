// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/theme/theme.h"

#include <QSortFilterProxyModel>
#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
class QStackedLayout;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class BatchModel;
class BatchRequestForm;
class PlainLabel;
class TintTree;
class ToggleButton;

// Shows the rows that differ, or all.
class BatchFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setOnlyDiffering(bool on);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool m_onlyDiffering = false;
};

// One request to many, the answers side by side, what differs marked. UI thread.
class BatchPage : public QWidget
{
    Q_OBJECT
public:
    BatchPage(const Theme &theme, Workspace &workspace, Navigator &navigator,
              QWidget *parent = nullptr);
    void show(const RequestSpec &request, const QStringList &uris);
    using QWidget::show;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHead(QVBoxLayout *column);
    void buildTable();
    void run();
    void refresh();
    QString summary() const;
    void save(const QString &title, const QString &suffix,
              QByteArray (*form)(const RequestBatch &));

    const Theme &m_theme;
    Workspace &m_workspace;
    Navigator &m_navigator;
    RequestBatch &m_batch;
    BatchRequestForm *m_form;
    BatchModel *m_model;
    BatchFilter m_filter;
    TintTree *m_table;
    PlainLabel *m_summary;
    ToggleButton *m_only;
    QPushButton *m_csv;
    QPushButton *m_json;
    QStackedLayout *m_pages = nullptr;
    QTimer m_soon; // thousands of answers are counted for eyes
};

} // namespace copper
