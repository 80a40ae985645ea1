// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credentials/credential_store.h"
#include "core/domain/workspace.h"
#include "ui/models/credential_reach.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QGridLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class ConfirmPopup;
class IconButton;
class KeyEntry;
class PatternField;
class PlainLabel;

// One credential: who we are, with which key, to which hosts. What is wrong stands under its field;
// nothing is kept before it is saved, and nothing that was typed is lost by it.
class CredentialEditor : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kWidth_px = 376;

    CredentialEditor(const Theme &theme, Workspace &workspace, CredentialStore &store,
                     QWidget *parent = nullptr);

    // An empty one, for this host; empty: for none yet.
    void startNew(const QString &host);
    void show(const CredentialId &id);
    void clear();
    // Null while nothing or a new one is edited.
    const CredentialId &shown() const { return m_id; }
    bool isNew() const { return m_new; }
    bool isOpen() const { return m_new || !m_id.isNull(); }
    // Something would be lost.
    bool isDirty() const { return m_dirty; }
    // Says that this one must be saved or reverted first.
    void remind();
    void save();
    void revert();
    void focusFirst();
    void askToDelete();
    // Whether there is something to go back to.
    void setClosable(bool closable);

Q_SIGNALS:
    // Kept now. uri: where it can be tested; empty: nowhere yet.
    void saved(const copper::CredentialId &id, const QString &uri);
    void vaultWanted();
    void closed();
    void removed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildHead(QGridLayout *grid);
    void buildFields(QGridLayout *grid);
    void buildFoot(QGridLayout *grid);
    void addRow(QGridLayout *grid, const QString &name, QWidget *field, QWidget *note = nullptr);
    PlainLabel *makeNote(const char *name);
    void fill(const Credential *credential);
    void touched();
    void refresh();
    void sayIdentity();
    void sayReach();
    void sayPlace();
    void say(const QString &text, Tone tone);
    bool check();
    Credential gather() const;
    void fillSuites(const std::vector<CipherSuite> &chosen);
    void ended(const CredentialId &id, const Result<void, CredentialStore::Error> &result);
    void remove();
    CredentialReach reach() const;

    const Theme &m_theme;
    Workspace &m_workspace;
    CredentialStore &m_store;
    CredentialId m_id;
    bool m_new = false;
    bool m_dirty = false;
    bool m_filling = false;
    bool m_complained = false; // fields that are empty are said as well
    PlainLabel *m_title;
    IconButton *m_delete;
    IconButton *m_close;
    QLineEdit *m_name;
    QLineEdit *m_identity;
    PlainLabel *m_identityNote;
    KeyEntry *m_key;
    PatternField *m_patterns;
    PlainLabel *m_patternNote;
    PlainLabel *m_place;
    PlainLabel *m_placeNote;
    QPushButton *m_makeVault;
    QComboBox *m_suites;
    QPlainTextEdit *m_note;
    PlainLabel *m_message;
    QPushButton *m_revert;
    QPushButton *m_save;
    ConfirmPopup *m_confirm = nullptr;
};

} // namespace copper
