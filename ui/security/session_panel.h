// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/models/secure_session_model.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>
#include <QTreeView>
#include <QWidget>

namespace copper {

class PlainLabel;

enum class SessionAction { Resume, End };

class SessionDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRow_px = 26;

    explicit SessionDelegate(const Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    std::vector<std::pair<SessionAction, QRect>> buttons(const QRect &cell) const;

private:
    const Theme &m_theme;
};

// The DTLS sessions that are up. Delete ends the current one, F5 resumes it; the context menu has
// both.
class SessionPanel : public QWidget
{
    Q_OBJECT
public:
    SessionPanel(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);
    // In the table's viewport; for tests.
    QRect buttonRect(int row, SessionAction action) const;
    QTreeView *table() const { return m_table; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void perform(int row, SessionAction action);
    void openMenu(const QPoint &place);

    const Theme &m_theme;
    Workspace &m_workspace;
    SecureSessionModel *m_model;
    SessionDelegate *m_delegate;
    PlainLabel *m_count;
    PlainLabel *m_none;
    QTreeView *m_table;
};

} // namespace copper
