// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/vault_gate.h"

#include "ui/text/credential_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace copper {

namespace {
constexpr int kField_px = 240;
}

VaultGate::VaultGate(const Theme &theme, CredentialStore &store, QWidget *parent)
    : QWidget(parent), m_store(store), m_password(new SecretField(theme, this)),
      m_unlock(new QPushButton(tr("Unlock"), this)),
      m_before(new QPushButton(tr("Open its state before the last change"), this)),
      m_message(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this))
{
    setObjectName(QStringLiteral("vaultGate"));
    m_password->setObjectName(QStringLiteral("vaultPassword"));
    m_password->setAccessibleName(tr("Password of the vault"));
    m_password->setPlaceholder(tr("Password"));
    m_password->setFixedWidth(kField_px);
    m_unlock->setObjectName(QStringLiteral("vaultUnlock"));
    m_unlock->setProperty("primary", true);
    describe(m_unlock, tr("Unlock the vault"), QKeySequence(Qt::Key_Return));
    m_before->setObjectName(QStringLiteral("vaultBefore"));
    describe(m_before, tr("The vault as it was before the last change, with the same password"));
    m_before->hide();
    m_message->setObjectName(QStringLiteral("vaultMessage"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(6);
    column->addStretch(2);
    auto *picture = new PlainLabel(theme, QString(), TextRole::Body, Tone::Text3, this);
    const auto load = [picture, &theme] {
        picture->setPixmap(theme.fixedIcon(QStringLiteral("secure"), Tone::Text3)
                               .pixmap(QSize(32, 32), picture->devicePixelRatioF()));
    };
    load();
    connect(&theme, &Theme::changed, picture, load);
    column->addWidget(picture, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    auto *title =
        new PlainLabel(theme, tr("The vault is locked"), TextRole::BodyStrong, Tone::Text, this);
    title->setAlignment(Qt::AlignCenter);
    column->addWidget(title);
    auto *hint =
        new PlainLabel(theme, tr("Sessions that are up go on; new ones need the keys in it."),
                       TextRole::Small, Tone::Text2, this);
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    column->addWidget(hint);
    column->addSpacing(8);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addStretch(1);
    line->addWidget(m_password);
    line->addWidget(m_unlock);
    line->addStretch(1);
    column->addLayout(line);
    column->addWidget(m_message);
    column->addWidget(m_before, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_password, &SecretField::returnPressed, this, [this] { unlock(false); });
    connect(m_password, &SecretField::edited, this, [this] { say({}, Tone::Text2); });
    connect(m_unlock, &QPushButton::clicked, this, [this] { unlock(false); });
    connect(m_before, &QPushButton::clicked, this, [this] { unlock(true); });
}

QString VaultGate::message() const
{
    return m_message->text();
}

void VaultGate::say(const QString &text, Tone tone)
{
    m_message->setText(text);
    m_message->setTone(tone);
}

void VaultGate::unlock(bool generationBefore)
{
    if (m_password->isEmpty()) {
        say(tr("A password is needed."), Tone::Error);
        m_password->setFocus();
        return;
    }
    say(tr("This takes a moment"), Tone::Text2);
    m_unlock->setEnabled(false);
    const QPointer<VaultGate> self(this);
    const auto done = [self](const Result<void, CredentialStore::Error> &result) {
        if (!self)
            return;
        self->m_unlock->setEnabled(true);
        if (result) {
            self->m_password->clear();
            self->m_before->hide();
            self->say({}, Tone::Text2);
            return;
        }
        const Explanation why = storeErrorText(result.error());
        self->say(why.hint.isEmpty() ? why.sentence : why.sentence + QLatin1Char(' ') + why.hint,
                  Tone::Error);
        // The password stays where it may be asked for again: it was not wrong.
        const bool before = hasGenerationBefore(result.error());
        self->m_before->setVisible(before);
        if (!before)
            self->m_password->clear();
        self->m_password->setFocus();
    };
    SecretBytes password = m_password->copy();
    if (generationBefore)
        m_store.unlockPrevious(std::move(password), done);
    else
        m_store.unlock(std::move(password), done);
}

} // namespace copper
