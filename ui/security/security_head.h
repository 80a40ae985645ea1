// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credential_store.h"
#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/widgets/card.h"

QT_BEGIN_NAMESPACE
class QMenu;
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class ConfirmPopup;
class IconButton;
class PasswordPopup;
class PlainLabel;

// The line above the keys: how many there are and where they are kept, and what can be done with
// all of them at once: import, export, the vault, forgetting.
class SecurityHead : public Ground
{
    Q_OBJECT
public:
    SecurityHead(const Theme &theme, Workspace &workspace, CredentialStore &store,
                 Navigator &navigator, QWidget *parent = nullptr);
    void makeVault();
    void changePassword();
    void askToForget();
    void chooseImport();
    void chooseExport();
    // The rest once the file is known.
    void importFrom(const QString &path);
    void exportTo(const QString &path);
    // From what is kept in the workspace; nothing kept: 15 min.
    void restoreAutoLock();
    int autoLockMinutes() const { return m_lockAfter; }

Q_SIGNALS:
    void addRequested();

private:
    void refresh();
    void fillMenu(QMenu *menu);
    void fillLockMenu(QMenu *menu);
    void setAutoLock(int minutes);
    PasswordPopup *passwords();

    const Theme &m_theme;
    Workspace &m_workspace;
    CredentialStore &m_store;
    Navigator &m_navigator;
    PlainLabel *m_kept;
    QPushButton *m_import;
    QPushButton *m_add;
    IconButton *m_more;
    PasswordPopup *m_passwords = nullptr;
    ConfirmPopup *m_confirm = nullptr;
    int m_lockAfter = 15;
};

} // namespace copper
