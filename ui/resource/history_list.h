// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/models/history_model.h"
#include "ui/theme/theme.h"

#include <QListView>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLineEdit;
class QMenu;
class QStackedLayout;
class QToolButton;
QT_END_NAMESPACE

namespace copper {

class HistoryDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    HistoryDelegate(const Theme &theme, QObject *parent);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

// Requests of this session and the named ones.
class HistoryPanel : public QWidget
{
    Q_OBJECT
public:
    HistoryPanel(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);
    void select(quint64 id);
    // Named requests and search, into the line above the list.
    void placeButtons(QHBoxLayout *line);
    void showButtons(bool shown);

Q_SIGNALS:
    void entryChosen(quint64 id);
    void resendRequested(quint64 id);
    void namedChosen(const copper::RequestSpec &spec);

private:
    void openMenu(const QPoint &at);
    void fillNamed(QMenu *menu);
    void updatePage();
    const Theme &m_theme;
    Workspace &m_workspace;
    HistoryModel m_model;
    QSortFilterProxyModel m_filter;
    QListView *m_list;
    QLineEdit *m_field;
    QToolButton *m_named = nullptr;
    QToolButton *m_search = nullptr;
    QStackedLayout *m_pages;
    bool m_selecting = false;
};

} // namespace copper
