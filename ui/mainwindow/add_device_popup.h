// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// Why an address was not taken and what to do, in words.
QString addErrorSentence(DeviceRegistry::AddError error);
// "192.168.1.7" is meant as "coap://192.168.1.7".
QString withScheme(const QString &typed);

// The field that opens below "Add device": address, name, and the reason beside the field when
// the address does not do. Not a window of its own; Esc and a click elsewhere close it.
class AddDevicePopup : public QWidget
{
    Q_OBJECT
public:
    AddDevicePopup(const Theme &theme, Workspace &workspace, QWidget *window);
    void openBelow(const QWidget *anchor);

Q_SIGNALS:
    void deviceAdded(copper::DeviceId id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void add();
    const Theme &m_theme;
    Workspace &m_workspace;
    QLineEdit *m_address;
    QLineEdit *m_name;
    QPushButton *m_add;
    PlainLabel *m_message;
};

} // namespace copper
