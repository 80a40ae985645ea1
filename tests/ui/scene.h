// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key_ring.h"
#include "core/domain/workspace.h"
#include "tests/support/fake_session.h"
#include "ui/dashboard/dashboard_room.h"
#include "ui/firmware/firmware_room.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/navigator.h"
#include "ui/security/security_room.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>

#include <memory>

namespace copper::test {

// The whole window over a session without a network, with a clock that the test moves.
class Scene
{
public:
    explicit Scene(const QString &storagePath = {}, ThemeChoice theme = ThemeChoice::Light);
    ~Scene();

    FakeSession session;
    FakeClock clock;
    Theme theme;
    Workspace workspace;
    Navigator navigator;
    QTemporaryDir keyFolder;
    KeyRing keyRing; // without a keychain: in this run, until a vault is made
    std::unique_ptr<MainWindow> window;
    DashboardRoom *dashboard = nullptr;
    FirmwareRoom *firmware = nullptr;
    SecurityRoom *security = nullptr;

    void show();
    // A widget of that name that is shown; ends the test program when there is none.
    template <class Widget = QWidget>
    Widget *find(const char *name) const
    {
        for (Widget *widget : window->findChildren<Widget *>(QLatin1String(name))) {
            if (widget->isVisible())
                return widget;
        }
        qFatal("no visible widget named %s", name);
    }
    void click(const char *name) const;
    // Six boards on the loopback interface answer.
    void sixBoards();
    // A notification of an observed resource, as text.
    void notify(const QString &uri, double value);
    // Time passes: one tick a second.
    void pass(double seconds);
    void take(std::vector<SessionEvent> events);
    // Into the folder COPPER_PICTURES names, for looking at; else nothing.
    void shoot(const char *name) const;
};

} // namespace copper::test
