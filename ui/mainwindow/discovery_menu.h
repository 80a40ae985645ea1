// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/discovery_choice.h"

#include <QMenu>

#include <functional>
#include <vector>

namespace copper {

// Interfaces, groups and waiting time of a discovery, in short; the page Discovery has all of its
// choice. The menu stays open while boxes are set.
class DiscoveryMenu : public QMenu
{
    Q_OBJECT
public:
    explicit DiscoveryMenu(DiscoveryChoice &choice, QWidget *parent = nullptr);
    // What opens the page; the first entry.
    void setPageAction(QAction *action);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildGroups();
    void buildWaits();
    void follow();
    void change(const std::function<void(DiscoverySettings &)> &how);
    bool toggleInPlace(QAction *action);

    DiscoveryChoice &m_choice;
    QAction *m_firstSection;
    QStringList m_names;
    QList<QAction *> m_interfaces;
    QAction *m_firstAfterInterfaces = nullptr;
    std::vector<std::function<void(const DiscoverySettings &)>>
        m_shown; // entries follow the choice
};

} // namespace copper
