// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/widgets/popup.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class DeviceEdits;
class PlainLabel;

// Where the user says that a device is to be reached by coaps, and at which port, although it does
// not say so itself; or takes that back.
class CoapsPopup : public Popup
{
    Q_OBJECT
public:
    CoapsPopup(const Theme &theme, Workspace &workspace, DeviceEdits &edits, QWidget *window);
    void open(QWidget *anchor, DeviceId device);

private:
    void apply();
    void takeBack();

    Workspace &m_workspace;
    DeviceEdits &m_edits;
    DeviceId m_device;
    PlainLabel *m_title;
    QLineEdit *m_port;
    PlainLabel *m_problem;
    QPushButton *m_plain;
};

} // namespace copper
