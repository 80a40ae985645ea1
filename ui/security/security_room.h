// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credential_store.h"
#include "core/domain/workspace.h"
#include "ui/mainwindow/navigator.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QStackedWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class CredentialEditor;
class CredentialModel;
class CredentialTable;
class EmptyState;
class HandshakePanel;
class SecurityHead;
class SessionPanel;
class VaultGate;

// Keys, who they are for, whether they work, and the sessions that are up. UI thread.
class SecurityRoom : public QWidget
{
    Q_OBJECT
public:
    // Below this width the editor takes the place of the list.
    static constexpr int kBothFrom_px = 860;

    SecurityRoom(const Theme &theme, Workspace &workspace, CredentialStore &store,
                 Navigator &navigator, QWidget *parent = nullptr);

    // The editor with a new key for this host, or for none yet.
    void addKey(const QString &host);
    // Tests the current key, or the one shown.
    void testCurrent();
    void test(const CredentialId &id, const QString &uri);
    SecurityHead *head() const { return m_head; }
    CredentialEditor *editor() const { return m_editor; }
    CredentialTable *table() const { return m_table; }
    SessionPanel *sessions() const { return m_sessions; }
    HandshakePanel *handshake() const { return m_handshake; }
    VaultGate *gate() const { return m_gate; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    void connectEverything();
    void refresh();
    void place();
    void showCurrent();
    void takeTestResult();
    void showPackets();

    const Theme &m_theme;
    Workspace &m_workspace;
    CredentialStore &m_store;
    Navigator &m_navigator;
    CredentialModel *m_model;
    SecurityHead *m_head;
    QStackedWidget *m_pages;
    QWidget *m_list;
    CredentialTable *m_table;
    HandshakePanel *m_handshake;
    EmptyState *m_empty;
    VaultGate *m_gate;
    QWidget *m_left = nullptr;
    CredentialEditor *m_editor;
    SessionPanel *m_sessions;
    bool m_editing = false; // asked for; where there is room it is shown anyway
};

} // namespace copper
