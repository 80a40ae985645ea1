// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "tests/support/fake_session.h"
#include "ui/mainwindow/navigator.h"
#include "ui/theme/theme.h"

namespace copper::test {

// A workspace with the demo devices and some minutes of values, for tests of rooms. Everything in
// it is made by hand: no network, no clock.
class RoomScene
{
public:
    RoomScene();

    FakeSession session;
    FakeClock clock;
    Workspace workspace{session, QString(), clock.asFunction()};
    Navigator navigator;
    Theme theme;

    void take(std::vector<SessionEvent> events, std::vector<MessageRecord> messages = {});
    // greenhouse-1 and others as in the demo network; observed values with `minutes` of history.
    void addDemoDevices();
    void addHistory();
    void say(const QString &uri, const QString &text, double at);

    // Saves what a widget looks like to $COPPER_PICTURES/NAME-light.png, -dark.png and
    // -contrast.png.
    void picture(QWidget &widget, const QString &name);
};

} // namespace copper::test
