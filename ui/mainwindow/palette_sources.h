// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/mainwindow/palette_model.h"

#include <QAction>

namespace copper {

// Everything the palette can offer now: the window's actions, the devices, their resources and the
// saved requests.
std::vector<PaletteItem> paletteItems(Workspace &workspace, Navigator &navigator,
                                      const QList<QAction *> &actions);

} // namespace copper
