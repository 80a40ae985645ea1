// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace copper {

// The only label of this program: always plain text, with a role and a tone of the theme. With
// elision on it can shrink and puts the whole text into its tool tip.
class PlainLabel : public QLabel
{
    Q_OBJECT
public:
    PlainLabel(const Theme &theme, const QString &text, TextRole role = TextRole::Body,
               Tone tone = Tone::Text, QWidget *parent = nullptr);

    void setTone(Tone tone);
    void setRole(TextRole role);
    void setElideMode(Qt::TextElideMode mode);
    // For text that came from a device or a file: displayText() is applied.
    void setUntrustedText(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    QSize minimumSizeHint() const override;

private:
    void restyle();

    const Theme &m_theme;
    TextRole m_role;
    Tone m_tone;
    Qt::TextElideMode m_elide = Qt::ElideNone;
};

} // namespace copper
