// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/mainwindow/palette_model.h"
#include "ui/theme/theme.h"

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QListView;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;
class Scrim;

// Ctrl+K: everything by name. Lies over the window, 660 wide, 72 from the top. Up and down move,
// Enter opens, Ctrl+Enter sends a GET, Esc closes and gives the focus back.
class CommandPalette : public QWidget
{
    Q_OBJECT
public:
    CommandPalette(const Theme &theme, Workspace &workspace, QWidget *window);
    void open(std::vector<PaletteItem> items, const QString &query = {});
    void close();
    bool isOpen() const { return isVisible(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeFooter();
    void applyQuery(const QString &query);
    void place();
    void move(int rows);
    void activate(bool withControl);
    bool handleKey(QKeyEvent *event);

    const Theme &m_theme;
    Scrim *m_scrim;
    PaletteModel *m_model;
    QLineEdit *m_input;
    QListView *m_list;
    PlainLabel *m_count;
    PlainLabel *m_nothing;
    QPointer<QWidget> m_focusBefore;
};

} // namespace copper
