// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/theme/theme.h"

#include <QMainWindow>

#include <array>
#include <functional>

QT_BEGIN_NAMESPACE
class QActionGroup;
class QMenu;
class QSplitter;
class QStackedWidget;
QT_END_NAMESPACE

namespace copper {

class AddDevicePopup;
class LimitsPopup;
class CommandPalette;
class NoticeBar;
class RoomBar;
class StatusStrip;
class TopBar;
class WelcomePage;

// The window: top bar, dock on the left, the five rooms, status line. It owns no data; what is kept
// (size, room, dock width, theme, discovery choice) goes into the workspace's section "window".
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(Theme &theme, Workspace &workspace, Navigator &navigator, QWidget *parent = nullptr);
    ~MainWindow() override;

    // Both take ownership. To be called once for each place.
    void setExplorer(QWidget *explorer);
    void setRoom(RoomId room, QWidget *widget);
    // A page without a tab, for a task now and then: the palette's command `name` shows it in place
    // of the room, until a room is asked for. Takes ownership.
    QAction *addPage(const QString &name, const QString &icon, QWidget *page);

    // What steers discovery; the menu beside Discover and the status line open it.
    void setDiscoveryPage(QWidget *page);

    RoomId currentRoom() const;
    void showRoom(RoomId room);
    // A short note behind a room's name: "53 %".
    void setRoomBadge(RoomId room, const QString &text);
    void openPalette(const QString &query = {});
    void discover();
    WelcomePage &welcome() { return *m_welcome; }
    // For the palette; the window's own actions and those the composition root adds.
    void addCommand(QAction *action);

    // From and to the section "window". Call after Workspace::load().
    void restoreLayout();
    void keepLayout();
    // A notice with something to do about it.
    void offer(const QString &sentence, const QString &action, std::function<void()> run);
    // Announced in the status line while it is on; empty: it is off.
    void setKeyLog(const QString &path);
    // A choice of the command line holds for this session and is not kept.
    void fixTheme(ThemeChoice choice);

Q_SIGNALS:
    void demoRequested();
    void roomChanged(copper::RoomId room);

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void buildMenu();
    void buildThemeMenu(QMenu *menu);
    void buildActions();
    void buildLayout();
    void connectEverything();
    QAction *command(const QString &text, const QString &icon, const QKeySequence &keys);
    void updatePage();
    void cycleArea(int direction);
    void addDevice();
    void openLimits();
    void sayDiscovered(std::uint32_t devices);
    void refreshSecondly();

    Theme &m_theme;
    Workspace &m_workspace;
    Navigator &m_navigator;
    QMenu *m_menu;
    QActionGroup *m_themeChoices = nullptr;
    TopBar *m_topBar = nullptr;
    QSplitter *m_splitter = nullptr;
    QWidget *m_explorer = nullptr;
    RoomBar *m_roomBar = nullptr;
    NoticeBar *m_notices = nullptr;
    QStackedWidget *m_stack = nullptr;
    StatusStrip *m_status = nullptr;
    WelcomePage *m_welcome = nullptr;
    QWidget *m_blank = nullptr; // stands for a room that is not made yet
    CommandPalette *m_palette = nullptr;
    AddDevicePopup *m_addDevice = nullptr;
    LimitsPopup *m_limits = nullptr;
    QAction *m_discoveryPage = nullptr; // opens it
    std::array<QWidget *, kRoomCount> m_rooms{};
    QList<QAction *> m_commands;
    QWidget *m_page = nullptr; // shown instead of the current room
    bool m_themeFixed = false;
    bool m_resourceAsked = false; // a resource was opened although no device is known
};

} // namespace copper
