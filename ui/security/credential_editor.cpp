// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/credential_editor.h"

#include "ui/security/key_entry.h"
#include "ui/security/pattern_field.h"
#include "ui/text/credential_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/confirm_popup.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>

namespace copper {

namespace {

constexpr int kHead_px = 44;
constexpr int kLabel_px = 76;
constexpr int kEdge_px = 16;
constexpr int kNote_px = 46;

ByteView bytesOf(const QByteArray &utf8)
{
    return {reinterpret_cast<const std::uint8_t *>(utf8.constData()),
            static_cast<std::size_t>(utf8.size())};
}

// An identity of bytes that are no text is shown as "0x5f2c" and read back so.
Bytes identityOf(const QString &text)
{
    if (text.startsWith(QLatin1String("0x"))) {
        if (const auto bytes = fromHex(text.mid(2).toStdString()); bytes && !isValidUtf8(*bytes))
            return *bytes;
    }
    const QByteArray utf8 = text.toUtf8();
    const ByteView view = bytesOf(utf8);
    return {view.begin(), view.end()};
}

// What the list of suites offers; one that was chosen elsewhere is added to it.
const std::vector<std::vector<CipherSuite>> &suiteChoices()
{
    using S = CipherSuite;
    static const std::vector<std::vector<CipherSuite>> choices{
        {},
        {S::PskAes128Ccm8, S::PskAes128Ccm},
        {S::PskAes128Ccm8},
        {S::PskAes128Ccm},
        {S::PskAes128GcmSha256},
        {S::EcdhePskChaCha20Poly1305},
    };
    return choices;
}

QVariant suitesData(const std::vector<CipherSuite> &suites)
{
    QVariantList list;
    for (const CipherSuite suite : suites)
        list << static_cast<int>(suite);
    return list;
}

} // namespace

CredentialEditor::CredentialEditor(const Theme &theme, Workspace &workspace, CredentialStore &store,
                                   QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_store(store),
      m_title(new PlainLabel(theme, QString(), TextRole::BodyStrong, Tone::Text, this)),
      m_delete(new IconButton(theme, QStringLiteral("delete"), tr("Delete this key"), {}, this)),
      m_close(new IconButton(theme, QStringLiteral("close"), tr("Back to the list"),
                             QKeySequence(Qt::Key_Escape), this)),
      m_name(new QLineEdit(this)), m_identity(new QLineEdit(this)),
      m_identityNote(makeNote("identityNote")), m_key(new KeyEntry(theme, this)),
      m_patterns(new PatternField(theme, this)), m_patternNote(makeNote("patternNote")),
      m_place(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text, this)),
      m_placeNote(makeNote("placeNote")), m_makeVault(new QPushButton(tr("Make a vault…"), this)),
      m_suites(new QComboBox(this)), m_note(new QPlainTextEdit(this)),
      m_message(makeNote("editorMessage")), m_revert(new QPushButton(tr("Revert"), this)),
      m_save(new QPushButton(this))
{
    setObjectName(QStringLiteral("credentialEditor"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(kEdge_px, 0, kEdge_px, kEdge_px);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, kLabel_px);
    grid->setColumnStretch(1, 1);
    buildHead(grid);
    buildFields(grid);
    buildFoot(grid);
    grid->setRowStretch(grid->rowCount(), 1);
    connect(&store, &CredentialStore::placeChanged, this, &CredentialEditor::refresh);
    connect(&store, &CredentialStore::changed, this, &CredentialEditor::refresh);
    for (const auto signal : {&DeviceRegistry::deviceAdded, &DeviceRegistry::deviceRemoved,
                              &DeviceRegistry::linksChanged})
        connect(&workspace.devices(), signal, this, [this] {
            if (isVisible())
                sayReach();
        });
    connect(&theme, &Theme::changed, this, [this] {
        m_identity->setFont(m_theme.font(TextRole::Mono));
        update();
    });
    clear();
}

PlainLabel *CredentialEditor::makeNote(const char *name)
{
    auto *note = new PlainLabel(m_theme, QString(), TextRole::Small, Tone::Text2, this);
    note->setObjectName(QLatin1String(name));
    note->setWordWrap(true);
    return note;
}

void CredentialEditor::buildHead(QGridLayout *grid)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    m_title->setObjectName(QStringLiteral("editorTitle"));
    m_delete->setObjectName(QStringLiteral("credentialDelete"));
    m_close->setObjectName(QStringLiteral("editorClose"));
    head->addWidget(m_title, 1);
    head->addWidget(m_delete);
    head->addWidget(m_close);
    grid->addLayout(head, 0, 0, 1, 2);
    grid->setRowMinimumHeight(0, kHead_px - 4);
    grid->setRowMinimumHeight(1, 8);
    connect(m_delete, &QToolButton::clicked, this, &CredentialEditor::askToDelete);
    connect(m_close, &QToolButton::clicked, this, &CredentialEditor::closed);
}

void CredentialEditor::addRow(QGridLayout *grid, const QString &name, QWidget *field, QWidget *note)
{
    const int row = grid->rowCount();
    auto *label = new PlainLabel(m_theme, name, TextRole::Body, Tone::Text2, this);
    label->setFixedHeight(28);
    label->setBuddy(field);
    grid->addWidget(label, row, 0, Qt::AlignTop);
    grid->addWidget(field, row, 1);
    if (note != nullptr)
        grid->addWidget(note, row + 1, 1);
    grid->setRowMinimumHeight(grid->rowCount(), 4);
}

void CredentialEditor::buildFields(QGridLayout *grid)
{
    m_name->setObjectName(QStringLiteral("credentialName"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(static_cast<int>(Credential::kMaxNameSize) / 4);
    m_name->setPlaceholderText(tr("for you: “Lamps, first floor”"));
    addRow(grid, tr("Name"), m_name);
    m_identity->setObjectName(QStringLiteral("credentialIdentity"));
    m_identity->setAccessibleName(tr("Identity"));
    m_identity->setFont(m_theme.font(TextRole::Mono));
    addRow(grid, tr("Identity"), m_identity, m_identityNote);
    addRow(grid, tr("Key"), m_key);
    addRow(grid, tr("Used for"), m_patterns, m_patternNote);
    m_place->setObjectName(QStringLiteral("credentialPlace"));
    m_place->setFixedHeight(28);
    auto *place = new QWidget(this);
    auto *line = new QHBoxLayout(place);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_place, 1);
    line->addWidget(m_makeVault);
    m_makeVault->setObjectName(QStringLiteral("editorMakeVault"));
    m_makeVault->setProperty("link", true);
    describe(m_makeVault, tr("Make a vault, an encrypted file that keeps the keys"));
    connect(m_makeVault, &QPushButton::clicked, this, &CredentialEditor::vaultWanted);
    addRow(grid, tr("Kept in"), place, m_placeNote);
    m_suites->setObjectName(QStringLiteral("credentialSuites"));
    m_suites->setAccessibleName(tr("Cipher suites"));
    addRow(grid, tr("Suites"), m_suites);
    m_note->setObjectName(QStringLiteral("credentialNote"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setProperty("field", true);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(kNote_px);
    addRow(grid, tr("Note"), m_note);
    for (QLineEdit *edit : {m_name, m_identity}) {
        connect(edit, &QLineEdit::textEdited, this, &CredentialEditor::touched);
        connect(edit, &QLineEdit::returnPressed, this, &CredentialEditor::save);
    }
    connect(m_key, &KeyEntry::edited, this, &CredentialEditor::touched);
    connect(m_key, &KeyEntry::returnPressed, this, &CredentialEditor::save);
    connect(m_patterns, &PatternField::changed, this, &CredentialEditor::touched);
    connect(m_patterns, &PatternField::returnPressed, this, &CredentialEditor::save);
    connect(m_suites, &QComboBox::activated, this, &CredentialEditor::touched);
    connect(m_note, &QPlainTextEdit::textChanged, this, &CredentialEditor::touched);
}

void CredentialEditor::buildFoot(QGridLayout *grid)
{
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addStretch(1);
    foot->addWidget(m_revert);
    foot->addWidget(m_save);
    m_revert->setObjectName(QStringLiteral("credentialRevert"));
    m_save->setObjectName(QStringLiteral("credentialSave"));
    m_save->setProperty("primary", true);
    describe(m_revert, tr("Back to what is kept"), QKeySequence(Qt::Key_Escape));
    describe(m_save, tr("Keep it, and try it where a device matches"),
             QKeySequence(Qt::Key_Return));
    const int row = grid->rowCount();
    grid->addWidget(m_message, row, 0, 1, 2);
    grid->addLayout(foot, row + 1, 0, 1, 2);
    connect(m_revert, &QPushButton::clicked, this, &CredentialEditor::revert);
    connect(m_save, &QPushButton::clicked, this, &CredentialEditor::save);
}

// --- what is shown ---

void CredentialEditor::clear()
{
    m_id = {};
    m_new = false;
    fill(nullptr);
}

void CredentialEditor::startNew(const QString &host)
{
    m_id = {};
    m_new = true;
    fill(nullptr);
    if (const auto pattern = HostPattern::parse(host.toStdString()))
        m_patterns->setPatterns({*pattern});
    refresh();
}

void CredentialEditor::show(const CredentialId &id)
{
    m_new = false;
    m_id = id;
    fill(m_store.book().find(id));
}

void CredentialEditor::fillSuites(const std::vector<CipherSuite> &chosen)
{
    m_suites->clear();
    for (const std::vector<CipherSuite> &choice : suiteChoices())
        m_suites->addItem(suitesText(choice), suitesData(choice));
    int at = m_suites->findData(suitesData(chosen));
    if (at < 0) {
        m_suites->addItem(suitesText(chosen), suitesData(chosen));
        at = m_suites->count() - 1;
    }
    m_suites->setCurrentIndex(at);
}

void CredentialEditor::fill(const Credential *credential)
{
    m_filling = true;
    m_complained = false;
    m_name->setText(credential ? QString::fromStdString(credential->name) : QString());
    m_identity->setText(credential ? identityShown(credential->identity) : QString());
    if (credential != nullptr)
        m_key->setKey(credential->key);
    else
        m_key->clear();
    m_patterns->setPatterns(credential ? credential->patterns : std::vector<HostPattern>());
    fillSuites(credential ? credential->suites : std::vector<CipherSuite>());
    m_note->setPlainText(credential ? QString::fromStdString(credential->note) : QString());
    m_filling = false;
    m_dirty = false;
    say({}, Tone::Text2);
    refresh();
}

void CredentialEditor::touched()
{
    if (m_filling)
        return;
    m_dirty = true;
    say({}, Tone::Text2);
    refresh();
}

void CredentialEditor::refresh()
{
    // Locked, or removed by somebody else: what was kept leaves our memory too.
    if (!m_id.isNull() && m_store.book().find(m_id) == nullptr) {
        clear();
        Q_EMIT removed();
        return;
    }
    m_title->setText(m_new ? tr("New key") : tr("Edit credential"));
    m_delete->setVisible(!m_id.isNull());
    m_revert->setEnabled(m_dirty);
    sayIdentity();
    sayReach();
    sayPlace();
}

void CredentialEditor::sayIdentity()
{
    const Bytes identity = identityOf(m_identity->text());
    const auto checked = checkIdentity(identity);
    const bool wrong = !checked && (m_complained || !identity.empty());
    m_identityNote->setTone(wrong ? Tone::Error : Tone::Text2);
    m_identityNote->setText(wrong ? identityErrorText(checked.error(), identity.size())
                            : identity.empty()
                                ? tr("Which of its keys the device takes; sent readable")
                                : identitySizeText(identity.size()));
    m_identity->setProperty("invalid", wrong);
    m_identity->style()->unpolish(m_identity);
    m_identity->style()->polish(m_identity);
}

CredentialReach CredentialEditor::reach() const
{
    return reachOf(m_store.book(), m_id, m_patterns->patterns(), m_workspace.devices());
}

void CredentialEditor::sayReach()
{
    const std::vector<HostPattern> patterns = m_patterns->patterns();
    const CredentialReach found = reach();
    const bool wrong = !m_patterns->problem().isEmpty();
    m_patternNote->setTone(wrong ? Tone::Error : Tone::Text2);
    m_patternNote->setText(wrong ? m_patterns->problem()
                           : patterns.empty()
                               ? tr("lamp.local, *.site7.local, 192.168.20.100-119, 10.0.0.0/24")
                               : reachText(found, m_store.book()));
    m_save->setText(testUri(found, patterns) ? tr("Save and test") : tr("Save"));
}

void CredentialEditor::sayPlace()
{
    using Place = CredentialStore::Place;
    m_place->setText(placeName(m_store.place()));
    m_placeNote->setText(placeHint(m_store.place()));
    m_makeVault->setVisible(m_store.place() == Place::SessionOnly);
}

void CredentialEditor::say(const QString &text, Tone tone)
{
    m_message->setText(text);
    m_message->setTone(tone);
    m_message->setVisible(!text.isEmpty());
}

void CredentialEditor::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void CredentialEditor::remind()
{
    say(tr("This one is not saved yet. Save it, or revert."), Tone::Warn);
}

void CredentialEditor::focusFirst()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

// --- what is kept ---

bool CredentialEditor::check()
{
    m_complained = true;
    refresh();
    if (!checkIdentity(identityOf(m_identity->text()))) {
        m_identity->setFocus();
        return false;
    }
    if ((m_new || m_key->isEdited()) && !m_key->key()) {
        m_key->showProblem();
        m_key->field()->setFocus();
        return false;
    }
    if (!m_patterns->commit()) {
        m_patterns->line()->setFocus();
        return false;
    }
    return true;
}

Credential CredentialEditor::gather() const
{
    const Credential *before = m_store.book().find(m_id);
    Credential credential = before != nullptr ? before->withoutKey() : Credential();
    if (before == nullptr)
        credential.id = CredentialId::random();
    credential.name = m_name->text().trimmed().toStdString();
    credential.identity = identityOf(m_identity->text());
    if (m_new || m_key->isEdited()) {
        if (auto key = m_key->key())
            credential.key = std::move(*key);
    }
    credential.patterns = m_patterns->patterns();
    credential.note = m_note->toPlainText().toStdString();
    credential.suites.clear();
    for (const QVariant &suite : m_suites->currentData().toList())
        credential.suites.push_back(static_cast<CipherSuite>(suite.toInt()));
    return credential;
}

void CredentialEditor::save()
{
    if (!isOpen() || !m_save->isEnabled() || !check())
        return;
    Credential credential = gather();
    const CredentialId id = credential.id;
    m_save->setEnabled(false);
    const QPointer<CredentialEditor> self(this);
    const auto done = [self, id](const Result<void, CredentialStore::Error> &result) {
        if (self)
            self->ended(id, result);
    };
    if (m_new)
        m_store.add(std::move(credential), done);
    else
        m_store.update(std::move(credential), done);
}

void CredentialEditor::ended(const CredentialId &id,
                             const Result<void, CredentialStore::Error> &result)
{
    m_save->setEnabled(true);
    if (!result) {
        const Explanation why = storeErrorText(result.error());
        say(why.hint.isEmpty() ? why.sentence : why.sentence + QLatin1Char(' ') + why.hint,
            Tone::Error);
        return;
    }
    show(id);
    const auto uri = testUri(reach(), m_patterns->patterns());
    Q_EMIT saved(id, uri.value_or(QString()));
}

void CredentialEditor::revert()
{
    if (m_new) {
        clear();
        Q_EMIT closed();
    } else {
        show(m_id);
    }
}

void CredentialEditor::askToDelete()
{
    const Credential *credential = m_store.book().find(m_id);
    if (credential == nullptr)
        return;
    if (m_confirm == nullptr)
        m_confirm = new ConfirmPopup(m_theme, window());
    m_confirm->ask(
        m_delete,
        tr("Delete “%1”? The key cannot be brought back.").arg(credentialTitle(*credential)),
        tr("Delete"), [this] { remove(); });
}

void CredentialEditor::remove()
{
    const QPointer<CredentialEditor> self(this);
    m_store.remove(m_id, [self](const Result<void, CredentialStore::Error> &result) {
        if (!self || result)
            return; // refresh() saw it go
        self->say(storeErrorText(result.error()).sentence, Tone::Error);
    });
}

void CredentialEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_dirty || m_new)
        revert();
    else
        Q_EMIT closed();
}

void CredentialEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Chrome));
    painter.fillRect(QRect(0, 0, 1, height()), m_theme.color(Tone::Border));
    painter.fillRect(QRect(0, kHead_px - 1, width(), 1), m_theme.color(Tone::Border));
}

} // namespace copper
