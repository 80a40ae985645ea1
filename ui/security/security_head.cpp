// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/security_head.h"

#include "ui/security/password_popup.h"
#include "ui/text/credential_text.h"
#include "ui/widgets/confirm_popup.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QActionGroup>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

namespace copper {

namespace {

using Place = CredentialStore::Place;

constexpr int kHead_px = 44;
constexpr QLatin1StringView kSection("security");
constexpr QLatin1StringView kLockAfter("lockAfterMinutes");

// What the popup waits for, from what the store answers.
CredentialStore::Done reporting(PasswordPopup::Ended ended, std::function<void()> well)
{
    return [ended = std::move(ended),
            well = std::move(well)](const Result<void, CredentialStore::Error> &result) {
        ended(result ? std::nullopt : std::optional(storeErrorText(result.error())));
        if (result && well)
            well();
    };
}

} // namespace

SecurityHead::SecurityHead(const Theme &theme, Workspace &workspace, CredentialStore &store,
                           Navigator &navigator, QWidget *parent)
    : Ground(theme, Tone::Base, Qt::BottomEdge, parent), m_theme(theme), m_workspace(workspace),
      m_store(store), m_navigator(navigator),
      m_kept(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text2, this)),
      m_import(new QPushButton(tr("Import"), this)), m_add(new QPushButton(tr("Add"), this)),
      m_more(new IconButton(theme, QStringLiteral("more"), tr("Vault, export and more"), {}, this))
{
    setObjectName(QStringLiteral("securityHead"));
    setFixedHeight(kHead_px);
    m_kept->setObjectName(QStringLiteral("keptText"));
    m_kept->setElideMode(Qt::ElideRight);
    m_import->setObjectName(QStringLiteral("credentialImport"));
    m_import->setIcon(theme.icon(QStringLiteral("file")));
    describe(m_import, tr("Import keys from an encrypted file"));
    m_add->setObjectName(QStringLiteral("credentialAdd"));
    m_add->setIcon(theme.icon(QStringLiteral("add")));
    describe(m_add, tr("Add a key"));
    m_more->setObjectName(QStringLiteral("securityMore"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_more);
    menu->setObjectName(QStringLiteral("securityMenu"));
    m_more->setMenu(menu);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(14, 0, 10, 1);
    line->setSpacing(8);
    line->addWidget(
        new PlainLabel(theme, tr("Credentials"), TextRole::BodyStrong, Tone::Text, this));
    line->addWidget(m_kept, 1);
    line->addWidget(m_import);
    line->addWidget(m_add);
    line->addWidget(m_more);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
    connect(m_import, &QPushButton::clicked, this, &SecurityHead::chooseImport);
    connect(m_add, &QPushButton::clicked, this, &SecurityHead::addRequested);
    connect(&store, &CredentialStore::changed, this, &SecurityHead::refresh);
    connect(&store, &CredentialStore::placeChanged, this, &SecurityHead::refresh);
    refresh();
}

void SecurityHead::refresh()
{
    const QString text = keptText(m_store);
    m_kept->setText(text);
    m_kept->setToolTip(m_store.reasonDetail().toHtmlEscaped());
    const bool usable = m_store.place() != Place::Undecided && !m_store.isLocked();
    m_import->setEnabled(usable);
    m_add->setEnabled(usable);
}

void SecurityHead::fillMenu(QMenu *menu)
{
    menu->clear();
    const auto add = [&](const char *name, const QString &icon, const QString &text, bool can,
                         auto what) {
        QAction *action = menu->addAction(m_theme.icon(icon), text, this, what);
        action->setObjectName(QLatin1String(name));
        action->setEnabled(can);
    };
    const bool vault = m_store.place() == Place::Vault;
    const bool open = vault && !m_store.isLocked();
    if (m_store.place() == Place::SessionOnly)
        add("actionMakeVault", QStringLiteral("secure"), tr("Make a vault…"), true,
            &SecurityHead::makeVault);
    if (vault) {
        add("actionLock", QStringLiteral("secure"), tr("Lock the vault now"), open,
            [this] { m_store.lock(); });
        fillLockMenu(menu->addMenu(tr("Lock it after")));
        add("actionPassword", QStringLiteral("edit"), tr("Change its password…"), open,
            &SecurityHead::changePassword);
        menu->addSeparator();
    }
    add("actionExport", QStringLiteral("export"), tr("Export to an encrypted file…"),
        !m_store.isLocked() && !m_store.book().isEmpty(), &SecurityHead::chooseExport);
    add("actionForget", QStringLiteral("delete"), tr("Forget everything…"),
        m_store.place() != Place::Undecided, &SecurityHead::askToForget);
}

void SecurityHead::fillLockMenu(QMenu *menu)
{
    menu->setObjectName(QStringLiteral("lockMenu"));
    auto *group = new QActionGroup(menu);
    for (const int minutes : {5, 15, 60, 0}) {
        QAction *action = menu->addAction(
            minutes == 0 ? tr("Never") : tr("%n minutes without input", nullptr, minutes), this,
            [this, minutes] { setAutoLock(minutes); });
        action->setCheckable(true);
        action->setChecked(minutes == m_lockAfter);
        group->addAction(action);
    }
}

void SecurityHead::setAutoLock(int minutes)
{
    QJsonObject kept = m_workspace.section(kSection);
    kept.insert(kLockAfter, minutes);
    m_workspace.setSection(kSection, kept);
    m_lockAfter = minutes;
    m_store.setAutoLock(std::chrono::minutes(minutes));
}

void SecurityHead::restoreAutoLock()
{
    m_lockAfter = m_workspace.section(kSection).value(kLockAfter).toInt(m_lockAfter);
    m_store.setAutoLock(std::chrono::minutes(std::max(0, m_lockAfter)));
}

PasswordPopup *SecurityHead::passwords()
{
    if (m_passwords == nullptr)
        m_passwords = new PasswordPopup(m_theme, window());
    return m_passwords;
}

void SecurityHead::makeVault()
{
    passwords()->ask(
        m_more, PasswordPopup::Ask::New,
        tr("A vault is one encrypted file beside your settings. Without its password nobody "
           "reads it, you included."),
        tr("Make the vault"), [this](PasswordPopup::Passwords given, PasswordPopup::Ended ended) {
            m_store.createVault(std::move(given.fresh), reporting(std::move(ended), {}));
        });
}

void SecurityHead::changePassword()
{
    passwords()->ask(
        m_more, PasswordPopup::Ask::Change,
        tr("The new password opens the vault from now on; the old one nothing any more."),
        tr("Change"), [this](PasswordPopup::Passwords given, PasswordPopup::Ended ended) {
            m_store.changePassword(std::move(given.existing), std::move(given.fresh),
                                   reporting(std::move(ended), [this] {
                                       Q_EMIT m_navigator.remarkMade(
                                           tr("The vault has its new password."));
                                   }));
        });
}

void SecurityHead::askToForget()
{
    if (m_confirm == nullptr)
        m_confirm = new ConfirmPopup(m_theme, window());
    m_confirm->ask(
        m_more,
        tr("Forget all keys, in the keychain and in the vault, with every copy? They cannot be "
           "brought back."),
        tr("Forget everything"), [this] {
            m_store.forgetEverything([this](const Result<void, CredentialStore::Error> &result) {
                const Explanation why = result ? Explanation{tr("All keys are forgotten."), {}}
                                               : storeErrorText(result.error());
                Q_EMIT m_navigator.remarkMade(why.sentence + QLatin1Char(' ') + why.hint);
            });
        });
}

void SecurityHead::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import keys"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SecurityHead::importFrom);
    dialog->open();
}

