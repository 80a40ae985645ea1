// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QSplitter;
QT_END_NAMESPACE

namespace copper {

class BatchLine;
class DeviceChooser;
class EmptyState;
class FirmwareDetail;
class FirmwareHead;
class FirmwareTable;
class PlainLabel;

// One image on its way to many devices: image and plan, the batch, a row for each device, and the
// blocks of the selected one. All decisions are the FirmwareQueue's.
class FirmwareRoom : public QWidget
{
    Q_OBJECT
public:
    FirmwareRoom(const Theme &theme, Workspace &workspace, Navigator &navigator,
                 QWidget *parent = nullptr);

    // The reason is shown in the room when it cannot be taken.
    void setImage(const QString &path);
    FirmwareTable &table() { return *m_table; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void askForImage();
    void chooseDevices(QWidget *anchor);
    void addDevice(DeviceId id);
    void updatePages();
    void scheduleRefresh();
    void refresh();

    const Theme &m_theme;
    Workspace &m_workspace;
    Navigator &m_navigator;
    FirmwareQueue &m_queue;
    FirmwareHead *m_head;
    BatchLine *m_batch;
    QSplitter *m_splitter;
    FirmwareTable *m_table;
    FirmwareDetail *m_detail;
    EmptyState *m_noImage;
    EmptyState *m_noDevices;
    PlainLabel *m_imageProblem;
    DeviceChooser *m_chooser = nullptr;
    QTimer m_refresh; // many job events become one repaint
};

} // namespace copper
