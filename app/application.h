// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo_network.h"
#include "app/key_ring.h"
#include "app/start_options.h"
#include "core/domain/workspace.h"
#include "core/net/net_thread.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/navigator.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTimer>

#include <memory>

namespace copper {

class DashboardRoom;
class ExplorerDock;
class FirmwareRoom;
class SecurityRoom;

// The composition root of the desktop program: makes everything, knows everybody, decides nothing.
class Application : public QObject
{
    Q_OBJECT
public:
    // storagePath: where devices, layout and dashboards are kept; empty: nothing is.
    // stateFolder: resume records of uploads.
    Application(QApplication &qt, const StartOptions &options, const QString &storagePath,
                const QString &stateFolder);
    ~Application() override;

    // The rooms are made right after the first paint, which shows the window without them.
    void show();
    bool hasRooms() const { return m_dashboard != nullptr; }
    void startDemo();

    Theme &theme() { return m_theme; }
    Workspace &workspace() { return m_workspace; }
    Navigator &navigator() { return m_navigator; }
    MainWindow &window() { return *m_window; }
    ExplorerDock &explorer() { return *m_explorer; }
    KeyRing &keyRing() { return m_keyRing; }
    // These only when hasRooms().
    DashboardRoom &dashboard() { return *m_dashboard; }
    FirmwareRoom &firmware() { return *m_firmware; }
    SecurityRoom &security() { return *m_security; }

Q_SIGNALS:
    void demoFailed(const QString &sentence);

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void makeRooms();
    void makeSecurity();
    void addPages();
    void beginKeyLog();
    void connectDemo();
    void discoverDemo();
    void offerDemoKey();

    Theme m_theme;
    NetThread m_net;
    Workspace m_workspace;
    Navigator m_navigator;
    KeyRing m_keyRing;
    DemoNetwork m_demo;
    QTimer m_second;
    std::unique_ptr<MainWindow> m_window;
    ExplorerDock *m_explorer = nullptr; // in the window
    DashboardRoom *m_dashboard = nullptr;
    FirmwareRoom *m_firmware = nullptr;
    SecurityRoom *m_security = nullptr;
};

} // namespace copper
