// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/password_popup.h"

#include "ui/widgets/plain_label.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/toggle_button.h"

#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace copper {

namespace {
constexpr int kWidth_px = 340;
}

PasswordPopup::PasswordPopup(const Theme &theme, QWidget *window)
    : Popup(theme, window, kWidth_px),
      m_sentence(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text, body())),
      m_existing(new SecretField(theme, body())), m_fresh(new SecretField(theme, body())),
      m_again(new SecretField(theme, body())),
      m_message(new PlainLabel(theme, QString(), TextRole::Small, Tone::Error, body())),
      m_action(new QPushButton(body()))
{
    setObjectName(QStringLiteral("passwordPopup"));
    m_sentence->setWordWrap(true);
    m_existing->setObjectName(QStringLiteral("passwordExisting"));
    m_fresh->setObjectName(QStringLiteral("passwordNew"));
    m_again->setObjectName(QStringLiteral("passwordAgain"));
    m_fresh->setPlaceholder(tr("New password"));
    m_fresh->setAccessibleName(tr("New password"));
    m_again->setPlaceholder(tr("The same once more"));
    m_again->setAccessibleName(tr("New password once more"));
    m_message->setObjectName(QStringLiteral("passwordMessage"));
    m_message->setWordWrap(true);
    m_action->setObjectName(QStringLiteral("passwordAction"));
    m_action->setProperty("primary", true);
    auto *column = new QVBoxLayout(body());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_sentence);
    column->addWidget(m_existing);
    column->addWidget(m_fresh);
    column->addWidget(m_again);
    column->addWidget(m_message);
    column->addWidget(m_action, 0, Qt::AlignRight);
    for (SecretField *field : {m_existing, m_fresh, m_again}) {
        connect(field, &SecretField::returnPressed, this, &PasswordPopup::begin);
        connect(field, &SecretField::edited, this, [this] { say({}, false); });
    }
    connect(m_action, &QPushButton::clicked, this, &PasswordPopup::begin);
}

void PasswordPopup::ask(QWidget *anchor, Ask what, const QString &sentence, const QString &action,
                        Run run)
{
    ++m_turn;
    m_ask = what;
    m_run = std::move(run);
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    m_action->setText(action);
    describe(m_action, action, QKeySequence(Qt::Key_Return));
    m_action->setEnabled(true);
    const QString existing = what == Ask::Change ? tr("Password until now") : tr("Password");
    m_existing->setPlaceholder(existing);
    m_existing->setAccessibleName(existing);
    m_existing->setVisible(what != Ask::New);
    m_fresh->setVisible(what != Ask::Existing);
    m_again->setVisible(what != Ask::Existing);
    say({}, false);
    openBelow(anchor, what == Ask::New ? m_fresh : m_existing);
}

void PasswordPopup::say(const QString &text, bool trouble)
{
    m_message->setText(text);
    m_message->setTone(trouble ? Tone::Error : Tone::Text2);
    m_message->setVisible(!text.isEmpty());
    refit();
}

QString PasswordPopup::message() const
{
    return m_message->text();
}

void PasswordPopup::begin()
{
    if (!m_action->isEnabled())
        return;
    if ((m_ask != Ask::New && m_existing->isEmpty()) ||
        (m_ask != Ask::Existing && m_fresh->isEmpty())) {
        say(tr("A password is needed."), true);
        return;
    }
    Passwords passwords{m_existing->copy(), m_fresh->copy()};
    if (m_ask != Ask::Existing && !passwords.fresh.equals(m_again->typed())) {
        say(tr("The two new passwords differ."), true);
        return;
    }
    m_action->setEnabled(false);
    say(tr("This takes a moment"), false);
    const QPointer<PasswordPopup> self(this);
    m_run(std::move(passwords), [self, turn = m_turn](const std::optional<Explanation> &trouble) {
        if (!self || self->m_turn != turn)
            return;
        self->m_action->setEnabled(true);
        if (!trouble) {
            self->closePopup();
            return;
        }
        self->say(trouble->hint.isEmpty() ? trouble->sentence
                                          : trouble->sentence + QLatin1Char(' ') + trouble->hint,
                  true);
        self->m_existing->clear();
        if (self->m_existing->isVisible())
            self->m_existing->setFocus();
    });
}

// Whatever closed it: nothing that was typed stays.
void PasswordPopup::hideEvent(QHideEvent *event)
{
    for (SecretField *field : {m_existing, m_fresh, m_again})
        field->clear();
    ++m_turn;
    Popup::hideEvent(event);
}

} // namespace copper
