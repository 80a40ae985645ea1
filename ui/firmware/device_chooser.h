// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/widgets/popup.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// Which devices get the image: a list with check boxes, those that name the firmware resource
// first, and a field for any other address.
class DeviceChooser : public Popup
{
    Q_OBJECT
public:
    DeviceChooser(const Theme &theme, Workspace &workspace, QWidget *window);
    void open(QWidget *anchor);

private:
    void fill();
    void updateButton();
    void add();

    Workspace &m_workspace;
    QListWidget *m_list;
    QLineEdit *m_uri;
    QPushButton *m_add;
    PlainLabel *m_message;
};

} // namespace copper
