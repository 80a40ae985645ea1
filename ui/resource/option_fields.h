// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/option_model.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace copper {

// One field for the value of an option: what the option's format asks for. Each change is told at
// once, as the text that parseOptionValue reads.
class OptionField : public QWidget
{
    Q_OBJECT
public:
    using Changed = std::function<void(const QString &)>;

    // Content-Format and Accept by name, those of `preferred` first; Observe as what it means;
    // other uints in their range; opaque bytes as text or hex; anything else as text.
    OptionField(const Theme &theme, OptionNumber number, const QString &text,
                const std::vector<std::uint32_t> &preferred, Changed changed, QWidget *parent);

private:
    void addLine(const QString &text);
    void addNumber(const OptionDefinition &definition, const QString &text);
    void addObserve(const QString &text);
    void addFormats(const QString &text, const std::vector<std::uint32_t> &preferred);
    void addHexSwitch();
    void toggleHex(bool hex);
    void place(QWidget *widget);

    const Theme &m_theme;
    OptionNumber m_number;
    Changed m_changed;
    QLineEdit *m_line = nullptr;
    QToolButton *m_hex = nullptr;
};

} // namespace copper
