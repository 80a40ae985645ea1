// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/widgets/popup.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// "192.168.1.7" is meant as "coap://192.168.1.7".
QString withScheme(const QString &typed);

// The field that opens below "Add device": address, name, and the reason beside the field when
// the address does not do.
class AddDevicePopup : public Popup
{
    Q_OBJECT
public:
    AddDevicePopup(const Theme &theme, Workspace &workspace, QWidget *window);
    void open(QWidget *anchor);

Q_SIGNALS:
    void deviceAdded(copper::DeviceId id);

private:
    void add();
    Workspace &m_workspace;
    QLineEdit *m_address;
    QLineEdit *m_name;
    QPushButton *m_add;
    PlainLabel *m_message;
};

} // namespace copper
