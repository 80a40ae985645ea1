// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui_rooms/room_scene.h"
#include "ui/explorer/explorer_dock.h"
#include "ui/explorer/explorer_view.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QTest>

#include <algorithm>

namespace copper::test {

// The explorer with the demo devices in a window of its own, to be clicked.
struct ExplorerDesk : RoomScene
{
    QWidget window;
    ExplorerDock dock{theme, workspace, navigator, &window};

    ExplorerDesk()
    {
        window.resize(420, 800);
        dock.resize(420, 800);
        window.show();
        QApplication::setActiveWindow(&window);
        addDemoDevices();
        QCoreApplication::processEvents();
    }
    QModelIndex find(const QString &name, const QModelIndex &parent = {}) const
    {
        const QAbstractItemModel *model = dock.view()->model();
        for (int row = 0; row < model->rowCount(parent); ++row) {
            const QModelIndex index = model->index(row, 0, parent);
            if (index.data().toString() == name)
                return index;
            const QModelIndex below = find(name, index);
            if (below.isValid())
                return below;
        }
        return {};
    }
    void click(const QString &name, Qt::KeyboardModifiers keys = {})
    {
        const QModelIndex index = find(name);
        QVERIFY2(index.isValid(), qPrintable(name));
        dock.view()->scrollTo(index);
        QTest::mouseClick(dock.view()->viewport(), Qt::LeftButton, keys,
                          dock.view()->visualRect(index).center());
    }
    QAction *action(const char *name)
    {
        QMenu *menu = dock.makeMenu(&dock);
        auto *found = menu->findChild<QAction *>(QString::fromLatin1(name));
        return found;
    }
    const Device &device(const char *name)
    {
        for (const Device &each : workspace.devices().devices()) {
            if (each.name() == QLatin1String(name))
                return each;
        }
        qFatal("no device %s", name);
    }
    bool has(const char *name)
    {
        const auto &all = workspace.devices().devices();
        return std::any_of(all.begin(), all.end(), [name](const Device &each) {
            return each.name() == QLatin1String(name);
        });
    }
    template <typename Widget>
    Widget &widget(const char *name)
    {
        auto *found = window.findChild<Widget *>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no widget %s", name);
        return *found;
    }
    void undo() { QTest::keyClick(dock.view(), Qt::Key_Z, Qt::ControlModifier); }
    void redo()
    {
        QTest::keyClick(dock.view(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    }
    QString status() { return widget<QLabel>("explorerStatus").text(); }
};

} // namespace copper::test
