// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credential_store.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;
class SecretField;

// Stands in place of the keys while the vault is locked.
class VaultGate : public QWidget
{
    Q_OBJECT
public:
    VaultGate(const Theme &theme, CredentialStore &store, QWidget *parent = nullptr);
    SecretField *field() const { return m_password; }
    QString message() const;

private:
    void unlock(bool generationBefore);
    void say(const QString &text, Tone tone);

    CredentialStore &m_store;
    SecretField *m_password;
    QPushButton *m_unlock;
    QPushButton *m_before;
    PlainLabel *m_message;
};

} // namespace copper
