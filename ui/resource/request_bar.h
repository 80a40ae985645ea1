// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/models/device_keys.h"
#include "ui/widgets/card.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace copper {

class AddressField;
class IconButton;
class PlainLabel;

// The request line: method, address, CON or NON, observe, send. Below it what is wrong with the
// address, when something is.
class RequestBar : public QWidget
{
    Q_OBJECT
public:
    RequestBar(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);

    Code method() const;
    void setMethod(Code method);
    QString address() const;
    void setAddress(const QString &uri);
    bool isConfirmable() const;
    void setConfirmable(bool on);
    AddressField *addressField() const { return m_address; }
    QWidget *saveButton() const;
    // True when the address can be sent; else says why and puts the focus there.
    bool check();
    void setProblem(const QString &text);
    void setObserving(bool on);
    // A lock before the address, whose tool tip says more; nothing for plain CoAP. Where the key is
    // missing it is said below the line, with "Add key".
    void setProtection(Protection protection, const QString &description);

Q_SIGNALS:
    void sendRequested();
    void sendToManyRequested();
    void observeToggled();
    void saveRequested();
    void addressChanged(const QString &uri);
    void addKeyRequested();
    void methodChanged();

private:
    void buildNoKey();
    void buildMore();
    void loadLock();

    const Theme &m_theme;
    QComboBox *m_method;
    AddressField *m_address;
    IconButton *m_save;
    QComboBox *m_type;
    QPushButton *m_observe;
    QPushButton *m_send;
    IconButton *m_more;
    PlainLabel *m_problem;
    PlainLabel *m_lock;
    QWidget *m_noKey;
    Protection m_protection = Protection::Clear;
};

} // namespace copper
