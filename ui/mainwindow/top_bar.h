// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/widgets/card.h"

#include <QAbstractButton>

QT_BEGIN_NAMESPACE
class QMenu;
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace copper {

class DiscoveryMenu;
class FreshnessBar;
class PlainLabel;

// Looks like a field and opens the command palette.
class SearchButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit SearchButton(const Theme &theme, QWidget *parent = nullptr);
    QSize sizeHint() const override { return {440, 28}; }
    QSize minimumSizeHint() const override { return {140, 28}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

// Ring with a dot, "Record"; while on a red dot, "Recording" and for how long.
class RecordButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit RecordButton(const Theme &theme, QWidget *parent = nullptr);
    void setElapsed(int seconds);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString label() const;
    const Theme &m_theme;
    int m_elapsed_s = 0;
};

// The bar at the top: menu, discovery, adding, search, recording, memory of the trace. 44 px.
class TopBar : public Ground
{
    Q_OBJECT
public:
    TopBar(const Theme &theme, Workspace &workspace, QMenu *mainMenu, QWidget *parent = nullptr);

    DiscoveryMenu &discoveryMenu() { return *m_discoveryMenu; }
    QWidget *addDeviceAnchor() const;
    QWidget *firstFocus() const;
    // Once a second, and when the log changed.
    void refresh();
    // The list below is empty: the welcome page has the primary button.
    void setDiscovering(bool on);

Q_SIGNALS:
    void discoverClicked();
    void addDeviceClicked();
    void searchClicked();

private:
    void updateRecording();

    const Theme &m_theme;
    Workspace &m_workspace;
    DiscoveryMenu *m_discoveryMenu;
    QToolButton *m_menu;
    QPushButton *m_discover;
    QPushButton *m_discoverMenuButton;
    QPushButton *m_add;
    SearchButton *m_search;
    RecordButton *m_record;
    FreshnessBar *m_memory;
    PlainLabel *m_memoryText;
    WallTime m_recordingSince;
};

} // namespace copper
