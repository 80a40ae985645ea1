// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/security_room.h"

#include "core/domain/resource_uri.h"
#include "ui/models/credential_model.h"
#include "ui/models/credential_reach.h"
#include "ui/security/credential_editor.h"
#include "ui/security/credential_table.h"
#include "ui/security/handshake_panel.h"
#include "ui/security/security_head.h"
#include "ui/security/session_panel.h"
#include "ui/security/vault_gate.h"
#include "ui/text/handshake_text.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace copper {

SecurityRoom::SecurityRoom(const Theme &theme, Workspace &workspace, CredentialStore &store,
                           Navigator &navigator, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_store(store),
      m_navigator(navigator), m_model(new CredentialModel(
                                  store, [&workspace] { return workspace.now(); }, this)),
      m_head(new SecurityHead(theme, workspace, store, navigator, this)),
      m_pages(new QStackedWidget(this)), m_list(new QWidget(m_pages)),
      m_table(new CredentialTable(theme, *m_model, m_list)),
      m_handshake(new HandshakePanel(theme, workspace, store, m_list)),
      m_empty(new EmptyState(theme, QStringLiteral("key"), tr("No keys yet"),
                             tr("A device that is reached by coaps was given an identity and a "
                                "key. Add both here, and everything works as in the clear."),
                             m_pages)),
      m_gate(new VaultGate(theme, store, m_pages)),
      m_editor(new CredentialEditor(theme, workspace, store, this)),
      m_sessions(new SessionPanel(theme, workspace, this))
{
    setObjectName(QStringLiteral("securityRoom"));
    buildLayout();
    connectEverything();
    m_head->restoreAutoLock();
    refresh();
}

void SecurityRoom::buildLayout()
{
    auto *list = new QVBoxLayout(m_list);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(0);
    list->addWidget(m_table);
    list->addWidget(m_handshake, 1);
    m_handshake->setMinimumHeight(100);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_gate);
    m_left = new QWidget(this);
    auto *left = new QVBoxLayout(m_left);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(m_head);
    left->addWidget(m_pages, 1);
    // In a low window the editor scrolls and the buttons at its end stay reachable.
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("editorScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_editor);
    auto *above = new QHBoxLayout;
    above->setSpacing(0);
    above->addWidget(m_left, 1);
    above->addWidget(scroll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(above, 1);
    column->addWidget(m_sessions);
    auto *add = m_empty->addButton(QStringLiteral("add"), tr("Add a key"));
    add->setObjectName(QStringLiteral("emptyAdd"));
    describe(add, tr("Add an identity and its key"));
    connect(add, &QPushButton::clicked, this, [this] { addKey({}); });
}

void SecurityRoom::connectEverything()
{
    connect(m_head, &SecurityHead::addRequested, this, [this] { addKey({}); });
    connect(m_table, &CredentialTable::currentCredentialChanged, this, &SecurityRoom::showCurrent);
    connect(m_table, &CredentialTable::editRequested, this, [this] {
        showCurrent();
        m_editing = true;
        place();
        m_editor->focusFirst();
    });
    connect(m_table, &CredentialTable::testRequested, this, &SecurityRoom::testCurrent);
    connect(m_table, &CredentialTable::packetsRequested, this, &SecurityRoom::showPackets);
    connect(m_table, &CredentialTable::deleteRequested, this, [this] {
        m_editing = true;
        place();
        m_editor->askToDelete();
    });
    connect(m_handshake, &HandshakePanel::testRequested, this, &SecurityRoom::testCurrent);
    connect(m_editor, &CredentialEditor::saved, this,
            [this](const CredentialId &id, const QString &uri) {
                m_editing = false;
                m_model->setTrouble(id, {});
                refresh();
                m_table->select(id);
                m_table->setFocus();
                if (!uri.isEmpty())
                    test(id, uri);
            });
    connect(m_editor, &CredentialEditor::closed, this, [this] {
        m_editing = false;
        refresh();
        if (m_pages->currentWidget() == m_list) {
            showCurrent();
            m_table->setFocus();
        }
    });
    connect(m_editor, &CredentialEditor::removed, this, &SecurityRoom::showCurrent);
    connect(m_editor, &CredentialEditor::vaultWanted, m_head, &SecurityHead::makeVault);
    connect(m_model, &QAbstractItemModel::modelReset, this, &SecurityRoom::refresh);
    connect(&m_store, &CredentialStore::placeChanged, this, &SecurityRoom::refresh);
    connect(&m_workspace.handshakeTest(), &HandshakeTest::stateChanged, this,
            &SecurityRoom::takeTestResult);
    connect(&m_workspace.feed(), &SessionFeed::ticked, this, [this] {
        if (isVisible())
            m_model->refreshAges();
    });
    connect(&m_theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SecurityRoom::refresh()
{
    const bool locked = m_store.isLocked();
    if (locked && m_editor->isOpen())
        m_editor->clear(); // what is typed goes with what is kept
    m_pages->setCurrentWidget(locked                     ? static_cast<QWidget *>(m_gate)
                              : m_store.book().isEmpty() ? static_cast<QWidget *>(m_empty)
                                                         : m_list);
    // Asking for the current row again would take it from the one being edited.
    if (m_pages->currentWidget() == m_list && !m_table->currentIndex().isValid() &&
        !m_editor->isNew()) {
        if (m_editor->isOpen())
            m_table->select(m_editor->shown());
        else
            m_table->setCurrentIndex(m_model->index(0, 0));
    }
    place();
}

void SecurityRoom::place()
{
    QWidget *editor = m_editor->parentWidget()->parentWidget(); // its scroll area
    const bool narrow = width() < kBothFrom_px;
    const bool shown = m_editor->isOpen() && (!narrow || m_editing || m_editor->isNew());
    m_editor->setClosable(narrow || m_editor->isNew());
    editor->setVisible(shown);
    m_left->setVisible(!narrow || !shown);
    editor->setMinimumWidth(narrow ? 0 : CredentialEditor::kWidth_px);
    editor->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : CredentialEditor::kWidth_px);
}

void SecurityRoom::showCurrent()
{
    const CredentialId id = m_table->current();
    if (m_editor->isOpen() && m_editor->isDirty() && m_editor->shown() != id) {
        // Nothing that was typed is lost by a click beside it.
        if (!m_editor->isNew() && m_model->rowOf(m_editor->shown()) >= 0)
            m_table->select(m_editor->shown());
        m_editor->remind();
        return;
    }
    if (id.isNull()) {
        if (!m_editor->isNew())
            m_editor->clear();
    } else if (m_editor->isNew() || m_editor->shown() != id) {
        m_editor->show(id);
    }
    place();
}

void SecurityRoom::addKey(const QString &host)
{
    if (m_store.isLocked()) {
        m_gate->field()->setFocus();
        return;
    }
    if (m_editor->isOpen() && m_editor->isDirty()) {
        m_editing = true;
        place();
        m_editor->remind();
        return;
    }
    m_editor->startNew(host);
    m_editing = true;
    place();
    m_editor->focusFirst();
}

void SecurityRoom::testCurrent()
{
    const CredentialId id = m_table->current();
    const Credential *credential = m_store.book().find(id);
    if (credential == nullptr)
        return;
    const CredentialReach reach =
        reachOf(m_store.book(), id, credential->patterns, m_workspace.devices());
    const auto uri = testUri(reach, credential->patterns);
    if (!uri) {
        Q_EMIT m_navigator.remarkMade(
            tr("No device to test this key with. Enter an address under “Used for”."));
        return;
    }
    test(id, *uri);
}

void SecurityRoom::test(const CredentialId &id, const QString &uri)
{
    m_model->setTrouble(id, {});
    HandshakeSpec spec;
    spec.uri = uri;
    spec.credential = id;
    m_workspace.handshakeTest().start(spec);
}

void SecurityRoom::takeTestResult()
{
    const HandshakeTest &test = m_workspace.handshakeTest();
    if (test.state() != HandshakeTest::State::Failed)
        return;
    Explanation why = explain(*test.failure());
    QString name = test.spec().uri;
    if (!test.steps().empty())
        name = secureName(m_workspace.devices(), test.steps().front().peer);
    else
        name.remove(QStringLiteral("coaps://"));
    why.sentence = displayText(name, 60) + QStringLiteral(": ") + why.sentence;
    m_model->setTrouble(test.spec().credential, why);
}

void SecurityRoom::showPackets()
{
    const HandshakeTest &test = m_workspace.handshakeTest();
    QString text = test.spec().uri;
    if (!test.steps().empty())
        text = QString::fromStdString(ipLiteral(test.steps().front().peer));
    Q_EMIT m_navigator.packetsRequested(text.remove(QStringLiteral("coaps://")));
}

void SecurityRoom::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void SecurityRoom::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Base));
}

} // namespace copper
