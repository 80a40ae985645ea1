// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icon_loader.h"
#include "ui/theme/theme_tokens.h"

#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

#include <memory>

QT_BEGIN_NAMESPACE
class QApplication;
class QPainter;
QT_END_NAMESPACE

namespace copper {

class SystemAppearance;

enum class ThemeChoice { System, Light, Dark, Contrast };

// Sizes are factors of the system's font size, so that a user's setting is followed.
enum class TextRole {
    Number,      // 2.15: tiles
    Display,     // 1.7, 600: once, at first start
    Title,       // 1.15, 600
    Body,        // 1.0
    BodyStrong,  // 1.0, 600: names, panel titles, codes, state words
    Small,       // 0.92: second lines
    SmallStrong, // 0.92, 600
    Caption,     // 0.85: table headers, axes, badges
    Mono,        // 0.92, fixed pitch
    MonoSmall,   // 0.85, fixed pitch
    MonoStrong,  // 0.92, 600, fixed pitch
};

// Makes the resources of this library known; call once before the first Theme (a static library's
// resources are not linked in by themselves).
void initUiResources();

// The look of the program: colours, fonts, icons, palette and style sheet of the chosen variant.
// Owned by the application, passed by reference to everything that paints. UI thread only.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    // Sets style, palette, font and style sheet of the application now and after every change.
    void applyTo(QApplication &application);

    void setChoice(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    ThemeVariant variant() const { return m_variant; }
    bool isContrast() const { return m_variant == ThemeVariant::Contrast; }
    // No fading, no dots: the system's wish or the user's.
    bool reducedMotion() const;
    void setReducedMotion(bool on) { m_reducedMotion = on; }

    const QColor &color(Tone tone) const { return (*m_colours)[tone]; }
    // By order of appearance, never by name; wraps after eight.
    const QColor &seriesColor(int index) const;
    // Dash of a series that crosses another or stands on the second axis; empty: solid.
    static QList<qreal> seriesDash(int index);
    qreal seriesWidth(bool first) const { return isContrast() ? 2.5 : first ? 1.8 : 1.5; }

    QFont font(TextRole role) const;
    // max(table value, font height + 6), in device independent pixels.
    int rowHeight(int tableValue_px, TextRole role = TextRole::Body) const;

    // Icons by file name without suffix ("discover"). `rest` is the tone at rest; under the pointer
    // text, when on copper, disabled as such. Follows theme changes by itself.
    QIcon icon(const QString &name, Tone rest = Tone::Text2) const;
    // An icon that has one tone in every state except disabled: state marks, primary buttons.
    QIcon fixedIcon(const QString &name, Tone tone) const;
    void paintIcon(QPainter *painter, const QRectF &rect, const QString &name, Tone tone) const;

    QPalette palette() const;
    // The palette of item views: selection is a tint with ordinary text on it.
    QPalette viewPalette(Tone ground = Tone::Base) const;

Q_SIGNALS:
    // Colours, fonts or icons changed: repaint, re-read what was copied.
    void changed();

private:
    void refresh();
    void onSystemChanged();

    ThemeTokens m_tokens;
    const ThemeColours *m_colours;
    mutable IconLoader m_icons;
    std::unique_ptr<SystemAppearance> m_system;
    QApplication *m_application = nullptr;
    ThemeChoice m_choice = ThemeChoice::System;
    ThemeVariant m_variant = ThemeVariant::Light;
    bool m_reducedMotion = false;
    QFont m_baseFont;
    QFont m_fixedFont;
};

} // namespace copper
