// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credential_store.h"
#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/models/device_keys.h"

#include <QObject>

namespace copper {

// The keys of the window: gives the network what it may use, and tells the store what was used and
// how a test ended.
class KeyRing : public QObject
{
    Q_OBJECT
public:
    KeyRing(CredentialStore::Options options, Workspace &workspace, Navigator &navigator,
            QObject *parent = nullptr);
    ~KeyRing() override;

    // Asks the keychain, which may take 2 s; for after the first paint.
    void open();
    CredentialStore &store() { return m_store; }
    DeviceKeys &deviceKeys() { return m_deviceKeys; }

    // The key of the demo network of this run: a new entry, or in place of an earlier run's.
    void addDemoKey(const SecretBytes &key);
    bool hasDemoKey() const;

    // credentials.json and the vault stand in this folder, where copper has them too. Empty: keys
    // are kept in this run alone.
    static CredentialStore::Options optionsIn(const QString &folder);

protected:
    // What the user does puts off the locking of the vault.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Credential *demoCredential() const;
    void handOver();
    void noteTest();
    void sayRenewed(const SecureSessionRenewed &event);
    void sayDamage();

    Workspace &m_workspace;
    Navigator &m_navigator;
    CredentialStore m_store;
    DeviceKeys m_deviceKeys;
    bool m_noting = false; // a use or a test is no change of what the network may use
};

} // namespace copper
