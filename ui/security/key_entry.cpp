// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/key_entry.h"

#include "ui/text/credential_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace copper {

KeyEntry::KeyEntry(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_field(new SecretField(theme, this)),
      m_eye(
          new IconButton(theme, QStringLiteral("observe"), tr("Show the key for 10 s"), {}, this)),
      m_form(new SegmentedControl(theme, this)),
      m_mark(new PlainLabel(theme, QString(), TextRole::Small, Tone::Ok, this)),
      m_message(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this))
{
    m_field->setObjectName(QStringLiteral("keyField"));
    m_field->setAccessibleName(tr("Key"));
    m_eye->setObjectName(QStringLiteral("keyEye"));
    m_eye->setProperty("framed", true);
    m_eye->setCheckable(true);
    m_eye->setFixedSize(28, 28);
    m_form->setObjectName(QStringLiteral("keyForm"));
    m_form->setAccessibleName(tr("How the key is written"));
    for (const QString &name : {tr("Text"), tr("Hex"), QStringLiteral("Base64")})
        m_form->addSegment(name);
    m_form->setCurrentIndex(static_cast<int>(KeyForm::Hex));
    m_message->setObjectName(QStringLiteral("keyMessage"));
    m_message->setWordWrap(true);
    const auto load = [this] {
        m_mark->setPixmap(m_theme.fixedIcon(QStringLiteral("check"), Tone::Ok)
                              .pixmap(QSize(12, 12), devicePixelRatioF()));
    };
    load();
    connect(&theme, &Theme::changed, m_mark, load);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_field, 1);
    line->addWidget(m_eye);
    column->addLayout(line);
    column->addWidget(m_form);
    auto *below = new QHBoxLayout;
    below->setSpacing(5);
    below->addWidget(m_mark);
    below->addWidget(m_message, 1);
    column->addLayout(below);
    connect(m_field, &SecretField::edited, this, [this] {
        m_kept.clear();
        m_edited = true;
        m_form->setTabEnabled(0, true);
        say();
        Q_EMIT edited();
    });
    connect(m_field, &SecretField::returnPressed, this, &KeyEntry::returnPressed);
    connect(m_eye, &QToolButton::toggled, m_field, &SecretField::reveal);
    connect(m_field, &SecretField::revealedChanged, m_eye, &QToolButton::setChecked);
    connect(m_form, &QTabBar::currentChanged, this, &KeyEntry::onForm);
    say();
}

KeyForm KeyEntry::form() const
{
    return static_cast<KeyForm>(m_form->currentIndex());
}

void KeyEntry::setForm(KeyForm form)
{
    m_form->setCurrentIndex(static_cast<int>(form));
}

void KeyEntry::setKey(const SecretBytes &key)
{
    m_edited = false;
    m_kept = key.clone();
    const bool text = m_kept.isEmpty() || canBeText(m_kept);
    if (!text && form() == KeyForm::Text)
        setForm(KeyForm::Hex);
    m_form->setTabEnabled(0, text);
    fill();
}

void KeyEntry::clear()
{
    m_edited = false;
    m_kept.clear();
    m_field->clear();
    m_form->setTabEnabled(0, true);
    say();
}

// A kept key is written anew; what somebody typed stays, and is read anew.
void KeyEntry::onForm()
{
    if (!m_kept.isEmpty())
        fill();
    else
        say();
    if (m_edited)
        Q_EMIT edited();
}

void KeyEntry::fill()
{
    const bool shown = m_field->isRevealed();
    const SecretBytes text = keyText(m_kept, form());
    m_field->setTyped(text.view());
    m_field->reveal(shown);
    say();
}

Result<SecretBytes, KeyTextError> KeyEntry::key() const
{
    if (m_field->hasOverflowed())
        return failure(KeyTextError{KeyTextError::Problem::TooLong, kMaxKeySize + 1});
    return parseKey(m_field->typed(), form());
}

void KeyEntry::say()
{
    if (m_field->isEmpty() && !m_field->hasOverflowed()) {
        m_mark->hide();
        m_field->setInvalid(false);
        m_message->setTone(Tone::Text2);
        m_message->setText(tr("Shown for 10 s at most"));
        return;
    }
    const auto parsed = key();
    m_mark->setVisible(parsed.has_value());
    m_field->setInvalid(!parsed);
    m_message->setTone(parsed ? Tone::Ok : Tone::Error);
    m_message->setText(parsed ? keySizeText(parsed->size()) : keyErrorText(parsed.error(), form()));
    m_field->setAccessibleDescription(m_message->text());
}

void KeyEntry::showProblem()
{
    const auto parsed = key();
    if (parsed)
        return;
    m_mark->hide();
    m_field->setInvalid(true);
    m_message->setTone(Tone::Error);
    m_message->setText(keyErrorText(parsed.error(), form()));
    m_field->setAccessibleDescription(m_message->text());
}

QString KeyEntry::message() const
{
    return m_message->text();
}

} // namespace copper
