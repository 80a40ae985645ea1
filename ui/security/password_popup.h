// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secret_bytes.h"
#include "ui/text/failure_text.h"
#include "ui/widgets/popup.h"

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;
class SecretField;

// Asks for a password: one that exists, a new one twice, or both. Strength is not judged. It stays
// until what it is for has ended, and says what went wrong.
class PasswordPopup : public Popup
{
    Q_OBJECT
public:
    enum class Ask { Existing, New, Change };
    struct Passwords
    {
        SecretBytes existing;
        SecretBytes fresh;
    };
    // Nothing: it went well, and the popup closes.
    using Ended = std::function<void(const std::optional<Explanation> &trouble)>;
    using Run = std::function<void(Passwords, Ended)>;

    PasswordPopup(const Theme &theme, QWidget *window);
    void ask(QWidget *anchor, Ask what, const QString &sentence, const QString &action, Run run);
    QString message() const;

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void begin();
    void say(const QString &text, bool trouble);

    Ask m_ask = Ask::Existing;
    Run m_run;
    unsigned m_turn = 0; // counts ask(): an answer to an earlier one is passed over
    PlainLabel *m_sentence;
    SecretField *m_existing;
    SecretField *m_fresh;
    SecretField *m_again;
    PlainLabel *m_message;
    QPushButton *m_action;
};

} // namespace copper