void SecurityHead::chooseExport()
{
    auto *dialog = new QFileDialog(this, tr("Export keys"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QStringLiteral("keys.copvault"));
    connect(dialog, &QFileDialog::fileSelected, this, &SecurityHead::exportTo);
    dialog->open();
}

void SecurityHead::importFrom(const QString &path)
{
    passwords()->ask(
        m_import, PasswordPopup::Ask::Existing, tr("The password this file was exported with."),
        tr("Import"), [this, path](PasswordPopup::Passwords given, PasswordPopup::Ended ended) {
            m_store.importFrom(
                path, std::move(given.existing),
                [this, ended](const Result<CredentialStore::Imported, CredentialStore::Error> &r) {
                    ended(r ? std::nullopt : std::optional(storeErrorText(r.error())));
                    if (!r)
                        return;
                    Q_EMIT m_navigator.remarkMade(
                        tr("Imported: %1 new, %2 newer than ours, %3 kept as they were.")
                            .arg(r->added)
                            .arg(r->updated)
                            .arg(r->kept + r->later));
                });
        });
}

void SecurityHead::exportTo(const QString &path)
{
    passwords()->ask(
        m_more, PasswordPopup::Ask::New,
        tr("The file is encrypted with a password of its own. Whoever has both has the keys."),
        tr("Export"), [this, path](PasswordPopup::Passwords given, PasswordPopup::Ended ended) {
            m_store.exportTo(path, std::move(given.fresh), reporting(std::move(ended), [this] {
                                 Q_EMIT m_navigator.remarkMade(tr("The keys are exported."));
                             }));
        });
}

} // namespace copper
