// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/key_text.h"
#include "ui/widgets/secret_field.h"

namespace copper {

class IconButton;
class PlainLabel;
class SegmentedControl;

// A key as it is entered: masked, readable for some seconds on demand, as text, hex or base64, with
// the length that says whether it is right, or one sentence that says what is wrong.
class KeyEntry : public QWidget
{
    Q_OBJECT
public:
    explicit KeyEntry(const Theme &theme, QWidget *parent = nullptr);

    // A kept key, which may be looked at and shown in each form; an empty one: none is there.
    void setKey(const SecretBytes &key);
    void clear();
    Result<SecretBytes, KeyTextError> key() const;
    // Typed over since setKey() or clear().
    bool isEdited() const { return m_edited; }
    KeyForm form() const;
    void setForm(KeyForm form);
    // Says what is missing also where nothing was typed.
    void showProblem();
    SecretField *field() const { return m_field; }
    QString message() const;

Q_SIGNALS:
    void edited();
    void returnPressed();

private:
    void onForm();
    void say();
    void fill();

    const Theme &m_theme;
    SecretField *m_field;
    IconButton *m_eye;
    SegmentedControl *m_form;
    PlainLabel *m_mark;
    PlainLabel *m_message;
    SecretBytes m_kept; // what setKey() gave, until it is typed over
    bool m_edited = false;
};

} // namespace copper
