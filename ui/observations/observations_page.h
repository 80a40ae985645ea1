// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/theme/theme.h"

#include <QSortFilterProxyModel>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedLayout;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class ObservationModel;
class PlainLabel;
class TintTree;

// All observations of all devices in one place: how well each arrives, what it costs, and what can
// be done with it. UI thread.
class ObservationsPage : public QWidget
{
    Q_OBJECT
public:
    ObservationsPage(const Theme &theme, Workspace &workspace, Navigator &navigator,
                     QWidget *parent = nullptr);
    TintTree *table() const { return m_table; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHead(QVBoxLayout *column);
    void buildTable();
    QPushButton *button(const QString &icon, const QString &text, const char *name,
                        void (ObservationsPage::*what)());
    void fillMenu(QMenu *menu);
    void fillPolicy(QMenu *menu);
    // Of the selected rows.
    QStringList chosen() const;
    void stop();
    void resume();
    void registerAgain();
    void chart();
    void setPolicy(const std::function<void(ObservationPolicy &)> &change);
    void refresh();
    QString summary() const;

    const Theme &m_theme;
    Workspace &m_workspace;
    Navigator &m_navigator;
    ObservationModel *m_model;
    QSortFilterProxyModel m_sorted;
    TintTree *m_table;
    QLineEdit *m_filter;
    PlainLabel *m_summary;
    QList<QPushButton *> m_buttons;
    QStackedLayout *m_pages = nullptr;
};

} // namespace copper
